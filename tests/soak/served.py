"""What a server offers, looked at as the most mistrustful wall would: every signature, every hash.

Written apart from what `kiosk sync --from` does, so that the two do not share a mistake.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp
from tuf.api.serialization import DeserializationError

from kiosk.model.publication import FILES, METADATA, TARGETS, Publication


class Broken(AssertionError):
    """Something that must hold does not."""


@dataclass(frozen=True, slots=True)
class Served:
    """A publication that is whole."""

    numbers: tuple[int, int, int]
    """Of timestamp, snapshot and targets: a wall refuses any that is lower than it knew."""
    lists: dict[str, Publication]
    """By screen."""
    hashes: dict[str, str]
    """By screen, the SHA-256 of its list."""

    def bytes_of(self, folder: Path, screen: str, path: str) -> bytes:
        """A file of that screen's site."""
        file = next(file for file in self.lists[screen].files if file.path == path)
        return (folder / FILES / file.sha256[:2] / file.sha256).read_bytes()


def served(folder: Path, first: bytes, *, roots: int | None = None) -> Served:
    """Verifies all that can be reached from the signpost.

    Args:
        first: the document of keys that a wall trusts first.
        roots: how many versions of it that wall has heard of; None: all that are there.

    Raises:
        Broken: a document, a list or a file is missing or not what was signed.
    """
    try:
        root = _root(folder, first, roots)
        timestamp = _document(folder, "timestamp.json", root, "timestamp")
        assert isinstance(timestamp.signed, Timestamp)
        stated = timestamp.signed.snapshot_meta
        snapshot = _document(folder, f"{stated.version}.snapshot.json", root, "snapshot")
        stated.verify_length_and_hashes(snapshot.to_bytes())
        assert isinstance(snapshot.signed, Snapshot)
        meta = snapshot.signed.meta["targets.json"]
        targets = _document(folder, f"{meta.version}.targets.json", root, "targets")
        meta.verify_length_and_hashes(targets.to_bytes())
        assert isinstance(targets.signed, Targets)
        lists, hashes = {}, {}
        for name, target in targets.signed.targets.items():
            hashes[name.removesuffix(".json")] = sha256 = target.hashes["sha256"]
            data = (folder / TARGETS / f"{sha256}.{name}").read_bytes()
            target.verify_length_and_hashes(data)
            lists[name.removesuffix(".json")] = Publication.from_bytes(data)
    except (OSError, RepositoryError, DeserializationError, ValueError) as error:
        raise Broken(f"what is served is not whole: {error!r}") from error
    for screen, one in lists.items():
        for file in one.files:
            _file(folder / FILES / file.sha256[:2] / file.sha256, file.sha256, file.size, screen)
    numbers = (timestamp.signed.version, stated.version, meta.version)
    return Served(numbers, lists, hashes)


def _root(folder: Path, first: bytes, most: int | None) -> Root:
    document: Metadata[Any] = Metadata.from_bytes(first)
    number = 1
    while (most is None or number <= most) and (
        file := folder / METADATA / f"{number}.root.json"
    ).is_file():
        following: Metadata[Any] = Metadata.from_bytes(file.read_bytes())
        if number == 1 and file.read_bytes() != first:
            raise Broken("1.root.json is not the one that walls know")
        for judge in (document.signed, following.signed):
            judge.verify_delegate("root", following.signed_bytes, following.signatures)
        document, number = following, number + 1
    if number == 1:
        raise Broken("1.root.json is missing")
    assert isinstance(document.signed, Root)
    return document.signed


def _document(folder: Path, name: str, root: Root, role: str) -> Metadata[Any]:
    document: Metadata[Any] = Metadata.from_bytes((folder / METADATA / name).read_bytes())
    root.verify_delegate(role, document.signed_bytes, document.signatures)
    return document


def _file(path: Path, sha256: str, size: int, screen: str) -> None:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Broken(f"a file of the screen {screen} is missing: {error}") from error
    if len(data) != size or hashlib.sha256(data).hexdigest() != sha256:
        raise Broken(f"a file of the screen {screen} is not what was signed: {path.name}")
