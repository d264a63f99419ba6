"""How long an MP4 or QuickTime video is, from its header alone.

The plan of a day needs the length of every clip, and opening each in libVLC would keep a
starting screen waiting.
"""

from __future__ import annotations

import struct
from pathlib import Path

from kiosk.site.boxes import open_boxes


def mp4_duration_s(path: Path) -> float | None:
    """Seconds, or None when the file is no MP4 or does not say."""
    if path.suffix.lower() not in (".mp4", ".m4v", ".mov"):
        return None
    try:
        with open_boxes(path) as boxes:
            header = boxes.content(boxes.find(boxes.whole, b"moov", b"mvhd"))
        return _duration_s(header)
    except (OSError, struct.error):
        return None


def _duration_s(header: bytes) -> float | None:
    """From the content of `mvhd`: version 1 has 64-bit times."""
    if header[:1] == b"\x01":
        scale, length = struct.unpack_from(">IQ", header, 20)
        unknown = 2**64 - 1
    else:
        scale, length = struct.unpack_from(">II", header, 12)
        unknown = 2**32 - 1
    if not scale or not length or length == unknown:
        return None
    return float(length) / float(scale)
