"""Dates as feeds write them → aware instants in UTC.

RFC 3339, RFC 822, and what is met besides: no zone, French months, Arabic months by their
Moroccan, Maghrebi, Levantine and Egyptian names, Arabic digits, day before month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from kiosk.model.when import local_instant

_EARLIEST, _LATEST = 1990, 2100

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv يناير جانفي",
            "february feb février fevrier févr fevr fév fev فبراير فيفري شباط",
            "march mar mars مارس آذار",
            "april apr avril avr أبريل ابريل إبريل أفريل نيسان",
            "may mai ماي مايو أيار",
            "june jun juin يونيو يونيه جوان حزيران",
            "july jul juillet juil يوليوز يوليو يوليه جويلية تموز",
            "august aug août aout غشت أغسطس اغسطس أوت آب",
            "september sep sept septembre شتنبر سبتمبر أيلول",
            "october oct octobre أكتوبر اكتوبر",
            "november nov novembre نونبر نوفمبر",
            "december dec décembre decembre déc dec دجنبر ديسمبر",
        ),
        start=1,
    )
    for name in names.split()
}
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ZONES = {"ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "cet": 60, "cest": 120}
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})\s*[:hH]\s*(\d{2})(?::(\d{2}))?(?!\d)")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})\s*$")
_WORDS = re.compile(r"(?<!\d)(\d{1,2})(?:er)?\s+([^\W\d]+)\.?,?\s+(\d{4})(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2}[T ])24:00(?::00)?(?:\.0+)?([+-][\d:]+|Z|)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What became of a date."""

    moment: datetime | None
    """Aware UTC; None: it could not be read."""
    guess: str = ""
    """What had to be guessed or why it was dropped, in words; empty: nothing."""


def read_date(text: str, zone: ZoneInfo, *, end: bool = False) -> ReadDate:
    """Reads a date in any of the ways that feeds write it.

    Args:
        zone: of a date that states none: the site's.
        end: the end of something; a date without hour then means the end of that day.
    """
    plain = " ".join(text.translate(_DIGITS).split()).strip(" ,")
    if not plain:
        return ReadDate(None)
    if _DAY.fullmatch(plain):
        try:
            day = date.fromisoformat(plain)
        except ValueError:
            return _unreadable(text)
        return _checked(_midnight(day, zone, end), text)
    found = _iso(plain) or _rfc822(plain) or _in_words(plain, zone, end)
    if found is None:
        return _unreadable(text)
    if found.tzinfo is None:
        local = local_instant(found.date(), found.time(), zone)
        told = f"the date {text[:60]!r} has no zone; the site's was taken"
        return _checked(local, text, told)
    return _checked(found, text)


def _unreadable(text: str) -> ReadDate:
    return ReadDate(None, f"the date {text[:60]!r} cannot be read and was left out")


def _checked(moment: datetime, text: str, guess: str = "") -> ReadDate:
    try:
        utc = moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return _unreadable(text)
    if not _EARLIEST <= utc.year < _LATEST:
        return ReadDate(None, f"the date {text[:60]!r} is out of range and was left out")
    return ReadDate(utc, guess)


def _midnight(day: date, zone: ZoneInfo, end: bool) -> datetime:
    if end and day < date.max:
        day += timedelta(days=1)
    return local_instant(day, time(0), zone)


def _iso(text: str) -> datetime | None:
    # RFC 3339 wants upper case; others write `t` and `z`, or a space.
    if len(text) < 10 or not text[:4].isdigit() or text[4] != "-":
        return None
    plain = text.upper().replace(" +", "+").replace(" Z", "Z")
    midnight = _MIDNIGHT.fullmatch(plain)
    try:
        if midnight:  # 24:00, which ISO has for the end of a day and Python has not
            return datetime.fromisoformat(f"{midnight[1]}00:00{midnight[2]}") + timedelta(days=1)
        return datetime.fromisoformat(plain)
    except (ValueError, OverflowError):
        return None


def _rfc822(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # The zone `-0000`, and names that it does not know, come back as no zone.
    if found.tzinfo is None and text.endswith("-0000"):
        return found.replace(tzinfo=UTC)
    return found


def _in_words(text: str, zone: ZoneInfo, end: bool) -> datetime | None:
    day = _day_in_words(text)
    if day is None:
        return None
    clock = _CLOCK.search(text)
    if clock is None:
        return _midnight(day, zone, end)
    try:
        at = time(int(clock[1]), int(clock[2]), int(clock[3] or 0))
    except ValueError:
        return None
    rest = text[clock.end() :].strip()
    offset = _OFFSET.search(rest)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3])
        if minutes >= 24 * 60:
            return None
        minutes = -minutes if offset[1] == "-" else minutes
    elif rest.lower() in _ZONES:
        minutes = _ZONES[rest.lower()]
    else:
        return datetime.combine(day, at)
    return datetime.combine(day, at, timezone(timedelta(minutes=minutes)))


def _day_in_words(text: str) -> date | None:
    named = _WORDS.search(text)
    numbered = None if named else _NUMBERS.search(text)
    if named:
        month = _MONTHS.get(named[2].lower().rstrip("."))
        parts = (int(named[3]), month or 0, int(named[1]))
    elif numbered:
        parts = (int(numbered[3]), int(numbered[2]), int(numbered[1]))
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None
