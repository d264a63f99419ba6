"""How long an MP4 or QuickTime video is, from its header alone.

The plan of a day needs the length of every clip, and opening each in libVLC would keep a
starting screen waiting.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO


def mp4_duration_s(path: Path) -> float | None:
    """Seconds, or None when the file is no MP4 or does not say."""
    if path.suffix.lower() not in (".mp4", ".m4v", ".mov"):
        return None
    try:
        with path.open("rb") as file:
            file.seek(0, 2)
            moov = _box(file, b"moov", 0, file.tell())
            header = _box(file, b"mvhd", *moov) if moov else None
            if header is None:
                return None
            file.seek(header[0])
            return _duration_s(file.read(32))
    except (OSError, struct.error):
        return None


def _box(file: BinaryIO, wanted: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Where the content of the first box of that type begins and ends."""
    while start + 8 <= end:
        file.seek(start)
        size, kind = struct.unpack(">I4s", file.read(8))
        head = 8
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
            head = 16
        elif size == 0:
            size = end - start
        if size < head:
            return None
        if kind == wanted:
            return start + head, min(start + size, end)
        start += size
    return None


def _duration_s(header: bytes) -> float | None:
    """From the content of `mvhd`: version 1 has 64-bit times."""
    if header[0] == 1:
        scale, length = struct.unpack(">IQ", header[20:32])
        unknown = 2**64 - 1
    else:
        scale, length = struct.unpack(">II", header[12:20])
        unknown = 2**32 - 1
    if not scale or not length or length == unknown:
        return None
    return float(length) / float(scale)
