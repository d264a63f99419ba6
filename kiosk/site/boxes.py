"""The boxes that an MP4 or QuickTime file is made of (ISO/IEC 14496-12).

Boxes lie in one another, each with its size and four letters for what it is. Only heads and what
is asked for is read: a film of a gigabyte costs a few dozen short reads. A file that was made to
cost more is read up to a limit; what lies beyond is as if it were not there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_MOST_BOXES = 200_000
"""A film of two hours in fragments of two seconds has about 60,000."""
_MOST_BYTES = 32_000_000
_FIRST = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"styp"})
"""With what such a file may begin."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where one box lies; in bytes of the file."""

    kind: bytes
    at: int
    """Where its head begins."""
    start: int
    """Where its content begins."""
    end: int

    @property
    def size(self) -> int:
        """Of its content."""
        return self.end - self.start


class Boxes:
    """The boxes of an open file. Nothing raises but the disk (OSError): what is broken is short."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._boxes, self._bytes = _MOST_BOXES, _MOST_BYTES
        self.whole = Box(b"", 0, 0, file.seek(0, 2))
        """The file, as if it were a box."""

    @property
    def sound(self) -> bool:
        """Whether it begins as an MP4 or QuickTime file does."""
        first = next(self.of(self.whole), None)
        return first is not None and first.kind in _FIRST

    def of(self, parent: Box, *, skip: int = 0) -> Iterator[Box]:
        """The boxes in `parent`, in their order, from `skip` bytes of its content on."""
        at = parent.start + skip
        while at + 8 <= parent.end:
            self._boxes -= 1
            head = self.bytes_at(at, 16) if self._boxes > 0 else b""
            if len(head) < 8:
                return
            size, kind = struct.unpack_from(">I4s", head)
            start = at + 8
            if size == 1 and len(head) == 16:
                (size,) = struct.unpack_from(">Q", head, 8)
                start = at + 16
            elif size == 0:  # up to the end
                size = parent.end - at
            if size < start - at:
                return
            yield Box(kind, at, start, min(at + size, parent.end))
            at += size

    def find(self, parent: Box, *kinds: bytes) -> Box | None:
        """The first box of the first kind in `parent`, in it that of the second, and so on."""
        for kind in kinds:
            found = next((box for box in self.of(parent) if box.kind == kind), None)
            if found is None:
                return None
            parent = found
        return parent

    def content(self, box: Box | None, most: int = 64) -> bytes:
        """The first bytes of a box's content; none of a box that is not there."""
        return self.bytes_at(box.start, min(box.size, most)) if box else b""

    def bytes_at(self, at: int, size: int) -> bytes:
        """So many bytes from there on; fewer at the end of the file."""
        size = max(0, min(size, self._bytes, self.whole.end - at))
        self._bytes -= size
        if not size:
            return b""
        self._file.seek(at)
        return self._file.read(size)


@contextmanager
def open_boxes(path: Path) -> Iterator[Boxes]:
    """Opens a film to look into its boxes.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        yield Boxes(file)
