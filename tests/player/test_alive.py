"""systemd's watchdog hears of us only while pictures are really drawn."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.device.notify import Notifier
from kiosk.player.alive import Heartbeat

Heard = Callable[[], int]


class BlindWindow(QQuickWindow):
    """It is on the screen, and whoever asks for a frame waits in vain."""

    def isExposed(self) -> bool:
        return True


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[tuple[Notifier, Heard]]:
    address = str(tmp_path / "notify")
    manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    manager.bind(address)
    manager.setblocking(False)
    notifier = Notifier(
        {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "150000", "WATCHDOG_PID": str(os.getpid())}
    )
    count = 0

    def heard() -> int:
        nonlocal count
        while True:
            try:
                count += manager.recv(100) == b"WATCHDOG=1"
            except BlockingIOError:
                return count

    yield notifier, heard
    notifier.close()
    manager.close()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QQuickWindow]:
    window = QQuickWindow()
    window.resize(64, 64)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()


def test_a_still_slide_is_alive(
    qtbot: QtBot, window: QQuickWindow, systemd: tuple[Notifier, Heard]
) -> None:
    notifier, heard = systemd
    heartbeat = Heartbeat(window, notifier)
    qtbot.waitUntil(lambda: heard() >= 5)
    heartbeat.stop()


def test_a_window_that_draws_nothing_is_not(
    qtbot: QtBot, systemd: tuple[Notifier, Heard], caplog: pytest.LogCaptureFixture
) -> None:
    notifier, heard = systemd
    window = BlindWindow()
    heartbeat = Heartbeat(window, notifier)
    qtbot.waitUntil(lambda: "no picture was drawn" in caplog.text)
    before = heard()
    caplog.clear()
    qtbot.waitUntil(lambda: "no picture was drawn" in caplog.text)
    assert heard() == before
    window.frameSwapped.emit()  # and it lives again when one comes
    qtbot.waitUntil(lambda: heard() > before)
    heartbeat.stop()
    window.deleteLater()


def test_an_unplugged_panel_is_no_reason_to_restart(
    qtbot: QtBot, systemd: tuple[Notifier, Heard]
) -> None:
    notifier, heard = systemd
    window = QQuickWindow()  # never shown: not exposed
    heartbeat = Heartbeat(window, notifier)
    qtbot.waitUntil(lambda: heard() >= 4)
    heartbeat.stop()
    window.deleteLater()


def test_after_a_new_window_the_new_one_counts(
    qtbot: QtBot, window: QQuickWindow, systemd: tuple[Notifier, Heard]
) -> None:
    notifier, heard = systemd
    old = BlindWindow()
    heartbeat = Heartbeat(old, notifier)
    heartbeat.watch(window)
    old.deleteLater()
    qtbot.waitUntil(lambda: heard() >= 4)
    heartbeat.stop()
