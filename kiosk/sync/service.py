"""`kiosk sync` as a service: fetches whatever is due, until it is told to stop."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from kiosk.clock import Clock, SystemClock
from kiosk.errors import Exit, StoreError
from kiosk.store.folder import DataFolder
from kiosk.sync.claim import RoomAsked
from kiosk.sync.feeds import FeedCame
from kiosk.sync.media import MediaCame
from kiosk.sync.settings import Settings
from kiosk.sync.syncer import Syncer, opened

if TYPE_CHECKING:
    from kiosk.model.site import Site

_log = logging.getLogger(__name__)

_LONGEST_WAIT_S = 30.0
"""A clock that was set is noticed after so long."""
_SHORTEST_WAIT_S = 0.05


@dataclass(frozen=True, slots=True)
class Stop:
    """Put into the inbox: end."""


@dataclass(frozen=True, slots=True)
class SiteSaved:
    """Put into the inbox: files of the site have changed."""


Event = Stop | SiteSaved | FeedCame | MediaCame | RoomAsked
Inbox = SimpleQueue[Event]


def run_service(
    site_folder: Path,
    data: DataFolder,
    clock: Clock | None = None,
    settings: Settings | None = None,
) -> Exit:
    """Syncs until SIGTERM, SIGINT or SIGHUP. Only for the main thread of a process.

    Returns INTERRUPTED where it was SIGINT (Ctrl-C) that came first, else OK.

    Raises:
        StoreError: another sync is at work on this folder, or a database failed.
    """
    inbox: Inbox = SimpleQueue()
    came: list[int] = []

    def stop(number: int, _frame: object) -> None:
        came.append(number)
        # SimpleQueue.put is made for this: it may interrupt a `get` of the same thread.
        inbox.put(Stop())

    signals = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in signals}
    try:
        with ExitStack() as stack:
            stack.callback(_watch(site_folder, lambda: inbox.put(SiteSaved())))
            serve(site_folder, data, clock or SystemClock(), inbox, settings=settings)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return Exit.INTERRUPTED if came[:1] == [signal.SIGINT] else Exit.OK


def serve(
    site_folder: Path,
    data: DataFolder,
    clock: Clock,
    inbox: Inbox,
    *,
    idle: Callable[[float], None] | None = None,
    settings: Settings | None = None,
) -> None:
    """The service's loop, until a `Stop` is in the inbox.

    Args:
        idle: told, each time before it waits, for how many seconds at most.
    """
    settings = settings or Settings()
    with (
        opened(data, clock, inbox, settings, spread=True) as syncer,
        settings.room.claim.heard_by(inbox.put),
    ):
        _log.info("sync started site=%s data=%s", site_folder, data.root)
        event: Event | None = SiteSaved()
        trouble: str | None = None
        while not isinstance(event, Stop):
            try:
                wait_s = _step(syncer, event, site_folder, data, clock)
                if trouble is not None:
                    trouble = None
                    _log.info("sync can store again")
            except StoreError as error:
                # A disk that is full ends no sync: what is there goes on showing.
                if trouble != str(error):
                    trouble = str(error)
                    _log.warning("sync cannot store error=%s", trouble)
                wait_s = _LONGEST_WAIT_S
            if idle is not None:
                idle(wait_s)
            try:
                event = inbox.get(timeout=wait_s)
            except Empty:
                event = None
        _log.info("sync stopped")


def _step(
    syncer: Syncer, event: Event | None, folder: Path, data: DataFolder, clock: Clock
) -> float:
    """Takes one event, starts what is due, and returns for how many seconds to wait."""
    saved = isinstance(event, SiteSaved)
    if saved:
        _use(syncer, folder, data)
    elif isinstance(event, (FeedCame, MediaCame)):
        syncer.handle(event)
    elif isinstance(event, RoomAsked):
        syncer.give_way(event)
    if syncer.site is None:
        return _LONGEST_WAIT_S
    due = syncer.start(files=saved)
    return min(max((due - clock.now()).total_seconds(), _SHORTEST_WAIT_S), _LONGEST_WAIT_S)


def _use(syncer: Syncer, folder: Path, data: DataFolder) -> None:
    """Reads the site; a broken one leaves the last good one in use."""
    site = _read(folder, data, at_start=syncer.site is None)
    if site is not None and site != syncer.site:
        syncer.use(site)


def _read(folder: Path, data: DataFolder, *, at_start: bool) -> Site | None:
    from kiosk.site.read import read_site

    reading = read_site(folder)
    if reading.site is not None:
        return reading.site
    if folder.is_dir():
        errors = [fault for fault in reading.faults if fault.level == "error"]
        _log.warning(
            "site is broken site=%s errors=%d first=%s; kiosk check tells them all",
            folder,
            len(errors),
            errors[0].place if errors else "",
        )
    else:
        _log.warning("there is no site here site=%s", folder)
    if not at_start:
        return None
    from kiosk.site.lastgood import kept

    return kept(data.site_json)


def _watch(folder: Path, saved: Callable[[], None]) -> Callable[[], None]:
    """Watches the site; returns what ends that."""
    from kiosk.site.watch import SiteWatch

    watch = SiteWatch(folder, saved)
    watch.start()
    return watch.stop
