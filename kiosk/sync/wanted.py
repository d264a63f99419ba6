"""Which media files are wanted, and when they are to be fetched. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.model.notice import Notice, State
from kiosk.store.fetches import MediaFetch
from kiosk.store.media import StoredMedia
from kiosk.sync.due import GONE, heeded
from kiosk.sync.local import is_web
from kiosk.sync.spread import Spread

_FIRST_RETRY_S = 60.0
_LAST_RETRY_S = 6 * 3600.0
_LOOK_AGAIN_S = 24 * 3600.0
"""A file that is here is asked after once a day: posters are replaced under their old name."""
_LOOK_AGAIN_IN_SITE_S = 900.0
"""Saving one in the site is noticed at once; this is for folders that tell nothing."""
_NO_FEEDS: Mapping[str, str] = {}
_KEPT_UNUSED_S = 24 * 3600.0
"""A file may be on the screen, or come back tomorrow."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that a notice names."""

    url: str
    sha256: str | None = None
    """As its source states it."""
    length: int | None = None
    captions: bool = False
    home: str | None = None
    """The web address of the feed that names it; None: a file of the site does."""
    checksum: str | None = None
    """`md5:…` or `sha-1:…`, as its source states it."""


def wanted_media(
    notices: Iterable[Notice],
    now: datetime,
    *,
    feeds: Mapping[str, str] = _NO_FEEDS,
    clock_trusted: bool = True,
) -> tuple[Wanted, ...]:
    """The files that these notices need, each address once, the most needed first.

    Args:
        feeds: by name of the feed, its address.
        clock_trusted: otherwise nothing counts as over.
    """
    found: dict[str, Wanted] = {}
    for notice in sorted(notices, key=_need):
        over = clock_trusted and notice.expires is not None and notice.expires <= now
        home = feeds.get(notice.source)
        home = home if home and is_web(home) else None
        if over or notice.state is State.TEST:
            continue
        for media in notice.media:
            found.setdefault(
                media.url,
                Wanted(
                    media.url,
                    media.sha256,
                    media.length_bytes,
                    home=home,
                    checksum=media.checksum,
                ),
            )
            for captions in media.captions:
                found.setdefault(captions.url, Wanted(captions.url, captions=True, home=home))
    return tuple(found.values())


def _need(notice: Notice) -> tuple[int, bool]:
    """Urgent notices first, then those that show already."""
    return (-notice.severity.rank, notice.shows_from is not None)


def next_download(
    wanted: Wanted,
    stored: StoredMedia | None,
    known: MediaFetch | None,
    now: datetime,
    *,
    spread: Spread | None = None,
    contact: datetime | None = None,
) -> datetime:
    """When a file is to be fetched, or asked after; not after `now`: it is. Never again when its
    server said that it is gone (410).

    Args:
        stored: the file that is here, complete; None: it is not.
        contact: when a feed was last heard from again that had failed: what failed before then,
            for the same want of a network it may be, is tried again soon.
    """
    if stored is not None and wanted.sha256 is not None and stored.sha256 == wanted.sha256:
        # The right one for ever, whatever is known of how it came.
        return datetime.max.replace(tzinfo=now.tzinfo)
    if known is not None and known.http_status == GONE:
        return datetime.max.replace(tzinfo=now.tzinfo)
    if known is None or known.last_attempt is None or known.last_attempt > now:
        return now
    if known.failures:
        limit_s = min(_LAST_RETRY_S, _FIRST_RETRY_S * 2.0 ** min(known.failures - 1, 20))
        web = spread if is_web(wanted.url) else None
        since = known.last_attempt
        if contact is not None and since < contact <= now:
            since, limit_s = contact, min(limit_s, _FIRST_RETRY_S)
        wait_s = web.retry_s(wanted.url, since, limit_s) if web else limit_s
        due = since + timedelta(seconds=wait_s)
        return heeded(due, known.retry_at, known.last_attempt)
    if stored is None:
        return now
    if wanted.sha256 is not None:
        return now
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
