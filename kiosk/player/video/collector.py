"""Keeps Python's collection of cyclic garbage on the thread that draws.

Python collects on whatever thread happens to make an object, libVLC's among them. When there is
a window or a timer of Qt in the garbage, it is torn down on the wrong thread, and the process
dies of it some time later.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer

LOOK_MS = 5_000


class Collector(QObject):
    """While it is on, collects on its own thread, as often as Python would have. Other threads
    must not make Qt objects that end up in cycles. Whoever switches Python's own collecting on
    finds it off again at the next look."""

    def __init__(self, parent: QObject | None = None, *, look_ms: int = LOOK_MS) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(look_ms)
        self._timer.timeout.connect(self._look)
        self._was_on = False

    def start(self) -> None:
        """Takes it over; again and again, should somebody have switched Python's on."""
        if not self._timer.isActive():
            self._was_on = gc.isenabled()
            self._timer.start()
        gc.disable()

    def stop(self) -> None:
        """Gives it back."""
        if self._timer.isActive():
            self._timer.stop()
            if self._was_on:
                gc.enable()

    def _look(self) -> None:
        gc.disable()
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
