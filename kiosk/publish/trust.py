"""The document that says which keys walls trust."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root
from tuf.api.serialization import DeserializationError

from kiosk.errors import PublishError
from kiosk.publish.keyring import ROLES, Keyring, Kind


@dataclass(frozen=True, slots=True)
class Trust:
    """What walls trust now: every version of the document, the newest last."""

    versions: tuple[bytes, ...]
    root: Root

    def keyids(self, kind: Kind) -> list[str]:
        return list(self.root.roles[ROLES[kind][0]].keyids)

    def threshold(self, kind: Kind) -> int:
        return self.root.roles[ROLES[kind][0]].threshold


def read_trust(folder: Path) -> Trust | None:
    """The versions in a folder, each checked against the one before; None: there are none.

    Raises:
        PublishError: one is damaged, or not signed by the keys of the one before.
    """
    versions: list[bytes] = []
    previous: Root | None = None
    while (file := folder / f"{len(versions) + 1}.root.json").is_file():
        data = file.read_bytes()
        following = _root(file, data)
        if not complete(following, previous) or following.signed.version != len(versions) + 1:
            raise PublishError(
                f"{file}: it is not signed by the master keys before it, so somebody changed it."
                " Take it from a backup, and find out who did"
            )
        versions.append(data)
        previous = following.signed
    return Trust(tuple(versions), previous) if previous else None


def trust_of(keys: Keyring) -> Trust:
    """What walls trust, by the folder of the keys.

    Raises:
        PublishError: there is nothing yet, or it is damaged.
    """
    trust = read_trust(keys.folder)
    if trust is None:
        raise PublishError(
            f"{keys.folder}: there are no keys yet. Make them with `kiosk keys init`, or copy"
            " 1.root.json (and those after it) from a colleague's folder of keys"
        )
    return trust


def complete(document: Metadata[Root], previous: Root | None) -> bool:
    """Whether as many master keys have signed it as must: those before, and its own."""
    try:
        return document.signed.get_root_verification_result(
            previous, document.signed_bytes, document.signatures
        ).verified
    except (RepositoryError, ValueError):
        return False


def _root(file: Path, data: bytes) -> Metadata[Root]:
    try:
        document: Metadata[Root] = Metadata.from_bytes(data)
    except DeserializationError as cause:
        raise PublishError(f"{file}: it is damaged. Take it from a backup") from cause
    if not isinstance(document.signed, Root):
        raise PublishError(f"{file}: this is no document of keys. Take it from a backup")
    return document
