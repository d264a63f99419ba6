"""A process that calls into Qt very often must not run out of `None`."""

from __future__ import annotations

import subprocess
import sys

MANY_CALLS = """
from kiosk.player.pyside import keep_none_alive
keep_none_alive()
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(200_000):
    thing.setObjectName("x")
    thing.blockSignals(False)
    thing.setProperty("known", True)
print("alive")
"""


def test_200_000_calls_that_return_nothing_or_a_bool_do_not_abort_python() -> None:
    ended = subprocess.run([sys.executable, "-c", MANY_CALLS], capture_output=True, text=True)
    assert ended.stdout == "alive\n", ended.stderr
