"""A short storm over each room, and proof that the checks see what they are there to see;
`make soak` has the long one."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path
from typing import ClassVar

import pytest

from bench.nginx import installed
from kiosk.store.folder import DataFolder
from tests.publish.world import Office
from tests.soak import standing
from tests.soak.damage import DAMAGES, damaged
from tests.soak.forked import Blow, in_a_fork, kill_myself
from tests.soak.served import Broken, served
from tests.soak.storm import PART, ROOMS, Part, Violation, parts, storm
from tests.soak.tally import Outcome, together, told


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loopback is asked directly, whatever proxy this machine uses."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(("room", "faults"), [("feeds", 16), ("publish", 24), ("wall", 12)])
def test_whatever_happens_what_shows_is_whole(room: str, faults: int) -> None:
    if not installed():
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    done = storm(Part(room, 1, faults), seed=7)
    assert done.faults == faults
    assert len(done.lines) > 3
    assert any(line.stopped for line in done.lines.values()), "nothing was ever in its way"
    assert done.calm, "it was never let do its work"
    assert "make soak" in told([done], 1.0, "FAULTS=20")


class Rotten:
    """A world in which something does not hold after the third fault."""

    kinds = ("a nudge",)
    notes: ClassVar[dict[str, str]] = {}
    faults = 0

    def fault(self, kind: str, chance: random.Random) -> Outcome:
        self.faults += 1
        if self.faults == 3:
            raise Broken("the roof leaks")
        return Outcome(stopped=False, new=True)

    def calm(self) -> None:
        pass


def test_what_does_not_hold_is_told_with_where_and_how_to_see_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(ROOMS, "rotten", lambda *_: contextlib.nullcontext(Rotten()))
    with pytest.raises(Violation) as caught:
        storm(Part("rotten", 2, 5), seed=9)
    assert str(caught.value) == (
        "seed 9, part rotten:2, fault 2 of 5 (a nudge): the roof leaks\n"
        "The same again: make soak ARGS='--seed 9 --part rotten:2'"
    )


def test_the_same_seed_strikes_in_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[list[float]] = []

    class Noting(Rotten):
        def fault(self, kind: str, chance: random.Random) -> Outcome:
            drawn[-1].append(chance.random())
            return Outcome(stopped=False, new=True)

    monkeypatch.setitem(ROOMS, "noting", lambda *_: contextlib.nullcontext(Noting()))
    for seed in (1, 1, 2):
        drawn.append([])
        storm(Part("noting", 1, 20), seed)
    assert drawn[0] == drawn[1] != drawn[2]
    assert len(set(drawn[0])) == 20


def test_ten_thousand_faults_are_shared_out() -> None:
    shared = parts(10_000)
    assert sum(part.faults for part in shared) == 10_000
    assert len({part.name for part in shared}) == len(shared)
    assert max(part.faults for part in shared) == PART
    assert [part.room for part in parts(30, "wall")] == ["wall"]


def test_tallies_of_one_room_are_one() -> None:
    first, second = (storm(Part("publish", number, 4), seed=3) for number in (1, 2))
    (both,) = together([first, second])
    assert both.faults == 8
    assert both.calm == first.calm + second.calm


def test_a_blow_falls_at_its_step_and_not_before(tmp_path: Path) -> None:
    def work() -> int:
        for number in range(5):
            (tmp_path / str(number)).touch()
        return 3

    whole = in_a_fork(work, tmp_path / "said")
    assert (whole.code, whole.steps) == (3, 5)
    for number in range(5):
        (tmp_path / str(number)).unlink()
    struck = in_a_fork(work, tmp_path / "said", blow=Blow(2, kill_myself))
    assert struck.killed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1", "said"]


@pytest.mark.parametrize("kind", DAMAGES)
def test_what_is_damaged_on_the_server_is_seen(tmp_path: Path, kind: str) -> None:
    office = Office(tmp_path / "office")
    office.found()
    office.publish()
    first = (office.root / "keys" / "1.root.json").read_bytes()
    assert set(served(office.out, first).lists) == {"hall", "civil"}
    for seed in range(12):
        damage = damaged(office.out, kind, random.Random(seed))
        with pytest.raises(Broken):
            served(office.out, first)
        damage.undo()
    served(office.out, first)


def test_a_wall_with_nothing_on_it_does_not_stand(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="no site shows"):
        standing.sites(DataFolder(tmp_path), {})
