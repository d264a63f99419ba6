"""Files that may be large are read and copied piece by piece, and whoever waits hears of each."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from kiosk.errors import PublishError
from kiosk.publish.excerpt import Source
from kiosk.store.aside import sync_folder

_PIECE = 1 << 20
"""Bytes."""
Told = Callable[[int], None]
"""Called with the bytes of each piece."""


def digest_of(source: Source, told: Told | None = None) -> tuple[str, int]:
    """SHA-256 and bytes of a file.

    Raises:
        PublishError: it cannot be read.
    """
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest(), len(source)
    digest, size = hashlib.sha256(), 0
    try:
        with source.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                size += len(piece)
                if told:
                    told(len(piece))
    except OSError as cause:
        raise PublishError(f"{source}: it cannot be read ({cause.strerror})") from cause
    return digest.hexdigest(), size


def copy_checked(source: Path, target: Path, sha256: str, told: Told | None = None) -> None:
    """Copies a file whose digest is known. Under its name, it is whole and on the disk.

    Raises:
        PublishError: it is not what it was when it was looked at.
        OSError: the disk is full or cannot be written.
    """
    part = target.with_name(f".{sha256}.{os.getpid()}.part")
    digest = hashlib.sha256()
    try:
        with source.open("rb") as file, part.open("wb") as copy:
            while piece := file.read(_PIECE):
                digest.update(piece)
                copy.write(piece)
                if told:
                    told(len(piece))
            copy.flush()
            os.fsync(copy.fileno())
        if digest.hexdigest() != sha256:
            raise PublishError(f"{source}: it was saved while it was published. Publish again")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)
