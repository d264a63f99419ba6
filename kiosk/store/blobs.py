"""The files of published sites: each content once, under its SHA-256, fetched in as many pieces
as the network wants.

The office has signed what each file's bytes are, so a file that broke off is taken up where it
ended, whatever server goes on with it, and what comes out is the file that was signed or none.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path

from kiosk.errors import MediaError
from kiosk.model.publication import PublishedFile
from kiosk.store.aside import sync_folder

_PART = ".part"
_PIECE = 1 << 20


class Blobs:
    """The folder; one process writes there."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, sha256: str) -> Path:
        """Where that content lies, whether it is there or not."""
        return self._root / sha256[:2] / sha256

    def find(self, file: PublishedFile) -> Path | None:
        """Where that content lies; None when it is not here in its whole length."""
        path = self.path(file.sha256)
        try:
            return path if path.stat().st_size == file.size else None
        except OSError:
            return None

    def write(self, file: PublishedFile) -> BlobWriting:
        """Begins a file, or goes on where it broke off.

        Raises:
            OSError: the disk cannot be written.
        """
        self._root.mkdir(parents=True, exist_ok=True)
        return BlobWriting(self, file, self._root / f"{file.sha256}{_PART}")

    def keep_only(self, wanted: Collection[str]) -> None:
        """Removes every other content, and what was never finished."""
        for path in self._root.glob("??/*"):
            if path.name not in wanted:
                path.unlink()
        for path in self._root.glob(f"*{_PART}"):
            path.unlink()


class BlobWriting:
    """A file on its way. `close` it always: what has come is kept for the next attempt, unless
    it was `discard`ed."""

    def __init__(self, blobs: Blobs, file: PublishedFile, part: Path) -> None:
        self._blobs = blobs
        self._wanted = file
        self._part = part
        self._hash = hashlib.sha256()
        self._file = part.open("ab+")
        self.size = 0
        """Bytes that are here."""
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            self._hash.update(piece)
            self.size += len(piece)
        if self.size > file.size:
            self.restart()

    def restart(self) -> None:
        """Forgets what is here: the server begins at the beginning."""
        self._file.truncate(0)
        self._hash = hashlib.sha256()
        self.size = 0

    def add(self, data: bytes) -> None:
        """Appends bytes.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    def finish(self) -> Path:
        """Checks the file, brings it to the disk and puts it in place.

        Raises:
            MediaError: it is not what was signed; nothing of it is kept.
            OSError: the disk is full or cannot be written.
        """
        if self.size != self._wanted.size or self._hash.hexdigest() != self._wanted.sha256:
            self.discard()
            raise MediaError(self._wanted.path, "it is not the file that was signed")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        target = self._blobs.path(self._wanted.sha256)
        target.parent.mkdir(exist_ok=True)
        # A hand that edits a file of a site would edit it in every site: nobody may.
        self._part.chmod(0o444)
        self._part.replace(target)
        sync_folder(target.parent)
        sync_folder(self._part.parent)
        return target

    def discard(self) -> None:
        """Keeps nothing of it."""
        self._file.close()
        self._part.unlink(missing_ok=True)

    def close(self) -> None:
        """Ends it; may be called again."""
        self._file.close()
