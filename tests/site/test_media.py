"""Captions and the length of videos, from real files."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from kiosk.errors import MediaError
from kiosk.site.captions import Cue, read_captions
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


def test_captions_in_both_formats(tmp_path: Path) -> None:
    vtt, srt = tmp_path / "a.vtt", tmp_path / "a.srt"
    vtt.write_text(
        "\ufeffWEBVTT\n\nNOTE relu\n\n1\n00:05.500 --> 01:07.000 line:0\n<v Amina>Le <b>tri</b>\n"
        "ensemble\n\n00:00:01.000 --> 00:00:04.000\nالفرز\n",
        encoding="utf-8",
    )
    srt.write_text("1\n01:00:01,250 --> 01:00:04,000\nLe tri\n", encoding="utf-8")
    assert read_captions(vtt) == (Cue(1.0, 4.0, "الفرز"), Cue(5.5, 67.0, "Le tri\nensemble"))
    assert read_captions(srt) == (Cue(3601.25, 3604.0, "Le tri"),)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"hello", b"1\nhello\n"])
@pytest.mark.parametrize("suffix", ["vtt", "srt"])
def test_what_is_no_caption_file(content: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(content)
    with pytest.raises(MediaError):
        read_captions(path)
