"""Proof of play, and what the player shows now."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.errors import StoreError
from kiosk.store.folder import DataFolder
from kiosk.store.plays import How, Play, PlayerState, PlayStore
from tests.make import utc

NOW = utc("2026-11-24 09:00")
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


@pytest.fixture
def log(folder: DataFolder) -> Iterator[PlayStore]:
    made = PlayStore(folder)
    yield made
    made.close()


def play(screen: str = "hall", **more: object) -> Play:
    values = {"item": "hall[2] outages", "notice": "commune/1", "started": NOW, "title": "Coupure"}
    return Play(screen, **{**values, **more})  # type: ignore[arg-type]


def test_a_showing_is_written_when_it_begins_and_when_it_ends(log: PlayStore) -> None:
    number = log.begin(play())
    (open_one,) = log.plays(NOW, NOW + DAY)
    assert (open_one.how, open_one.seconds, open_one.title) == (None, None, "Coupure")
    log.end(number, How.COMPLETE, 12.5)
    (done,) = log.plays(NOW, NOW + DAY)
    assert (done.how, done.seconds, done.started) == ("complete", 12.5, NOW)


def test_plays_are_chosen_by_when_they_began_and_by_screen(log: PlayStore) -> None:
    for hours in range(4):
        log.begin(play(started=NOW + timedelta(hours=hours)))
    log.begin(play("civil", started=NOW))
    hour = timedelta(hours=1)
    assert len(log.plays(NOW + hour, NOW + 3 * hour)) == 2
    assert [one.screen for one in log.plays(NOW, NOW + hour, "civil")] == ["civil"]
    assert log.plays(NOW + 5 * hour, NOW + DAY) == ()


def test_what_a_killed_player_left_open_is_closed_as_cut_off(folder: DataFolder) -> None:
    """A real process, killed in the middle of a showing."""
    code = (
        "import os, signal, pathlib\n"
        "from kiosk.store.folder import DataFolder\n"
        "from kiosk.store.plays import Play, PlayStore\n"
        "from tests.make import utc\n"
        f"log = PlayStore(DataFolder(pathlib.Path({str(folder.root)!r})))\n"
        "log.begin(Play('hall', 'hall[1]', None, utc('2026-11-24 08:00')))\n"
        "log.begin(Play('civil', 'civil[1]', None, utc('2026-11-24 08:00')))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=False)
    assert done.returncode == -9
    log = PlayStore(folder)
    log.begin(play("hall"))
    plays = {(one.screen, one.how) for one in log.plays(NOW - DAY, NOW + DAY)}
    # The player of the other screen may still run: its showing is its own to end.
    assert plays == {("hall", "cut off"), ("hall", None), ("civil", None)}
    log.close()


def test_a_process_closes_only_what_was_there_before_it(log: PlayStore) -> None:
    first = log.begin(play())
    log.begin(play(started=NOW + timedelta(seconds=10)))
    log.end(first, How.COMPLETE, 10)
    assert [one.how for one in log.plays(NOW, NOW + DAY)] == ["complete", None]


def test_plays_are_forgotten_after_more_than_a_year(log: PlayStore) -> None:
    log.begin(play(started=NOW - 500 * DAY))
    log.begin(play(started=NOW))
    log.recover("hall", NOW)
    assert len(log.plays(NOW - 600 * DAY, NOW + DAY)) == 1


def state(screen: str = "hall", **more: object) -> PlayerState:
    values = {"pid": os.getpid(), "at": NOW, "since": NOW, "showing": "Coupure d'eau"}
    return PlayerState.model_validate({"screen": screen, **values, **more})


def test_the_player_says_what_it_shows(log: PlayStore, folder: DataFolder) -> None:
    reader = PlayStore(folder, read_only=True)
    assert reader.state() is None
    log.say(state(next="Annonce", video={"shown": 250, "dropped": 0}))
    log.say(state("civil", at=NOW + DAY, showing="Annuaire", pid=2**22 - 1))
    assert reader.state("hall") == state(next="Annonce", video={"shown": 250, "dropped": 0})
    last = reader.state()
    assert last is not None
    assert (last.screen, last.alive) == ("civil", False)
    assert log.state("hall") is not None
    assert [one.screen for one in reader.states()] == ["civil", "hall"]
    assert reader.state("nowhere") is None


def test_a_reader_cannot_write(folder: DataFolder) -> None:
    with pytest.raises(StoreError, match="reading only"):
        PlayStore(folder, read_only=True).say(state())


def test_a_folder_that_cannot_be_written_is_a_store_error(tmp_path: Path) -> None:
    log = PlayStore(DataFolder(tmp_path / "missing"))
    with pytest.raises(StoreError, match="Check the disk"):
        log.begin(play())
