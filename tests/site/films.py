"""Small films made by hand: text tracks as no program at hand makes them."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

TICKS = 1000
"""A second, in ticks of every track."""


def box(kind: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return struct.pack(">I4s", 8 + len(inside), kind) + inside


def full(kind: bytes, *content: bytes, version: int = 0) -> bytes:
    return box(kind, struct.pack(">I", version << 24), *content)


def timed(text: str | bytes) -> bytes:
    """A sample of `tx3g`; of no text, silence."""
    words = text.encode() if isinstance(text, str) else text
    return struct.pack(">H", len(words)) + words


def webvtt(*texts: str) -> bytes:
    """A sample of `wvtt`; of no text, silence."""
    cues = (box(b"vttc", box(b"sttg", b"line:0"), box(b"payl", text.encode())) for text in texts)
    return b"".join(cues) or box(b"vtte")


@dataclass(frozen=True)
class Track:
    """A text track."""

    samples: Sequence[tuple[float, bytes]]
    """(seconds, content)."""
    language: int | str = "fra"
    """Three letters, or the number that stands in their place."""
    form: bytes = b"tx3g"
    handler: bytes = b"sbtl"
    flags: int = 0
    """Of `tx3g`: how it is to be shown."""
    edits: Sequence[tuple[float, float]] = ()
    """(seconds, from where in the track; -1: nothing)."""
    elng: str = ""
    chapters: int = 0
    """The number of the track that has its chapters' names."""
    wide: bool = False
    """Whether times and places have 64 bits."""


def film(*tracks: Track, brand: bytes = b"isom", head_first: bool = False) -> bytes:
    """The whole file; each sample lies apart from the others."""

    def laid(begin: int) -> tuple[bytes, list[list[int]]]:
        data, places = b"", []
        for track in tracks:
            places.append([])
            for _, content in track.samples:
                data += b"picture!"
                places[-1].append(begin + len(data))
                data += content
        return data, places

    first = box(b"ftyp", brand, bytes(4))
    after = len(_moov(tracks, laid(0)[1])) if head_first else 0
    data, places = laid(len(first) + after + 8)
    moov = _moov(tracks, places)
    parts = (first, moov, box(b"mdat", data)) if head_first else (first, box(b"mdat", data), moov)
    return b"".join(parts)


def _moov(tracks: Sequence[Track], places: list[list[int]]) -> bytes:
    made = [_trak(number, track, at) for number, (track, at)
            in enumerate(zip(tracks, places, strict=True), start=1)]  # fmt: skip
    return box(b"moov", full(b"mvhd", struct.pack(">IIII", 0, 0, TICKS, 9999), bytes(80)), *made)


def _trak(number: int, track: Track, places: list[int]) -> bytes:
    code = track.language
    if isinstance(code, str):
        code = sum((ord(letter) - 0x60) << shift
                   for letter, shift in zip(code, (10, 5, 0), strict=True))  # fmt: skip
    times = ">QQIQ" if track.wide else ">IIII"
    version = 1 if track.wide else 0
    ids = struct.pack(">QQI4xQ" if track.wide else ">III4xI", 0, 0, number, 9999)
    head = full(b"tkhd", ids, bytes(60), version=version)
    said = full(b"mdhd", struct.pack(times, 0, 0, TICKS, 9999), struct.pack(">HH", code, 0),
                version=version)  # fmt: skip
    entry = box(track.form, bytes(6), b"\0\1", struct.pack(">I", track.flags), bytes(30))
    column = b"".join(struct.pack(">Q" if track.wide else ">I", at) for at in places)
    lengths = b"".join(struct.pack(">II", 1, round(s * TICKS)) for s, _ in track.samples)
    sizes = b"".join(struct.pack(">I", len(content)) for _, content in track.samples)
    count = struct.pack(">I", len(places))
    stbl = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1), entry),
        full(b"stts", count, lengths),
        full(b"stsc", struct.pack(">IIII", 1, 1, 1, 1)),
        full(b"stsz", bytes(4), count, sizes),
        full(b"co64" if track.wide else b"stco", count, column),
    )
    rows = b"".join(
        struct.pack(">IiI", round(length * TICKS), round(at * TICKS) if at >= 0 else -1, 1 << 16)
        for length, at in track.edits
    )
    elst = full(b"elst", struct.pack(">I", len(track.edits)), rows)
    return box(
        b"trak",
        head,
        box(b"edts", elst) if track.edits else b"",
        box(b"tref", box(b"chap", struct.pack(">I", track.chapters))) if track.chapters else b"",
        box(
            b"mdia",
            said,
            full(b"hdlr", bytes(4), track.handler, bytes(13)),
            full(b"elng", track.elng.encode() + b"\0") if track.elng else b"",
            box(b"minf", stbl),
        ),
    )
