"""Showing the publication before, and knowing of it from the desk."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.cli.conftest import plain_environment
from tests.publish.world import AWall, Office


def rollback(wall: AWall, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "rollback", *arguments],
        env=plain_environment(wall.data.root),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_rolled_back_it_stays_until_something_else_is_published(
    office: Office, wall: AWall
) -> None:
    for title in ("Un", "Deux", "Trois"):
        office.hall(title)
        office.publish()
        wall.round()
    done = rollback(wall)
    assert (done.returncode, done.stderr) == (0, "")
    assert wall.shows() == "Deux"
    report = wall.round()
    assert (report.switched, report.rolled_back) == (False, True)
    assert wall.shows() == "Deux"
    listed = rollback(wall, "--list").stdout.splitlines()
    assert listed[1].split()[:3] == ["held", "back", "3"]
    assert listed[2].split()[:2] == ["shows", "2"]
    office.renew()
    wall.round()
    assert wall.shows() == "Deux"
    office.hall("Quatre")
    office.publish()
    report = wall.round()
    assert (report.switched, report.rolled_back) == (True, False)
    assert wall.shows() == "Quatre"


def test_rolling_back_can_be_undone_and_aimed(office: Office, wall: AWall) -> None:
    for title in ("Un", "Deux", "Trois"):
        office.hall(title)
        office.publish()
        wall.round()
    rollback(wall, "1")
    assert wall.shows() == "Un"
    rollback(wall, "--undo")
    assert wall.shows() == "Trois"
    assert wall.round().rolled_back is False
    done = rollback(wall, "17")
    assert done.returncode == 4
    assert "There are: 3, 2, 1" in done.stderr


def test_a_machine_that_follows_nobody_has_nothing_to_roll_back(wall: AWall) -> None:
    done = rollback(wall)
    assert done.returncode == 4
    assert "does not follow an office" in done.stderr


def test_status_says_what_shows_and_what_is_held_back(office: Office, wall: AWall) -> None:
    for title in ("Un", "Deux"):
        office.hall(title)
        office.publish()
        wall.round()
    rollback(wall)
    environment = plain_environment(wall.data.root)
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "status", "--json", "--site", str(wall.sites.pointer)],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert told["office"]["shows"] == 1
    assert told["office"]["rolled_back_from"] == 2
    assert any("kiosk rollback --undo" in sentence for sentence in told["attention"])
