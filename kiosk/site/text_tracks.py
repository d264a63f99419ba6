"""The text tracks of an MP4 or QuickTime film: which there are, and what their heads say."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kiosk.model.text import UNDETERMINED
from kiosk.site.boxes import Box, Boxes
from kiosk.site.iso639 import language_of

_MOST_TRACKS = 64
_EMPTY = {b"tx3g": 2, b"text": 2, b"wvtt": 8}
"""Forms that we read, with the bytes of a sample that says nothing: 3GPP's timed text, QuickTime's
text, WebVTT (ISO/IEC 14496-30)."""
_HANDLERS = frozenset({b"sbtl", b"text", b"subt", b"subp", b"clcp"})
_ALL_FORCED = 0x80000000
"""tx3g: only translations of signs and foreign speech."""
_QUICKTIME_LANGUAGES = {
    0: "en", 1: "fr", 2: "de", 3: "it", 4: "nl", 6: "es", 8: "pt", 12: "ar", 17: "tr",
}  # fmt: skip
"""By their number in QuickTime, which is older than ISO 639-2."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a track on the film's own time; in seconds."""

    length_s: float
    """0: up to the end."""
    media_s: float | None
    """Where in the track it begins. None: nothing stands here."""


@dataclass(frozen=True, slots=True)
class TextTrack:
    """One track."""

    number: int
    language: str
    form: bytes
    """Four letters: `tx3g`, `text`, `wvtt`, or what we cannot draw."""
    forced: bool
    """Whether it only has what must be read even by who understands the speech."""
    scale: int
    """Ticks a second."""
    tables: Box
    """Where its samples are listed."""
    edits: tuple[Edit, ...]
    """Empty: its time is the film's."""

    @property
    def readable(self) -> bool:
        """Whether it is text of a kind that we read; else pictures, or a form of television."""
        return self.form in _EMPTY

    @property
    def empty(self) -> int:
        """Bytes of a sample that says nothing."""
        return _EMPTY.get(self.form, 0)


def text_tracks(boxes: Boxes) -> tuple[TextTrack, ...]:
    """The text tracks of a film, in their order; names of chapters are none."""
    moov = boxes.find(boxes.whole, b"moov") if boxes.sound else None
    if moov is None:
        return ()
    header = boxes.content(boxes.find(moov, b"mvhd"))
    film_scale = _number(header, 20 if header[:1] == b"\x01" else 12)
    quicktime = boxes.content(boxes.find(boxes.whole, b"ftyp"), 4) in (b"", b"qt  ")
    found: list[TextTrack] = []
    chapters: set[int] = set()
    for trak in islice((box for box in boxes.of(moov) if box.kind == b"trak"), _MOST_TRACKS):
        named = boxes.content(boxes.find(trak, b"tref", b"chap"), 256)
        chapters.update(_number(named, at) for at in range(0, len(named) - 3, 4))
        track = _track(boxes, trak, film_scale, quicktime=quicktime)
        if track is not None:
            found.append(track)
    return tuple(track for track in found if track.number not in chapters)


def _track(boxes: Boxes, trak: Box, film_scale: int, *, quicktime: bool) -> TextTrack | None:
    """None where it is no text, or does not say enough."""
    media = boxes.find(trak, b"mdia")
    if media is None or boxes.content(boxes.find(media, b"hdlr"), 12)[8:] not in _HANDLERS:
        return None
    tables = boxes.find(media, b"minf", b"stbl")
    head = boxes.content(boxes.find(trak, b"tkhd"))
    said = boxes.content(boxes.find(media, b"mdhd"))
    long = said[:1] == b"\x01"
    scale = _number(said, 20 if long else 12)
    described = boxes.content(boxes.find(tables, b"stsd"), 28) if tables else b""
    form = described[12:16]
    if tables is None or not scale or len(form) < 4:
        return None
    forced = form == b"tx3g" and bool(_number(described, 24) & _ALL_FORCED)
    language = _packed(said[32:34] if long else said[20:22], quicktime=quicktime)
    extended = boxes.content(boxes.find(media, b"elng"))[4:].split(b"\0")[0]
    if extended:
        language = language_of(extended.decode("ascii", "replace"))
    number = _number(head, 20 if head[:1] == b"\x01" else 12)
    edits = tuple(
        _edits(boxes.content(boxes.find(trak, b"edts", b"elst"), 4096), film_scale, scale)
    )
    return TextTrack(number, language, form, forced, scale, tables, edits)


def _packed(code: bytes, *, quicktime: bool) -> str:
    """Three letters of five bits, or a number of old QuickTime."""
    if len(code) < 2:
        return UNDETERMINED
    (value,) = struct.unpack(">H", code)
    if value < 0x400:
        # in an MP4 it is what programs write that were not told
        return _QUICKTIME_LANGUAGES.get(value, UNDETERMINED) if quicktime else UNDETERMINED
    return language_of("".join(chr(0x60 + (value >> shift & 31)) for shift in (10, 5, 0)))


def _edits(content: bytes, film_scale: int, scale: int) -> Iterator[Edit]:
    form = ">Qq4x" if content[:1] == b"\x01" else ">Ii4x"
    end = len(content) - (len(content) - 8) % struct.calcsize(form)
    for length, begin in struct.iter_unpack(form, content[8:end]) if film_scale else ():
        yield Edit(length / film_scale, begin / scale if begin >= 0 else None)


def _number(content: bytes, at: int) -> int:
    """Four bytes; 0 where they are missing."""
    return int.from_bytes(content[at : at + 4], "big") if len(content) >= at + 4 else 0
