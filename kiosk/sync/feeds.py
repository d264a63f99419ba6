"""The feeds of a site: sends workers for those that are due, and stores what they bring."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from kiosk.clock import Clock
from kiosk.errors import FeedError, FetchError
from kiosk.model.notice import CONTENT
from kiosk.model.site import Feed, Site
from kiosk.store.fetches import FeedFetch, Fetches
from kiosk.store.writing import ContentWriter
from kiosk.sync.addresses import without_password
from kiosk.sync.download import WEB_PAGE, Document, fetch_feed, is_page
from kiosk.sync.due import (
    GONE,
    next_attempt,
    office_silent_since,
    settings_of,
    silent_since,
    to_be_read_again,
)
from kiosk.sync.fetch import Fetcher
from kiosk.sync.further import NOTHING_MORE, Further, fetch_further
from kiosk.sync.local import is_web
from kiosk.sync.network import Network
from kiosk.sync.parse import described, digest_of, parse
from kiosk.sync.report import NO_CHANGE, FeedOutcome, What
from kiosk.sync.spread import Spread
from kiosk.sync.workers import Workers

_log = logging.getLogger(__name__)

_WORKERS = 4
INDEXES = frozenset({"atom", "rss"})
"""The formats that may point to alerts."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedCame:
    """A worker brings a feed, or why it did not come."""

    feed: Feed
    settings: str
    result: Document | FetchError
    further: Further = NOTHING_MORE


class FeedSync:
    """Keeps the notices in step with the feeds. One thread owns it; workers only wait."""

    def __init__(
        self,
        content: ContentWriter,
        fetches: Fetches,
        clock: Clock,
        deliver: Callable[[FeedCame], None],
        network: Network | None = None,
        spread: Spread | None = None,
    ) -> None:
        """
        Args:
            deliver: called by workers, on their threads; what it is given belongs in `take`.
            spread: how requests are spread in time; None: everything that is due goes at once.
        """
        self._content = content
        self._fetches = fetches
        self._clock = clock
        self._deliver = deliver
        self._workers = Workers("feeds", _WORKERS, network)
        self._spread = spread
        self._known = fetches.feeds()
        self.under_way: set[str] = set()
        """Names of the feeds that workers still owe."""

    def keep_only(self, site: Site, *, clock_trusted: bool = True) -> bool:
        """Forgets feeds that the site no longer has; returns whether notices went with them.

        Args:
            clock_trusted: otherwise nothing counts as over.
        """
        names = {feed.name for feed in site.feeds}
        if self._known.keys() - names:
            self._fetches.keep_feeds(names)
            self._known = {name: one for name, one in self._known.items() if name in names}
        now = self._clock.now()
        return bool(self._content.sweep(names, now if clock_trusted else _LONG_AGO))

    def silent(self, site: Site, office: datetime | None = None) -> dict[str, datetime]:
        """By source: the feeds that have not been heard from for too long, and since when; and
        the site's own notices, where the office that publishes it has not been.

        Args:
            office: when it was last heard from; None: nobody publishes the site.
        """
        now = self._clock.now()
        found = {
            feed.name: silent_since(feed, self._known.get(feed.name), now, office)
            for feed in site.feeds
        }
        found[CONTENT] = office_silent_since(office, now)
        return {name: since for name, since in found.items() if since is not None}

    def start(self, site: Site, *, everything: bool = False, files: bool = False) -> datetime:
        """Sends workers for the feeds that are due; returns when the next one will be.

        Args:
            everything: for all of them.
            files: for those too that are files in the site: they may have been saved.
        """
        now = self._clock.now()
        soonest = now + timedelta(days=1)
        stored = self._content.digests()
        for feed in site.feeds:
            if feed.name in self.under_way:
                continue
            known = self._known.get(feed.name)
            due = next_attempt(
                feed, site, known, now, stored=feed.name in stored, spread=self._spread
            )
            if due <= now or everything or (files and not is_web(feed.url)):
                settings = settings_of(feed, site, now)
                self.under_way.add(feed.name)
                # Asking whether something is new makes sense only where what was fetched last
                # is what is stored, read as it would be read now.
                same = (
                    known is not None
                    and known.settings == settings
                    and known.digest == stored.get(feed.name)
                    and not to_be_read_again(known, now)
                )
                moved_to = known.moved_to if known and known.url == feed.url else None
                self._send(site, feed, settings, known if same else None, moved_to)
            else:
                soonest = min(soonest, due)
        return soonest

    def _send(
        self, site: Site, feed: Feed, settings: str, known: FeedFetch | None, moved_to: str | None
    ) -> None:
        kept = self._fetches.alerts(feed.name)
        now = self._clock.now()

        def task(fetcher: Fetcher) -> None:
            result: Document | FetchError
            further = NOTHING_MORE
            try:
                result = fetch_feed(fetcher, feed.url, site.folder, known, moved_to)
                further = fetch_further(fetcher, result, feed, site, kept, now)
            except FetchError as error:
                result = error
            except Exception as bug:
                # Whoever waits must hear of it, or would wait for this feed for ever.
                _log.exception("fetching failed in an unforeseen way name=%s", feed.name)
                result = FetchError(feed.url, f"an unforeseen fault: {bug!r}")
            self._deliver(FeedCame(feed, settings, result, further))

        self._workers.add(task)

    def take(self, site: Site, came: FeedCame) -> FeedOutcome | None:
        """Stores what a worker brought. None: the site no longer has such a feed."""
        self.under_way.discard(came.feed.name)
        feed, document = came.feed, came.result
        if feed not in site.feeds:
            return None
        now = self._clock.now()
        known = self._known.get(feed.name) or FeedFetch(feed.name, feed.url)
        tried = replace(known, url=feed.url, tried=came.settings, last_attempt=now, retry_at=None)
        if isinstance(document, FetchError):
            # Where it had moved to it may be no more: next time its own address is asked.
            tried = replace(tried, retry_at=_retry_at(document, now), moved_to=None)
            gone = document.status == GONE and known.moved_to is not None
            return self._failed(tried, document.reason, None if gone else document.status)
        change, digest = NO_CHANGE, known.digest
        if document.data is not None:
            digest = digest_of(document, came.further, came.settings)
            if to_be_read_again(known, now) or digest != self._content.digests().get(feed.name):
                same = known.settings == came.settings
                seen = self._content.fingerprints(feed.name) if same else {}
                try:
                    parsed = parse(site, feed, document, came.further, now, seen)
                except FeedError as error:
                    line = f" (line {error.line})" if error.line else ""
                    reason = f"{error.reason}{line}"
                    if known.last_success is not None and is_page(document.data[:512]):
                        # Its address was right before.
                        reason = WEB_PAGE.format(what="feed")
                    # So it is with what is no feed there (any more).
                    tried = replace(tried, moved_to=None)
                    return self._failed(tried, reason, document.status)
                change = self._content.replace(
                    feed.name,
                    parsed.notices,
                    digest=digest,
                    now=now,
                    seen_until=known.last_success if same else None,
                    keep_s=feed.keep_s,
                    lasts_s=feed.lasts_s,
                    unchanged=parsed.unchanged,
                    fingerprints=parsed.fingerprints,
                    rulings=parsed.rulings,
                    codes=parsed.codes,
                )
                tried = described(tried, parsed, self._content.warned(feed.name))
            if came.further.kept or known.format in INDEXES:
                self._fetches.put_alerts(feed.name, came.further.kept)
        if change:
            _log.info(
                "feed changed name=%s added=%d changed=%d removed=%d",
                feed.name,
                change.added,
                change.changed,
                change.removed,
            )
        if known.error is not None:
            _log.info("feed is back name=%s", feed.name)
        tried = replace(
            tried,
            settings=came.settings,
            digest=digest,
            # An alert that did not come is asked for again, with its index.
            etag=document.etag if came.further.complete else None,
            last_modified=document.last_modified if came.further.complete else None,
            last_success=now,
            last_change=now if change else known.last_change,
            http_status=document.status,
            error=None,
            failures=0,
            moved_to=document.moved_to,
        )
        if document.moved_to not in (None, known.moved_to):
            _log.warning(
                "feed has moved for good: write its new address into screens.yaml name=%s to=%s",
                feed.name,
                without_password(document.moved_to or ""),
            )
        self._remember(tried)
        what = What.CHANGED if change else What.UNCHANGED
        is_back = known.error is not None and is_web(feed.url)
        return FeedOutcome(
            feed.name,
            what,
            change,
            tried.notices,
            tried.warnings,
            tried.warned,
            is_back=is_back,
        )

    def _failed(self, tried: FeedFetch, error: str, status: int | None) -> FeedOutcome:
        if tried.error != error:
            where = without_password(tried.url)
            _log.warning("feed failed name=%s url=%s error=%s", tried.name, where, error)
        self._remember(replace(tried, error=error, http_status=status, failures=tried.failures + 1))
        return FeedOutcome(tried.name, What.FAILED, notices=tried.notices, error=error)

    def _remember(self, known: FeedFetch) -> None:
        self._known[known.name] = known
        self._fetches.put_feed(known)

    def close(self) -> None:
        self._workers.close()


def _retry_at(error: FetchError, now: datetime) -> datetime | None:
    wait_s = error.retry_after_s
    return None if wait_s is None else now + timedelta(seconds=min(wait_s, 366 * 86400.0))
