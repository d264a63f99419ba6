"""What a round of syncing did, and how it tells of its progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.store.writing import Change

NO_CHANGE = Change()


class What(StrEnum):
    """What became of a feed or a file."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """What became of one feed."""

    name: str
    what: What
    change: Change = NO_CHANGE
    notices: int = 0
    """How many it has now."""
    warnings: tuple[str, ...] = ()
    """About the feed as a whole."""
    warned: int = 0
    """How many of its notices carry warnings of their own."""
    error: str | None = None
    """What failed, and what to look at; what was there before is kept."""
    is_back: bool = False
    """It came from the network, after it had failed."""


@dataclass(frozen=True, slots=True)
class MediaOutcome:
    """What became of one media file."""

    url: str
    what: What
    size_bytes: int = 0
    error: str | None = None


Outcome = FeedOutcome | MediaOutcome


@dataclass(frozen=True, slots=True)
class RoundReport:
    """What one round did."""

    feeds: tuple[FeedOutcome, ...]
    media: tuple[MediaOutcome, ...]
    seconds: float

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """What did not work; the rest did."""
        outcomes: tuple[Outcome, ...] = (*self.feeds, *self.media)
        return tuple(one for one in outcomes if one.what is What.FAILED)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a round is done."""

    outcome: Outcome
    done: int
    """How many feeds, or media files, are done."""
    total: int


Progress = Callable[[Step], None]
