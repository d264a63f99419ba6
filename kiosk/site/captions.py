"""Caption files: WebVTT and SRT. The only `import webvtt`."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from kiosk.errors import MediaError
from kiosk.model.fault import Fault

_TIME = r"(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
_TIMING = re.compile(rf"\s*({_TIME})\s*-->\s*({_TIME})(?:\s.*)?")
_ARROW = re.compile(r"-->|^\s*\d+:\d+.*->")
"""What is meant as a line of times."""
_MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption; shown in `[start_s, end_s)` of the video."""

    start_s: float
    end_s: float
    text: str
    """Plain text, lines separated by a line break."""


def read_captions(path: Path) -> tuple[Cue, ...]:
    """The captions of a WebVTT or SRT file, in the order of their beginning.

    Raises:
        MediaError: the file cannot be read, or is no caption file.
    """
    try:
        data = path.read_bytes()[:_MOST_BYTES]
        cues = _cues(data.decode("utf-8-sig"), path.suffix.lower())
    except (OSError, UnicodeDecodeError, ValueError) as cause:
        raise MediaError(str(path), "is no WebVTT or SRT file in UTF-8") from cause
    return tuple(sorted(cues, key=lambda cue: (cue.start_s, cue.end_s)))


def _cues(text: str, suffix: str) -> list[Cue]:
    """
    Raises:
        ValueError: no caption file.
    """
    form = "srt" if suffix == ".srt" else "vtt"
    try:
        read = webvtt.WebVTT.from_buffer(io.StringIO(text), format=form)
    except (MalformedFileError, MalformedCaptionError) as cause:
        raise ValueError("malformed") from cause
    return [
        Cue(seconds(cue.start), seconds(cue.end), cue.text) for cue in read.captions if cue.text
    ]


def seconds(time: str) -> float:
    """`01:02:03.500` or `02:03,500` → seconds."""
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def caption_faults(path: Path, file: str) -> list[Fault]:
    """What is wrong in a caption file, line by line.

    Args:
        file: how the file is called in the faults, relative to the site folder.
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
    if path.suffix.lower() == ".vtt" and not re.match(r"WEBVTT(\s|$)", text):
        return [Fault(file, 1, 1, "captions-no-header")]
    faults = [
        fault
        for number, line in enumerate(text.splitlines(), start=1)
        if _ARROW.search(line) and (fault := _timing_fault(line, number, file))
    ]
    if faults:
        return faults
    try:
        cues = _cues(text, path.suffix.lower())
    except ValueError:
        return [Fault(file, 0, 0, "captions-unreadable")]
    return [] if cues else [Fault(file, 0, 0, "captions-empty")]


def _timing_fault(line: str, number: int, file: str) -> Fault | None:
    column = len(line) - len(line.lstrip()) + 1
    match = _TIMING.fullmatch(line)
    if match is None:
        return Fault(file, number, column, "captions-timing", {"value": line.strip()[:60]})
    if seconds(match[2]) <= seconds(match[1]):
        values = {"start": match[1], "end": match[2]}
        return Fault(file, number, column, "captions-order", values)
    return None
