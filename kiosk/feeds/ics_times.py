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

from kiosk.feeds.ics_zones import zone_id
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
            if name in ("EXDATE", "RDATE"):
                _leave_out_impossible(name, value, warnings)
            elif name == "DTEND" and isinstance(value.dt, date) and value.dt.year >= _LATEST:
                # "For ever", as some programs write it.
                value.dt = value.dt.replace(year=_LATEST - 1, month=12, day=31)
                warnings.append(f"an end beyond {_LATEST} was taken as {_LATEST - 1}")
            for one in getattr(value, "dts", [value]):
                one.dt = _settled(one.dt, _tzid(value, one), site_zone, warnings, _day(value, one))


def _leave_out_impossible(name: str, value: Any, warnings: list[str]) -> None:
    """Takes dates out of a list that nobody means; the event itself is sound."""
    dates = getattr(value, "dts", [])
    sound = [one for one in dates if _EARLIEST <= _year(one.dt) < _LATEST]
    if len(sound) < len(dates):
        warnings.append(f"a date that is out of range ({name}) was left out")
        value.dts = sound


def _year(value: Any) -> int:
    first = value[0] if isinstance(value, tuple) else value
    return first.year if isinstance(first, date) else _EARLIEST


def _day(*properties: Any) -> bool:
    """Whether it says that it is a whole day; such a day has no zone, even where one is named."""
    return any(
        str(getattr(each, "params", {}).get("VALUE", "")).upper() == "DATE" for each in properties
    )


def _tzid(*properties: Any) -> str:
    for each in properties:
        found = getattr(each, "params", {}).get("TZID")
        if found:
            return str(found)
    return ""


def _settled(
    value: Any, tzid: str, site_zone: ZoneInfo, warnings: list[str], day: bool = False
) -> Any:
    if isinstance(value, tuple):  # a period, in RDATE
        return tuple(_settled(part, tzid, site_zone, warnings) for part in value)
    if not isinstance(value, date):
        return value
    if not _EARLIEST <= value.year < _LATEST:
        raise ValueError("the year is out of range")
    if day and isinstance(value, datetime):
        return value.date()
    if not isinstance(value, datetime) or value.tzinfo is UTC:
        return value
    if tzid:
        try:
            return value.replace(tzinfo=known_zone(zone_id(tzid)))
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
        end = _after(start, event["DURATION"].dt)
    elif isinstance(start, datetime):
        return Span(instant(start, site_zone), None)
    else:
        end = start + timedelta(days=1)
    begins, ends = instant(start, site_zone), instant(end, site_zone)
    if ends <= begins:
        whole_day = not isinstance(start, datetime)
        return Span(begins, begins + timedelta(days=1) if whole_day else None)
    return Span(begins, ends)


def _after(start: Any, length: timedelta) -> Any:
    """Days are what the calendar on the wall says, over a change of the clock too; hours are
    hours."""
    days = timedelta(days=length.days)
    end = start + days
    if not isinstance(end, datetime) or end.tzinfo is None:
        return start + length
    return (end.astimezone(UTC) + (length - days)).astimezone(end.tzinfo)


def instant(value: date, site_zone: ZoneInfo) -> datetime:
    """A date or time of a calendar as an instant; a day begins at the site's midnight."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return local_instant(value.date(), value.time(), site_zone).astimezone(UTC)
        return value.astimezone(UTC)
    return local_instant(value, time(0), site_zone).astimezone(UTC)
