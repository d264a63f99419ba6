"""Whether an item can never show, and why: for `kiosk check`, before the wall stays empty."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from math import inf
from zoneinfo import ZoneInfo

from kiosk.model.playlist import Item
from kiosk.schedule.rule import RuleDays
from kiosk.schedule.windows import Windows, item_windows


class Reason(StrEnum):
    """Why an item can never show."""

    BACKWARDS = "backwards"
    """`until` is not after `from`."""
    OVER = "over"
    """Its last window has passed."""
    BAD_RULE = "bad rule"
    """`repeat` is not a repeat rule that can be read."""
    RULE_NEVER = "rule never true"
    """`repeat` names no day between `from` and `until`."""
    NEVER_MEET = "never meet"
    """`days`, `hours`, `repeat`, `from` and `until` have no moment in common."""


def never_shows(item: Item, zone: ZoneInfo, now: datetime) -> Reason | None:
    """Why this item will not show at `now` or ever after; None when it will.

    Only its own conditions count, not whether there is anything to fill it with.
    """
    first = item.valid_from.start(zone).timestamp() if item.valid_from else -inf
    last = item.valid_until.end(zone).timestamp() if item.valid_until else inf
    if first >= last:
        return Reason.BACKWARDS
    try:
        windows = item_windows(item, zone)
    except ValueError:
        return Reason.BAD_RULE
    if windows.opens(now.timestamp()) < inf:
        return None
    if windows.opens(first) < inf:
        return Reason.OVER
    if windows.dates is not None and not _names_any(windows, windows.dates):
        return Reason.RULE_NEVER
    return Reason.NEVER_MEET


def _names_any(windows: Windows, dates: RuleDays) -> bool:
    first = max(windows.day(windows.lower), windows.first_day)
    last = min(windows.day(windows.upper), windows.last_day)
    day = next(dates.since(first), date.max)
    return day <= last
