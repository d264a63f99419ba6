"""When a feed is due, and which media files are wanted. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.feeds.read import READER
from kiosk.model.notice import Notice, State
from kiosk.model.site import Feed, Site
from kiosk.store.fetches import FeedFetch, MediaFetch
from kiosk.store.media import StoredMedia
from kiosk.sync.demo import next_midnight, today
from kiosk.sync.local import is_web

_FIRST_RETRY_S = 15.0
_MEDIA_FIRST_RETRY_S = 60.0
_MEDIA_LAST_RETRY_S = 6 * 3600.0
_LOOK_AGAIN_S = 24 * 3600.0
"""A file that is here is asked after once a day: posters are replaced under their old name."""
_LOOK_AGAIN_IN_SITE_S = 900.0
"""Saving one in the site is noticed at once; this is for folders that tell nothing."""
_KEPT_UNUSED_S = 24 * 3600.0
"""A file may be on the screen, or come back tomorrow."""


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
    feed: Feed, site: Site, known: FeedFetch | None, now: datetime, *, stored: bool
) -> datetime:
    """When a feed is due; not after `now`: it is due.

    Every `every` after a success. After a failure sooner, and less and less so. At once when
    its settings have changed, or a new day begins for a demonstration, or its notices were
    lost with a damaged database (`stored`: whether they are there).
    """
    if known is None or known.last_attempt is None or known.last_attempt > now:
        return now  # never tried, or the clock was set back
    if known.tried != settings_of(feed, site, now):
        return now
    if not stored and not known.failures:
        return now
    if known.failures:
        wait_s = min(feed.every_s, _FIRST_RETRY_S * 2.0 ** min(known.failures - 1, 20))
    else:
        wait_s = feed.every_s
    due = known.last_attempt + timedelta(seconds=wait_s)
    if feed.demo_day is not None:
        due = min(due, next_midnight(now, site.zone))
    return due


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that a notice names."""

    url: str
    sha256: str | None = None
    """As its source states it."""
    length: int | None = None
    captions: bool = False


def wanted_media(notices: Iterable[Notice], now: datetime) -> tuple[Wanted, ...]:
    """The files that these notices need, each address once, the most needed first."""
    found: dict[str, Wanted] = {}
    for notice in sorted(notices, key=_need):
        over = notice.expires is not None and notice.expires <= now
        if over or notice.state is State.TEST:
            continue
        for media in notice.media:
            found.setdefault(media.url, Wanted(media.url, media.sha256, media.length_bytes))
            for captions in media.captions:
                found.setdefault(captions.url, Wanted(captions.url, captions=True))
    return tuple(found.values())


def _need(notice: Notice) -> tuple[int, bool]:
    """Urgent notices first, then those that show already."""
    return (-notice.severity.rank, notice.shows_from is not None)


def next_download(
    wanted: Wanted, stored: StoredMedia | None, known: MediaFetch | None, now: datetime
) -> datetime:
    """When a file is to be fetched, or asked after; not after `now`: it is.

    Args:
        stored: the file that is here, complete; None: it is not.
    """
    if known is None or known.last_attempt is None or known.last_attempt > now:
        return now
    if known.failures:
        wait_s = _MEDIA_FIRST_RETRY_S * 2.0 ** min(known.failures - 1, 20)
        return known.last_attempt + timedelta(seconds=min(wait_s, _MEDIA_LAST_RETRY_S))
    if stored is None:
        return now
    if wanted.sha256 is not None:
        return now if stored.sha256 != wanted.sha256 else datetime.max.replace(tzinfo=now.tzinfo)
    wait_s = _LOOK_AGAIN_S if is_web(wanted.url) else _LOOK_AGAIN_IN_SITE_S
    return known.last_attempt + timedelta(seconds=wait_s)


def unused(
    wanted: Iterable[Wanted],
    here: Mapping[str, StoredMedia],
    known: Mapping[str, MediaFetch],
    now: datetime,
) -> Iterator[tuple[str, bool]]:
    """The addresses that no notice names any more, and whether their time is over."""
    named = {one.url for one in wanted}
    for url in {*here, *known} - named:
        state = known.get(url)
        since = state.unused_since if state else None
        over = since is not None and not now - timedelta(seconds=_KEPT_UNUSED_S) < since <= now
        yield url, over
