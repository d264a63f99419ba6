"""One data folder, kept in step with one site: feeds first, then their media.

One thread owns a Syncer and both databases. Workers wait for the network and put what they
bring into the inbox; `handle` takes it from there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from kiosk.clock import Clock
from kiosk.errors import StoreError
from kiosk.model.site import Site
from kiosk.site.read import read_site
from kiosk.store.fetches import Fetches
from kiosk.store.folder import DataFolder
from kiosk.store.marks import Marks
from kiosk.store.media import MediaFolder
from kiosk.store.plays import PlayStore
from kiosk.store.sites import Sites
from kiosk.store.wall import office_heard
from kiosk.store.writing import ContentWriter
from kiosk.sync.claim import RoomAsked
from kiosk.sync.clockkeeper import ClockKeeper
from kiosk.sync.feeds import FeedCame, FeedSync
from kiosk.sync.lock import only_one
from kiosk.sync.media import MediaCame, MediaSync
from kiosk.sync.report import FeedOutcome, Outcome
from kiosk.sync.room import Room
from kiosk.sync.settings import Settings
from kiosk.sync.spread import Spread

_log = logging.getLogger(__name__)


class Syncer:
    """Feeds and media of one site; see `opened`."""

    def __init__(
        self,
        feeds: FeedSync,
        media: MediaSync,
        clock: ClockKeeper,
        marks: Marks,
        office: Callable[[Path], datetime | None],
    ) -> None:
        """
        Args:
            office: when the office that publishes the site in that folder was last heard from;
                None: nobody publishes it.
        """
        self.feeds = feeds
        self.media = media
        self._clock = clock
        self._marks = marks
        self._office = office
        self._site: Site | None = None
        self._files_saved = False
        self._trusted: bool | None = None

    def use(self, site: Site) -> None:
        """From now on this is the site. What a feed gave that it no longer has is gone."""
        if (
            self.feeds.keep_only(site, clock_trusted=self._clock.trusted)
            or self._site is None
            or site.folder != self._site.folder
        ):
            self.media.content_changed()
        self._site = site

    @property
    def site(self) -> Site | None:
        return self._site

    def start(self, *, files: bool = False) -> datetime:
        """Sends workers for what is due; returns when something will be. See FeedSync.start.

        Feeds before media: a file is looked for when every feed under way has come.
        """
        if self._site is None:
            raise RuntimeError("use() comes first")
        self._files_saved = self._files_saved or files
        trusted = self.look()
        soonest = self.feeds.start(self._site, files=files)
        if self.feeds.under_way:
            return soonest
        files, self._files_saved = self._files_saved, False
        return min(soonest, self.media.start(self._site, files=files, clock_trusted=trusted))

    def look(self) -> bool:
        """Judges the clock, and tells the player which feeds have been silent for too long.

        Returns whether the clock is known to be right.
        """
        trusted = self._clock.look().trusted
        if trusted != self._trusted:
            self._trusted = trusted
            self.media.content_changed()  # what is over is not wanted
        if self._site is not None:
            office = self._office(self._site.folder)
            # Also by a clock that is not known to be right: a machine without a network goes on,
            # after a power cut, where it stopped. Since when nothing was heard is true then too.
            self._marks.put_stale(self.feeds.silent(self._site, office))
        return trusted

    def give_way(self, asked: RoomAsked) -> None:
        """Has media of feeds go for what an office publishes, or says that they cannot."""
        gone = False
        try:
            if self._site is not None and not asked.withdrawn:
                gone = self.media.give_way(self._site, asked.lacking)
        finally:
            asked.answer(gone)

    def handle(self, event: FeedCame | MediaCame) -> Outcome | None:
        """Stores what a worker brought. None: nobody wants it any more."""
        if isinstance(event, MediaCame):
            return self.media.take(event)
        if self._site is None:
            raise RuntimeError("use() comes first")
        outcome: FeedOutcome | None = self.feeds.take(self._site, event)
        if outcome is not None and outcome.change:
            self.media.content_changed()
        if outcome is not None and outcome.is_back:
            self.media.heard_again()
        return outcome


@contextmanager
def opened(
    data: DataFolder,
    clock: Clock,
    inbox: SimpleQueue[Any],
    settings: Settings | None = None,
    *,
    spread: bool = False,
) -> Iterator[Syncer]:
    """A Syncer on that folder, which no other process may have meanwhile.

    Args:
        spread: whether requests are spread in time, by `settings.machine`.

    Raises:
        StoreError: another sync is at work there, or a database can neither be opened nor
            made.
    """
    with ExitStack() as stack:
        stack.enter_context(only_one(data))
        content = ContentWriter(data)
        stack.callback(content.close)
        fetches = Fetches(data)
        stack.callback(fetches.close)
        settings = settings or Settings()
        marks = content.marks
        keeper = ClockKeeper(marks, clock, settings.time_facts, settings.server_time)
        keeper.look()
        settings = replace(settings, network=settings.network.told_to(settings.server_time))
        pace = Spread(settings.machine, clock.now()) if spread and settings.machine else None
        plays = PlayStore(data, read_only=True)
        stack.callback(plays.close)
        folder = MediaFolder(data.media)
        media = MediaSync(content, fetches, folder, clock, inbox.put, plays, settings, pace)
        stack.callback(media.close)
        feeds = FeedSync(content, fetches, clock, inbox.put, settings.network, pace)
        stack.callback(feeds.close)
        media.sweep()
        yield Syncer(feeds, media, keeper, marks, partial(office_heard, data))


def giving_way(data: DataFolder, clock: Clock, room: Room) -> Callable[[int, int], bool]:
    """What has media of feeds go for what an office publishes while no sync is at work there.

    Args:
        room: of what the office publishes.
    """

    def give_way(lacking: int, _needs: int) -> bool:
        site = read_site(Sites(data).pointer).site
        if site is None:
            return False
        settings = Settings(room=room.after(MediaFolder(data.blobs)))
        try:
            with opened(data, clock, SimpleQueue(), settings) as syncer:
                return syncer.media.give_way(site, lacking)
        except StoreError as error:
            _log.warning("media of feeds cannot give way error=%s", error)
            return False

    return give_way
