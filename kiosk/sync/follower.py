"""Following an office all the while, on a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from threading import Event, Thread

from kiosk.clock import Clock
from kiosk.errors import FolderBusy, StoreError
from kiosk.store.folder import DataFolder
from kiosk.store.holding import alone_in
from kiosk.store.sites import Sites
from kiosk.sync.due import next_round
from kiosk.sync.fetch import Fetcher
from kiosk.sync.following import Following
from kiosk.sync.network import Network
from kiosk.sync.room import Room
from kiosk.sync.spread import Spread
from kiosk.sync.wall import Wall

_log = logging.getLogger(__name__)

_LOOK_EVERY_S = 30.0
"""A clock that was set is noticed after so long."""
_AFTER_A_BUG_S = 60.0


@contextmanager
def following_alone(data: DataFolder) -> Iterator[None]:
    """Keeps two processes from following an office into the same folder.

    Raises:
        FolderBusy: another one does.
        StoreError: the folder cannot be made.
    """
    with ExitStack() as stack:
        try:
            data.wall.mkdir(parents=True, exist_ok=True)
            data.sites.mkdir(exist_ok=True)
            stack.enter_context(alone_in(data.wall))
        except BlockingIOError as cause:
            raise FolderBusy(
                f"{data.root}: another kiosk sync follows an office here. Wait for it, stop it, or"
                " name another folder with --data"
            ) from cause
        except OSError as cause:
            raise StoreError(f"{data.wall}: it cannot be made ({cause.strerror})") from cause
        yield


class WallFollower:
    """Follows an office on a thread of its own, from `start` to `stop`."""

    def __init__(
        self,
        following: Following,
        data: DataFolder,
        clock: Clock,
        network: Network | None = None,
        *,
        room: Room | None = None,
        machine: str | None = None,
    ) -> None:
        """
        Args:
            machine: what tells this machine from every other one, to spread requests by; None:
                the office is asked at once.

        Raises:
            FetchError: IT's certificates cannot be read.
        """
        self._stop = Event()
        self._clock = clock
        self._address = following.address
        self._fetcher = Fetcher(self._stop, network)
        room = room or Room()
        # What feeds brought belongs to the thread of sync, if there is one.
        self._wall = Wall(following, data, clock, self._fetcher, room, give_way=room.claim.ask)
        self._sites = Sites(data)
        # Several screens may hang on one machine.
        self._spread = Spread(f"{machine} {following.screen}", clock.now()) if machine else None
        # A daemon: a server that says nothing must not keep a stopped sync alive.
        self._thread = Thread(target=self._run, name="wall", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, patience_s: float = 5.0) -> None:
        """Gives up what is under way, and waits a moment for the thread to end."""
        self._stop.set()
        self._thread.join(patience_s)

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                wait_s = (self._due() - self._clock.now()).total_seconds()
                if wait_s > 0:
                    self._stop.wait(min(wait_s, _LOOK_EVERY_S))
                    continue
                try:
                    self._wall.round()
                except Exception:
                    _log.exception("following the office has a bug, what shows stays")
                    self._stop.wait(_AFTER_A_BUG_S)
        finally:
            self._fetcher.close()

    def _due(self) -> datetime:
        return next_round(
            self._address,
            self._wall.state,
            self._clock.now(),
            shows=self._sites.current() is not None,
            spread=self._spread,
        )
