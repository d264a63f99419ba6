"""A media file that comes in pieces: over several connections, and over starts of the program.

    media/3f9a….part    the bytes so far
    media/3f9a….note    of which version of which address they are, and how many are safe

A power cut may leave zeros where bytes were written last, so only what was brought to the disk
before the note was written is built upon.
"""

from __future__ import annotations

import json
import os
import time
from typing import Any

from kiosk.errors import MediaError
from kiosk.store.aside import sync_folder, write_aside
from kiosk.store.media import MediaFolder, StoredMedia, part_names
from kiosk.store.ring import Ring

_KEEP_EVERY_S = 10.0


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
        self._written = 0
        self._ring = Ring()
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
                while count := file.readinto(self._ring.room()):
                    self._ring.fill(count)
                    self._ring.pass_on()
                    self._written += count
            else:
                file.truncate(0)
            self._kept, self._kept_at = self._written, time.monotonic()
        except BaseException:
            self._ring.close()
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
        self._file.truncate(0)
        self._ring.restart()
        self._written = self._kept = 0

    @property
    def size(self) -> int:
        """Bytes that are here."""
        return self._written + self._ring.filled

    def room(self) -> memoryview:
        """Where the next bytes go; never empty. What was put there is for `fill` to say.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        room = self._ring.room()
        if not room:
            self._write()
            room = self._ring.room()
        return room

    def fill(self, count: int) -> None:
        """So many bytes have been put into `room`.

        Raises:
            OSError: as `room`.
        """
        self._ring.fill(count)
        if time.monotonic() - self._kept_at > _KEEP_EVERY_S:
            self.keep()

    def _write(self) -> None:
        """Appends what is in memory to the file. What fails may be tried again."""
        held, at = self._ring.held, self._written
        while held:
            count = os.pwrite(self._file.fileno(), held, at)
            held, at = held[count:], at + count
        self._ring.pass_on()
        self._written = at

    def beginning(self, count: int) -> bytes:
        """The first bytes that are here, so many at most.

        Raises:
            OSError: as `room`.
        """
        self._write()
        return os.pread(self._file.fileno(), count, 0)

    def keep(self) -> None:
        """Brings what is here to the disk, to go on from after whatever happens.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        self._write()
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
        self._write()
        found = self._ring.hexdigest()
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
        self._ring.close()
        self._file.close()
