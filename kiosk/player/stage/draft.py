"""A page before it has its number, its dwell time and its name."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.player.stage.canvas import Canvas
from kiosk.player.stage.view import Box, Fill, VideoSlot
from kiosk.player.video.clip import Clip


@dataclass(frozen=True, slots=True)
class Draft:
    """A page as the slides lay it out."""

    languages: tuple[str, ...]
    canvas: Canvas
    said: tuple[tuple[str, str], ...]
    """(language, text) of everything that is to be read, for the dwell time."""
    area: Box | None = None
    """What its ground covers; None: the body."""
    ground: Fill = Fill.GROUND
    clip: Clip | None = None
    video: VideoSlot | None = None
