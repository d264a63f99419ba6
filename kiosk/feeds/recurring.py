"""When a calendar's events take place, recurring ones too. The only `import recurring_ical_events`.

Expanding a rule is bounded: a rule by the second, or one that no day ever fulfils, would keep a
machine busy for hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.feeds.ics_times import Span, instant, span_of
from kiosk.feeds.rule_check import has_dates, impossible_part

_SERIES_LIMIT = 1_000
_DATES_LIMIT = 2_000
_INSTANCES_LIMIT = 100
_TIMES_A_DAY = 24
_STEPS_LIMIT = 600_000
"""About two seconds."""
_A_DAY = {"DAILY": 1.0, "WEEKLY": 1 / 7, "MONTHLY": 1 / 10, "YEARLY": 1 / 20}
"""What expanding costs for each day that has passed since a rule began."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an event takes place."""

    event: Any
    """The component; of a recurring event, as it is at that time."""
    span: Span
    original: datetime
    """When it would have begun, had it not been moved: its name within its series."""
    recurs: bool


@dataclass(slots=True)
class Series:
    """The window in which occurrences are looked for, and what has been expanded so far."""

    start: datetime
    end: datetime
    """Aware UTC; half-open."""
    expanded: int = 0
    steps: int = 0
    """About how many dates had to be counted through, from the beginnings of the rules on."""


def occurrences(
    events: list[Any], series: Series, zone: ZoneInfo, warnings: list[str]
) -> Iterator[Occurrence]:
    """The occurrences, in the window, of all that has one UID: in the order of their beginning.

    Args:
        events: the event, and those that replace single occurrences of it.
        warnings: gets what was not expanded, and why.
    """
    if len(events) == 1 and not _recurs(events[0]):
        yield from _single(events[0], series, zone)
        return
    reason = next(filter(None, (_refused(event, series) for event in events)), "")
    if reason:
        warnings.append(f"{reason}; only the date that it begins with was taken")
        for event in events:
            yield from _single(event, series, zone)
        return
    try:
        yield from sorted(_expanded(events, series, zone, warnings), key=lambda one: one.span.start)
    except Exception as cause:
        # The library meets rules that nobody has thought of; the other events are sound.
        warnings.append(f"its recurrence cannot be read ({str(cause)[:80]})")
        for event in events:
            yield from _single(event, series, zone)


def _recurs(event: Any) -> bool:
    return any(name in event for name in ("RRULE", "RDATE", "RECURRENCE-ID"))


def _single(event: Any, series: Series, zone: ZoneInfo) -> Iterator[Occurrence]:
    try:
        span = span_of(event, zone)
    except (ValueError, TypeError, OverflowError, AttributeError, KeyError):
        return
    if span.last >= series.start and span.start < series.end:
        yield Occurrence(event, span, span.start, recurs=False)


def _expanded(
    events: list[Any], series: Series, zone: ZoneInfo, warnings: list[str]
) -> list[Occurrence]:
    import recurring_ical_events
    from icalendar import Calendar

    calendar = Calendar()
    for event in events:
        for rule in _rules(event):
            _end_with_window(rule, event["DTSTART"].dt, series)
        calendar.add_component(event)
    series.expanded += 1
    query = recurring_ical_events.of(calendar)
    found: list[Occurrence] = []
    between = query.between(series.start, series.end)
    for each in islice(between, _INSTANCES_LIMIT + 1):
        if len(found) == _INSTANCES_LIMIT:
            warnings.append(
                f"it takes place more than {_INSTANCES_LIMIT} times in the coming month; so many"
                " were taken"
            )
            break
        original = each.get("RECURRENCE-ID") or each["DTSTART"]
        found.append(Occurrence(each, span_of(each, zone), instant(original.dt, zone), recurs=True))
    return found


def _rules(event: Any) -> list[Any]:
    found = event.get("RRULE")
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def _refused(event: Any, series: Series) -> str:
    """Why the recurrence of an event is not expanded, in words; empty: it is."""
    if series.expanded >= _SERIES_LIMIT:
        return f"the calendar has more than {_SERIES_LIMIT} recurring events"
    for name in ("RDATE", "EXDATE"):
        values = event.get(name)
        lists = values if isinstance(values, list) else [values]
        if sum(len(getattr(value, "dts", ())) for value in lists) > _DATES_LIMIT:
            return f"it lists more than {_DATES_LIMIT} dates ({name})"
    rules = _rules(event)
    if len(rules) > 4:
        return "it has more than four rules (RRULE)"
    for rule in rules:
        frequency = str(next(iter(rule.get("FREQ", [])), "")).upper()
        if frequency not in _A_DAY:
            if not frequency:
                return "its rule repeats at no stated interval, more often than daily"
            return f"its rule repeats {frequency}, more often than daily"
        times = 1
        for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
            times *= len(rule.get(name, ())) or 1
        if times > _TIMES_A_DAY:
            return f"its rule repeats {times} times a day"
        if sum(len(values) for values in rule.values() if isinstance(values, list)) > 400:
            return "its rule has more than 400 parts"
        begins = event["DTSTART"].dt
        day = begins.date() if isinstance(begins, datetime) else begins
        try:
            part = impossible_part(rule)
            sure = has_dates(rule, day)
        except ValueError:
            return "its rule has a part that is no number"
        if part:
            return f"its rule has a part that no rule may have ({part})"
        if not sure:
            return "it begins on a date that does not fit its own rule"
        days = max(0, (series.end.date() - day).days)
        series.steps += int(days * times * _A_DAY[frequency] * max(1, len(rule.get("BYDAY", ()))))
        if series.steps > _STEPS_LIMIT:
            return "the calendar has too many rules that began too long ago"
    return ""


def _end_with_window(rule: Any, begins: date, series: Series) -> None:
    """Lets a rule end where nobody looks any further: it may have no date that fulfils it.

    A day on which it ends, where an instant should stand, is meant to its end.
    """
    stated = next(iter(rule.get("UNTIL", [])), None)
    if isinstance(begins, datetime) and stated is not None and not isinstance(stated, datetime):
        end_of_day = datetime.combine(stated, time(23, 59, 59), begins.tzinfo)
        rule["UNTIL"] = [end_of_day.astimezone(UTC) if begins.tzinfo else end_of_day]
    if rule.get("COUNT"):
        return
    last = series.end + timedelta(days=2)
    if not isinstance(begins, datetime):
        limit: date = last.date()
    else:
        limit = last
    stated = next(iter(rule.get("UNTIL", [])), None)
    if stated is None or _day(stated) > _day(limit):
        rule["UNTIL"] = [limit]


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
