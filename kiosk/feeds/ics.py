"""iCalendar (RFC 5545): closures, markets, collection rounds. The only `import icalendar`.

Events of the coming month become entries, one for each time that they take place.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

from kiosk.errors import FeedError
from kiosk.feeds.entry import Document, Entry, RawMedia
from kiosk.feeds.ics_lines import bounded_lines
from kiosk.feeds.ics_times import Span, settle_zones
from kiosk.feeds.ics_zones import with_usable_zones
from kiosk.feeds.reading import Reading
from kiosk.feeds.recurring import Occurrence, Series, occurrences
from kiosk.feeds.words import kind_in
from kiosk.model.notice import EndRule, Kind

FORMAT = "icalendar"
AHEAD = timedelta(days=31)
"""How far events are looked for."""
_REREAD = timedelta(hours=12)
_LEAD = timedelta(days=7)
"""A thing that comes back is announced so long before, and not while its last time is on."""
_POINT_LASTS = timedelta(hours=1)
"""How long an event without end or duration is shown from its beginning."""
_ENTRIES_LIMIT = 2_000
_NO_EVENTS = frozenset({"VTODO", "VJOURNAL"})
_PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})


def read_ics(data: bytes, reading: Reading) -> Document:
    """The bytes of a calendar → the events of the coming month.

    Raises:
        FeedError: it is damaged, cut off, or larger than any calendar of a town hall.
    """
    from icalendar import Calendar

    warnings: list[str] = []
    lines = with_usable_zones(bounded_lines(data, warnings), warnings)
    try:
        calendars = Calendar.from_ical("\r\n".join((*lines, "")), multiple=True)
    except Exception as cause:
        # Whatever a parser of a loose format meets in bytes that nobody has thought of.
        raise FeedError(f"not a sound iCalendar file: {str(cause)[:160]}") from cause
    document = Document(FORMAT, warnings=warnings)
    document.reread_at = reading.read_at + _REREAD
    by_uid: dict[str, list[Any]] = {}
    cancelled: set[str] = set()
    for calendar in calendars:
        document.title = document.title or _string(calendar, "X-WR-CALNAME")
        cancels = _string(calendar, "METHOD").upper() == "CANCEL"
        if cancels:
            document.warnings.append("a calendar in it cancels its events (METHOD:CANCEL)")
        for event in list(calendar.walk("VEVENT")):
            # An event inside another one is looked at by itself, and by itself alone.
            event.subcomponents = []
            if cancels and "RECURRENCE-ID" not in event:
                cancelled.add(_string(event, "UID"))
                continue
            if cancels:
                event["STATUS"] = "CANCELLED"
            _sort_in(event, by_uid, document, reading)
        others = sum(1 for each in calendar.subcomponents if each.name in _NO_EVENTS)
        if others:
            document.warnings.append(f"tasks and journals in it were left out: {others}")
    for uid in cancelled:
        by_uid.pop(uid, None)
    series = Series(reading.read_at, reading.read_at + AHEAD)
    for uid, events in by_uid.items():
        _add(document, uid, events, series, reading)
        if len(document.entries) >= _ENTRIES_LIMIT:
            document.warnings.append(f"it has more than {_ENTRIES_LIMIT} dates in the coming month")
            del document.entries[_ENTRIES_LIMIT:]
            break
    return document


def _sort_in(
    event: Any, by_uid: dict[str, list[Any]], document: Document, reading: Reading
) -> None:
    name = _string(event, "SUMMARY")[:60]
    if _string(event, "CLASS").upper() in _PRIVATE:
        document.warnings.append("an event that is not public (CLASS) was left out")
        return
    for broken in _drop_broken(event):
        document.warnings.append(f"the event {name!r} has a {broken} that cannot be read")
    try:
        settle_zones(event, reading.site.zone, document.warnings)
        beginning = event["DTSTART"].dt
        assert isinstance(beginning, date)  # noqa: S101 - a datetime is a date
    except Exception:
        # A property that could not be parsed raises anything when it is used.
        document.warnings.append(f"the event {name!r} has no date that can be read")
        return
    uid = _string(event, "UID")
    if not uid:
        told = f"{name}\n{beginning}".encode("utf-8", "replace")
        uid = hashlib.sha256(told).hexdigest()[:32]
        document.warnings.append(f"the event {name!r} has no UID; name and date stand for it")
    by_uid.setdefault(uid, []).append(event)


def _drop_broken(event: Any) -> list[str]:
    """Takes away the properties that could not be parsed, which raise whenever they are used;
    returns their names."""
    from icalendar.prop import vBroken

    dropped = []
    for name, value in list(event.items()):
        parts = value if isinstance(value, list) else [value]
        if any(isinstance(part, vBroken) for part in parts):
            sound = [part for part in parts if not isinstance(part, vBroken)]
            del event[name]
            if sound:
                event[name] = sound
            dropped.append(str(name)[:40])
    return dropped


def _add(document: Document, uid: str, events: list[Any], series: Series, reading: Reading) -> None:
    warnings: list[str] = []
    over: Span | None = None
    before = len(document.entries)
    keys: set[str] = set()
    for found in occurrences(events, series, reading.site.zone, warnings):
        if _string(found.event, "STATUS").upper() == "CANCELLED":
            continue
        entry = _entry(uid, found, reading)
        if entry.key in keys:  # what replaces several dates names only the first of them
            entry.key = _key(uid, found.span.start)
        keys.add(entry.key)
        if found.recurs:
            lead = found.span.start - _LEAD
            shows = max(lead, over.last) if over is not None else lead
            if shows > reading.read_at:
                entry.said = {**entry.said, "shows_from": min(shows, found.span.start).isoformat()}
            over = found.span
        entry.warnings += warnings
        document.entries.append(entry)
    if len(document.entries) == before:  # nothing of it shows; what was odd is told all the same
        name = _string(events[0], "SUMMARY")[:60]
        document.warnings += [f"the event {name!r}: {warning}" for warning in warnings]


def _key(uid: str, begins: datetime) -> str:
    return f"{uid}@{begins:%Y%m%dT%H%M%SZ}"


def _entry(uid: str, found: Occurrence, reading: Reading) -> Entry:
    event, span = found.event, found.span
    key = _key(uid, found.original) if found.recurs else uid
    said: dict[str, Any] = {
        "kind": _string(event, "X-KIOSK-KIND"),
        "service": _string(event, "X-KIOSK-SERVICE"),
        "severity": _string(event, "X-KIOSK-SEVERITY").lower() or _severity(event),
        "starts": span.start.isoformat(),
        "ends": span.end.isoformat() if span.end else None,
    }
    place = " ".join(_string(event, "LOCATION").split())
    known = reading.area(place) if place else None
    if known is not None:
        said["area"] = place
    shown = place if known is None else ""
    said["texts"] = _texts(event, shown)
    body = f"{shown}\n\n{_string(event, 'DESCRIPTION')}".strip()
    entry = Entry(
        key,
        title=_string(event, "SUMMARY"),
        body=body,
        body_markup=False,
        language=_parameter(event, "SUMMARY", "LANGUAGE") or None,
        published=_moment(event, "CREATED"),
        updated=_moment(event, "LAST-MODIFIED"),
        dated=False,
        categories=_categories(event),
        link=_string(event, "URL"),
        media=_media(event),
        kind=Kind.EVENT,
    )
    if span.end is None:
        lasts = _POINT_LASTS
        if reading.feed.lasts_s is not None:
            lasts = timedelta(seconds=reading.feed.lasts_s)
        said["expires"] = (span.start + lasts).isoformat()
        entry.end_rule = EndRule.SOURCE_DEFAULT
        why = "it ends before it begins" if "DTEND" in event else "it has neither end nor duration"
        entry.warnings.append(
            f"{why}; it counts as over {lasts.total_seconds() / 3600:g} h after it begins"
        )
    kind = said["kind"] or kind_in(entry.categories) or reading.feed.kind
    if kind in (Kind.OUTAGE, Kind.WORKS):
        said["planned"] = True  # what stands in a calendar beforehand
    entry.said = {name: value for name, value in said.items() if value}
    return entry


def _texts(event: Any, place: str) -> dict[str, dict[str, str]]:
    """By language, where a name or a description is given in several."""
    found: dict[str, dict[str, str]] = {}
    if all(len(_values(event, name)) < 2 for name in ("SUMMARY", "DESCRIPTION")):
        return found
    for name, part in (("SUMMARY", "title"), ("DESCRIPTION", "body")):
        for value in _values(event, name):
            language = str(getattr(value, "params", {}).get("LANGUAGE", ""))
            if language:
                text = str(value).strip()
                if part == "body":
                    text = f"{place}\n\n{text}".strip()
                found.setdefault(language, {})[part] = text
    return {language: {"title": "", "body": place, **parts} for language, parts in found.items()}


def _severity(event: Any) -> str:
    """PRIORITY: 1 to 4 is high, 5 medium, 6 to 9 low. A calendar raises no alarm."""
    text = _string(event, "PRIORITY")
    priority = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
    return "moderate" if 1 <= priority <= 4 else "minor" if priority == 5 else ""


def _categories(event: Any) -> tuple[str, ...]:
    found: list[str] = []
    for value in _values(event, "CATEGORIES"):
        found += [str(one) for one in getattr(value, "cats", [value])]
    return tuple(found[:50])


def _media(event: Any) -> list[RawMedia]:
    media = []
    for value in _values(event, "ATTACH"):
        parameters = getattr(value, "params", {})
        if "VALUE" in parameters and str(parameters["VALUE"]).upper() == "BINARY":
            continue
        media.append(RawMedia(url=str(value).strip(), type=str(parameters.get("FMTTYPE", ""))))
    return media


def _values(component: Any, name: str) -> list[Any]:
    found = component.get(name)
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def _string(component: Any, name: str) -> str:
    """The first value of that name as text."""
    values = _values(component, name)
    return str(values[0]).strip() if values else ""


def _parameter(component: Any, name: str, parameter: str) -> str:
    values = _values(component, name)
    return str(getattr(values[0], "params", {}).get(parameter, "")) if values else ""


def _moment(event: Any, name: str) -> str:
    try:
        found = event[name].dt
    except Exception:
        return ""  # absent, or nothing that could be parsed: no loss
    if isinstance(found, datetime) and found.tzinfo is not None:
        return found.isoformat()
    return ""
