"""A storm over `kiosk sync` of a feed: the screen has one whole edition, old or new, all the while.

A real nginx serves, the proxy stands between, and the disk is small.
"""

from __future__ import annotations

import contextlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.nginx import nginx
from kiosk.cli.trouble import tell_error
from kiosk.clock import SystemClock
from kiosk.errors import Exit, StoreError
from kiosk.store.folder import DataFolder
from kiosk.sync.round import sync_once
from tests.soak import standing
from tests.soak.commune import FILM, Commune
from tests.soak.disk import Disk, small_disk
from tests.soak.forked import Blow, Ended, in_a_fork, kill_myself
from tests.soak.served import Broken
from tests.soak.tally import Outcome
from tests.soak.wire import CALM, Weather, Wire, wire
from tests.sync.world import a_site, feed


class Feeds:
    """A screen with one feed."""

    KILLED_AT_A_STEP = "killed at a step"
    KILLED_AT_A_MOMENT = "killed at a moment"
    CUT = "connection cut"
    GARBLED = "bytes altered on the way"
    DISK_FULL = "disk full"
    SPOILT = "spoilt document"
    kinds = (
        KILLED_AT_A_STEP, KILLED_AT_A_MOMENT, KILLED_AT_A_MOMENT, CUT, CUT, GARBLED, DISK_FULL,
        DISK_FULL, SPOILT,
    )  # fmt: skip

    def __init__(self, root: Path, disk: Disk, line: Wire, commune: Commune) -> None:
        self._said = root / "said"
        self._disk = disk
        self._wire = line
        self._commune = commune
        self._data = DataFolder(disk.root / "data")
        self._site = a_site(root, feed("commune", f"{line.url}/{Commune.FILE}"))
        self._usual = self._sync()
        self.calm()
        commune.publish()
        self._usual = self._sync()
        self.calm()

    @property
    def notes(self) -> dict[str, str]:
        return {"feeds, its full disk": self._disk.kind}

    def fault(self, kind: str, chance: random.Random) -> Outcome:
        before = self._commune.shown(self._data)
        if chance.random() < 0.5:
            self._commune.publish()
        ended = self._struck(kind, chance)
        standing.databases(self._data)
        now = self._commune.shown(self._data)
        if now not in (before, self._commune.edition):
            raise Broken(f"edition {now} is there, where {before} was")
        return Outcome(not ended.well, now == self._commune.edition)

    def calm(self) -> None:
        self._sync()
        standing.databases(self._data)
        if self._commune.shown(self._data, spoilt=False) != self._commune.edition:
            raise Broken(f"edition {self._commune.edition} has not come")

    def _struck(self, kind: str, chance: random.Random) -> Ended:
        when, seed = chance.random(), str(chance.random())
        room, names = chance.choice([0, chance.randrange(FILM * 2)]), chance.choice([None, 1])
        step = int(when * self._usual.steps)
        match kind:
            case self.KILLED_AT_A_STEP:
                return self._sync(blow=Blow(step, kill_myself))
            case self.KILLED_AT_A_MOMENT:
                return self._sync(killed_after_s=when * self._usual.seconds)
            case self.CUT:
                return self._sync(Weather(0.5, FILM, seed=seed))
            case self.GARBLED:
                return self._sync(Weather(garble_at=chance.randrange(FILM)))
            case self.DISK_FULL:
                try:
                    return self._sync(blow=Blow(step, lambda: self._disk.fill(room, names)))
                finally:
                    self._disk.mend()
            case _:
                self._commune.spoil(chance)
                try:
                    return self._sync()
                finally:
                    self._commune.put_back()

    def _sync(
        self,
        weather: Weather = CALM,
        *,
        blow: Blow | None = None,
        killed_after_s: float | None = None,
    ) -> Ended:
        def work() -> int:
            try:
                report = sync_once(self._site, self._data, SystemClock())
            except (StoreError, OSError) as error:
                return int(tell_error(error))
            for outcome in report.failed:
                sys.stdout.write(f"{outcome.error}\n")
            return int(Exit.FAILED if report.failed else Exit.OK)

        self._wire.change(weather)
        ended = in_a_fork(work, self._said, blow=blow, killed_after_s=killed_after_s)
        if "Traceback" in ended.said:
            raise Broken(f"a fault is told as a bug: {ended.said}")
        return ended


@contextlib.contextmanager
def feeds(root: Path, chance: random.Random) -> Iterator[Feeds]:
    """Server, proxy, screen."""
    with contextlib.ExitStack() as stack:
        (root / "nginx").mkdir()
        www = stack.enter_context(small_disk(root / "www")).root
        (root / "nginx" / "www").symlink_to(www)
        server = stack.enter_context(nginx(root / "nginx", "keepalive_timeout 1s;"))
        line = stack.enter_context(wire(server.port))
        disk = stack.enter_context(small_disk(root / "disk"))
        yield Feeds(root, disk, line, Commune(www))
