"""When this machine asks, so that two hundred screens do not ask at the same moment. Pure.

Nothing is drawn by lot: the moments follow from the machine, the address and what happened, so
that the same question has the same answer when it is asked again, and tests can invent it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

START_S = 300.0
"""The first requests after a start are spread over so long, or over the feed's `every` where
that is shorter: what was there before shows meanwhile."""
FIRST_START_S = 10.0
"""The same where nothing is here yet: somebody stands before an empty screen."""
_LEAST_RETRY = 0.1
"""A retry waits at least this part of its limit: at once would be no waiting."""


def chance(*facts: object) -> float:
    """A number in `[0, 1)` that follows from these facts, and looks drawn by lot."""
    text = "\n".join(map(str, facts))
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


@dataclass(frozen=True, slots=True)
class Spread:
    """How one machine spreads its requests."""

    machine: str
    """What tells it from every other one."""
    started: datetime
    """When this sync started."""

    def regular(self, url: str, last: datetime, every_s: float) -> datetime:
        """When to ask again after a success: at this machine's own moment of each period.

        The first time that is half a period to one and a half after `last`, from then on
        exactly one period.
        """
        offset = chance(self.machine, url) * every_s
        earliest = last.timestamp() + every_s / 2
        return datetime.fromtimestamp(ceil((earliest - offset) / every_s) * every_s + offset, UTC)

    def starting(self, url: str, every_s: float, *, known: bool) -> datetime:
        """When to ask first after the start. `known`: something of that feed is here."""
        window_s = min(every_s, START_S) if known else FIRST_START_S
        return self.started + timedelta(seconds=chance(self.machine, url, "start") * window_s)

    def soon_after(self, url: str, moment: datetime, every_s: float) -> datetime:
        """When to ask for what is something else from that moment on."""
        window_s = min(every_s, START_S)
        return moment + timedelta(seconds=chance(self.machine, url, moment.timestamp()) * window_s)

    def retry_s(self, url: str, last: datetime, limit_s: float) -> float:
        """How long to wait after a failure: anything up to the limit ("full jitter")."""
        drawn = chance(self.machine, url, last.timestamp())
        return limit_s * (_LEAST_RETRY + (1 - _LEAST_RETRY) * drawn)
