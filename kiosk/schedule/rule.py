"""Repeat rules: the days that an iCalendar RRULE names, through python-dateutil, bounded."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from kiosk.schedule.rule_parts import PARTS, parts_of

ANCHOR = date(2024, 1, 1)
"""Rules without a first day are counted from here, a Monday."""


@lru_cache(maxsize=256)
def rule_days(text: str, first: date | None, zone: ZoneInfo) -> RuleDays:
    """The days of that rule, worked out once for all items that repeat alike.

    Raises:
        ValueError: see `RuleDays`.
    """
    return RuleDays(text, first, zone)


class RuleDays:
    """The days of one repeat rule, in order. Computed as far as they are asked for, and kept.

    Only the rule's days count: an item's hours stand in its `hours`. Rules by the hour, minute
    or second are refused, for they name no days.
    """

    def __init__(self, text: str, first: date | None, zone: ZoneInfo) -> None:
        """`first` is the day from which the rule counts (`from` of the item).

        Raises:
            ValueError: not a repeat rule; the message says what is wrong and what to write.
        """
        first = first or ANCHOR
        parts = _parse(text)
        self._last = _last_day(parts.pop("UNTIL"), zone) if "UNTIL" in parts else date.max
        # dateutil looks for the next day until the year 9999. A rule that is never true would
        # keep it looking for seconds, so it is asked about the same days some millennia later,
        # with centuries left: the calendar repeats itself exactly every 400 years.
        self._shift = (9899 - first.year) // 400 * 400
        start = datetime.combine(first.replace(year=first.year + self._shift), time(0))
        try:
            rule = rrulestr(";".join(f"{key}={value}" for key, value in parts.items()),
                            dtstart=start)  # fmt: skip
        except (ValueError, TypeError, IndexError) as cause:
            raise ValueError(f"{text!r} is not a repeat rule: {cause}. {_EXAMPLE}") from cause
        if not isinstance(rule, rrule):
            raise ValueError(f"{text!r} is more than one repeat rule. {_EXAMPLE}")
        self._coming = iter(rule)
        self._days: list[date] = []

    def since(self, day: date) -> Iterator[date]:
        """The days of the rule from that day on."""
        while (not self._days or self._days[-1] < day) and self._more():
            pass
        at = bisect_left(self._days, day)
        while at < len(self._days) or self._more():
            yield self._days[at]
            at += 1

    def names(self, day: date) -> bool:
        """Whether the rule names that day."""
        return next(self.since(day), None) == day

    def _more(self) -> bool:
        for moment in self._coming:
            day = date(moment.year - self._shift, moment.month, moment.day)
            if day > self._last:
                self._coming = iter(())
                return False
            self._days.append(day)
            return True
        return False


_EXAMPLE = "Write it such as FREQ=MONTHLY;BYDAY=1MO (the first Monday of each month)"


def _parse(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for name, value in parts_of(re.sub(r"\s+", "", text)):
        if value is None:
            raise ValueError(f"{name!r} in a repeat rule is not NAME=VALUE. {_EXAMPLE}")
        if name not in PARTS:
            raise ValueError(f"{name} cannot stand in a repeat rule here. {_EXAMPLE}")
        if name in parts:
            raise ValueError(f"{name} stands twice in a repeat rule. {_EXAMPLE}")
        if not re.fullmatch(PARTS[name], value):
            raise ValueError(f"{name}={value} is not possible in a repeat rule. {_EXAMPLE}")
        parts[name] = value
    if "FREQ" not in parts:
        raise ValueError(f"a repeat rule needs FREQ={PARTS['FREQ'].replace('|', ', ')}. {_EXAMPLE}")
    return parts


def _last_day(text: str, zone: ZoneInfo) -> date:
    form = "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d"
    try:
        moment = datetime.strptime(text.removesuffix("Z"), form).replace(tzinfo=UTC)
    except ValueError as cause:
        raise ValueError(f"UNTIL={text}: there is no such day") from cause
    return moment.astimezone(zone).date() if text.endswith("Z") else moment.date()
