"""When an item, or the reception, is open: validity, days, hours and repeat rules.

Everything is meant on the wall clock of the site's zone and evaluated there, then converted.
Windows are half-open. A window over midnight belongs to the day on which it opens: its weekday,
its repeat rule and its first and last day are asked of that day.

Where the clock jumps forward, a skipped wall-clock time is read with the offset before the jump
(a window 02:15-02:45 stands for its half hour just after the jump); where the clock repeats an
hour, a time that occurs twice is its first occurrence.

Inside `schedule/`, instants are seconds since 1970 as floats; ±infinity stand for "always".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from math import inf
from zoneinfo import ZoneInfo

from kiosk.model.playlist import Item
from kiosk.model.site import OpeningHours
from kiosk.model.when import Hours, local_instant
from kiosk.schedule.rule import RuleDays, rule_days

_DAYS_AHEAD = 16
"""Without a repeat rule a week repeats itself; twice that, for a day that a clock change took."""
_RULE_DAYS_AHEAD = 1500
_ONE_DAY = timedelta(days=1)
_YEAR_1900, _YEAR_9000 = -2_208_988_800.0, 221_845_392_000.0
"""Beyond them a date in some zone would no longer be a date of Python's."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch `[since, until)` in which it is open throughout, or closed throughout."""

    open: bool
    since: float
    until: float
    """No later than the next change. May be earlier: then simply ask again."""


@dataclass(frozen=True, slots=True)
class DayRule:
    """On these weekdays (0 = Monday; none: every day) at these hours (none: all day)."""

    days: tuple[int, ...] = ()
    hours: tuple[Hours, ...] = ()


class Windows:
    """The stretches in which something is open. Pure; remembers only what it last answered."""

    def __init__(
        self,
        zone: ZoneInfo,
        rules: tuple[DayRule, ...] = (),
        *,
        dates: RuleDays | None = None,
        lower: float = -inf,
        upper: float = inf,
        first_day: date = date.min,
        last_day: date = date.max,
    ) -> None:
        """Without `rules` and `dates`, open all through `[lower, upper)`. With them, on the
        days between `first_day` and `last_day` (both included), within `[lower, upper)`."""
        self.zone = zone
        self.rules = rules
        self.dates = dates
        self.lower, self.upper = lower, upper
        self.first_day, self.last_day = first_day, last_day
        self._known = Segment(False, inf, inf)

    @property
    def always(self) -> bool:
        """Whether there is no condition at all."""
        return not self._daily and self.lower == -inf and self.upper == inf

    @property
    def _daily(self) -> bool:
        return bool(self.rules) or self.dates is not None

    def segment(self, at: float) -> Segment:
        """The stretch in which that instant lies."""
        known = self._known
        if not known.since <= at < known.until:
            known = self._known = self._segment(at)
        return known

    def opens(self, at: float) -> float:
        """The first instant from `at` on at which it is open; infinity when it never is."""
        for _ in range(8):
            segment = self.segment(at)
            if segment.open:
                return at
            if segment.until == inf:
                return inf
            at = segment.until
        return inf

    def closes(self, at: float) -> float:
        """When it closes after `at`, where it must be open; infinity when it never does."""
        for _ in range(8):
            segment = self.segment(at)
            if not segment.open or segment.until == inf:
                break
            at = segment.until
        return segment.until if segment.open else at

    def day(self, at: float) -> date:
        """The date in the site's zone."""
        return datetime.fromtimestamp(min(max(at, _YEAR_1900), _YEAR_9000), self.zone).date()

    def _segment(self, at: float) -> Segment:
        since = -inf
        for opens, closes in self._stretches(at):
            if at < opens:
                return Segment(False, max(since, at), opens)
            if at < closes:
                return Segment(True, opens, closes)
            since = closes
        return Segment(False, max(since, at), inf)

    def _stretches(self, at: float) -> Iterator[tuple[float, float]]:
        """Open stretches in order, touching ones joined, from the one that reaches `at` on."""
        if not self._daily:
            yield self.lower, self.upper
            return
        pending: tuple[float, float] | None = None
        for opens, closes in self._spans(at):
            opens, closes = max(opens, self.lower), min(closes, self.upper)
            if opens >= closes:
                continue
            if pending is None:
                pending = opens, closes
            elif opens <= pending[1]:
                pending = pending[0], max(pending[1], closes)
            else:
                yield pending
                pending = opens, closes
        if pending is not None:
            yield pending

    def _spans(self, at: float) -> Iterator[tuple[float, float]]:
        for day in self._days(at):
            spans: list[tuple[float, float]] = []
            for rule in self.rules or (DayRule(),):
                if rule.days and day.weekday() not in rule.days:
                    continue
                spans.extend(self._span(day, hours) for hours in rule.hours or (_WHOLE_DAY,))
            yield from sorted(spans)

    def _days(self, at: float) -> Iterator[date]:
        start = self.day(max(at, self.lower))
        # Yesterday's window may reach into today.
        start = max(start - _ONE_DAY, self.first_day)
        if self.dates is not None:
            coming: Iterator[date] = islice(self.dates.since(start), _RULE_DAYS_AHEAD)
        else:
            left = (date.max - start).days
            coming = (start + n * _ONE_DAY for n in range(min(_DAYS_AHEAD, left)))
        for day in coming:
            if day > self.last_day:
                return
            yield day

    def _span(self, day: date, hours: Hours) -> tuple[float, float]:
        closing_day = day + _ONE_DAY if hours.over_midnight else day
        return (
            local_instant(day, hours.opens, self.zone).timestamp(),
            local_instant(closing_day, hours.closes, self.zone).timestamp(),
        )


_WHOLE_DAY = Hours(opens=time(0), closes=time(0))


def item_windows(item: Item, zone: ZoneInfo) -> Windows:
    """When this item may show.

    A whole day in `from` or `until` speaks of the days on which windows open; with an hour it
    cuts at that very moment.

    Raises:
        ValueError: `repeat` is not a repeat rule.
    """
    first, last = item.valid_from, item.valid_until
    dates = rule_days(item.repeat, first.day if first else None, zone) if item.repeat else None
    rules = (DayRule(item.days, item.hours),) if item.days or item.hours else ()
    by_day = bool(rules) or dates is not None
    lower, upper, first_day, last_day = -inf, inf, date.min, date.max
    if first is not None:
        if by_day and first.clock is None:
            first_day = first.day
        else:
            lower = first.start(zone).timestamp()
    if last is not None:
        if by_day and last.clock is None:
            last_day = last.day
        else:
            upper = last.end(zone).timestamp()
    return Windows(
        zone, rules, dates=dates, lower=lower, upper=upper, first_day=first_day, last_day=last_day
    )


def opening_windows(opening: tuple[OpeningHours, ...], zone: ZoneInfo) -> Windows:
    """When the reception is open; without any opening hours, always."""
    return Windows(zone, tuple(DayRule(entry.days, entry.hours) for entry in opening))
