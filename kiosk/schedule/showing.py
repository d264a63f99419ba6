"""What the schedule hands to the player: one thing to show, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.model.notice import Notice
from kiosk.model.playlist import Item, Transition


class Cause(StrEnum):
    """Why this is on the screen."""

    ROTATION = "rotation"
    TAKEOVER = "takeover"
    NOTHING = "nothing eligible"
    """Nothing may show, so the directory of services does: never black, never empty."""
    CLOSED = "closed"
    """Outside opening hours: the resting slide."""


class Phase(StrEnum):
    """Where a notice stands at a given moment."""

    UPCOMING = "upcoming"
    ONGOING = "ongoing"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Showing:
    """One thing to show, once. Immutable; the player composes its slides from it."""

    cause: Cause
    item: Item | None
    """The playlist's item; None for a takeover, the fallback directory and the resting slide."""
    index: int
    """The item's place in the playlist, 0-based; -1 without item."""
    notice: Notice | None
    """The notice, for items that are filled with notices, and for takeovers."""
    phase: Phase | None
    """Where the notice stands; None without notice."""
    dwell_s: float
    """Seconds it stands by the reading-time rule, by `duration`, or a video's length. The
    player divides it among the pages that the text needs on the real panel."""
    fixed: bool
    """Whether `dwell_s` was given by staff (`duration`) and not computed."""
    transition: Transition
    position: int
    """1-based place in this round of what shows; 0 outside a round."""
    of: int
    """How many showings this round has; 0 outside a round."""
    until: datetime | None
    """When it must leave the screen at the latest, because it ends; None: no such moment."""
