"""Moments as people type them, on the site's own calendar and clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import click

from kiosk.cli.tongue import spoken
from kiosk.cli.usage_words import words_in

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from kiosk.model.when import LocalMoment

_TODAY = ("today", "aujourd'hui", "اليوم")
_TOMORROW = ("tomorrow", "demain", "غدا", "غدًا")
_YESTERDAY = ("yesterday", "hier", "أمس")
_NOW = ("now", "maintenant", "الآن")
_CLOCK = re.compile(r"(\d{1,2})[:hH](\d{2})(?::(\d{2}))?")
_IN_CSV = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})")
"""With its distance from UTC, as our CSV and JSON write moments."""
_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")
_OFFSET = re.compile(r"([+-])(\d+)\s*(s|min|h|d)")
_UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}


def parse_moment(text: str, zone: ZoneInfo, now: datetime, *, end: bool = False) -> datetime:
    """What somebody typed → that instant in UTC.

    What our own tables, CSV and JSON show is understood too. A day without an hour is its
    midnight; with `end`, the midnight that ends it.

    Raises:
        click.BadParameter: not a moment.
    """
    if _IN_CSV.fullmatch(text.strip()):
        try:
            return datetime.fromisoformat(text.strip()).astimezone(UTC)
        except (ValueError, OverflowError) as cause:
            raise _not_a_moment(text) from cause
    wanted = " ".join(re.sub(r"(?<=\d)T(?=\d)", " ", text).split()).lower().replace("’", "'")
    if wanted in _NOW:
        return now
    offset = _OFFSET.fullmatch(wanted)
    if offset:
        step = timedelta(**{_UNITS[offset[3]]: int(offset[2])})
        return now + step if offset[1] == "+" else now - step
    try:
        moment = _on_calendar(wanted.split(), now.astimezone(zone).date())
    except ValueError as cause:
        raise _not_a_moment(text) from cause
    return moment.end(zone) if end else moment.start(zone)


def _not_a_moment(text: str) -> click.BadParameter:
    return click.BadParameter(words_in(spoken())["moment"].format(value=text))


def _on_calendar(words: list[str], today: date) -> LocalMoment:
    from kiosk.model.when import LocalMoment

    if not words:
        raise ValueError("empty")
    day = _day(words[0], today)
    rest = words[1:] if day else words
    return LocalMoment(day=day or today, clock=_clock(" ".join(rest)) if rest else None)


def _day(word: str, today: date) -> date | None:
    for days, words in ((-1, _YESTERDAY), (0, _TODAY), (1, _TOMORROW)):
        if word in words:
            return today + timedelta(days=days)
    match = _DAY.fullmatch(word) or _DAY_FIRST.fullmatch(word)
    return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None


def _clock(text: str) -> time:
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return time(int(match[1]), int(match[2]), int(match[3] or 0))


def told(moment: datetime, zone: ZoneInfo, *, seconds: bool = False) -> str:
    """`2026-11-25 09:00` in that zone."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")


def ago(seconds: float, days: str = "{count} days") -> str:
    """`40 s`, `12 min`, `3 h`, `2 days`: one unit, rounded down. `days`: how that is said."""
    seconds = max(0.0, seconds)
    if seconds >= 2 * 86400:
        return days.format(count=int(seconds // 86400))
    for size, name in ((3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{int(seconds // size)} {name}"
    return f"{int(seconds)} s"
