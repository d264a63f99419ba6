"""Looking into files."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.ExifTags import Base
from PySide6.QtGui import QColor, QImage

from kiosk.errors import MediaError, PictureTooLarge
from kiosk.player.video.probe import FileProbe, probe_video
from kiosk.site.probe import MediaProbe, VideoFacts

Media = Callable[[str], str]


@pytest.fixture
def probe(qapp: Any) -> Iterator[MediaProbe]:
    looking = FileProbe()
    yield looking
    looking.close()


def test_what_a_video_is(probe: MediaProbe, media: Media) -> None:
    assert probe.video(Path(media("count.mp4"))) == VideoFacts(192, 108, 2.0, 30.0, "h264", False)
    assert probe.video(Path(media("sound.mp4"))).has_audio


def test_a_telephones_video_is_as_high_as_it_stands(probe: MediaProbe, media: Media) -> None:
    facts = probe.video(Path(media("turned.mp4")))
    assert (facts.width, facts.height) == (180, 320)


def test_what_cannot_be_played_says_what_to_do(
    probe: MediaProbe, media: Media, tmp_path: Path
) -> None:
    text = tmp_path / "text.mp4"
    text.write_text("no video")
    with pytest.raises(MediaError, match=r"convert it to MP4 with H\.264"):
        probe.video(text)
    with pytest.raises(MediaError, match="not there"):
        probe.video(tmp_path / "gone.mp4")
    with pytest.raises(MediaError, match="no video in it"):
        probe.video(Path(media("only-sound.m4a")))


def test_one_look_leaves_nothing_open(media: Media) -> None:
    assert probe_video(Path(media("red.mp4"))).duration_s == 0.8


def test_how_large_a_picture_is(probe: MediaProbe, tmp_path: Path) -> None:
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    path = tmp_path / "poster.jpg"
    assert picture.save(str(path), "PNG")  # named otherwise than it is, as happens
    assert probe.image(path) == (30, 20)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(MediaError, match="cannot be read"):
        probe.image(path)


def test_a_picture_of_too_many_pixels_says_how_many(
    probe: MediaProbe, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "poster.png"
    path.write_bytes(png_of(20_000, 20_000))
    with pytest.raises(PictureTooLarge, match="20000 x 20000 pixels"):
        probe.image(path)
    assert not capfd.readouterr().err, "Qt says nothing of its own"


def test_a_telephones_picture_is_as_high_as_it_stands(probe: MediaProbe, tmp_path: Path) -> None:
    path = tmp_path / "poster.jpg"
    turned = Image.Exif()
    turned[Base.Orientation] = 6
    Image.new("RGB", (4000, 3000), "red").save(path, exif=turned)
    assert probe.image(path) == (3000, 4000)


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and is not."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 9))
