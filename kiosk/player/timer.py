"""The one timer of the director, made of Qt's."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer


class QtTimer(QObject):
    """Fires once, never early."""

    def __init__(self) -> None:
        super().__init__()
        self._fire: Callable[[], None] = _nothing
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._timeout)

    def arm(self, seconds: float, fire: Callable[[], None]) -> None:
        """Call `fire` that many seconds from now; a call still due is forgotten."""
        self._fire = fire
        self._timer.start(math.ceil(seconds * 1000) + 1)

    def cancel(self) -> None:
        self._timer.stop()
        self._fire = _nothing

    def _timeout(self) -> None:
        self._fire()


def _nothing() -> None:
    """Nothing is due."""
