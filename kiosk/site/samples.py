"""Where the samples of a film's text track lie: listed at its head, or in fragments.

A sample is what is said for one stretch of time; silence has samples too, which are empty.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, repeat
from typing import Any

from kiosk.site.boxes import Box, Boxes
from kiosk.site.text_tracks import TextTrack

_MOST = 20_000
"""Ten hours of speech. A file that has more of them was made to take time."""
_MOST_SAID = 5_000
"""Each may lie elsewhere, and cost a millisecond on a memory card."""
_BASE, _DESCRIPTION, _LENGTH, _SIZE = 0x1, 0x2, 0x8, 0x10
"""Flags of `tfhd`: which fields follow."""
_OFFSET, _FIRST_FLAGS, _EACH = 0x1, 0x4, (0x100, 0x200, 0x400, 0x800)
"""Flags of `trun`; `_EACH`: length, size, flags and delay of every sample."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What is said in `[start, end)`, in ticks of its track."""

    start: int
    end: int
    at: int
    """Where it lies in the file, in bytes."""
    size: int


def samples(boxes: Boxes, track: TextTrack) -> Iterator[Sample]:
    """The samples of a readable track that are not empty, in the order of the file."""
    every = islice(chain(_listed(boxes, track), _fragmented(boxes, track)), _MOST)
    return islice((sample for sample in every if sample.size > track.empty), _MOST_SAID)


def says_something(boxes: Boxes, track: TextTrack) -> bool:
    """Whether a readable track has words. Of one in fragments that is not known before all of
    them are read: yes."""
    if _defaults(boxes, track) is not None:
        return True
    return any(size > track.empty for size in _sizes(boxes, track.tables))


# Listed at the head


def _listed(boxes: Boxes, track: TextTrack) -> Iterator[Sample]:
    lengths = chain.from_iterable(
        repeat(ticks, count) for count, ticks in _rows(boxes, track.tables, b"stts", ">II")
    )
    listed = zip(_sizes(boxes, track.tables), lengths, strict=False)
    time = 0
    for at, count in _chunks(boxes, track.tables):
        for size, ticks in islice(listed, count):
            yield Sample(time, time + ticks, at, size)
            at += size
            time += ticks


def _sizes(boxes: Boxes, tables: Box) -> Iterator[int]:
    """In bytes, of every sample."""
    head = boxes.content(boxes.find(tables, b"stsz"), 12)
    if len(head) == 12:
        size, count = struct.unpack_from(">II", head, 4)
        return (
            repeat(size, min(count, _MOST)) if size else _column(boxes, tables, b"stsz", ">I", 12)
        )
    head = boxes.content(boxes.find(tables, b"stz2"), 12)
    form = {8: ">B", 16: ">H"}.get(head[7]) if len(head) == 12 else None
    return _column(boxes, tables, b"stz2", form, 12) if form else iter(())


def _chunks(boxes: Boxes, tables: Box) -> Iterator[tuple[int, int]]:
    """(where it lies, how many samples it has), of every stretch of samples."""
    runs = list(_rows(boxes, tables, b"stsc", ">II4x"))
    places = chain(_column(boxes, tables, b"stco", ">I"), _column(boxes, tables, b"co64", ">Q"))
    run = 0
    for number, at in enumerate(places, start=1):
        while run + 1 < len(runs) and runs[run + 1][0] <= number:
            run += 1
        if runs:
            yield at, runs[run][1]


def _column(boxes: Boxes, tables: Box, kind: bytes, form: str, skip: int = 8) -> Iterator[int]:
    return (row[0] for row in _rows(boxes, tables, kind, form, skip))


def _rows(
    boxes: Boxes, tables: Box, kind: bytes, form: str, skip: int = 8
) -> Iterator[tuple[Any, ...]]:
    """The rows of a table, at most as many as there may be samples."""
    size = struct.calcsize(form)
    content = boxes.content(boxes.find(tables, kind), skip + _MOST * size)[skip:]
    return struct.iter_unpack(form, content[: len(content) // size * size])


# In fragments, as films are that were recorded or made for streaming


def _defaults(boxes: Boxes, track: TextTrack) -> tuple[int, int] | None:
    """(ticks, bytes) of a sample of which its fragment says nothing; None where there are no
    fragments."""
    extends = boxes.find(boxes.whole, b"moov", b"mvex")
    if extends is None:
        return None
    for box in boxes.of(extends):
        content = boxes.content(box) if box.kind == b"trex" else b""
        if len(content) >= 20 and struct.unpack_from(">I", content, 4) == (track.number,):
            ticks, size = struct.unpack_from(">II", content, 12)
            return ticks, size
    return 0, 0


def _fragmented(boxes: Boxes, track: TextTrack) -> Iterator[Sample]:
    defaults = _defaults(boxes, track)
    if defaults is None:
        return
    time = 0
    for moof in boxes.of(boxes.whole):
        if moof.kind != b"moof":
            continue
        for traf in boxes.of(moof):
            head = boxes.content(boxes.find(traf, b"tfhd")) if traf.kind == b"traf" else b""
            if len(head) < 8 or struct.unpack_from(">I", head, 4) != (track.number,):
                continue
            begins = boxes.content(boxes.find(traf, b"tfdt"))
            form = ">4xQ" if begins[:1] == b"\x01" else ">4xI"
            if len(begins) >= struct.calcsize(form):
                (time,) = struct.unpack_from(form, begins)
            for sample in _of_fragment(boxes, traf, _head(head, moof.at, defaults), time):
                yield sample
                time = sample.end


def _head(tfhd: bytes, at: int, defaults: tuple[int, int]) -> tuple[int, int, int]:
    """(where its places are counted from, ticks, bytes of a sample that says nothing else)."""
    flags = int.from_bytes(tfhd[1:4], "big")
    ticks, size = defaults
    step = 8
    if flags & _BASE:
        at = int.from_bytes(tfhd[step : step + 8], "big")
        step += 8
    step += 4 if flags & _DESCRIPTION else 0
    if flags & _LENGTH:
        ticks = int.from_bytes(tfhd[step : step + 4], "big")
        step += 4
    if flags & _SIZE:
        size = int.from_bytes(tfhd[step : step + 4], "big")
    return at, ticks, size


def _of_fragment(
    boxes: Boxes, traf: Box, head: tuple[int, int, int], time: int
) -> Iterator[Sample]:
    base, usual_ticks, usual_size = head
    at = base
    for run in (box for box in boxes.of(traf) if box.kind == b"trun"):
        content = boxes.content(run, 20 + 16 * _MOST)
        flags = int.from_bytes(content[1:4], "big")
        count = int.from_bytes(content[4:8], "big")
        step = 8
        if flags & _OFFSET:
            at = base + int.from_bytes(content[step : step + 4], "big", signed=True)
            step += 4
        step += 4 if flags & _FIRST_FLAGS else 0
        fields = [flag for flag in _EACH if flags & flag]
        row = struct.Struct(f">{len(fields)}I")
        for _ in range(min(count, _MOST)):
            if step + row.size > len(content):
                return
            said = dict(zip(fields, row.unpack_from(content, step), strict=True))
            ticks, size = said.get(_EACH[0], usual_ticks), said.get(_EACH[1], usual_size)
            yield Sample(time, time + ticks, at, size)
            step += row.size
            time += ticks
            at += size
