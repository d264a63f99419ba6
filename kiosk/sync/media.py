"""The media of the notices: sends a worker for those that are wanted, lets go of the rest."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.clock import Clock
from kiosk.errors import FetchError, NoRoom
from kiosk.model.site import Site
from kiosk.store.fetches import Fetches, MediaFetch
from kiosk.store.media import MediaFolder, StoredMedia
from kiosk.store.plays import PlayStore
from kiosk.store.writing import ContentWriter
from kiosk.sync.addresses import without_password
from kiosk.sync.download import Download, fetch_media
from kiosk.sync.due import GONE
from kiosk.sync.fetch import Fetcher
from kiosk.sync.giving import Giving
from kiosk.sync.local import is_web
from kiosk.sync.report import MediaOutcome, What
from kiosk.sync.settings import Settings
from kiosk.sync.spread import Spread
from kiosk.sync.wanted import Wanted, next_download, unused, wanted_media
from kiosk.sync.workers import Workers

_log = logging.getLogger(__name__)

_A_YEAR_S = 366 * 86400.0


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
        plays: PlayStore,
        settings: Settings,
        spread: Spread | None = None,
    ) -> None:
        """
        Args:
            deliver: called by the worker, on its thread; what it is given belongs in `take`.
            plays: read only: what is on the screens, and when each notice last was.
        """
        self._content = content
        self._fetches = fetches
        self._media = media
        self._clock = clock
        self._deliver = deliver
        # One after the other: the line of a town hall is narrow, and the card of a Pi slow.
        self._workers = Workers("media", 1, settings.network)
        self._room = settings.room
        self._spread = spread
        self._site: Site | None = None
        self._contact: datetime | None = None
        self._known = fetches.media()
        self._giving = Giving(content, media, plays, clock, self._room, self._known, self._remember)
        self._wanted: tuple[Wanted, ...] | None = None
        self.under_way: set[str] = set()
        """Addresses that the worker still owes."""

    def heard_again(self) -> None:
        """A feed has come that had failed: the network, or its server, is back."""
        self._contact = self._clock.now()

    def content_changed(self) -> None:
        """The notices have changed: what is wanted must be found out anew."""
        self._wanted = None

    def start(
        self,
        site: Site,
        *,
        everything: bool = False,
        files: bool = False,
        clock_trusted: bool = True,
    ) -> datetime:
        """Sends the worker for the files that are wanted; returns when to look again.

        Args:
            everything: asks after those too that are here and were looked after lately.
            files: asks after those too that are files in the site: they may have been saved.
            clock_trusted: otherwise nothing counts as over.
        """
        now = self._clock.now()
        soonest = now + timedelta(days=1)
        self._site = site
        if self._wanted is None:
            self._wanted = wanted_media(
                self._content.with_media(),
                now,
                feeds={feed.name: feed.url for feed in site.feeds},
                clock_trusted=clock_trusted,
            )
            self._media.keep_coming({*(wanted.url for wanted in self._wanted), *self.under_way})
        self._giving.keep_room(site)
        here = self._content.media()
        by_hash = {stored.sha256: stored for stored in here.values()}
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
            same = by_hash.get(wanted.sha256 or "")
            if stored is None and same is not None and self._right(same, wanted):
                # The very file, from another address: it need not come, nor lie here twice.
                stored = here[wanted.url] = same
                self._content.put_media(wanted.url, same)
            due = next_download(
                wanted, stored, known, now, spread=self._spread, contact=self._contact
            )
            ask = everything or (files and not is_web(wanted.url))
            if due <= now or (ask and not (stored and wanted.sha256)):
                self.under_way.add(wanted.url)
                self._send(site, wanted, known, asks=stored is not None)
            else:
                soonest = min(soonest, due)
        self._let_go(here, now)
        return soonest

    def _right(self, stored: StoredMedia, wanted: Wanted) -> bool:
        """Whether the file is here in its whole length, and the one that its source states."""
        return wanted.sha256 in (None, stored.sha256) and self._media.complete(stored) is not None

    def _send(self, site: Site, wanted: Wanted, known: MediaFetch | None, *, asks: bool) -> None:
        """`asks`: only for another version than the one that is here."""
        validator = known.validator if known and asks else None
        moved_to = known.moved_to if known else None

        def task(fetcher: Fetcher) -> None:
            result: Download | FetchError
            try:
                result = fetch_media(
                    fetcher, wanted, site.folder, self._media, validator, self._room, moved_to
                )
            except FetchError as error:
                result = error
            except Exception as bug:
                # Whoever waits must hear of it, or would wait for this file for ever.
                where = without_password(wanted.url)
                _log.exception("fetching failed in an unforeseen way url=%s", where)
                result = FetchError(wanted.url, f"an unforeseen fault: {bug!r}")
            self._deliver(MediaCame(wanted, result))

        self._workers.add(task)

    def take(self, came: MediaCame) -> MediaOutcome | None:
        """Stores what the worker brought. None: it is sent once more, for there is room now."""
        url, result, now = came.wanted.url, came.result, self._clock.now()
        self.under_way.discard(url)
        known = self._known.get(url) or MediaFetch(url)
        known = replace(known, last_attempt=now, retry_at=None, http_status=None)
        if (
            isinstance(result, NoRoom)
            and (site := self._site) is not None
            and self._giving.make_room(site, url, result.needs_bytes)
        ):
            self.under_way.add(url)
            self._send(site, came.wanted, known, asks=False)
            return None
        self._giving.came(url)
        here = self._content.media().get(url)
        if isinstance(result, Download):
            is_here = result.stored or here
            if is_here is None or not self._media.complete(is_here):
                # It went for want of room while the server was asked whether it is the newest.
                result = FetchError(url, "it is not here any more; it is fetched anew")
        if isinstance(result, FetchError):
            if known.error != result.reason:
                where = without_password(url)
                _log.warning("media failed url=%s error=%s", where, result.reason)
            failures = known.failures + 1
            retry_at = (
                None
                if result.retry_after_s is None
                else now + timedelta(seconds=min(result.retry_after_s, _A_YEAR_S))
            )
            # Where it had moved to it may be no more: next time its own address is asked.
            gone = result.status == GONE and known.moved_to is not None
            self._remember(
                replace(
                    known,
                    http_status=None if gone else result.status,
                    failures=failures,
                    error=result.reason,
                    retry_at=retry_at,
                    moved_to=None,
                )
            )
            return MediaOutcome(url, What.FAILED, error=result.reason)
        stored = result.stored
        if stored is not None and here != stored:
            self._content.put_media(url, stored)
            _log.info("media here url=%s bytes=%d", without_password(url), stored.size_bytes)
        self._remember(
            replace(
                known,
                validator=result.validator,
                last_success=now,
                failures=0,
                error=None,
                moved_to=result.moved_to,
            )
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

    def give_way(self, site: Site, lacking: int) -> bool:
        """Lets go of files that are not needed in the coming day, so that so many bytes come
        free; returns whether they did. None goes where they cannot."""
        return self._giving.give_way(site, lacking)

    def sweep(self) -> None:
        """Removes unfinished files, and those that no address stands for any more."""
        if self.under_way:
            return
        files, size = self._media.sweep(tuple(self._content.media().values()))
        if files:
            _log.info("media removed files=%d bytes=%d", files, size)

    def close(self) -> None:
        self._workers.close()
