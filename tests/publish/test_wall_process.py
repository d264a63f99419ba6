"""A wall's sync as a process: it follows, is killed at any moment, and is told to stop."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.model.publication import Publication
from kiosk.store.sites import KEPT
from tests.cli.conftest import plain_environment
from tests.publish.world import AWall, Office
from tests.soak.forked import in_a_fork


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".kiosk.json"
    }


def litter(wall: AWall) -> list[str]:
    """What lies in the folder of sites, and contents that no kept site has."""
    contents = {one for site in wall.sites.kept() for one in site.contents}
    kept = {site.folder.name for site in wall.sites.kept()}
    names = {path.name for path in wall.data.sites.iterdir()} - kept - {"current", "lock"}
    files = {path.name for path in wall.data.blobs.rglob("*") if path.is_file()}
    return sorted(names | (files - contents))


def test_ended_after_the_switch_the_next_round_removes_what_was_left(
    office: Office, wall: AWall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(KEPT + 1):
        office.hall(f"Nouveau {number}")
        office.publish()
        wall.round()
    office.hall("Nouveau")
    office.publish()

    def dies(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def work() -> int:
        monkeypatch.setattr("shutil.rmtree", dies)
        wall.round()
        return 0

    assert in_a_fork(work, tmp_path / "said").killed
    assert wall.shows() == "Nouveau"
    assert litter(wall)
    assert not wall.round().switched
    assert litter(wall) == []


def once(wall: AWall) -> list[str]:
    return [
        sys.executable, "-m", "kiosk", "sync", "--once", "--from", wall.address,
        "--screen", wall.screen, "--key", wall.key,
    ]  # fmt: skip


def test_killed_at_any_moment_it_shows_the_old_site_or_the_new_one(
    office: Office, wall: AWall
) -> None:
    chance = random.Random(20261124)
    titles = ["Bienvenue"]
    office.publish()
    assert wall.round().switched
    environment = plain_environment(wall.data.root)
    lists: dict[str, bytes] = {}
    for number in range(6):
        titles.append(f"Nouveau {number}")
        office.hall(titles[-1])
        office.write("content/tri.mp4", chance.randbytes(3_000_000))
        office.publish()
        lists |= {path.name: path.read_bytes() for path in (office.out / "targets").iterdir()}
        process = subprocess.Popen(
            once(wall), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(timeout=0.3 + chance.random() * 0.7)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert wall.shows() in titles
        current = wall.sites.current()
        assert current is not None
        whole = Publication.from_bytes(lists[f"{current.sha256}.hall.json"])
        assert contents(current.folder) == {file.path: file.sha256 for file in whole.files}
    assert wall.round().state.trouble is None
    assert wall.shows() == titles[-1]
    assert litter(wall) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_the_service_follows_and_stops_when_told(
    office: Office, wall: AWall, number: signal.Signals, code: int
) -> None:
    office.publish()
    command = [word for word in once(wall) if word != "--once"]
    process = subprocess.Popen(
        command, env=plain_environment(wall.data.root), stderr=subprocess.PIPE, text=True
    )
    patience = threading.Timer(60, process.kill)
    patience.start()
    try:
        assert process.stderr is not None
        awaited = {"sync started", "new publication shows"}
        for line in process.stderr:
            awaited = {words for words in awaited if words not in line}
            if not awaited:
                break
        assert wall.shows() == "Bienvenue"
        process.send_signal(number)
        rest = process.stderr.read()
        assert process.wait(timeout=30) == code
        assert "Traceback" not in rest
    finally:
        patience.cancel()
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


def test_a_screen_option_is_missing(wall: AWall) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "sync", "--from", wall.address, "--screen", "hall"],
        env=plain_environment(wall.data.root), capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "--key is missing" in done.stderr
