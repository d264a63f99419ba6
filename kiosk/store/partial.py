"""A media file that comes in pieces: over several connections, and over starts of the program.

    media/3f9a….part    the bytes so far
    media/3f9a….note    of which version of which address they are, and how many are safe

A power cut may leave zeros where bytes were written last, so only what was brought to the disk
before the note was written is built upon.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from kiosk.errors import MediaError
from kiosk.store.aside import sync_folder, write_aside
from kiosk.store.media import MediaFolder, StoredMedia, part_names

_KEEP_EVERY_S = 10.0
_BLOCK = 1 << 20
_LAG = 16


class PartialMedia:
    """One file on its way. `close` it always: what came is kept, to go on from."""

    def __init__(
        self, folder: MediaFolder, name: str, suffix: str = "", *, mode: int = 0o644
    ) -> None:
        """Finds what came before.

        Args:
            name: what the file is known by until its content is: its address, or its SHA-256.
            suffix: what the finished file's name shall end with.
            mode: which permissions the finished file shall have.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        folder.root.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._name = name
        self.suffix = suffix
        self._mode = mode
        part, note = part_names(name)
        self._part, self._note = folder.root / part, folder.root / note
        self.validator: str | None = None
        """The version's ETag or date; None: not known."""
        self.total: int | None = None
        """The whole file's length; None: not known."""
        self.size = 0
        """Bytes that are here."""
        self._hash = _Hash()
        self._file = self._open()

    def _open(self) -> Any:
        note = self._read_note()
        # Not buffered: pieces are large, and what is written is counted.
        file = os.fdopen(os.open(self._part, os.O_RDWR | os.O_CREAT, 0o644), "r+b", buffering=0)
        try:
            if note is not None and file.seek(0, os.SEEK_END) >= note["size"] > 0:
                self.validator, self.total = note["validator"], note["total"]
                file.truncate(note["size"])
                file.seek(0)
                while block := file.read(_BLOCK):
                    self._hash.update(block)
                    self.size += len(block)
            else:
                file.truncate(0)
            self._kept, self._kept_at = self.size, time.monotonic()
        except BaseException:
            self._hash.close()
            file.close()
            raise
        return file

    def _read_note(self) -> dict[str, Any] | None:
        try:
            note = json.loads(self._note.read_bytes())
        except (OSError, ValueError):
            return None
        sound = (
            isinstance(note, dict)
            and note.get("name") == self._name
            and isinstance(note.get("size"), int)
            and isinstance(note.get("total"), int | None)
            and isinstance(note.get("validator"), str | None)
        )
        return note if sound else None

    def restart(self, validator: str | None, total: int | None) -> None:
        """Begins at the first byte, of this version."""
        self.validator, self.total = validator, total
        self._note.unlink(missing_ok=True)
        self._file.seek(0)
        self._file.truncate(0)
        self._hash.restart()
        self.size = self._kept = 0

    def add(self, data: bytes) -> None:
        """Appends bytes.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        self._hash.update(data)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        self.size += len(data)
        if time.monotonic() - self._kept_at > _KEEP_EVERY_S:
            self.keep()

    def keep(self) -> None:
        """Brings what is here to the disk, to go on from after whatever happens.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        if self.size != self._kept:
            os.fsync(self._file.fileno())
            note = {
                "name": self._name,
                "size": self.size,
                "total": self.total,
                "validator": self.validator,
            }
            write_aside(self._note, json.dumps(note).encode())
            self._kept = self.size
        self._kept_at = time.monotonic()

    def finish(self, *, sha256: str | None = None, size_bytes: int | None = None) -> StoredMedia:
        """Checks the file against what its source states, brings it to the disk and renames it.

        Raises:
            MediaError: it is not what its source says it is, or it is empty; it is dropped.
            OSError: the disk is full or cannot be written.
        """
        found = self._hash.hexdigest()
        announced = self.total if size_bytes is None else size_bytes
        reason = None
        if not self.size:
            reason = "the file is empty"
        elif announced is not None and announced != self.size:
            reason = f"{self.size} bytes came where {announced} were announced"
        elif sha256 is not None and sha256.lower() != found:
            reason = "its SHA-256 is not the one that its source states"
        if reason is not None:
            self.drop()
            raise MediaError(str(self._part), reason)
        os.fchmod(self._file.fileno(), self._mode)
        os.fsync(self._file.fileno())
        self._end()
        stored = StoredMedia(found, self.suffix, self.size)
        target = self._folder.path(stored)
        target.parent.mkdir(exist_ok=True)
        self._part.replace(target)
        sync_folder(target.parent)
        self._note.unlink(missing_ok=True)
        sync_folder(self._folder.root)
        return stored

    def drop(self) -> None:
        """Lets go of all that came."""
        self._end()
        self._note.unlink(missing_ok=True)
        self._part.unlink(missing_ok=True)

    def close(self) -> None:
        """Ends it for now. Nothing remains where nothing came. May be called again.

        What cannot be brought to the disk any more is let go of.
        """
        if self._file.closed:
            return
        if not self.size:
            self.drop()
            return
        try:
            self.keep()
            self._end()
        except OSError:
            self.drop()

    def _end(self) -> None:
        self._hash.close()
        self._file.close()


class _Hash:
    """SHA-256 on a thread of its own, so that it costs no time while bytes come and are written.

    It may lag behind by a few pieces only, so that memory stays constant.
    """

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="hash")
        self._under_way: deque[Future[None]] = deque()

    def update(self, data: bytes) -> None:
        if len(self._under_way) >= _LAG:
            self._under_way.popleft().result()
        self._under_way.append(self._pool.submit(self._hash.update, data))

    def restart(self) -> None:
        self._settle()
        self._hash = hashlib.sha256()

    def hexdigest(self) -> str:
        self._settle()
        return self._hash.hexdigest()

    def close(self) -> None:
        self._pool.shutdown()

    def _settle(self) -> None:
        while self._under_way:
            self._under_way.popleft().result()
