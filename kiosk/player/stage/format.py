"""Dates, times and ranges as people of each language write them.

The zone is converted in Python, with the site's zone; Qt is only handed year, month, day,
hour and minute, because its time zone data may be older.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale

from kiosk.player.stage import bidi
from kiosk.player.stage.bidi import NBSP
from kiosk.player.stage.words import word

# `ar` alone is Egypt (other digits, other months); there is no en_MA (it becomes en_US).
_LOCALES = {"ar": "ar_MA", "fr": "fr_MA", "zgh": "zgh_MA", "en": "en_GB", "es": "es_ES"}


class Named(Protocol):
    """A way to name a day."""

    def __call__(
        self, day: date, today: date, language: str, /, *, inside: bool = False
    ) -> str: ...


@lru_cache(maxsize=16)
def locale(language: str) -> QLocale:
    """The locale that dates of that language are written in."""
    return QLocale(_LOCALES.get(language, language))


def decimal(value: float, language: str) -> str:
    """`1`, `1,5`."""
    if value == round(value):
        return str(round(value))
    return locale(language).toString(value, "f", 1)


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """`09:05`, isolated; the same in every language."""
    return bidi.ltr(moment.astimezone(zone).strftime("%H:%M"))


_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def _near(day: date, today: date) -> str:
    """`today`, `tomorrow`, `yesterday`, else nothing."""
    return _NEAR.get((day - today).days, "")


def day_name(day: date, today: date, language: str, *, inside: bool = False) -> str:
    """`Aujourd’hui`, `Demain`, `Hier`, else `jeudi 26 novembre`; with the year where it is
    another. `inside` a sentence: `demain`."""
    near = _near(day, today)
    if near:
        return word(f"inside.{near}" if inside else near, language)
    return full_date(day, language, year=day.year != today.year)


def full_date(day: date, language: str, *, year: bool = True) -> str:
    """`jeudi 26 novembre 2026`, `الخميس 26 نونبر 2026`."""
    return _written(day, f"dddd d{NBSP}MMMM{NBSP}yyyy" if year else f"dddd d{NBSP}MMMM", language)


def short_date(day: date, today: date, language: str, *, inside: bool = False) -> str:
    """`Aujourd’hui`, `Demain`, `Hier`, else `jeu. 26 nov.`"""
    if _near(day, today):
        return day_name(day, today, language, inside=inside)
    return _written(day, f"ddd d{NBSP}MMM", language)


def _bare_date(day: date, today: date, language: str, *, inside: bool = False) -> str:
    """`Demain`, else `26 nov.`"""
    if _near(day, today):
        return day_name(day, today, language, inside=inside)
    return _written(day, f"d{NBSP}MMM", language)


def _written(day: date, pattern: str, language: str) -> str:
    if language == "fr" and day.day == 1:
        pattern = pattern.replace("d" + NBSP, "d'er'" + NBSP)  # 1er décembre
    text = locale(language).toString(QDate(day.year, day.month, day.day), pattern)
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

    `Jeudi 26 novembre` / `09:00 – 14:30`; over several days `Du jeudi 26 novembre, 09:00` /
    `au samedi 28 novembre, 18:00`; without an end `Depuis 08:15`.
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
        named = _bare_date if short else day_name
        hours = ("", "") if whole else (f"{first:%H:%M}", _end_time(last))
        edges = (("start", first, hours[0]), ("end", shown, hours[1]))
        return tuple(
            _edge(key, moment, today, named, language, time) for key, moment, time in edges
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
    return bidi.ltr(f"{first:%H:%M} – {_end_time(last)}")


def _end_time(last: datetime) -> str:
    return "24:00" if _midnight(last) else f"{last:%H:%M}"


def _edge(key: str, moment: datetime, today: date, named: Named, language: str, time: str) -> str:
    """One end of a range over several days: `Du jeudi 26 novembre, 09:00`, `à demain`."""
    near = ".near" if _near(moment.date(), today) else ""
    day = named(moment.date(), today, language, inside=True)
    said = word(f"range.{key}{near}", language, day=day)
    if language == "fr":
        said = re.sub("^De (?=[aeéêhiou])", "D’", said)
    return said + word("comma", language) + bidi.ltr(time) if time else said


def _day_time(day: str, moment: datetime, language: str) -> str:
    return day + word("comma", language) + bidi.ltr(moment.strftime("%H:%M"))


def _moment(moment: datetime, today: date, language: str, name: Named) -> str:
    if moment.date() == today:
        return bidi.ltr(moment.strftime("%H:%M"))
    day = name(moment.date(), today, language, inside=True)
    return day if _midnight(moment) else _day_time(day, moment, language)


def opens_at(opens: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """`demain, 08:30` or `lundi 30 novembre, 08:30`."""
    local = opens.astimezone(zone)
    day = day_name(local.date(), now.astimezone(zone).date(), language, inside=True)
    return _day_time(day, local, language)


def short_moment(
    moment: datetime, now: datetime, zone: ZoneInfo, language: str, *, bare: bool = False
) -> str:
    """For one line: `14:30` today, else `jeu. 26 nov. 09:00`; `bare`: `26 nov. 09:00`."""
    local = moment.astimezone(zone)
    today = now.astimezone(zone).date()
    time = bidi.ltr(local.strftime("%H:%M"))
    if local.date() == today:
        return time
    named = _bare_date if bare else short_date
    return f"{named(local.date(), today, language, inside=True)}{NBSP}{time}"
