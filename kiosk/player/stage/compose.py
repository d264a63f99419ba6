"""From a showing to its finished pages, and from facts to the furniture around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.model.notice import Notice
from kiosk.model.site import Screen, Site
from kiosk.schedule.showing import Showing
from kiosk.player.stage.view import Fill, Furniture, SlideView


@dataclass(frozen=True, slots=True)
class Facts:
    """What the furniture tells besides the time."""

    coming_outages: tuple[Notice, ...] = ()
    """The next outages, soonest first."""
    position: int = 0
    """1-based place in the round; 0: outside a round."""
    of: int = 0
    next_capsule: datetime | None = None
    """When the next sign-language capsule comes."""


class Composer:
    """Composes pages for one screen of one site at one size. Pure but for reading fonts.

    `size_px` is (width, height) of the stage in logical pixels, after rotation.
    Needs a QGuiApplication.
    """

    def __init__(self, site: Site, screen: Screen, size_px: tuple[int, int]) -> None:
        self.site, self.screen, self.size_px = site, screen, size_px

    def compose(
        self, showing: Showing, now: datetime, *, opens: datetime | None = None
    ) -> tuple[SlideView, ...]:
        """The pages of a showing, at least one, in order; `now` is aware.

        `opens` is when the reception opens next, for the resting slide.
        """
        return (SlideView("x", "x", ("fr",), 1, 1, showing.dwell_s, showing.transition,
                          "#0f4c5c", Fill.GROUND),)

    def furniture(self, facts: Facts, now: datetime) -> Furniture:
        """Header and footer at `now`; changes once a minute."""
        return Furniture(())
