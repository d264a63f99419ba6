"""Following an office all the while, on a thread of its own."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

from kiosk.clock import Clock
from kiosk.errors import FolderBusy, StoreError
from kiosk.store.folder import DataFolder
from kiosk.store.holding import alone_in
from kiosk.store.sites import Sites
from kiosk.sync.fetch import Fetcher
from kiosk.sync.network import Network
from kiosk.sync.wall import Following, Wall

_log = logging.getLogger(__name__)

EVERY_S = 300.0
"""How often the office is asked."""
_FIRST_RETRY_S = 15.0
_SPREAD = 0.2
"""By so much of it each wait is longer or shorter, so that walls do not ask in step."""


def wait_s(failures: int, chance: float) -> float:
    """Seconds until the office is asked again.

    Args:
        chance: in `[0, 1)`, different for every wall and every time.
    """
    wait = EVERY_S if not failures else min(EVERY_S, _FIRST_RETRY_S * 2.0 ** min(failures - 1, 10))
    return wait * (1 - _SPREAD + 2 * _SPREAD * chance)


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
    ) -> None:
        """
        Raises:
            FetchError: IT's certificates cannot be read.
        """
        self._stop = Event()
        self._fetcher = Fetcher(self._stop, network)
        self._wall = Wall(following, data, clock, self._fetcher)
        self._sites = Sites(data)
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
            if self._sites.current() is not None:
                # After a power cut two hundred walls start at the same moment.
                self._stop.wait(EVERY_S * random.random())
            while not self._stop.is_set():
                failures = 1
                try:
                    failures = self._wall.round().state.failures
                except Exception:
                    _log.exception("following the office has a bug, what shows stays")
                self._stop.wait(wait_s(failures, random.random()))
        finally:
            self._fetcher.close()
