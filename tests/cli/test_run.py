"""`kiosk run` as a process: the player with sync beside it, and how it ends."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from kiosk.store.content import sync_running
from kiosk.store.folder import DataFolder
from kiosk.store.plays import PlayStore
from tests.cli.conftest import Kiosk, plain_environment

MEDIA = Path(__file__).parents[1] / "media"
FILMS = """\
items:
  - {kind: video, file: content/videos/one.mp4, title: Un}
  - {kind: video, file: content/videos/two.mp4, title: Deux}
  - {kind: message, title: Bienvenue, duration: 10 s}
"""
PROOF = "stage opened"
"""What the log says once the window is there."""


@contextmanager
def running(
    site: Path, data: Path, *arguments: str, says: str = PROOF, **more: str
) -> Iterator[subprocess.Popen[str]]:
    """`kiosk ARGUMENTS` offscreen, from the moment at which its window is there.

    Args:
        says: what its log must say besides, before the window is there or after.
    """
    environment = {
        **plain_environment(data),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        **more,
    }
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk", *arguments],
        cwd=site,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stderr is not None
            log, awaited = [], {PROOF, says}
            for line in process.stderr:
                log.append(line)
                awaited = {words for words in awaited if words not in line}
                if not awaited:
                    break
            assert process.poll() is None, "".join(log)
            yield process
        finally:
            process.kill()


def sync_of(pid: int) -> list[psutil.Process]:
    """The children of `kiosk run`, once sync is among them."""
    deadline = time.monotonic() + 40
    while True:
        children = psutil.Process(pid).children(recursive=True)
        if any("sync" in child.cmdline() for child in children):
            return children
        assert time.monotonic() < deadline


@pytest.mark.parametrize("sent, code", [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_it_ends_as_it_is_told_and_takes_sync_with_it(
    site: Path, tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    with running(site, tmp_path / "data", "run") as process:
        children = sync_of(process.pid)
        process.send_signal(sent)
        assert process.stderr is not None
        rest = process.stderr.read()
        assert process.wait(timeout=40) == code
    assert "Traceback" not in rest
    _, left = psutil.wait_procs(children, timeout=10)
    assert left == []


def test_what_it_shows_is_in_the_status_and_the_play_log(
    site: Path, tmp_path: Path, kiosk: Kiosk
) -> None:
    with running(site, tmp_path / "data", "run", "--screen", "civil") as process:
        # The window is there a moment before the first slide is written down.
        deadline = time.monotonic() + 40
        while f"pid {process.pid}" not in (told := kiosk("status").stdout):
            assert time.monotonic() < deadline, told
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)
    assert "civil" in told
    state = PlayStore(DataFolder(tmp_path / "data"), read_only=True).state("civil")
    assert state is not None
    assert not state.alive
    assert kiosk("plays").returncode == 0


def test_an_unknown_screen(kiosk: Kiosk) -> None:
    done = kiosk("run", "--screen", "hal", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 4
    assert "Did you mean hall?" in done.stderr
    assert "hall, civil" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_libvlc_videos_are_skipped_at_once_and_it_is_said_once(
    site: Path, tmp_path: Path, kiosk: Kiosk
) -> None:
    (site / "content" / "videos").mkdir()
    shutil.copy(MEDIA / "red.mp4", site / "content" / "videos" / "one.mp4")
    shutil.copy(MEDIA / "blue.mp4", site / "content" / "videos" / "two.mp4")
    (site / "playlists" / "hall.yaml").write_text(FILMS, "utf-8")
    gone = {"PYTHON_VLC_LIB_PATH": str(tmp_path / "libvlc.so.5")}
    with running(site, tmp_path / "data", "player", **gone) as process:
        deadline = time.monotonic() + 40
        while "Bienvenue" not in (told := kiosk("status").stdout):
            assert time.monotonic() < deadline, told
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        log = process.stderr.read()
    assert "No video is shown: libVLC cannot be loaded. Install the Debian packages" in told
    warnings = [line for line in log.splitlines() if " WARNING " in line]
    assert len(warnings) == 1, log  # none of a clip that was waited for and gave no picture
    assert "libvlc5 and vlc-plugin-base" in warnings[0]


def test_check_says_that_it_could_not_open_videos(site: Path, tmp_path: Path, kiosk: Kiosk) -> None:
    (site / "content" / "videos").mkdir()
    shutil.copy(MEDIA / "red.mp4", site / "content" / "videos" / "one.mp4")
    shutil.copy(MEDIA / "blue.mp4", site / "content" / "videos" / "two.mp4")
    (site / "playlists" / "hall.yaml").write_text(FILMS, "utf-8")
    done = kiosk("check", PYTHON_VLC_LIB_PATH=str(tmp_path / "libvlc.so.5"))
    assert done.returncode == 1
    assert "one.mp4" not in done.stdout  # nothing is wrong with the file
    assert done.stderr.count("libvlc5 and vlc-plugin-base") == 1


def test_a_second_player_of_a_screen_says_which_process_has_it(
    site: Path, tmp_path: Path, kiosk: Kiosk
) -> None:
    with running(site, tmp_path / "data", "run") as first:
        second = kiosk("run", QT_QPA_PLATFORM="offscreen")
        assert first.poll() is None
    assert second.returncode == 1
    assert f"process {first.pid} shows the screen hall already" in second.stderr
    assert "--screen" in second.stderr
    assert "WARNING" not in second.stderr
    assert "Traceback" not in second.stderr


def test_two_screens_of_one_data_folder_share_a_sync_and_the_second_takes_over(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    with running(site, data, "run") as first:
        deadline = time.monotonic() + 40
        while not sync_running(DataFolder(data)):
            assert time.monotonic() < deadline
        waits = "ours starts when that one ends"
        with running(site, data, "run", "--screen", "civil", says=waits) as second:
            first.send_signal(signal.SIGTERM)
            first.wait(timeout=40)
            assert second.stderr is not None
            assert any("sync started" in line for line in second.stderr)
