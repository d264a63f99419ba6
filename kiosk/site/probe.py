"""What looks into pictures and videos, for the checks that need more than a file's presence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """What a video file is."""

    width: int
    """Pixels; 0 when the file has no picture track."""
    height: int
    """Pixels; 0 when the file has no picture track."""
    duration_s: float
    """Seconds; 0 when the file does not say."""
    fps: float = 0.0
    """Frames a second; 0 when the file does not say."""
    codec: str = ""
    """Name of the picture track's codec, such as `h264`."""
    has_audio: bool = False
    captions: tuple[str, ...] = ()
    """The language of each text track inside, as the file writes it (`fra`, `fr`); `` where it
    does not say."""


class MediaProbe(Protocol):
    """Looks into media files. The player has a real one; tests pass a fake with levers."""

    def image(self, path: Path) -> tuple[int, int]:
        """Width and height in pixels.

        Raises:
            kiosk.errors.PictureTooLarge: it has too many pixels to be decoded.
            kiosk.errors.MediaError: the picture cannot be decoded.
        """
        ...

    def video(self, path: Path) -> VideoFacts:
        """What the video is, after one of its pictures was decoded.

        Raises:
            kiosk.errors.MediaError: the video cannot be opened or decoded.
            kiosk.errors.LibraryMissing: nor can any other; nothing is known about this one.
        """
        ...
