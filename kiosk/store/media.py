"""The media folder: every file under the name of its own SHA-256.

`media/ab/abcdef….mp4`. A file is written aside, checked, brought to the disk and renamed, so
that nothing half-written can ever be shown.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import MediaError

_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")
_STORED = re.compile(r"([0-9a-f]{64})(\.[a-z0-9]{1,5})?")
_PART, _NOTE = ".part", ".note"
_RESUMABLE = re.compile(r"[0-9a-f]{40}\.(part|note)")


def part_names(name: str) -> tuple[str, str]:
    """Under which names in the folder an unfinished file, and the note about it, lie.

    Args:
        name: what the file is known by until its content is.
    """
    mark = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
    return f"{mark}{_PART}", f"{mark}{_NOTE}"


@dataclass(frozen=True, slots=True)
class StoredMedia:
    """One complete file."""

    sha256: str
    """Of its bytes, hexadecimal."""
    suffix: str
    """`.mp4`; may be empty."""
    size_bytes: int


class MediaFolder:
    """The folder; reading it needs nothing but the paths it names."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def root(self) -> Path:
        return self._root

    def path(self, stored: StoredMedia) -> Path:
        """Where that file lies, whether it is there or not."""
        return self._root / stored.sha256[:2] / f"{stored.sha256}{stored.suffix}"

    def complete(self, stored: StoredMedia) -> str | None:
        """The absolute path of that file; None when it is not there in its whole length."""
        path = self.path(stored).absolute()
        try:
            return str(path) if path.stat().st_size == stored.size_bytes else None
        except OSError:
            return None

    def write(self, suffix: str) -> MediaWriting:
        """Begins a file; see MediaWriting.

        Args:
            suffix: what its name shall end with; left out when it is no plain suffix.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        lower = suffix.lower()
        return MediaWriting(self._root, lower if _SUFFIX.fullmatch(lower) else "")

    def used(self) -> int:
        """How many bytes lie here, unfinished files too."""
        size = 0
        for path in self._files():
            try:
                size += path.stat().st_size
            except FileNotFoundError:
                continue  # renamed meanwhile: it is counted under its new name or next time
        return size

    def remove(self, stored: StoredMedia) -> None:
        """Removes that file, if it is here."""
        self.path(stored).unlink(missing_ok=True)

    def sweep(self, wanted: Collection[StoredMedia]) -> tuple[int, int]:
        """Removes files that nobody wants, and what was left of a copy that was broken off.

        Only for the one process that writes here. Returns how many files and bytes went.
        """
        names = {f"{stored.sha256}{stored.suffix}" for stored in wanted}
        files = size = 0
        for path in self._files():
            if path.name not in names and not _RESUMABLE.fullmatch(path.name):
                size += path.stat().st_size
                path.unlink()
                files += 1
        return files, size

    def keep_coming(self, coming: Collection[str]) -> None:
        """Removes unfinished files that nobody goes on with.

        Args:
            coming: what those that are still wanted are known by.
        """
        names = {name for each in coming for name in part_names(each)}
        for path in self._files():
            if path.name not in names and _RESUMABLE.fullmatch(path.name):
                path.unlink(missing_ok=True)

    def _files(self) -> Iterator[Path]:
        """Every file of ours; what somebody else put here is left alone."""
        if not self._root.is_dir():
            return
        for path in sorted(self._root.glob("*")):
            if path.name.endswith((_PART, _NOTE)) and path.is_file():
                yield path
            elif len(path.name) == 2 and path.is_dir():
                yield from (entry for entry in path.iterdir() if _STORED.fullmatch(entry.name))


class MediaWriting:
    """A file on its way into the folder. `close` it always; without `finish` nothing remains."""

    def __init__(self, root: Path, suffix: str) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self._root = root
        self._suffix = suffix
        self._hash = hashlib.sha256()
        self._size = 0
        self._part = root / f"{os.getpid()}-{os.urandom(6).hex()}{_PART}"
        self._file = self._part.open("wb")

    def add(self, data: bytes) -> None:
        """Appends bytes.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        self._file.write(data)
        self._hash.update(data)
        self._size += len(data)

    def finish(self, *, sha256: str | None = None, size_bytes: int | None = None) -> StoredMedia:
        """Checks the file against what its source states, brings it to the disk and renames it.

        Raises:
            MediaError: it is not what its source says it is, or it is empty.
            OSError: the disk is full or cannot be written.
        """
        found = self._hash.hexdigest()
        if not self._size:
            raise MediaError(str(self._part), "the file is empty")
        if size_bytes is not None and size_bytes != self._size:
            raise MediaError(
                str(self._part), f"{self._size} bytes came where {size_bytes} were announced"
            )
        if sha256 is not None and sha256.lower() != found:
            raise MediaError(str(self._part), "its SHA-256 is not the one that the feed states")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        stored = StoredMedia(found, self._suffix, self._size)
        target = MediaFolder(self._root).path(stored)
        target.parent.mkdir(exist_ok=True)
        self._part.replace(target)
        _sync_folder(target.parent)
        _sync_folder(self._root)
        return stored

    def close(self) -> None:
        """Ends it; an unfinished file is removed. May be called again."""
        self._file.close()
        self._part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
