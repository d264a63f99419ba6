"""Whether the machine's clock is known to be right. Pure.

A Pi has no clock of its own: after a power cut it goes on from the moment at which it stopped,
until a time server is reached. What is dated must not be judged by such a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

TOLERANCE_S = 60.0
"""Two clocks that differ by less tell the same time."""


class Reason(StrEnum):
    """Why the clock is believed, or not."""

    SYNCHRONISED = "a time server set it"
    SERVER = "a web server says the same"
    HARDWARE = "the machine's hardware clock says the same"
    UNKEPT = "nothing here says otherwise"
    """No time service is at work on this machine that could say when the clock is right."""
    WAITING = "no time server was reached yet"
    PAST = "it is behind a moment that has passed already"
    DISAGREES = "a web server says another time"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is to judge by. Clocks are given as their distance to `monotonic`, in seconds
    since 1970, so that they go on by themselves; None: it says nothing."""

    synchronised: bool = False
    """The time service says that it has set the clock."""
    kept: bool = False
    """There is such a service at work."""
    server: float | None = None
    hardware: float | None = None
    passed: datetime | None = None
    """A moment that has certainly passed."""


@dataclass(frozen=True, slots=True)
class ClockTrust:
    """The verdict, and on which clock."""

    trusted: bool
    reason: Reason
    offset_s: float
    """That clock's distance to `monotonic`: another one means that the clock was set since, or
    the machine started anew."""

    def holds(self, now: datetime, monotonic_s: float) -> bool:
        """Whether this clock is known to be right: the verdict was good, and on this clock."""
        return self.trusted and self.same(now, monotonic_s)

    def same(self, now: datetime, monotonic_s: float) -> bool:
        """Whether this is the clock that was judged."""
        return abs(now.timestamp() - monotonic_s - self.offset_s) <= TOLERANCE_S


RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock that is right shows an earlier moment to this program."""


def judge(evidence: Evidence, now: datetime, monotonic_s: float) -> ClockTrust:
    """Whether the clock that shows `now` is known to be right."""
    offset = now.timestamp() - monotonic_s

    def agrees(clock: float | None) -> bool:
        return clock is not None and abs(clock - offset) <= TOLERANCE_S

    passed = max(evidence.passed or RELEASED, RELEASED)
    if evidence.synchronised:
        verdict = True, Reason.SYNCHRONISED
    elif agrees(evidence.server):
        verdict = True, Reason.SERVER
    elif evidence.server is not None:
        verdict = False, Reason.DISAGREES
    elif now < passed:
        verdict = False, Reason.PAST
    elif agrees(evidence.hardware):
        verdict = True, Reason.HARDWARE
    elif evidence.kept:
        verdict = False, Reason.WAITING
    else:
        verdict = True, Reason.UNKEPT
    return ClockTrust(*verdict, offset)
