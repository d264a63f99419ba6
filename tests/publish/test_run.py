"""`kiosk run --from`: one command follows an office and shows the screen, come what may."""

from __future__ import annotations

import io
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from kiosk.store.content import sync_running
from kiosk.store.plays import PlayStore
from tests.cli.conftest import plain_environment
from tests.cli.test_run import running
from tests.publish.world import AWall, Office
from tests.sync.forward import ForwardProxy, forwarding

SETUP = "setup"
"""What the playlist is called that shows while there is nothing to show."""


def arguments(wall: AWall, *more: str) -> list[str]:
    return ["run", "--from", wall.address, "--screen", wall.screen, "--key", wall.key, *more]


def showing(wall: AWall) -> str:
    try:
        state = PlayStore(wall.data, read_only=True).state(wall.screen)
    except Exception:  # not there yet
        return ""
    return state.showing if state and state.alive else ""


def wait_for(true: Callable[[], object], told: Callable[[], object]) -> None:
    deadline = time.monotonic() + 40
    while not true():
        assert time.monotonic() < deadline, told()


def status(wall: AWall, *more: str) -> subprocess.CompletedProcess[str]:
    """As IT asks: no site is named, the wall's data folder stands in the environment."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "status", *more],
        cwd=wall.data.root, env=plain_environment(wall.data.root), capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


def served(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def picture(port: int) -> Image.Image:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/picture", timeout=40) as answer:
        return Image.open(io.BytesIO(answer.read())).convert("L")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def test_it_begins_without_anything_and_shows_what_comes(
    office: Office, wall: AWall, tmp_path: Path
) -> None:
    port = free_port()
    with running(
        tmp_path, wall.data.root, *arguments(wall, "--preview-port", str(port))
    ) as process:
        wait_for(lambda: SETUP in showing(wall), lambda: showing(wall))
        wait_for(lambda: served(port), lambda: status(wall))
        darkest, brightest = picture(port).getextrema()
        assert brightest > 200, "never black"
        assert darkest < 100, "something is written on it"
        wait_for(lambda: "404" in status(wall).stdout, lambda: status(wall))
        told = status(wall)
        assert told.returncode == 1
        assert "visitors read that the screen is being set up" in told.stdout
        assert "kiosk check" not in told.stdout, "nobody here can correct a site"
        office.publish()
        wait_for(lambda: "hall[" in showing(wall), lambda: status(wall))
        assert "publication 1" in status(wall).stdout
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=40) == 0


def test_the_last_good_publication_shows_while_the_office_is_away(
    office: Office, tmp_path: Path, wall: AWall
) -> None:
    office.publish()
    assert wall.round().switched
    wall.address = "http://127.0.0.1:9"
    with running(tmp_path, wall.data.root, *arguments(wall)):
        wait_for(lambda: "hall[" in showing(wall), lambda: status(wall))
        assert "publication 1" in status(wall).stdout


def test_what_is_here_for_another_screen_leaves_nobody_before_a_black_panel(
    office: Office, wall: AWall, tmp_path: Path
) -> None:
    office.publish()
    wall.round()
    wall.screen, wall.address = "civil", "http://127.0.0.1:9"
    with running(tmp_path, wall.data.root, *arguments(wall)):
        wait_for(lambda: SETUP in showing(wall), lambda: status(wall))


def test_settings_of_it_reach_the_sync_beside_it(
    office: Office, wall: AWall, tmp_path: Path
) -> None:
    office.publish()
    proxy = ForwardProxy({"office.invalid": int(wall.address.rpartition(":")[2])})
    wall.address = "http://office.invalid"
    floor = {"KIOSK_FREE_FLOOR": "900 TB"}
    with (
        forwarding(proxy),
        running(tmp_path, wall.data.root, *arguments(wall, "--proxy", proxy.url), **floor),
    ):
        wait_for(lambda: "no room" in status(wall).stdout, lambda: status(wall))
        assert "900000000 MB stay free (--free-floor)" in status(wall).stdout


def test_a_second_screen_needs_a_folder_of_its_own(
    office: Office, wall: AWall, tmp_path: Path
) -> None:
    office.publish()
    wall.round()
    with running(tmp_path, wall.data.root, *arguments(wall)):
        wait_for(lambda: sync_running(wall.data), lambda: status(wall))
        wall.screen = "civil"
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", *arguments(wall)],
            env=plain_environment(wall.data.root) | {"QT_QPA_PLATFORM": "offscreen"},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "for the screen hall" in done.stderr
    assert "--data" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--from", "https://a.example"], "--screen is missing"),
        (["--from", "https://a.example", "--screen", "hall"], "--key is missing"),
        (["--from", "a.example", "--screen", "hall", "--key", "k"], "no web address"),
        (["--from", "https://a.example", "--screen", "hall", "--key", "k", "--proxy", "p:1"],
         "no address of a proxy"),
    ],
)  # fmt: skip
def test_what_is_lacking_is_said_at_once(more: list[str], told: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "run", *more],
        cwd=tmp_path, env=plain_environment(tmp_path / "data"), capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert told in done.stderr
