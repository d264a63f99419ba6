"""Writing a file aside, bringing it to the disk, and putting it in place: all or nothing."""

from __future__ import annotations

import os
from pathlib import Path


def write_aside(target: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Puts these bytes in the place of that file; whoever looks sees the old or the new ones.

    Raises:
        OSError: the disk is full or cannot be written; the old file is untouched.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Brings the names in a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
