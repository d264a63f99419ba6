"""Whether a rule of a calendar ever has a date. Pure.

Expanding a rule that no day fulfils (30 February, the sixth Monday of a month) looks for one up
to the year 9999. Shapes that always have dates are known; of any other it is asked that the
event's own beginning fulfils it, as the standard wants.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_OF_DATES = ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")
_OFTEN = {"MONTHLY": 4, "YEARLY": 52}
"""How many of each weekday a month, or a year, has at least."""


def has_dates(rule: Mapping[str, Any], begins: date) -> bool:
    """Whether the rule of an event that begins on that day is sure to have dates."""
    return _always(rule) or _fulfils(rule, begins)


_RANGES = {
    "INTERVAL": (1, 10_000), "COUNT": (1, 1_000_000_000), "BYSECOND": (0, 60),
    "BYMINUTE": (0, 59), "BYHOUR": (0, 23), "BYMONTH": (1, 12), "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366), "BYWEEKNO": (-53, 53), "BYSETPOS": (-366, 366),
}  # fmt: skip
_FROM_THE_END = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
"""Counted from 1, or from -1; there is no 0."""


def impossible_part(rule: Mapping[str, Any]) -> str:
    """A part of a rule that the standard does not have, as written; empty: there is none.

    A rule that repeats every 0 days would be expanded for ever.

    Raises:
        ValueError: a part that should be a number is none.
    """
    for name, (least, most) in _RANGES.items():
        for number in _numbers(rule, name):
            if not least <= number <= most or (number == 0 and name in _FROM_THE_END):
                return f"{name}={number}"
    for number, day in _weekdays(rule):
        if abs(number) > _OFTEN["YEARLY"] + 1:
            return f"BYDAY={number}{_DAYS[day]}"
    for value in rule.get("BYDAY", ()):
        if str(value).lstrip("+-")[:-2].strip("0") == "" and len(str(value)) > 2:
            return f"BYDAY={str(value)[:10]}"
    return ""


def _frequency(rule: Mapping[str, Any]) -> str:
    return str(next(iter(rule.get("FREQ", [])), "")).upper()


def _numbers(rule: Mapping[str, Any], name: str) -> tuple[int, ...]:
    return tuple(int(str(value)) for value in rule.get(name, ()))


def _weekdays(rule: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    """`-1FR` → (-1, 4); without number (0, 4). An unknown day is left out."""
    found = []
    for value in rule.get("BYDAY", ()):
        text = str(value).upper()
        number = text[:-2].replace("+", "")
        if text[-2:] in _DAYS:
            found.append((int(number) if number else 0, _DAYS.index(text[-2:])))
    return tuple(found)


def _always(rule: Mapping[str, Any]) -> bool:
    """Shapes that have dates wherever they begin."""
    frequency = _frequency(rule)
    every = next(iter(_numbers(rule, "INTERVAL")), 1)
    if any(rule.get(name) for name in _OF_DATES):
        monthly = frequency == "MONTHLY" and every == 1
        alone = not any(rule.get(name) for name in (*_OF_DATES, "BYDAY", "BYSETPOS")
                        if name != "BYMONTHDAY")  # fmt: skip
        return monthly and alone and all(1 <= abs(n) <= 31 for n in _numbers(rule, "BYMONTHDAY"))
    days = _weekdays(rule)
    if rule.get("BYSETPOS") and (
        frequency != "MONTHLY" or not days or any(abs(n) > 4 for n in _numbers(rule, "BYSETPOS"))
    ):
        return False
    if frequency == "DAILY":
        return every == 1 or not days
    if frequency == "WEEKLY":
        return True
    return all(abs(number) <= _OFTEN.get(frequency, 0) for number, _ in days)


def _fulfils(rule: Mapping[str, Any], day: date) -> bool:
    if rule.get("BYSETPOS"):
        return False
    last = monthrange(day.year, day.month)[1]
    year_days = 366 if monthrange(day.year, 2)[1] == 29 else 365
    of_year = day.timetuple().tm_yday
    checks = (
        ("BYMONTH", {day.month}),
        ("BYMONTHDAY", {day.day, day.day - last - 1}),
        ("BYYEARDAY", {of_year, of_year - year_days - 1}),
        ("BYWEEKNO", {day.isocalendar().week}),
    )
    for name, values in checks:
        if rule.get(name) and values.isdisjoint(_numbers(rule, name)):
            return False
    days = _weekdays(rule)
    if not rule.get("BYDAY"):
        return True
    within_month = _frequency(rule) == "MONTHLY" or bool(rule.get("BYMONTH"))
    return any(
        weekday == day.weekday() and number in (0, *_places(day, within_month))
        for number, weekday in days
    )


def _places(day: date, within_month: bool) -> tuple[int, int]:
    """The how-manieth of its weekday it is in its month or year, from the front and the back."""
    if within_month:
        first = day.replace(day=1)
        last = day.replace(day=monthrange(day.year, day.month)[1])
    else:
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    whole = timedelta(days=1)
    return (day - first) // (7 * whole) + 1, -((last - day) // (7 * whole)) - 1
