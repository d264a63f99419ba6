"""What systemd hears from us."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.device.notify import Notifier


class Manager:
    """A service manager's end of the socket."""

    def __init__(self, address: str) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(address)
        self.socket.setblocking(False)

    def heard(self) -> list[str]:
        messages = []
        while True:
            try:
                messages.append(self.socket.recv(4096).decode())
            except BlockingIOError:
                return messages


@pytest.fixture(params=["path", "abstract"])
def manager_and_name(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Manager, str]]:
    if request.param == "path":
        name = address = str(tmp_path / "notify")
    else:
        name, address = f"@kiosk-test-{os.getpid()}", f"\0kiosk-test-{os.getpid()}"
    manager = Manager(address)
    yield manager, name
    manager.socket.close()


def test_everything_arrives_as_one_datagram_each(manager_and_name: tuple[Manager, str]) -> None:
    manager, name = manager_and_name
    notifier = Notifier({"NOTIFY_SOCKET": name})
    notifier.ready()
    notifier.alive()
    notifier.status("hall: outage\ncommune/n1")
    notifier.stopping()
    notifier.close()
    assert manager.heard() == [
        "READY=1",
        "WATCHDOG=1",
        "STATUS=hall: outage commune/n1",
        "STOPPING=1",
    ]


def test_the_same_status_is_said_once(manager_and_name: tuple[Manager, str]) -> None:
    manager, name = manager_and_name
    notifier = Notifier({"NOTIFY_SOCKET": name})
    for line in ("a", "a", "b"):
        notifier.status(line)
    notifier.close()
    assert manager.heard() == ["STATUS=a", "STATUS=b"]


def test_without_systemd_nothing_happens() -> None:
    notifier = Notifier({"WATCHDOG_USEC": "30000000"})
    notifier.ready()
    notifier.close()
    assert notifier.watchdog_s is None


def test_a_manager_that_went_away_is_warned_of_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    notifier = Notifier({"NOTIFY_SOCKET": str(tmp_path / "gone")})
    notifier.ready()
    notifier.alive()
    notifier.close()
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"WATCHDOG_USEC": "20000000"}, 20.0),
        ({"WATCHDOG_USEC": "20000000", "WATCHDOG_PID": str(os.getpid())}, 20.0),
        ({"WATCHDOG_USEC": "20000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({}, None),
    ],
)
def test_watchdog_interval(
    environment: dict[str, str], expected: float | None, tmp_path: Path
) -> None:
    notifier = Notifier({"NOTIFY_SOCKET": str(tmp_path / "s"), **environment})
    notifier.close()
    assert notifier.watchdog_s == expected
