"""One showing on its way over the screen: what it shows, how far it is, when it is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.player.stage.view import SlideView
    from kiosk.schedule.rotation import Rotation
    from kiosk.schedule.showing import Showing
    from kiosk.store.plays import How

CLIP_PATIENCE_S = 4.0
"""How long a slide waits for its clip to open before it is skipped."""
URGENT_PATIENCE_S = 0.5
"""How long a takeover, or the very first slide, waits before it shows without its video."""
CLIP_GRACE_S = 8.0
"""How long after a clip's end the deck may keep silent; its own watchdog is faster."""
UNKNOWN_LENGTH_S = 3600.0
"""How long a clip of unknown length may run if the deck never reports."""


@dataclass(slots=True)
class Run:
    """One showing on its way over the screen."""

    showing: Showing
    """What the program chose."""
    shown: Showing
    """What really shows: the same, or what stands in for a slide that cannot be drawn."""
    pages: tuple[SlideView, ...]
    before: Rotation | None = None
    """Where the rotation stood before it was picked; None outside the rotation."""
    wordy: bool = False
    """Its video failed; it shows in words and pictures only."""
    goes_on: bool = False
    """It is what stands already, with corrected words; the play log knows it."""
    page: int = 0
    number: int | None = None
    """Its number in the play log while it is on the screen."""
    began_s: float = 0.0
    """When it came on the screen (monotonic)."""
    due_s: float = 0.0
    """When the present page is over (monotonic)."""
    clip_runs: bool = False
    """A clip plays in the present page and has not ended."""

    @property
    def view(self) -> SlideView:
        """The present page."""
        return self.pages[self.page]

    @property
    def whole_s(self) -> float:
        """Seconds that all its pages are meant to stand."""
        return sum(view.dwell_s for view in self.pages)

    def inherit(self, before: Run) -> None:
        """It is what stood until now, with other words: one showing in the play log."""
        self.number, self.began_s = before.number, before.began_s

    def turn_to(self, page: int, mono: float, *, clip: bool) -> None:
        """That page comes on the screen now (`mono`), with or without its clip."""
        self.page = page
        self.clip_runs = clip
        self.due_s = mono + self.view.dwell_s
        if clip and not self.showing.fixed:
            length_s = (self.view.clip and self.view.clip.duration_s) or UNKNOWN_LENGTH_S
            self.due_s = mono + max(self.view.dwell_s, length_s) + CLIP_GRACE_S


@dataclass(slots=True)
class Coming:
    """A page that waits for its clip."""

    run: Run
    page: int
    token: int
    until_s: float
    """When it is waited for no longer (monotonic)."""
    how: How
    """How what stands before it will have ended."""


def patience_s(*, urgent: bool) -> float:
    """How long a page waits for its clip."""
    return URGENT_PATIENCE_S if urgent else CLIP_PATIENCE_S
