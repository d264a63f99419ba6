"""Caption files: WebVTT and SRT. The only `import webvtt`.

The library silently leaves out what it does not understand; `caption_faults` looks at each line,
so that the fault names the line.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kiosk.errors import MediaError
from kiosk.model.fault import Fault
from kiosk.site.characters import without_needless

_TIMINGS = {
    ".vtt": re.compile(
        r"\s*((?:\d+:)?\d{1,2}:\d{1,2}\.\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{1,2}\.\d{1,3})(\s.*)?"
    ),
    ".srt": re.compile(
        r"\s*(\d+:\d{1,2}:\d{1,2}[,.]\d{1,3})\s*-->\s*(\d+:\d{1,2}:\d{1,2}[,.]\d{1,3})(\s.*)?"
    ),
}
_MEANT = re.compile(r"-->|^\s*\d+:\d+.*->")
"""What is meant as a line of times."""
_EXAMPLES = {
    ".vtt": "00:00:01.000 --> 00:00:04.000",
    ".srt": "00:00:01,000 --> 00:00:04,000",
}
_MOST_BYTES = 2_000_000
"""A caption file of a two-hour film has about 100 kB."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption; shown in `[start_s, end_s)` of the video."""

    start_s: float
    end_s: float
    text: str
    """As written, markup included; lines separated by a line break."""


def read_captions(path: Path) -> tuple[Cue, ...]:
    """The captions of a WebVTT or SRT file in UTF-8, in the order of their beginning.

    Raises:
        MediaError: the file cannot be read, is no caption file, or has no caption.
    """
    # loading it costs time that a site without captions has no use for
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8-sig")
    except OSError as cause:
        raise MediaError(str(path), cause.strerror or "the captions cannot be read") from cause
    except UnicodeDecodeError as cause:
        raise MediaError(str(path), "the captions are not in UTF-8") from cause
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    form = "vtt" if text.startswith("WEBVTT") else "srt"
    try:
        captions = webvtt.WebVTT.from_buffer(io.StringIO(text), format=form).captions
    except (MalformedFileError, MalformedCaptionError) as cause:
        raise MediaError(str(path), "these are neither WebVTT nor SRT captions") from cause
    read = [
        Cue(
            _seconds(caption.start),
            _seconds(caption.end),
            without_needless(caption.raw_text)[0],
        )
        for caption in captions
    ]
    cues = [cue for cue in read if cue.text.strip() and cue.end_s > cue.start_s]
    if not cues:
        raise MediaError(str(path), "there is no caption in this file")
    return tuple(sorted(cues, key=lambda cue: (cue.start_s, cue.end_s)))


def caption_faults(path: Path, file: str) -> list[Fault]:
    """What is wrong in a caption file, line by line.

    Args:
        path: where it is; its suffix, `.vtt` or `.srt`, says what it should be.
        file: how it is called in the faults, relative to the site folder.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        return [Fault(file, 0, 0, "file-unreadable", {"reason": error.strerror or str(error)})]
    if len(data) > _MOST_BYTES:
        return [Fault(file, 0, 0, "file-too-large", {"most": f"{_MOST_BYTES // 1000} kB"})]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return [Fault(file, line, column, "not-utf8")]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    form = path.suffix.lower()
    if form == ".vtt" and not re.match(r"WEBVTT(\s|$)", lines[0]):
        return [Fault(file, 1, 1, "captions-no-header")]
    faults = [
        fault
        for number, line in enumerate(lines, start=1)
        if _MEANT.search(line) and (fault := _timing_fault(line, number, file, form))
    ]
    if form == ".srt" and not faults and not _begins_as_srt(lines):
        return [Fault(file, 0, 0, "captions-unreadable")]
    if not faults and not _says_something(lines):
        return [Fault(file, 0, 0, "captions-empty")]
    return [*faults, *_characters(lines, file)]


def _characters(lines: list[str], file: str) -> Iterator[Fault]:
    for number, line in enumerate(lines, start=1):
        needless = without_needless(line)[1]
        if needless:
            yield Fault(file, number, 1, "text-character", {"value": needless}, "warning")


def _timing_fault(line: str, number: int, file: str, form: str) -> Fault | None:
    column = len(line) - len(line.lstrip()) + 1
    match = _TIMINGS[form].fullmatch(line)
    if match is None:
        values = {"value": line.strip()[:60], "example": _EXAMPLES[form]}
        return Fault(file, number, column, "captions-timing", values)
    if _seconds(match[2]) <= _seconds(match[1]):
        values = {"start": match[1], "end": match[2]}
        return Fault(file, number, column, "captions-order", values)
    return None


def _begins_as_srt(lines: list[str]) -> bool:
    """SRT begins with a number and a line of times, without anything before."""
    return len(lines) > 1 and lines[0].strip().isdecimal() and "-->" in lines[1]


def _says_something(lines: list[str]) -> bool:
    return any("-->" in line and after.strip() for line, after in pairwise(lines))


def _seconds(time: str) -> float:
    """`01:02:03.500` or `02:03,500` → seconds."""
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
