"""The machine's clock: noticing that somebody, or the network, has set it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.clock import Clock

CLOCK_STEP_S = 2.0
"""Smaller corrections change nothing that visitors would notice."""


class ClockHands:
    """Compares the wall clock with the seconds that really passed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._offset_s = self._now_s()

    def moved_s(self) -> float:
        """By how many seconds the clock was set since the last question; 0: it was not."""
        offset_s = self._now_s()
        moved_s, self._offset_s = offset_s - self._offset_s, offset_s
        return moved_s if abs(moved_s) > CLOCK_STEP_S else 0.0

    def _now_s(self) -> float:
        return self._clock.now().timestamp() - self._clock.monotonic()
