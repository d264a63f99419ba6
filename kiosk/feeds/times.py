"""When a notice begins, shows and ends, and why it ends then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kiosk.feeds.dates import read_date
from kiosk.feeds.entry import Entry
from kiosk.feeds.reading import Reading
from kiosk.model.ending import leaves_at
from kiosk.model.notice import EndRule, Kind, State

_EARLY = timedelta(minutes=10)
"""Clocks of servers differ by this much; a date of publication further ahead is meant."""


@dataclass(frozen=True, slots=True)
class Times:
    """The instants of a notice; see the fields of `Notice` of these names."""

    published: datetime | None
    updated: datetime | None
    starts: datetime | None
    ends: datetime | None
    shows_from: datetime | None
    expires: datetime | None
    end_rule: EndRule
    as_of: datetime | None


def read_times(
    entry: Entry,
    said: Mapping[str, Any],
    reading: Reading,
    *,
    kind: Kind,
    state: State,
    planned: bool | None,
    warnings: list[str],
) -> Times:
    """Reads every date of an entry, and decides when its notice ends.

    The extension's own `expires` wins; then the end of the matter; then `lasts`, which the
    site says of the feed. Else it ends when it leaves its feed.
    """

    def read(value: object, *, end: bool = False) -> datetime | None:
        if value is None or value == "":
            return None
        found = read_date(str(value), reading.site.zone, end=end)
        if found.guess:
            warnings.append(found.guess)
        return found.moment

    def stated(name: str, *, end: bool = False) -> datetime | None:
        return read(said.get(name), end=end) or read(entry.hints.get(name), end=end)

    published, updated = read(entry.published), read(entry.updated)
    # Only a date of change, as Atom often has it, is a date of publication too.
    published = published or updated
    if published is None and entry.dated:
        warnings.append("it has no date; it counts from when it was first seen")
    starts, ends = stated("starts"), stated("ends", end=True)
    if starts is not None and ends is not None and ends <= starts:
        warnings.append("it ends before it starts; the end was left out")
        ends = None
    shows_from = stated("shows_from")
    if shows_from is None and published is not None and published > reading.read_at + _EARLY:
        shows_from = published
    expires, rule = stated("expires", end=True), entry.end_rule or EndRule.EXPLICIT
    if expires is None and ends is not None:
        announced = planned or (
            planned is None and bool(starts and published and published < starts)
        )
        expires = leaves_at(ends, kind, state, announced=announced)
        rule = EndRule.EVENT_END
    if expires is None:
        expires, rule = _by_default(published, reading)
    as_of = read(said.get("as_of"))
    return Times(published, updated, starts, ends, shows_from, expires, rule, as_of)


def _by_default(published: datetime | None, reading: Reading) -> tuple[datetime | None, EndRule]:
    if reading.feed.lasts_s is None:
        return None, EndRule.ABSENT
    if published is None:
        # The store counts from when it first saw the entry.
        return None, EndRule.SOURCE_DEFAULT
    return published + timedelta(seconds=reading.feed.lasts_s), EndRule.SOURCE_DEFAULT
