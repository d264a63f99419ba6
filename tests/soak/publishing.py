"""A storm over `kiosk publish`: what is served is the old publication or the new one, whole.

Killed and out of room, what lies in the folder afterwards is looked at as it lies there. Where
files on the server were damaged, the next publication has to mend them.
"""

from __future__ import annotations

import contextlib
import random
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kiosk.cli.trouble import tell_error
from kiosk.errors import KioskError
from tests.publish.world import Office
from tests.soak.damage import DAMAGES, damaged
from tests.soak.disk import Disk, small_disk
from tests.soak.forked import Blow, Ended, in_a_fork, kill_myself
from tests.soak.served import Broken, Served, served
from tests.soak.tally import Outcome

_FILM = 200_000
_BETWEEN = "publish: it ended between new keys and the signpost"
_EDITION = re.compile(r"Édition (\d+)")


class Publishing:
    """An office that publishes a new edition most of the times."""

    name = "publish"
    KILLED_AT_A_STEP = "killed at a step"
    KILLED_AT_A_MOMENT = "killed at a moment"
    DISK_FULL = "disk full"
    kinds = (
        KILLED_AT_A_STEP, KILLED_AT_A_STEP, KILLED_AT_A_MOMENT, DISK_FULL, DISK_FULL, *DAMAGES,
    )  # fmt: skip

    def __init__(self, root: Path, disk: Disk, chance: random.Random) -> None:
        self._said = root / "said"
        self._disk = disk
        self._temporary = disk.root / "tmp"
        self._office = Office(disk.root / "office")
        self._office.found()
        self._first = (self._office.root / "keys" / "1.root.json").read_bytes()
        self._edition = 0
        self._serves = 0
        self._roots = 1
        self._between = False
        self._highest = (0, 0, 0)
        self._next(chance)
        self._usual = self._run()
        self._next(chance)
        self._usual = self._run()
        self._looked_at(None)

    @property
    def notes(self) -> dict[str, str]:
        return {"publish, its full disk": self._disk.kind}

    def fault(self, kind: str, chance: random.Random) -> Outcome:
        before = self._serves
        what = chance.random()
        renews = what < 0.1
        if 0.1 < what < 0.75:
            self._next(chance)
        if 0.75 < what < 0.77:
            self._office.rotate(chance.choice(["content", "renewal"]))
        if kind in DAMAGES:
            damage = damaged(self._office.out, kind, chance)
            ended = self._run()
            if not ended.well:
                raise Broken(f"damaged ({damage.told}), it is not mended: {ended.said}")
            return self._outcome(ended, self._looked_at(self._edition))
        self._between = False
        ended = self._struck(kind, chance, renews=renews)
        now = self._looked_at(None)
        if now not in (before, self._edition):
            raise Broken(f"edition {now} is served, where {before} was and {self._edition} comes")
        if ended.well and not renews and now != self._edition:
            raise Broken(f"it says that all went well, and edition {now} is served")
        return self._outcome(ended, now)

    def calm(self) -> None:
        ended = self._run()
        if not ended.well:
            raise Broken(f"the faults have ended, and it fails: {ended.said}")
        self._looked_at(self._edition)

    def _next(self, chance: random.Random) -> None:
        """A new edition of the site."""
        self._edition += 1
        self._office.hall(f"Édition {self._edition}")
        self._office.write("content/tri.mp4", chance.randbytes(_FILM))

    def _struck(self, kind: str, chance: random.Random, *, renews: bool) -> Ended:
        when, room = chance.random(), chance.choice([0, chance.randrange(_FILM * 2)])
        names = chance.choice([None, None, chance.randrange(4)])
        step = int(when * self._usual.steps)
        if kind == self.KILLED_AT_A_MOMENT:
            return self._run(renews=renews, killed_after_s=when * self._usual.seconds)
        if kind == self.KILLED_AT_A_STEP:
            return self._run(renews=renews, blow=Blow(step, kill_myself))
        try:
            return self._run(renews=renews, blow=Blow(step, lambda: self._disk.fill(room, names)))
        finally:
            self._disk.mend()

    def _run(
        self, *, renews: bool = False, blow: Blow | None = None, killed_after_s: float | None = None
    ) -> Ended:
        def work() -> int:
            tempfile.tempdir = str(self._temporary)
            try:
                self._office.renew() if renews else self._office.publish()
            except (KioskError, OSError) as error:
                return int(tell_error(error))
            return 0

        self._temporary.mkdir(exist_ok=True)
        ended = in_a_fork(work, self._said, blow=blow, killed_after_s=killed_after_s)
        shutil.rmtree(self._temporary)
        if "Traceback" in ended.said:
            raise Broken(f"a fault is told as a bug: {ended.said}")
        return ended

    def _looked_at(self, wanted: int | None) -> int:
        """Which edition is served; all of it is whole, and no wall would call it an old one.

        Args:
            wanted: which one it must be.
        """
        try:
            found = served(self._office.out, self._first)
            self._roots = len(list(self._office.out.glob("metadata/*.root.json")))
        except Broken:
            # New keys are told in a file of their own. Ended between it and the signpost, what
            # is there is the old publication, for walls that know the old keys; those that heard
            # of the new ones wait for the next publication, with what they show.
            if wanted is not None:
                raise
            found = served(self._office.out, self._first, roots=self._roots)
            self._between = True
        if any(new < old for new, old in zip(found.numbers, self._highest, strict=True)):
            raise Broken(f"walls that know {self._highest} would refuse {found.numbers}")
        self._highest = found.numbers
        edition = self._edition_of(found)
        if wanted is not None and edition != wanted:
            raise Broken(f"edition {edition} is served and not the newest, {wanted}")
        self._serves = edition
        return edition

    def _edition_of(self, found: Served) -> int:
        text = found.bytes_of(self._office.out, "hall", "playlists/hall.yaml").decode()
        match = _EDITION.search(text)
        if match is None or set(found.lists) != {"hall", "civil"}:
            raise Broken("what is served is no edition that was published")
        return int(match[1])

    def _outcome(self, ended: Ended, now: int) -> Outcome:
        return Outcome(not ended.well, now == self._edition, _BETWEEN if self._between else "")


@contextlib.contextmanager
def publishing(root: Path, chance: random.Random) -> Iterator[Publishing]:
    """The office, and a small disk for it."""
    with small_disk(root / "disk") as disk:
        yield Publishing(root, disk, chance)
