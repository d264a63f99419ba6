"""Captions and the length of videos, from real files."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from kiosk.errors import MediaError
from kiosk.site.captions import Cue, caption_faults, read_captions
from kiosk.site.mp4 import mp4_duration_s


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def header(scale: int, length: int) -> bytes:
    return box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, scale, length) + bytes(80))


def long_header(scale: int, length: int) -> bytes:
    return box(b"mvhd", struct.pack(">IQQIQ", 1 << 24, 0, 0, scale, length) + bytes(80))


@pytest.mark.parametrize("head", [header(600, 5100), long_header(600, 5100)])
@pytest.mark.parametrize("last", [False, True], ids=["moov first", "moov last"])
def test_the_length_of_an_mp4(head: bytes, last: bool, tmp_path: Path) -> None:
    moov, mdat = box(b"moov", box(b"udta", b"x") + head), box(b"mdat", bytes(1000))
    path = tmp_path / "clip.mp4"
    path.write_bytes(box(b"ftyp", b"isom") + (mdat + moov if last else moov + mdat))
    assert mp4_duration_s(path) == 8.5


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00", box(b"moov", b""), box(b"moov", box(b"mvhd", b"\x00")), b"\x00\x00\x00\x01moov",
     box(b"moov", header(0, 5)), box(b"moov", header(1, 2**32 - 1)), b"<html>not a film</html>"],
)  # fmt: skip
def test_a_file_that_does_not_say_how_long_it_is(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    assert mp4_duration_s(path) is None


GOOD_CAPTIONS = {
    "a.vtt": "\ufeffWEBVTT\n\nNOTE relu\n\n1\n00:05.500 --> 01:07.000 line:0\n<v Amina>Le tri\n\n"
    "00:00:01.000 --> 00:00:04.000\nالفرز\n",
    "b.vtt": "WEBVTT - Le tri\r\n\r\n00:01.000 --> 00:04.000\r\nUn\r\n",
    "a.srt": "1\n01:00:01,250 --> 01:00:04,000\nLe tri\n\n2\n01:00:05,000 --> 01:00:09,000\nFin\n",
}
BAD_CAPTIONS = {
    "empty.vtt": "",
    "empty.srt": "",
    "text.vtt": "hello\n",
    "text.srt": "hello\n",
    "number.srt": "1\nhello\n",
    "header.vtt": "WEBVTT\n",
    "silent.vtt": "WEBVTT\n\n00:01.000 --> 00:04.000\n\n",
    "comma.vtt": "WEBVTT\n\n00:01,000 --> 00:04,000\nUn\n",
    "arrow.srt": "1\n00:00:01,000 -> 00:00:04,000\nUn\n",
    "hours.srt": "1\n00:01,000 --> 00:04,000\nUn\n",
    "backwards.vtt": "WEBVTT\n\n00:04.000 --> 00:01.000\nUn\n",
    "before.srt": "Le tri\n1\n00:00:01,000 --> 00:00:04,000\nUn\n",
}


def written(name: str, text: str, folder: Path) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("name", GOOD_CAPTIONS)
def test_captions_without_fault_are_read_when_their_video_plays(name: str, tmp_path: Path) -> None:
    path = written(name, GOOD_CAPTIONS[name], tmp_path)
    assert caption_faults(path, name) == []
    timings = GOOD_CAPTIONS[name].count("-->")
    assert len(read_captions(path)) == timings


@pytest.mark.parametrize("name", BAD_CAPTIONS)
def test_captions_that_would_not_show_are_a_fault(name: str, tmp_path: Path) -> None:
    path = written(name, BAD_CAPTIONS[name], tmp_path)
    assert caption_faults(path, name)
    with pytest.raises(MediaError):
        read_captions(path)


def test_captions_come_in_their_order_as_they_are_written(tmp_path: Path) -> None:
    assert read_captions(written("a.vtt", GOOD_CAPTIONS["a.vtt"], tmp_path)) == (
        Cue(1.0, 4.0, "الفرز"),
        Cue(5.5, 67.0, "<v Amina>Le tri"),
    )
