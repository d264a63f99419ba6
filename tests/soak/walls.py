"""A storm over `kiosk sync --from`: whatever happens, the wall stands.

An office publishes, a real nginx serves, the proxy stands between, and the wall's disk is small.
While a round is at work the player reads; after it everything that the wall keeps is compared,
byte for byte, with what the office ever published.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.nginx import nginx
from kiosk.cli.root import kiosk
from kiosk.errors import Exit
from kiosk.model.publication import Publication
from kiosk.store.folder import DataFolder
from kiosk.store.sites import Sites
from kiosk.sync import follower, round, wall
from tests.publish.world import SCREENS, Office
from tests.soak import standing
from tests.soak.commune import Commune
from tests.soak.damage import DAMAGES, damaged
from tests.soak.disk import Disk, small_disk
from tests.soak.forked import Blow, Ended, in_a_fork, kill_myself
from tests.soak.served import Broken, served
from tests.soak.tally import Outcome
from tests.soak.wire import CALM, Weather, Wire, wire

_FILM = 200_000
_WARM = (follower, round, wall)
"""The command line imports them when they are wanted; here each fork would anew."""


class Walls:
    """An office, and a wall that follows it."""

    name = "wall"
    KILLED_AT_A_STEP = "killed at a step"
    KILLED_AT_A_MOMENT = "killed at a moment"
    CUT = "connection cut"
    GARBLED = "bytes altered on the way"
    DISK_FULL = "disk full"
    ROLLED_BACK = "rolled back"
    kinds = (
        KILLED_AT_A_STEP, KILLED_AT_A_STEP, KILLED_AT_A_STEP, KILLED_AT_A_MOMENT,
        KILLED_AT_A_MOMENT, CUT, CUT, GARBLED, DISK_FULL, DISK_FULL, ROLLED_BACK, *DAMAGES,
    )  # fmt: skip

    def __init__(self, root: Path, disk: Disk, line: Wire, office: Office, feed: Commune) -> None:
        self._said = root / "said"
        self._disk = disk
        self._wire = line
        self._office = office
        self._feed = feed
        self._first = (office.root / "keys" / "1.root.json").read_bytes()
        self._data = DataFolder(disk.root / "data")
        self._sites = Sites(self._data)
        self._edition = 0
        self._published: dict[str, Publication] = {}
        self._editions: dict[str, int] = {}
        """By the SHA-256 of a list of files, which edition it is."""
        self._newest = ""
        self._usual: Ended | None = None

    @property
    def notes(self) -> dict[str, str]:
        return {"wall, its full disk": self._disk.kind}

    def begin(self, chance: random.Random) -> None:
        """The first two editions, without a fault."""
        for _ in range(2):
            self._next(chance)
            self._usual = self._sync()
            self.calm()

    def fault(self, kind: str, chance: random.Random) -> Outcome:
        before = self._sites.current()
        assert before is not None
        if chance.random() < 0.6:
            self._next(chance)
        ended = self._struck(kind, chance)
        now = standing.sites(self._data, self._published)
        standing.databases(self._data)
        shown = self._read()
        if kind != self.ROLLED_BACK and now.sequence < before.sequence:
            raise Broken(f"it went back from {before.folder.name} to {now.folder.name}")
        if shown != self._editions[now.sha256]:
            raise Broken(f"the player reads edition {shown} in {now.folder.name}")
        return Outcome(not ended.well, now.sha256 == self._newest)

    def calm(self) -> None:
        ended = self._sync()
        if not ended.well:
            raise Broken(f"the faults have ended, and it fails: {ended.said}")
        left = [*self._data.sites.glob(".*"), *self._data.blobs.rglob("*.part")]
        if left:
            raise Broken(f"something is left behind: {left}")
        if self._sites.held() is not None:
            ended = self._kiosk("rollback", "--undo")
            if not ended.well:
                raise Broken(f"what was rolled back to cannot be left: {ended.said}")
        now = standing.sites(self._data, self._published)
        standing.databases(self._data)
        if now.sha256 != self._newest or self._read() != self._edition:
            raise Broken(f"{now.folder.name} shows and not the newest, edition {self._edition}")
        if self._feed.shown(self._data, spoilt=False) != self._feed.edition:
            raise Broken("the newest edition of the feed has not come")

    def _next(self, chance: random.Random) -> None:
        """A new edition of everything."""
        self._edition += 1
        if chance.random() < 0.02:
            self._office.rotate(chance.choice(["content", "renewal"]))
        self._office.hall(f"Édition {self._edition}")
        self._office.write("content/tri.mp4", chance.randbytes(_FILM))
        self._office.publish()
        self._feed.publish()
        found = served(self._office.out, self._first)
        self._newest = found.hashes["hall"]
        self._published[self._newest] = found.lists["hall"]
        self._editions[self._newest] = self._edition

    def _struck(self, kind: str, chance: random.Random) -> Ended:
        assert self._usual is not None
        when, seed = chance.random(), str(chance.random())
        room, names = chance.choice([0, chance.randrange(_FILM * 2)]), chance.choice([None, 1])
        step, moment = int(when * self._usual.steps), when * self._usual.seconds
        match kind:
            case self.KILLED_AT_A_STEP:
                return self._sync(blow=Blow(step, kill_myself))
            case self.KILLED_AT_A_MOMENT:
                return self._sync(killed_after_s=moment)
            case self.CUT:
                return self._sync(Weather(0.5, _FILM, seed=seed), reads_after_s=moment)
            case self.GARBLED:
                where = chance.choice([chance.randrange(2000), chance.randrange(_FILM)])
                return self._sync(Weather(garble_at=where), reads_after_s=moment)
            case self.DISK_FULL:
                full = Blow(step, lambda: self._disk.fill(room, names))
                try:
                    return self._sync(blow=full, reads_after_s=chance.random() * moment)
                finally:
                    self._disk.mend()
            case self.ROLLED_BACK:
                blow = Blow(chance.randrange(4), kill_myself) if when < 0.5 else None
                ended = self._kiosk("rollback", blow=blow)
                if ended.code not in (0, Exit.NOTHING) and not ended.killed:
                    raise Broken(f"it cannot be rolled back: {ended.said}")
                return ended
            case _:
                damage = damaged(self._office.out, kind, chance)
                try:
                    return self._sync(reads_after_s=moment)
                finally:
                    damage.undo()

    def _sync(
        self,
        weather: Weather = CALM,
        *,
        blow: Blow | None = None,
        killed_after_s: float | None = None,
        reads_after_s: float | None = None,
    ) -> Ended:
        def read() -> None:
            if reads_after_s is not None:
                time.sleep(reads_after_s)  # at any moment of the round
                self._read()

        self._wire.change(weather)
        fingerprint = hashlib.sha256(self._first).hexdigest()
        return self._kiosk(
            "sync", "--once", "--from", self._wire.url, "--screen", "hall", "--key", fingerprint,
            blow=blow, killed_after_s=killed_after_s, meanwhile=read,
        )  # fmt: skip

    def _kiosk(
        self,
        *words: str,
        blow: Blow | None = None,
        killed_after_s: float | None = None,
        meanwhile: Callable[[], None] | None = None,
    ) -> Ended:
        """That command, in a process of its own."""

        def work() -> int:
            logging.disable(logging.NOTSET)
            kiosk.main([*words, "--data", str(self._data.root)])

        ended = in_a_fork(
            work, self._said, blow=blow, killed_after_s=killed_after_s, meanwhile=meanwhile
        )
        if "Traceback" in ended.said:
            raise Broken(f"a fault is told as a bug: {ended.said}")
        return ended

    def _read(self) -> int:
        """Which edition the player reads."""
        found = standing.loaded(self._sites.pointer, self._data)
        playlist = found.site.playlist(found.screen.playlist)
        assert playlist is not None
        title = str(playlist.items[0].title.get("fr"))  # type: ignore[union-attr]
        self._feed.shown(self._data)
        match = re.fullmatch(r"Édition (\d+)", title)
        if match is None:
            raise Broken(f"the player reads what was never published: {title}")
        return int(match[1])


@contextlib.contextmanager
def walls(root: Path, chance: random.Random) -> Iterator[Walls]:
    """Office, server, proxy, wall."""
    with contextlib.ExitStack() as stack:
        office = Office(stack.enter_context(small_disk(root / "office")).root / "office")
        office.found()
        office.out.mkdir()
        (root / "nginx").mkdir()
        (root / "nginx" / "www").symlink_to(office.out)
        folder = office.root / "commune"
        folder.mkdir()
        more = f"location /commune/ {{ alias {folder}/; }} keepalive_timeout 1s;"
        server = stack.enter_context(nginx(root / "nginx", more))
        line = stack.enter_context(wire(server.port))
        address = f"{line.url}/commune/{Commune.FILE}"
        feeds = f"feeds:\n  - {{name: commune, url: '{address}', every: 5 min}}\nservices:"
        office.write("screens.yaml", SCREENS.replace("services:", feeds))
        disk = stack.enter_context(small_disk(root / "disk"))
        world = Walls(root, disk, line, office, Commune(folder))
        world.begin(chance)
        yield world
