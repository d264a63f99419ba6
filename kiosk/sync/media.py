"""The media of the notices: sends a worker for those that are wanted, lets go of the rest."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.clock import Clock
from kiosk.errors import FetchError
from kiosk.model.site import Site
from kiosk.store.fetches import Fetches, MediaFetch
from kiosk.store.media import MediaFolder, StoredMedia
from kiosk.store.writing import ContentWriter
from kiosk.sync.download import Download, fetch_media
from kiosk.sync.due import Wanted, next_download, unused, wanted_media
from kiosk.sync.fetch import Fetcher
from kiosk.sync.local import is_web
from kiosk.sync.report import MediaOutcome, What
from kiosk.sync.workers import Workers

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MediaCame:
    """A worker brings a media file, or why it did not come."""

    wanted: Wanted
    result: Download | FetchError


class MediaSync:
    """Keeps the media folder in step with the notices. One thread owns it."""

    def __init__(
        self,
        content: ContentWriter,
        fetches: Fetches,
        media: MediaFolder,
        clock: Clock,
        deliver: Callable[[MediaCame], None],
    ) -> None:
        """
        Args:
            deliver: called by the worker, on its thread; what it is given belongs in `take`.
        """
        self._content = content
        self._fetches = fetches
        self._media = media
        self._clock = clock
        self._deliver = deliver
        # One after the other: the line of a town hall is narrow, and the card of a Pi slow.
        self._workers = Workers("media", 1)
        self._known = fetches.media()
        self._wanted: tuple[Wanted, ...] | None = None
        self.under_way: set[str] = set()
        """Addresses that the worker still owes."""

    def content_changed(self) -> None:
        """The notices have changed: what is wanted must be found out anew."""
        self._wanted = None

    def start(self, site: Site, *, everything: bool = False, files: bool = False) -> datetime:
        """Sends the worker for the files that are wanted; returns when to look again.

        Args:
            everything: asks after those too that are here and were looked after lately.
            files: asks after those too that are files in the site: they may have been saved.
        """
        now = self._clock.now()
        soonest = now + timedelta(days=1)
        if self._wanted is None:
            self._wanted = wanted_media(self._content.with_media(), now)
        here = self._content.media()
        for wanted in self._wanted:
            if wanted.url in self.under_way:
                continue
            known = self._known.get(wanted.url)
            if known is not None and known.unused_since is not None:
                known = replace(known, unused_since=None)
                self._remember(known)
            stored = here.get(wanted.url)
            if stored is not None and not self._right(stored, wanted):
                stored = None
            due = next_download(wanted, stored, known, now)
            ask = everything or (files and not is_web(wanted.url))
            if due <= now or (ask and not (stored and wanted.sha256)):
                self.under_way.add(wanted.url)
                self._send(site, wanted, known.validator if known and stored else None)
            else:
                soonest = min(soonest, due)
        self._let_go(here, now)
        return soonest

    def _right(self, stored: StoredMedia, wanted: Wanted) -> bool:
        """Whether the file is here in its whole length, and the one that its source states."""
        return wanted.sha256 in (None, stored.sha256) and self._media.complete(stored) is not None

    def _send(self, site: Site, wanted: Wanted, validator: str | None) -> None:
        def task(fetcher: Fetcher) -> None:
            result: Download | FetchError
            try:
                result = fetch_media(fetcher, wanted, site.folder, self._media, validator)
            except FetchError as error:
                result = error
            except Exception as bug:
                # Whoever waits must hear of it, or would wait for this file for ever.
                _log.exception("fetching failed in an unforeseen way url=%s", wanted.url)
                result = FetchError(wanted.url, f"an unforeseen fault: {bug!r}")
            self._deliver(MediaCame(wanted, result))

        self._workers.add(task)

    def take(self, came: MediaCame) -> MediaOutcome:
        """Stores what the worker brought."""
        url, result, now = came.wanted.url, came.result, self._clock.now()
        self.under_way.discard(url)
        known = replace(self._known.get(url) or MediaFetch(url), last_attempt=now)
        if isinstance(result, FetchError):
            if known.error != result.reason:
                _log.warning("media failed url=%s error=%s", url, result.reason)
            failures = known.failures + 1
            self._remember(replace(known, failures=failures, error=result.reason))
            return MediaOutcome(url, What.FAILED, error=result.reason)
        stored = result.stored
        if stored is not None and self._content.media().get(url) != stored:
            self._content.put_media(url, stored)
            _log.info("media here url=%s bytes=%d", url, stored.size_bytes)
        self._remember(
            replace(known, validator=result.validator, last_success=now, failures=0, error=None)
        )
        if stored is None:
            return MediaOutcome(url, What.UNCHANGED)
        return MediaOutcome(url, What.CHANGED, stored.size_bytes)

    def _remember(self, known: MediaFetch) -> None:
        self._known[known.url] = known
        self._fetches.put_media(known)

    def _let_go(self, here: dict[str, StoredMedia], now: datetime) -> None:
        """Forgets the files that no notice has named for a day."""
        over = []
        for url, gone in unused(self._wanted or (), here, self._known, now):
            known = self._known.get(url) or MediaFetch(url)
            if gone:
                over.append(url)
            elif known.unused_since is None:
                self._remember(replace(known, unused_since=now))
        if over:
            self._content.drop_media(over)
            self._fetches.drop_media(over)
            for url in over:
                self._known.pop(url, None)
            self.sweep()

    def sweep(self) -> None:
        """Removes unfinished files, and those that no address stands for any more."""
        if self.under_way:
            return
        files, size = self._media.sweep(tuple(self._content.media().values()))
        if files:
            _log.info("media removed files=%d bytes=%d", files, size)

    def close(self) -> None:
        self._workers.close()
