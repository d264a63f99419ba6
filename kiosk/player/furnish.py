"""Header and footer: set once a showing and once a minute, and not more often."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.player.parts import Stage
    from kiosk.player.run import Run
    from kiosk.player.slides import Content, Slides
    from kiosk.schedule.rotation import Rotation


class Furnisher:
    """Sets the furniture of a stage when its content, its slide or the minute changed."""

    def __init__(self, stage: Stage, slides: Slides) -> None:
        self._stage = stage
        self._slides = slides
        self._content: Content | None = None
        self._run: Run | None = None
        self._minute: datetime | None = None

    def furnish(self, content: Content, run: Run, rotation: Rotation, now: datetime) -> None:
        """Header and footer as of now; `rotation` is the one that came with `run`."""
        minute = now.replace(second=0, microsecond=0)
        if content is self._content and run is self._run and minute == self._minute:
            return
        self._content, self._run, self._minute = content, run, minute
        furniture = self._slides.furniture(content, run.showing, rotation, now)
        if furniture is not None:
            self._stage.set_furniture(furniture)
