"""The folder of a publication: which documents and files it has, written so that whoever
fetches meanwhile never finds a name without its bytes.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Snapshot, Targets, Timestamp
from tuf.api.serialization import DeserializationError

from kiosk.errors import PublishError
from kiosk.model.publication import FILES, METADATA, TARGETS, Publication, file_path, target_name
from kiosk.publish.excerpt import Source
from kiosk.publish.pieces import Told, copy_checked, digest_of
from kiosk.store.aside import write_aside
from kiosk.store.holding import alone_in

_log = logging.getLogger(__name__)

KEPT = 5
"""So many publications keep their files, for walls that are in the midst of fetching one."""


@dataclass(frozen=True, slots=True)
class Current:
    """What the folder offers now."""

    targets: Metadata[Targets]
    snapshot: Metadata[Snapshot]
    timestamp: Metadata[Timestamp]

    def lists(self) -> dict[str, str]:
        """By screen, the SHA-256 of its list of files."""
        return {
            name.removesuffix(".json"): target.hashes["sha256"]
            for name, target in self.targets.signed.targets.items()
        }


class PublicationFolder:
    """Reads and writes one such folder. One process at a time: see `alone`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.metadata = root / METADATA

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Makes the folder, and keeps other processes from publishing into it.

        Raises:
            PublishError: another one does, or the folder is something else's.
        """
        with ExitStack() as stack:
            self._enter(stack)
            yield

    def _enter(self, stack: ExitStack) -> None:
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            names = {entry.name for entry in self.root.iterdir() if not entry.name.startswith(".")}
            if names and METADATA not in names:
                raise PublishError(
                    f"{self.root}: the folder has other things in it. Name a new folder, or the"
                    " one of an earlier publication"
                )
            for name in (METADATA, TARGETS, FILES):
                (self.root / name).mkdir(exist_ok=True)
            stack.enter_context(alone_in(self.root))
        except BlockingIOError as cause:
            raise PublishError(
                f"{self.root}: somebody publishes there at this moment. Try again in a minute"
            ) from cause
        except OSError as cause:
            raise PublishError(
                f"{self.root}: it cannot be written ({cause.strerror}). Check who may write there,"
                " or name another folder with -o"
            ) from cause

    def current(self) -> Current | None:
        """What is offered now; None: nothing yet.

        Raises:
            PublishError: a document is missing or damaged.
        """
        if not (self.metadata / "timestamp.json").is_file():
            return None
        timestamp: Metadata[Timestamp] = self._document("timestamp.json")
        number = timestamp.signed.snapshot_meta.version
        snapshot: Metadata[Snapshot] = self._document(f"{number}.snapshot.json")
        number = snapshot.signed.meta["targets.json"].version
        return Current(self._document(f"{number}.targets.json"), snapshot, timestamp)

    def sound(self, believed: Callable[[Metadata[Any]], bool]) -> Current | None:
        """What is offered now, as a wall would check it; None: nothing, or it is damaged.

        Args:
            believed: whether a document is signed by keys that count or counted once.
        """
        try:
            current = self.current()
            if current is None:
                return None
            stated = current.timestamp.signed.snapshot_meta
            self._check(f"{stated.version}.snapshot.json", stated)
            stated = current.snapshot.signed.meta["targets.json"]
            self._check(f"{stated.version}.targets.json", stated)
        except (PublishError, OSError, RepositoryError, KeyError, AttributeError) as error:
            _log.warning("what is published is damaged, it is made anew: %s", error)
            return None
        for document in (current.timestamp, current.snapshot, current.targets):
            if not believed(document):
                _log.warning("what is published is damaged or forged, it is made anew: type=%s",
                             document.signed.type)  # fmt: skip
                return None
        return current

    def _check(self, name: str, stated: MetaFile) -> None:
        stated.verify_length_and_hashes((self.metadata / name).read_bytes())

    def _document(self, name: str) -> Metadata[Any]:
        try:
            return Metadata.from_bytes((self.metadata / name).read_bytes())
        except (OSError, DeserializationError) as cause:
            raise PublishError(
                f"{self.metadata / name}: it is missing or damaged. Publish again: `kiosk publish`,"
                " where the content key is, makes it anew, and walls take that. Until then they"
                " go on with what they have"
            ) from cause

    def numbers(self, role: str) -> list[int]:
        """The versions of a document that are here, in order."""
        found = (
            re.fullmatch(rf"(\d+)\.{role}\.json", entry.name) for entry in self.metadata.iterdir()
        )
        return sorted(int(match[1]) for match in found if match)

    def put(self, name: str, document: Metadata[Any]) -> bytes:
        """Writes a document; returns its bytes."""
        data = document.to_bytes()
        write_aside(self.metadata / name, data)
        return data

    def put_roots(self, versions: tuple[bytes, ...], *, mend: bool = False) -> bool:
        """Offers every version of the document of keys, also in the place of a damaged one;
        returns whether one was written.

        Args:
            mend: only replaces damaged ones.

        Raises:
            PublishError: the folder has another one of the same number: it belongs to others.
        """
        new = False
        for number, data in enumerate(versions, start=1):
            file = self.metadata / f"{number}.root.json"
            here = file.read_bytes() if file.is_file() else None
            if (here is None and not mend) or (here is not None and _is_no_root(here)):
                write_aside(file, data)
                new = True
            elif here not in (None, data):
                raise PublishError(
                    f"{self.root}: this publication was made with other keys. Name the folder of"
                    " those keys with --keys, or publish into a new folder"
                )
        return new

    def put_list(self, publication: Publication) -> str:
        """Writes the list of a screen's files; returns its SHA-256."""
        data = publication.to_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        file = self.root / TARGETS / f"{sha256}.{target_name(publication.screen)}"
        if not file.is_file() or file.read_bytes() != data:
            write_aside(file, data)
        return sha256

    def lists(self, targets: Targets) -> dict[str, Publication]:
        """The lists that these targets name, by screen, as far as they are here and right."""
        found = {}
        for name, target in targets.targets.items():
            sha256 = target.hashes["sha256"]
            try:
                data = (self.root / TARGETS / f"{sha256}.{name}").read_bytes()
                if hashlib.sha256(data).hexdigest() == sha256:
                    found[name.removesuffix(".json")] = Publication.from_bytes(data)
            except (OSError, ValueError):
                continue
        return found

    def has(self, sha256: str, size: int, told: Told | None = None) -> bool:
        """Whether that file is here, byte for byte: walls take no other.

        Args:
            told: called with the bytes of each piece that was read.
        """
        path = self.root / file_path(sha256)
        try:
            return path.stat().st_size == size and digest_of(path, told)[0] == sha256
        except (OSError, PublishError):
            return False

    def put_file(self, source: Source, sha256: str, told: Told | None = None) -> None:
        """Copies a file under the name of its content.

        Args:
            told: called with the bytes of each piece that was written.

        Raises:
            PublishError: it is not what it was when it was looked at.
            OSError: the disk is full or cannot be written.
        """
        target = self.root / file_path(sha256)
        target.parent.mkdir(exist_ok=True)
        if isinstance(source, bytes):
            write_aside(target, source)
            if told:
                told(len(source))
            return
        copy_checked(source, target, sha256, told)

    def prune(self) -> tuple[int, int]:
        """Removes what only publications longer ago than the last `KEPT` need.

        Returns how many files and bytes went.
        """
        numbers = self.numbers("targets")
        named: set[str] = set()
        files: set[str] = set()
        for number in numbers[-KEPT:]:
            try:
                targets = self._document(f"{number}.targets.json").signed
            except PublishError:
                continue  # damaged: no wall can be in the midst of fetching it
            if not isinstance(targets, Targets):
                continue
            lists = self.lists(targets)
            named |= {
                f"{target.hashes['sha256']}.{name}" for name, target in targets.targets.items()
            }
            files |= {file.sha256 for one in lists.values() for file in one.files}
        snapshots = self.numbers("snapshot")
        old = [self.metadata / f"{number}.targets.json" for number in numbers[:-KEPT]]
        old += [self.metadata / f"{number}.snapshot.json" for number in snapshots[: -2 * KEPT]]
        # What a process left that was ended in the midst of writing.
        old += self.metadata.glob(".*.part")
        old += [path for path in (self.root / TARGETS).iterdir() if path.name not in named]
        old += [path for path in (self.root / FILES).glob("??/*") if path.name not in files]
        size = 0
        for path in dict.fromkeys(old):
            size += path.stat().st_size
            path.unlink()
        return len(old), size


def _is_no_root(data: bytes) -> bool:
    """Whether it is damaged: nobody's document of keys, which is always signed by itself."""
    try:
        document: Metadata[Any] = Metadata.from_bytes(data)
        document.signed.verify_delegate("root", document.signed_bytes, document.signatures)
    except Exception:  # whatever a damaged file makes it raise
        return True
    return False
