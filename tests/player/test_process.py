"""The real player as a process: its start, its end, and what is left when it is killed."""

from __future__ import annotations

import http.client
import io
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from kiosk.model.site import Orientation
from kiosk.player.stage.metrics import Metrics
from kiosk.store.folder import DataFolder
from kiosk.store.plays import How, PlayStore
from tests import make
from tests.player import sites
from tests.player.stage.test_qr import read, seen_by_phone

NO_DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_QUICK_BACKEND")


class Process:
    """A player without a display, and what it says on stdout."""

    def __init__(self, site: Path, data: Path, screen: str = "hall", **environment: str) -> None:
        inherited = {name: value for name, value in os.environ.items() if name not in NO_DISPLAY}
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "kiosk", "player",
                "--site", str(site), "--data", str(data), "--screen", screen,
            ],
            env={**inherited, "LC_ALL": "C.UTF-8", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )  # fmt: skip

    def line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line and self.process.stderr is not None:
            pytest.fail(self.process.stderr.read())
        return line.strip()

    def address(self) -> int:
        """The port of its page."""
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)/", self.line())):
            pass
        return int(found[1])

    def first_slide(self) -> None:
        """Until the first slide stands."""
        while "first_slide_s" not in self.line():
            pass

    def end(self, number: signal.Signals) -> tuple[int, str]:
        """Send the signal; → exit code and what it said on stderr."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> tuple[int, str]:
        _, told = self.process.communicate(timeout=40)
        return self.process.returncode, told

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return sites.write_site(tmp_path / "site")


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def started(site: Path, data: DataFolder) -> Iterator[Process]:
    process = Process(site, data.root, KIOSK_BENCH="1")
    yield process
    process.kill()


def plays(data: DataFolder) -> list[str | None]:
    store = PlayStore(data, read_only=True)
    found = store.plays(make.utc("2010-01-01 00:00"), make.utc("2100-01-01 00:00"))
    return [play.how for play in found]


def photographed(player: Process) -> bytes:
    """What its page shows once the first slide stands."""
    port = player.address()
    player.first_slide()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=40)
    connection.request("GET", "/picture?after=0")
    response = connection.getresponse()
    assert response.status == 200
    body = response.read()
    connection.close()
    return body


def test_without_a_display_the_picture_is_a_page(started: Process) -> None:
    assert photographed(started)[:3] == b"\xff\xd8\xff"


@pytest.mark.parametrize("screen", ["hall", "civil"])
def test_a_phone_reads_the_code_of_the_running_player(
    site: Path, data: DataFolder, screen: str
) -> None:
    """From the viewing distance: 4 m from a panel of 55 inches, lying and standing."""
    player = Process(site, data.root, screen, KIOSK_BENCH="1")
    try:
        picture = Image.open(io.BytesIO(photographed(player)))
    finally:
        player.kill()
    orientation = Orientation.PORTRAIT if screen == "civil" else Orientation.LANDSCAPE
    assert (picture.height > picture.width) is (orientation is Orientation.PORTRAIT)
    metrics = Metrics.of(make.screen(screen, orientation=orientation), picture.size)
    seen = seen_by_phone(picture, metrics.px_per_mm, metrics.viewing_distance_m)
    assert read(seen) == {f"https://plaintes.example/r/.{screen}?l=fr"}


def test_sigterm_stops_in_order(started: Process, data: DataFolder) -> None:
    started.first_slide()
    code, told = started.end(signal.SIGTERM)
    assert code == 0
    assert "Traceback" not in told
    assert plays(data) == [How.INTERRUPTED]


def test_ctrl_c_is_130(started: Process) -> None:
    started.first_slide()
    code, told = started.end(signal.SIGINT)
    assert code == 130
    assert "Traceback" not in told


def test_sigterm_during_the_start_stops_it_too(site: Path, data: DataFolder) -> None:
    started = Process(site, data.root)
    try:
        started.address()
        assert started.end(signal.SIGTERM)[0] == 0
    finally:
        started.kill()


def test_under_systemd_a_screen_that_does_not_exist_shows_that_it_is_being_set_up(
    site: Path, data: DataFolder
) -> None:
    process = Process(site, data.root, "hal", INVOCATION_ID="1")
    try:
        process.address()
        code, told = process.end(signal.SIGTERM)
    finally:
        process.kill()
    assert code == 0
    assert "has no screen of this name" in told


def test_under_systemd_a_name_that_no_screen_can_have_is_no_crash(
    site: Path, data: DataFolder
) -> None:
    process = Process(site, data.root, "Grand Hall", INVOCATION_ID="1")
    try:
        process.address()
        code, told = process.end(signal.SIGTERM)
    finally:
        process.kill()
    assert code == 0
    assert "Traceback" not in told


NO_RACE = """
import sys
from kiosk.player import app

def beside(work, name):
    print("signature_bootstrap" in sys.modules)
    sys.exit(0)

app.Beside = beside
app.run_player(app.PlayerOptions(site=app.Path(sys.argv[1]), data=app.Path(sys.argv[2])))
"""


def test_no_thread_imports_modules_while_pyside_goes_through_them(
    site: Path, data: DataFolder
) -> None:
    """It would end Python, once in some hundred starts: so it is through before there is one."""
    command = [sys.executable, "-c", NO_RACE, str(site), str(data.root)]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "True\n"


def test_killed_at_any_moment_it_starts_again_and_nothing_is_lost(
    site: Path, data: DataFolder
) -> None:
    """`kill -9` early, while it writes its first lines, and later."""
    moments = random.Random(20261124)
    waiting = threading.Event()
    for _ in range(4):
        process = Process(site, data.root, KIOSK_BENCH="1")
        try:
            process.address()
            waiting.wait(moments.uniform(0.0, 0.5))
        finally:
            process.kill()
        if data.plays_db.exists():
            with sqlite3.connect(data.plays_db) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            connection.close()
    last = Process(site, data.root, KIOSK_BENCH="1")
    try:
        last.first_slide()
        assert last.end(signal.SIGTERM)[0] == 0
    finally:
        last.kill()
    hows = plays(data)
    assert hows[-1] == How.INTERRUPTED
    assert set(hows[:-1]) <= {How.CUT_OFF}
    assert list(data.root.glob("*.broken*")) == []


def test_an_end_of_the_data_disk_does_not_end_the_show(site: Path, data: DataFolder) -> None:
    """plays.db is a folder here: whatever is written fails."""
    data.plays_db.mkdir(parents=True)
    process = Process(site, data.root, KIOSK_BENCH="1")
    try:
        process.first_slide()
        code, told = process.end(signal.SIGTERM)
    finally:
        process.kill()
    assert code == 0
    assert told.count("the play log cannot be written") == 1
