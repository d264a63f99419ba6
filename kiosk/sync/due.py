"""When a feed is due, or an office. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.feeds.read import READER
from kiosk.model.clocktrust import RELEASED
from kiosk.model.site import Feed, Site
from kiosk.store.fetches import FeedFetch
from kiosk.store.wall import WallState
from kiosk.sync.demo import next_midnight, today
from kiosk.sync.local import is_web
from kiosk.sync.spread import Spread

OFFICE_EVERY_S = 300.0
"""How often an office is asked."""
_FIRST_RETRY_S = 15.0
_LONGEST_PUT_OFF_S = 24 * 3600.0
_SILENT_S = 1800.0
_SILENT_ROUNDS = 4
_SET_BACK = timedelta(minutes=10)
"""By less than that no clock is ahead that is worth the bytes."""
GONE = 410
"""The status by which a server says that something will never come back."""


def settings_of(feed: Feed, site: Site, now: datetime) -> str:
    """A digest of all that decides what the bytes of a feed become, the bytes left out."""
    facts = {
        "reader": READER,
        "feed": feed.model_dump(mode="json", exclude={"every_s"}),
        "zone": site.time_zone,
        "languages": site.languages,
        "services": [
            [service.id, service.code, service.words, service.name.entries]
            for service in site.services
        ],
        "areas": [[area.id, area.name.entries] for area in site.areas],
        "today": today(now, site.zone).isoformat() if feed.demo_day else None,
    }
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def next_attempt(
    feed: Feed,
    site: Site,
    known: FeedFetch | None,
    now: datetime,
    *,
    stored: bool,
    spread: Spread | None = None,
) -> datetime:
    """When a feed is due; not after `now`: it is due.

    Every `every` after a success. After a failure sooner, and less and less so; not before the
    server wants to be asked; never again when it said that the feed is gone (410), until the
    address changes. At once when its settings have changed, or a new day begins for a
    demonstration, or its notices were lost with a damaged database; and when what it said is
    something else from then on.

    Args:
        stored: whether its notices are there.
        spread: how this machine spreads its requests; None: not at all, as for one command.
    """
    if not is_web(feed.url):
        spread = None
    if known is not None and known.http_status == GONE and known.url == feed.url:
        return datetime.max.replace(tzinfo=now.tzinfo)
    pace = _Pace(feed.url, feed.every_s, spread, stored)
    if known is None or known.last_attempt is None or known.last_attempt > now:
        return pace.first(now)
    if known.tried != settings_of(feed, site, now):
        return now
    if not stored and not known.failures:
        return now
    last = known.last_attempt
    due = pace.next(last, known.failures, now)
    if feed.demo_day is not None:
        due = min(due, next_midnight(now, site.zone))
    if known.reread_at is not None and known.reread_at > last:
        due = min(due, pace.soon_after(known.reread_at))
    return heeded(due, known.retry_at, last)


def to_be_read_again(known: FeedFetch, now: datetime) -> bool:
    """Whether the bytes that were read last say something else now, or were read by a clock that
    was ahead: what that took for over may not be."""
    if known.last_success is not None and known.last_success > now + _SET_BACK:
        return True
    return known.reread_at is not None and known.reread_at <= now


def next_round(
    address: str,
    known: WallState | None,
    now: datetime,
    *,
    shows: bool,
    spread: Spread | None = None,
) -> datetime:
    """When an office is to be asked; not after `now`: it is. As a feed of every five minutes.

    Args:
        shows: whether a site of it is here to show meanwhile.
        spread: how this wall spreads its requests; None: not at all, as for one command.
    """
    pace = _Pace(address, OFFICE_EVERY_S, spread, shows)
    if known is None or known.tried > now:
        return pace.first(now)
    return heeded(pace.next(known.tried, known.failures, now), known.retry_at, known.tried)


@dataclass(frozen=True, slots=True)
class _Pace:
    """How often an address is asked by a machine that spreads its requests, or does not."""

    url: str
    every_s: float
    spread: Spread | None
    here: bool
    """Whether something of it is here."""

    def first(self, now: datetime) -> datetime:
        """Never asked yet, since the start; or the clock was set back."""
        if self.spread is None:
            return now
        return _near(
            self.spread.starting(self.url, self.every_s, known=self.here), now, self.every_s
        )

    def next(self, last: datetime, failures: int, now: datetime) -> datetime:
        spread = self.spread
        if failures:
            limit_s = min(self.every_s, _FIRST_RETRY_S * 2.0 ** min(failures - 1, 20))
            wait_s = spread.retry_s(self.url, last, limit_s) if spread else limit_s
            due = last + timedelta(seconds=wait_s)
        elif spread:
            due = spread.regular(self.url, last, self.every_s)
        else:
            due = last + timedelta(seconds=self.every_s)
        if spread and last < spread.started and due <= spread.started:
            due = self.first(now)
        return due

    def soon_after(self, moment: datetime) -> datetime:
        """The same moment on every machine is not to be the same one for the server."""
        if self.spread is None:
            return moment
        return self.spread.soon_after(self.url, moment, self.every_s)


def silent_since(
    feed: Feed, known: FeedFetch | None, now: datetime, office: datetime | None = None
) -> datetime | None:
    """When a feed was last heard from, where visitors should be told; None: lately enough.

    A feed is silent when it has missed four rounds, and for half an hour at least.

    Args:
        office: when the office that publishes the site was last heard from: what is a file of
            the site says nothing new as long as that is silent. None: nobody publishes it.
    """
    if known is None or known.last_success is None or feed.demo_day is not None:
        return None
    heard = known.last_success
    if office is not None and not is_web(feed.url):
        heard = min(heard, office)
    return _silent(heard, feed.every_s, now)


def office_silent_since(office: datetime | None, now: datetime) -> datetime | None:
    """The same of the office that publishes the site; None too where nobody does."""
    return None if office is None else _silent(office, 0.0, now)


def _silent(heard: datetime, every_s: float, now: datetime) -> datetime | None:
    if heard < RELEASED:
        return None  # by a clock that was wrong: a date that nobody should read
    patience_s = max(_SILENT_S, _SILENT_ROUNDS * every_s)
    return heard if now - heard >= timedelta(seconds=patience_s) else None


def heeded(due: datetime, retry_at: datetime | None, last: datetime) -> datetime:
    """Not before the server wants to be asked; but no server puts us off for more than a day."""
    if retry_at is None:
        return due
    return max(due, min(retry_at, last + timedelta(seconds=_LONGEST_PUT_OFF_S)))


def _near(due: datetime, now: datetime, every_s: float) -> datetime:
    """That moment; now, where the clock was set so that it is far away."""
    return due if due <= now + timedelta(seconds=every_s) else now
