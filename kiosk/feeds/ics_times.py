"""The dates of a calendar's events: which zone they are in, and from when to when.

Zones are taken by name from our own database. The definitions that a calendar carries along
grow old: those of Morocco tell the wrong hour since 2026-09-20. Only a name that nobody knows
is looked up in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.model.when import local_instant
from kiosk.model.zones import zone as known_zone

_DATES = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE")
_EARLIEST, _LATEST = 1970, 2100


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when; aware UTC."""

    start: datetime
    end: datetime | None
    """Exclusive; None: a point in time."""

    @property
    def last(self) -> datetime:
        """The end, or the point itself."""
        return self.end or self.start


def settle_zones(event: Any, site_zone: ZoneInfo, warnings: list[str]) -> None:
    """Puts the right zone into every date of an event.

    A local time without a zone is the site's, whatever zones the calendar defines.

    Raises:
        ValueError: a date is beyond what is meant by anybody.
    """
    for name in _DATES:
        values = event.get(name)
        for value in values if isinstance(values, list) else [values]:
            if value is None:
                continue
            for one in getattr(value, "dts", [value]):
                one.dt = _settled(one.dt, _tzid(value, one), site_zone, warnings)


def _tzid(*properties: Any) -> str:
    for each in properties:
        found = getattr(each, "params", {}).get("TZID")
        if found:
            return str(found)
    return ""


def _settled(value: Any, tzid: str, site_zone: ZoneInfo, warnings: list[str]) -> Any:
    if isinstance(value, tuple):  # a period, in RDATE
        return tuple(_settled(part, tzid, site_zone, warnings) for part in value)
    if not isinstance(value, date):
        return value
    if not _EARLIEST <= value.year < _LATEST:
        raise ValueError("the year is out of range")
    if not isinstance(value, datetime) or value.tzinfo is UTC:
        return value
    if tzid:
        try:
            return value.replace(tzinfo=known_zone(tzid.strip("/ ").removeprefix("tzid:")))
        except ZoneInfoNotFoundError:
            pass
    if value.tzinfo is not None:
        if value.utcoffset() == timedelta(0) and str(value.tzinfo) in ("UTC", "Etc/UTC"):
            return value.astimezone(UTC)
        return value  # by the definition in the calendar itself
    if tzid:
        told = f"the time zone {tzid[:60]!r} is not known; the site's was taken"
        if told not in warnings:
            warnings.append(told)
    return value.replace(tzinfo=site_zone)


def span_of(event: Any, site_zone: ZoneInfo) -> Span:
    """From when to when an event takes place.

    DTEND is exclusive. A day without end is one day; a time without end or duration is a point.
    """
    start = event["DTSTART"].dt
    if "DTEND" in event:
        end = event["DTEND"].dt
    elif "DURATION" in event:
        length = event["DURATION"].dt
        # A duration is what the clock on the wall says; over a change of the clock too.
        end = start + length
    elif isinstance(start, datetime):
        return Span(instant(start, site_zone), None)
    else:
        end = start + timedelta(days=1)
    begins, ends = instant(start, site_zone), instant(end, site_zone)
    if ends <= begins:
        whole_day = not isinstance(start, datetime)
        return Span(begins, begins + timedelta(days=1) if whole_day else None)
    return Span(begins, ends)


def instant(value: date, site_zone: ZoneInfo) -> datetime:
    """A date or time of a calendar as an instant; a day begins at the site's midnight."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return local_instant(value.date(), value.time(), site_zone).astimezone(UTC)
        return value.astimezone(UTC)
    return local_instant(value, time(0), site_zone).astimezone(UTC)
