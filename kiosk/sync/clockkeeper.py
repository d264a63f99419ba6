"""Judges the machine's clock, and publishes the verdict for the player."""

from __future__ import annotations

import logging
from collections.abc import Callable

from kiosk.clock import Clock
from kiosk.device.timesync import TimeFacts
from kiosk.model.clocktrust import ClockTrust, Evidence, judge
from kiosk.store.marks import Marks
from kiosk.sync.network import ServerTime

_log = logging.getLogger(__name__)


class ClockKeeper:
    """One thread owns it."""

    def __init__(
        self, marks: Marks, clock: Clock, facts: Callable[[], TimeFacts], servers: ServerTime
    ) -> None:
        self._marks = marks
        self._clock = clock
        self._facts = facts
        self._servers = servers
        self._passed = marks.latest_change()
        self._published = marks.clock()
        self._told: bool | None = None

    @property
    def trusted(self) -> bool:
        """Whether the clock is known to be right, by the last look."""
        return self._published is not None and self._published.trusted

    def look(self) -> ClockTrust:
        """Judges the clock as it is now; publishes and logs what changed."""
        now, monotonic_s = self._clock.now(), self._clock.monotonic()
        facts = self._facts()
        hardware = None if facts.hardware_s is None else facts.hardware_s - monotonic_s
        evidence = Evidence(
            synchronised=facts.synchronised,
            kept=facts.kept,
            server=self._servers.nearest(now.timestamp() - monotonic_s),
            hardware=hardware,
            passed=self._passed,
        )
        verdict = judge(evidence, now, monotonic_s)
        known = self._published
        if known is None or known.trusted != verdict.trusted or not known.same(now, monotonic_s):
            self._marks.put_clock(verdict)
            self._published = verdict
        if self._told != verdict.trusted:
            self._tell(verdict)
        return verdict

    def _tell(self, verdict: ClockTrust) -> None:
        first, self._told = self._told is None, verdict.trusted
        if not verdict.trusted:
            _log.warning(
                "the clock is not known to be right, so nothing expires and nothing dated is"
                " hidden until it is reason=%r",
                verdict.reason.value,
            )
        elif not first:
            _log.info("the clock is right reason=%r", verdict.reason.value)
