"""The values that a deck speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Clip:
    """One video file, as it should be played."""

    path: str
    """Absolute path of a local file."""
    captions: tuple[tuple[str, str], ...] = ()
    """(language, absolute path of a WebVTT or SRT file; of the video itself: its own text track),
    in the order in which they are drawn."""
    duration_s: float | None = None
    """The length that the schedule expects, in seconds; a hint. The file's own length wins."""
    muted: bool = True
    """Reception screens are silent unless staff ask for sound."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said at this moment, in one language."""

    language: str
    text: str
    """One or two lines, separated by a line feed; empty while nobody speaks."""


@dataclass(frozen=True, slots=True)
class ClipStats:
    """What became of a clip's frames so far."""

    decoded: int = 0
    """Frames that libVLC decoded."""
    delivered: int = 0
    """Frames that libVLC wrote into our memory in time for showing."""
    presented: int = 0
    """Frames that a surface handed to the scene graph."""
    dropped: int = 0
    """Frames that were decoded and can no longer be presented: late, or overtaken."""
    duration_s: float | None = None
    """The file's own length in seconds; None while it is not known."""


class Ending(Enum):
    """How libVLC says that a clip is over."""

    ENDED = "ended"
    FAILED = "failed"
