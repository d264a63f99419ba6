"""Nobody publishes or renews, and time goes by: what lies on the server expires meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import plain_environment
from tests.publish.world import AWall, Office, now

_LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


class Days:
    """Moves the clock of processes, through libfaketime."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "faketime"
        self.pass_to(0)

    def pass_to(self, day: int) -> None:
        """It is so many days later."""
        self._file.write_text(f"+{day}d\n")

    def environment(self, data: Path) -> dict[str, str]:
        return {
            **plain_environment(data),
            "LD_PRELOAD": str(_LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }


@pytest.fixture
def days(tmp_path: Path) -> Days:
    if _LIBRARY is None:
        pytest.skip("libfaketime is not installed: apt-get install faketime")
    return Days(tmp_path)


class Rounds:
    """A wall's process."""

    def __init__(self, wall: AWall, days: Days) -> None:
        command = [sys.executable, "-m", "tests.publish.rounds", str(wall.data.root), wall.address,
                   wall.screen, wall.key]  # fmt: skip
        self.process = subprocess.Popen(
            command,
            env={**days.environment(wall.data.root), "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def round(self) -> str:
        """How it went."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def end(self) -> list[str]:
        """Its log."""
        _, log = self.process.communicate(timeout=30)
        return log.splitlines()


@pytest.fixture
def showing(office: Office, wall: AWall) -> AWall:
    office.publish()
    assert wall.round().switched
    return wall


@pytest.fixture
def rounds(showing: AWall, days: Days) -> Iterator[Rounds]:
    with ExitStack() as stack:
        made = Rounds(showing, days)
        stack.enter_context(made.process)
        stack.callback(made.process.kill)
        yield made


def day(number: int) -> str:
    return f"{now() + timedelta(days=number):%Y-%m-%d}"


def test_what_nobody_renews_stays_on_the_screen_is_told_once_and_heals_by_itself(
    office: Office, showing: AWall, days: Days, rounds: Rounds
) -> None:
    before = (office.out / "metadata" / "timestamp.json").read_bytes()
    assert rounds.round() == f"{day(0)} well"
    days.pass_to(29)
    assert rounds.round() == f"{day(29)} well"
    for number in (31, 32, 60):
        days.pass_to(number)
        assert rounds.round() == f"{day(number)} expired"
    assert (office.out / "metadata" / "timestamp.json").read_bytes() == before
    assert showing.shows() == "Bienvenue"
    office.renew(now() + timedelta(days=60))
    assert rounds.round() == f"{day(60)} well"
    log = rounds.end()
    told = [line for line in log if "was to be renewed by" in line]
    assert len(told) == 1, log
    assert "kiosk publish --renew" in told[0]
    assert log[-1].startswith("office followed"), "and that it is over"
    assert showing.shows() == "Bienvenue"


def test_status_tells_it_and_that_it_is_over(office: Office, showing: AWall, days: Days) -> None:
    def kiosk(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", *arguments],
            env=days.environment(showing.data.root), capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip
        return done.stdout + done.stderr

    follow = ["sync", "--once", "--from", showing.address, "--screen", "hall", "--key", showing.key]
    status = ["status", "--site", str(showing.sites.pointer)]
    days.pass_to(31)
    assert "was to be renewed by" in kiosk(*follow)
    told = kiosk(*status)
    assert "was to be renewed by" in told
    assert "kiosk publish --renew" in told
    assert "publication 1" in told
    office.renew(now() + timedelta(days=31))
    assert "Nothing new: publication 1 shows" in kiosk(*follow)
    assert "renewed by" not in kiosk(*status)
