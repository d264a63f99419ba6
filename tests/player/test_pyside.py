"""A process that calls into Qt very often must not run out of `None`."""

from __future__ import annotations

import subprocess
import sys

import pytest

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


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="there None is never freed")
@pytest.mark.parametrize(
    "begin",
    [
        "from kiosk.player.video.probe import FileProbe; FileProbe()",
        "from kiosk.player.render import _application_for_pictures as begin; kept = begin()",
    ],
)
def test_every_other_process_with_qt_has_references_to_spare_too(begin: str) -> None:
    program = f"{begin}\nimport sys; print(sys.getrefcount(None) > 1 << 39)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ended.stdout == "True\n", ended.stderr
