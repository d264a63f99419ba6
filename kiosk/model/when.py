"""Durations, distances, days, hours and dates, as staff write them.

`20 s`, `5 min`, `14 days`, `4 m`, `43 in`, `mon-fri`, `08:30-16:30`, `2026-06-01 08:30`.
Weekdays and wall-clock times are meant in the site's own zone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, WithJsonSchema

from kiosk.model.base import Value

_SECONDS: Mapping[str, float] = {
    "s": 1, "sec": 1, "second": 1, "seconds": 1, "seconde": 1, "secondes": 1,
    "min": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hour": 3600, "hours": 3600, "heure": 3600, "heures": 3600,
    "d": 86400, "day": 86400, "days": 86400, "j": 86400, "jour": 86400, "jours": 86400,
    "week": 604800, "weeks": 604800, "semaine": 604800, "semaines": 604800,
}  # fmt: skip
_METRES: Mapping[str, float] = {"m": 1, "cm": 0.01, "mm": 0.001}
_INCHES: Mapping[str, float] = {"in": 1, "inch": 1, "inches": 1, "pouces": 1, "cm": 1 / 2.54}
_QUANTITY = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z]+)", re.IGNORECASE)


def _quantity(units: Mapping[str, float], what: str, example: str) -> Callable[[Any], Any]:
    def parse(value: Any) -> Any:
        if not isinstance(value, str):
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                raise ValueError(f"{value} has no unit; write {what} such as {example}")
            return value
        match = _QUANTITY.fullmatch(value.strip())
        if match is None or match[2].lower() not in units:
            raise ValueError(f"{value!r} is not {what} such as {example}")
        return float(match[1].replace(",", ".")) * units[match[2].lower()]

    return parse


def _from_yaml(parse: Callable[[Any], Any]) -> BeforeValidator:
    """Numbers pass untouched in Python code; `site/` hands over only what was written."""
    return BeforeValidator(lambda value: value if isinstance(value, float) else parse(value))


Seconds = Annotated[
    float,
    _from_yaml(_quantity(_SECONDS, "a duration", "20 s, 5 min, 2 h or 14 days")),
    WithJsonSchema({
        "type": "string",
        "pattern": r"^\d+([.,]\d+)?\s*[A-Za-z]+$",
        "examples": ["20 s", "5 min", "2 h", "14 days"],
    }),
]  # fmt: skip
Metres = Annotated[
    float,
    _from_yaml(_quantity(_METRES, "a distance", "4 m or 350 cm")),
    WithJsonSchema({
        "type": "string", "pattern": r"^\d+([.,]\d+)?\s*(m|cm|mm)$", "examples": ["4 m"],
    }),
]  # fmt: skip
Inches = Annotated[
    float,
    _from_yaml(_quantity(_INCHES, "a screen size", "43 in or 109 cm")),
    WithJsonSchema({
        "type": "string", "pattern": r"^\d+([.,]\d+)?\s*(in|inch|inches|cm)$",
        "examples": ["43 in"],
    }),
]  # fmt: skip


DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_WORDS: Mapping[str, int] = {
    **{name: index for index, name in enumerate(DAY_NAMES)},
    **{name: index for index, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))},
    **{name: index for index, name in enumerate(("lun", "mar", "mer", "jeu", "ven", "sam", "dim"))},
    **{name: index for index, name in enumerate(
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"))},
}  # fmt: skip


def parse_days(value: Any) -> Any:
    """`mon-fri`, `mon, wed, sat-sun` or a list of such → weekdays, 0 = Monday, sorted.

    Raises:
        ValueError: a word is no day.
    """
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, (list, tuple)) or all(isinstance(day, int) for day in value):
        return value
    days: set[int] = set()
    for part in ",".join(str(entry) for entry in value).split(","):
        ends = [word.strip().lower().rstrip(".") for word in part.split("-")]
        if len(ends) > 2 or any(word not in _DAY_WORDS for word in ends):
            raise ValueError(f"{part.strip()!r} is not a day such as mon, or days such as mon-fri")
        first, last = _DAY_WORDS[ends[0]], _DAY_WORDS[ends[-1]]
        days.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return tuple(sorted(days))


Days = Annotated[
    tuple[int, ...],
    BeforeValidator(parse_days),
    WithJsonSchema({
        "oneOf": [
            {"type": "string", "examples": ["mon-fri", "mon, wed, sat"]},
            {"type": "array", "items": {"type": "string"}},
        ],
    }),
]  # fmt: skip

_HOURS = re.compile(r"(\d{1,2})[:hH](\d{2})\s*[-–]\s*(\d{1,2})[:hH](\d{2})")


class Hours(Value):
    """A daily window `[opens, closes)` on the wall clock; over midnight when closes <= opens.

    A window over midnight belongs to the day on which it opens.
    """

    opens: time
    closes: time

    @property
    def over_midnight(self) -> bool:
        return self.closes <= self.opens


def parse_hours(value: Any) -> Any:
    """`08:30-16:30`, several joined by commas, or a list of such → Hours.

    Raises:
        ValueError: not such a window.
    """
    if isinstance(value, Hours):
        return (value,)
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, (list, tuple)):
        raise ValueError(f'{value!r} is not a time window such as "08:30-16:30"')
    windows: list[Any] = []
    for part in value:
        if not isinstance(part, str):
            windows.append(part)
            continue
        match = _HOURS.fullmatch(part.strip())
        if match is None:
            raise ValueError(f'{part.strip()!r} is not a time window such as "08:30-16:30"')
        numbers = [int(group) for group in match.groups()]
        if numbers[2:] == [24, 0]:
            numbers[2:] = [0, 0]
        try:
            opens, closes = time(numbers[0], numbers[1]), time(numbers[2], numbers[3])
            windows.append(Hours(opens=opens, closes=closes))
        except ValueError as cause:
            raise ValueError(f"{part.strip()!r}: hours go from 00:00 to 24:00") from cause
    return tuple(windows)


DayHours = Annotated[
    tuple[Hours, ...],
    BeforeValidator(parse_hours),
    WithJsonSchema({
        "oneOf": [
            {"type": "string", "examples": ["08:30-16:30", "08:30-12:00, 14:00-16:30"]},
            {"type": "array", "items": {"type": "string"}},
        ],
    }),
]  # fmt: skip

_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2})[:hH](\d{2})(?::(\d{2}))?)?")


class LocalMoment(Value):
    """A date, or a date and time of day, on the site's own calendar and clock.

    In YAML `2026-06-01` or `2026-06-01 08:30`.
    """

    day: date
    clock: time | None = None
    """None: the whole day."""

    def start(self, zone: ZoneInfo) -> datetime:
        """The instant, in UTC, at which it begins (midnight for a whole day)."""
        return local_instant(self.day, self.clock or time(0), zone)

    def end(self, zone: ZoneInfo) -> datetime:
        """The instant, in UTC, at which it is over: a whole day ends at the next midnight."""
        if self.clock is None:
            return local_instant(self.day + timedelta(days=1), time(0), zone)
        return local_instant(self.day, self.clock, zone)


def local_instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Wall-clock time in a zone → UTC.

    A time that the zone skips (spring) is read with the offset before the change; a time
    that it has twice (autumn) is the first of the two.
    """
    return datetime.combine(day, clock, zone).astimezone(UTC)


def parse_moment(value: Any) -> Any:
    """`2026-06-01` or `2026-06-01 08:30` → LocalMoment.

    Raises:
        ValueError: no such date.
    """
    if isinstance(value, datetime):
        return LocalMoment(day=value.date(), clock=value.time().replace(tzinfo=None))
    if isinstance(value, date):
        return LocalMoment(day=value)
    if not isinstance(value, str):
        return value
    match = _MOMENT.fullmatch(value.strip())
    if match is None:
        raise ValueError(f"{value!r} is not a date such as 2026-06-01 or 2026-06-01 08:30")
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    try:
        clock = time(int(match[4]), int(match[5]), int(match[6] or 0)) if match[4] else None
        return LocalMoment(day=date(year, month, day), clock=clock)
    except ValueError as cause:
        raise ValueError(f"{value!r}: there is no such day or hour") from cause


Moment = Annotated[
    LocalMoment,
    BeforeValidator(parse_moment),
    WithJsonSchema({
        "type": "string",
        "pattern": r"^\d{4}-\d{1,2}-\d{1,2}([T ]+\d{1,2}[:hH]\d{2}(:\d{2})?)?$",
        "examples": ["2026-06-01", "2026-06-01 08:30"],
    }),
]  # fmt: skip

_TRUE = frozenset({"yes", "true", "oui", "نعم"})
_FALSE = frozenset({"no", "false", "non", "لا"})


def parse_yes(value: Any) -> Any:
    """`yes`, `no`, `oui`, `non`, `true`, `false` → bool.

    Raises:
        ValueError: neither.
    """
    if isinstance(value, str):
        word = value.strip().lower()
        if word in _TRUE:
            return True
        if word in _FALSE:
            return False
        raise ValueError(f"{value!r} is neither yes nor no")
    return value


YesNo = Annotated[
    bool,
    BeforeValidator(parse_yes),
    WithJsonSchema({"enum": ["yes", "no", True, False]}),
]
