"""The sync child beside the player."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.player.supervise import LONGEST_PAUSE_S, Supervisor, pause_s

SAY_AND_WAIT = "import sys, time; open(sys.argv[1], 'a').write('up\\n'); time.sleep(60)"
SAY_AND_END = "import sys; open(sys.argv[1], 'a').write('up\\n'); raise SystemExit(3)"
DEAF = (
    "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "open(sys.argv[1], 'a').write('up\\n'); time.sleep(60)"
)


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 40
    tick = threading.Event()
    while not true():
        assert time.monotonic() < deadline
        tick.wait(0.01)


def lines(file: Path) -> int:
    return len(file.read_text().splitlines()) if file.exists() else 0


def command(program: str, file: Path) -> list[str]:
    return [sys.executable, "-c", program, str(file)]


def test_pauses_double_up_to_a_minute() -> None:
    assert [pause_s(n) for n in (1, 2, 3)] == [1, 2, 4]
    assert pause_s(10_000) == LONGEST_PAUSE_S


def test_a_killed_child_is_started_again_and_stops_with_us(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    supervisor = Supervisor("sync", command(SAY_AND_WAIT, mark), pause=lambda _: 0.0)
    supervisor.start()
    try:
        wait_until(lambda: lines(mark) == 1)
        first = supervisor.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: lines(mark) == 2)
        second = supervisor.pid
    finally:
        supervisor.stop()
    assert second not in (None, first)
    assert supervisor.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(second or 0, 0)


def test_a_child_that_ends_at_once_is_paused_longer_each_time(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    failures: list[int] = []

    def pause(count: int) -> float:
        failures.append(count)
        return 0.0 if count < 4 else 60.0

    supervisor = Supervisor("sync", command(SAY_AND_END, mark), pause=pause)
    supervisor.start()
    try:
        wait_until(lambda: failures == [1, 2, 3, 4])
    finally:
        supervisor.stop()
    assert lines(mark) == 4


def test_a_command_that_does_not_exist_is_no_crash(caplog: pytest.LogCaptureFixture) -> None:
    failed = threading.Event()

    def pause(_count: int) -> float:
        failed.set()
        return 60.0

    supervisor = Supervisor("sync", ["/nonexistent/kiosk"], pause=pause, quiet=True)
    supervisor.start()
    assert failed.wait(10)
    supervisor.stop()
    assert "will be started again" in caplog.text


def test_a_child_that_does_not_listen_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.player.supervise.STOP_S", 0.2)
    mark = tmp_path / "mark"
    supervisor = Supervisor("sync", command(DEAF, mark))
    supervisor.start()
    wait_until(lambda: lines(mark) == 1)
    supervisor.stop()
    assert supervisor.pid is None


def test_a_child_that_may_not_start_yet_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.player.supervise.HELD_S", 0.01)
    asked = threading.Event()
    may = threading.Event()

    def may_start() -> bool:
        asked.set()
        return may.is_set()

    mark = tmp_path / "mark"
    supervisor = Supervisor("sync", command(SAY_AND_WAIT, mark), may_start=may_start)
    supervisor.start()
    assert asked.wait(10)
    assert supervisor.pid is None
    may.set()
    wait_until(lambda: lines(mark) == 1)
    supervisor.stop()
