"""Feeds written for one day, moved to today, so that a demonstration is never stale."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.model.notice import Notice
from kiosk.model.site import Feed
from kiosk.model.when import local_instant

_TIMES = ("published", "updated", "starts", "ends", "shows_from", "expires")


def days_to_move(feed: Feed, now: datetime, zone: ZoneInfo) -> int:
    """By how many days the dates of a feed must be moved; 0 for a real one."""
    if feed.demo_day is None:
        return 0
    return (today(now, zone) - feed.demo_day.day).days


def today(now: datetime, zone: ZoneInfo) -> date:
    """The day that it is in the site's zone."""
    return now.astimezone(zone).date()


def next_midnight(now: datetime, zone: ZoneInfo) -> datetime:
    """When the next day begins in the site's zone, in UTC."""
    tomorrow = today(now, zone) + timedelta(days=1)
    return local_instant(tomorrow, datetime.min.time(), zone)


def moved(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same hour on the wall clock, so many days later."""
    local = moment.astimezone(zone)
    return local_instant(local.date() + timedelta(days=days), local.time(), zone)


def moved_notice(notice: Notice, days: int, zone: ZoneInfo) -> Notice:
    """The notice with every date so many days later."""
    dates = {name: getattr(notice, name) for name in _TIMES}
    return notice.model_copy(
        update={name: moved(date, days, zone) for name, date in dates.items() if date is not None}
    )
