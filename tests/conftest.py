"""What every test gets."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kiosk.player.pyside import keep_none_alive

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

# PySide6 6.12.0 on Python 3.11 aborts after some thousand calls without it.
keep_none_alive()

PATIENCE_MS = 40_000
"""A machine may be busy with other tests. Whether something is quick, the benchmark measures."""


HANGS_S = 400.0
"""A test that takes so long hangs."""


@pytest.fixture(autouse=True)
def no_test_hangs() -> Iterator[None]:
    """Ends the process, and tells where each thread was."""
    faulthandler.dump_traceback_later(HANGS_S, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


class PatientBot(QtBot):
    """Waits for what must come at last; five seconds are too few for that."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: Any, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)
