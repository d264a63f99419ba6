"""Dates, times and ranges as people of each language write them.

The zone is converted in Python, with the site's zone; Qt is only handed year, month, day,
hour and minute, because its time zone data may be older.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale

from kiosk.player.stage import bidi
from kiosk.player.stage.bidi import NBSP
from kiosk.player.stage.words import word

# `ar` alone is Egypt (other digits, other months); there is no en_MA (it becomes en_US).
_LOCALES = {"ar": "ar_MA", "fr": "fr_MA", "zgh": "zgh_MA", "en": "en_GB", "es": "es_ES"}


@lru_cache(maxsize=16)
def locale(language: str) -> QLocale:
    """The locale that dates of that language are written in."""
    return QLocale(_LOCALES.get(language, language))


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """`09:05`, isolated; the same in every language."""
    return bidi.ltr(moment.astimezone(zone).strftime("%H:%M"))


def day_name(day: date, today: date, language: str) -> str:
    """`Aujourd’hui`, `Demain`, else `jeudi 26 novembre`; with the year where it is another."""
    if day == today:
        return word("today", language)
    if day == today + timedelta(days=1):
        return word("tomorrow", language)
    return full_date(day, language, year=day.year != today.year)


def full_date(day: date, language: str, *, year: bool = True) -> str:
    """`jeudi 26 novembre 2026`, `الخميس 26 نونبر 2026`."""
    pattern = f"dddd d{NBSP}MMMM{NBSP}yyyy" if year else f"dddd d{NBSP}MMMM"
    text = locale(language).toString(QDate(day.year, day.month, day.day), pattern)
    return bidi.stripped(text)


def short_date(day: date, today: date, language: str) -> str:
    """`Aujourd’hui`, `Demain`, else `jeu. 26`."""
    if day in (today, today + timedelta(days=1)):
        return day_name(day, today, language)
    text = locale(language).toString(QDate(day.year, day.month, day.day), f"ddd d{NBSP}MMM")
    return bidi.stripped(text)


def _bare_date(day: date, language: str) -> str:
    text = locale(language).toString(QDate(day.year, day.month, day.day), f"d{NBSP}MMM")
    return bidi.stripped(text)


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def when(
    starts: datetime | None,
    ends: datetime | None,
    now: datetime,
    zone: ZoneInfo,
    language: str,
    *,
    short: bool = False,
) -> tuple[str, ...]:
    """When something is, in one or two finished lines; empty when nothing is known.

    `Jeudi 26 novembre` / `09:00 – 14:30`; over several days `Jeudi 26 novembre, 09:00` /
    `→ samedi 28 novembre, 18:00` in words; without an end `Depuis 08:15`.
    """
    today = now.astimezone(zone).date()
    name = short_date if short else day_name
    first = starts.astimezone(zone) if starts else None
    last = ends.astimezone(zone) if ends else None
    if first and last:
        # A whole day ends at the next midnight; people say the day before.
        shown = last - timedelta(minutes=1) if _midnight(last) else last
        whole = _midnight(first) and _midnight(last)
        if first.date() == shown.date():
            day = _first_upper(name(first.date(), today, language))
            return (day,) if whole else (day, _range(first, last))
        begin, end = name(first.date(), today, language), name(shown.date(), today, language)
        if short:
            days = (_bare_date(first.date(), language), _bare_date(shown.date(), language))
            if whole:
                return (f"{days[0]} – {days[1]}",)
            times = (bidi.ltr(moment.strftime("%H:%M")) for moment in (first, last))
            lines = tuple(f"{day}{NBSP}{time}" for day, time in zip(days, times, strict=True))
            return (f"{lines[0]}{NBSP}–", lines[1])
        if not whole:
            begin = _day_time(begin, first, language)
            end = _day_time(end, last, language)
        return (
            word("from", language, start=_inside(begin, language)),
            word("until", language, end=_inside(end, language)),
        )
    if first:
        key = "since" if first <= now else "from"
        return (word(key, language, start=_moment(first, today, language, name)),)
    if last:
        return (word("until", language, end=_moment(last, today, language, name)),)
    return ()


def range_of(starts: datetime, ends: datetime, now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    """`07:40 – 12:00`, when both are today; else nothing."""
    first, last, today = (moment.astimezone(zone) for moment in (starts, ends, now))
    if first.date() == last.date() == today.date():
        return (_range(first, last),)
    return ()


def _midnight(moment: datetime) -> bool:
    return moment.hour == 0 and moment.minute == 0


def _range(first: datetime, last: datetime) -> str:
    end = "24:00" if _midnight(last) else last.strftime("%H:%M")
    return bidi.ltr(f"{first:%H:%M} – {end}")


def _day_time(day: str, moment: datetime, language: str) -> str:
    return day + word("comma", language) + bidi.ltr(moment.strftime("%H:%M"))


def _moment(
    moment: datetime, today: date, language: str, name: Callable[[date, date, str], str]
) -> str:
    if moment.date() == today:
        return bidi.ltr(moment.strftime("%H:%M"))
    day = _inside(name(moment.date(), today, language), language)
    return day if _midnight(moment) else _day_time(day, moment, language)


def _inside(day: str, language: str) -> str:
    """A day within a sentence: `dès aujourd’hui` begins with a small letter."""
    named = (word("today", language), word("tomorrow", language))
    return day[:1].lower() + day[1:] if day in named else day


def opens_at(opens: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """`demain, 08:30` or `lundi 30 novembre, 08:30`."""
    local = opens.astimezone(zone)
    day = day_name(local.date(), now.astimezone(zone).date(), language)
    return _day_time(_inside(day, language), local, language)


def short_moment(moment: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """For one line: `14:30` today, else `jeu. 26 nov. 09:00`."""
    local = moment.astimezone(zone)
    today = now.astimezone(zone).date()
    time = bidi.ltr(local.strftime("%H:%M"))
    if local.date() == today:
        return time
    return f"{_inside(short_date(local.date(), today, language), language)} {time}"
