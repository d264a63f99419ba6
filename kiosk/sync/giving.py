"""Media of feeds that give way: to one another, and to what an office publishes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from math import inf

from kiosk.clock import Clock
from kiosk.errors import StoreError
from kiosk.model.site import Site
from kiosk.store.fetches import MediaFetch
from kiosk.store.media import MediaFolder
from kiosk.store.plays import PlayStore
from kiosk.store.writing import ContentWriter
from kiosk.sync.addresses import without_password
from kiosk.sync.evict import JUST_LET_GO, Held, Use, evictions, last_shown, uses
from kiosk.sync.room import Room

_log = logging.getLogger(__name__)

EVICTED = "it had to go, for want of room"
_LOOK_EVERY_S = 30.0


class Giving:
    """Lets go of what is needed least. Part of MediaSync, whose thread owns it."""

    def __init__(
        self,
        content: ContentWriter,
        media: MediaFolder,
        plays: PlayStore,
        clock: Clock,
        room: Room,
        known: Mapping[str, MediaFetch],
        remember: Callable[[MediaFetch], None],
    ) -> None:
        """
        Args:
            known: by address: what is known of fetching each file, as MediaSync has it.
            remember: changes that.
        """
        self._content = content
        self._media = media
        self._plays = plays
        self._clock = clock
        self._room = room
        self._known = known
        self._remember = remember
        self._looked_at = -inf
        self._made_room: set[str] = set()
        """Addresses for whose files others went already, in vain so far."""

    def keep_room(self, site: Site) -> None:
        """What is needed least goes when the disk, or what media may take of it, is full."""
        if self._clock.monotonic() - self._looked_at < _LOOK_EVERY_S:
            return
        self._looked_at = self._clock.monotonic()
        lacking = self._room.lacking(self._media, 0)
        if lacking:
            # As much of it as can go, rather than nothing.
            held, _ = self._held(site)
            self._evict(evictions(held, lacking, below=Use.DUE, at_least=0))

    def make_room(self, site: Site, url: str, needs: int) -> bool:
        """Lets others go for the file of that address, which needs so many bytes more, once;
        returns whether they went."""
        if url in self._made_room:
            return False
        self._made_room.add(url)
        lacking = self._room.lacking(self._media, needs)
        held, used = self._held(site)
        use = used.get(url, Use.LATER)
        going = evictions((one for one in held if one.url != url), lacking, below=use)
        self._evict(going)
        return bool(going)

    def came(self, url: str) -> None:
        """The file of that address came, or did not for another reason than want of room."""
        self._made_room.discard(url)

    def give_way(self, site: Site, lacking: int) -> bool:
        """Lets go of what is not due in the coming day, so that so many bytes come free, for
        what is worth more; returns whether they do. Nothing goes where they cannot."""
        held, _ = self._held(site)
        going = evictions(held, lacking, below=Use.DUE)
        self._evict(going)
        return bool(going)

    def _held(self, site: Site) -> tuple[list[Held], dict[str, Use]]:
        """The files that are here, and how much each address is needed."""
        now = self._clock.now()
        notices = self._content.with_media()
        try:
            playing = {one.notice for one in self._plays.states() if one.notice and one.alive}
            shown = self._plays.last_shown()
        except StoreError as error:
            _log.warning("play log unreadable, nothing is evicted error=%s", error)
            return [], {}
        used = uses(site, notices, playing, now)
        moments = last_shown(notices, shown)
        held = []
        for url, stored in self._content.media().items():
            use = used.get(url)
            since = self._known[url].unused_since if url in self._known else None
            if use is None:
                # Withdrawn just now, it may still be on the screen.
                fresh = since is None or timedelta(0) <= now - since < JUST_LET_GO
                use = Use.DUE if fresh else Use.NONE
            held.append(Held(url, stored, use, moments.get(url) or since))
        return held, used

    def _evict(self, going: Collection[Held]) -> None:
        if not going:
            return
        self._content.drop_media([one.url for one in going])
        for one in going:
            self._media.remove(one.stored)
            known = self._known.get(one.url)
            if known is not None:
                # It comes back when there is room, or when it is due.
                self._remember(replace(known, validator=None, failures=0, error=EVICTED))
            _log.warning(
                "media evicted for want of room url=%s bytes=%d",
                without_password(one.url),
                one.stored.size_bytes,
            )
