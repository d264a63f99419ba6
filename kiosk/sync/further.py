"""Getting what belongs to a feed besides its document: pages, linked alerts. Runs in workers."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.errors import FetchError
from kiosk.feeds.beyond import PAGES_LIMIT, beyond
from kiosk.feeds.read import Linked
from kiosk.model.site import Feed, Site
from kiosk.store.fetches import KeptAlert
from kiosk.sync.download import Document
from kiosk.sync.due import GONE
from kiosk.sync.fetch import FEED, Fetcher
from kiosk.sync.local import is_web, read_file, site_file

_ALERT = replace(FEED, total_s=30, size=4 << 20)
_ALL_S = 240.0
"""For all alerts of an index together; those that are left come with the next round."""
_ALL_SIZE = 64 << 20
_ASK_AGAIN = timedelta(hours=1)
"""An alert does not change: what is new about it is another one."""


@dataclass(frozen=True, slots=True)
class Page:
    """A further page of a feed."""

    base_url: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Further:
    """What was fetched besides the document."""

    pages: tuple[Page, ...] = ()
    linked: tuple[tuple[str, Linked], ...] = ()
    """By address."""
    kept: tuple[KeptAlert, ...] = ()
    """The alerts, to be kept for the next round."""
    goes_on: bool = False
    """There are more pages than are read."""

    @property
    def complete(self) -> bool:
        """Whether every alert came that will come. Else the index is to be fetched whole next time
        too."""
        gone = {alert.url for alert in self.kept if _is_gone(alert)}
        return all(one.data is not None or url in gone for url, one in self.linked)


NOTHING_MORE = Further()


def _is_gone(alert: KeptAlert) -> bool:
    """Whether its server said that it is gone for good, before it ever came."""
    return not alert.data


def fetch_further(
    fetcher: Fetcher,
    document: Document,
    feed: Feed,
    site: Site,
    kept: Mapping[str, KeptAlert],
    now: datetime,
) -> Further:
    """Gets what a document, just fetched, needs besides.

    Args:
        kept: by address: the alerts that are here from earlier rounds.

    Raises:
        FetchError: a further page did not come: what stands on it must not be taken for
            withdrawn. An alert that does not come is no such failure.
    """
    if document.data is None:
        return NOTHING_MORE
    page = Page(document.base_url, document.data)
    seen = {feed.url, document.base_url}
    pages: list[Page] = []
    follow: dict[str, None] = {}
    while True:
        needed = beyond(page.data, feed=feed, site=site, base_url=page.base_url, read_at=now)
        follow |= dict.fromkeys(needed.follow)
        following = needed.next_url
        if following is None or following in seen:
            goes_on = False
            break
        if len(pages) + 1 >= PAGES_LIMIT:
            goes_on = True
            break
        seen.add(following)
        page = _page(fetcher, following, feed, site.folder)
        seen.add(page.base_url)
        pages.append(page)
    if not follow:
        return Further(tuple(pages), goes_on=goes_on)
    linked, alerts = _alerts(fetcher, tuple(follow), feed, site.folder, kept, now)
    return Further(tuple(pages), linked, alerts, goes_on)


def _page(fetcher: Fetcher, url: str, feed: Feed, folder: Path) -> Page:
    if not is_web(url):
        return Page(url, read_file(url, site_file(folder, url), FEED.size))
    answer, data = fetcher.document(url, home=fetcher.home(_home(feed)))
    return Page(answer.url, data)


def _home(feed: Feed) -> str | None:
    return feed.url if is_web(feed.url) else None


def _alerts(
    fetcher: Fetcher,
    follow: tuple[str, ...],
    feed: Feed,
    folder: Path,
    kept: Mapping[str, KeptAlert],
    now: datetime,
) -> tuple[tuple[tuple[str, Linked], ...], tuple[KeptAlert, ...]]:
    """The linked alerts, by address, and those of them that came, to be kept."""
    deadline = time.monotonic() + _ALL_S
    size = 0
    linked: list[tuple[str, Linked]] = []
    alerts: list[KeptAlert] = []
    for url in follow:
        known = kept.get(url)
        try:
            if time.monotonic() > deadline or size > _ALL_SIZE:
                raise FetchError(url, "there was no time left for it; it comes with the next round")
            alert = _alert(fetcher, url, feed, folder, known, now)
        except FetchError as error:
            gone = error.status == GONE
            if known is None or _is_gone(known):
                linked.append((url, Linked(None, error.reason)))
                if gone:
                    alerts.append(KeptAlert(url, b"", now))  # as long as the index names it
                continue
            # What was here is still what it was; where it had moved to it may be no more.
            alert = replace(known, moved_to=None, asked_at=now if gone else known.asked_at)
        size += len(alert.data)
        linked.append((url, Linked(alert.data)))
        alerts.append(alert)
    return tuple(linked), tuple(alerts)


def _alert(
    fetcher: Fetcher, url: str, feed: Feed, folder: Path, known: KeptAlert | None, now: datetime
) -> KeptAlert:
    if not is_web(url):
        data = read_file(url, site_file(folder, url), _ALERT.size)
        return KeptAlert(url, data, now)
    if known is not None and _is_gone(known):
        raise FetchError(url, "its server says that it is gone for good (410)", status=GONE)
    if known is not None and now - _ASK_AGAIN < known.asked_at <= now:
        return known
    moved_to = known.moved_to if known else None
    answer, data = fetcher.document(
        moved_to or url,
        etag=known.etag if known else None,
        last_modified=known.last_modified if known else None,
        limits=_ALERT,
        home=fetcher.home(_home(feed)),
    )
    if answer.status == 304 and known is not None:
        return replace(known, asked_at=now, moved_to=answer.moved_to or moved_to)
    if not data:
        raise FetchError(url, "the answer is empty")
    return KeptAlert(url, data, now, answer.etag, answer.last_modified, answer.moved_to or moved_to)
