"""The watchdog: systemd is told that we live only when a picture was really drawn."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from kiosk.device.notify import Notifier

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickWindow

log = logging.getLogger(__name__)


class Heartbeat(QObject):
    """Pings systemd's watchdog from the GUI loop, once a third of its interval.

    A still slide draws nothing for minutes, which must not look like death. So when nothing
    was drawn since the last ping, one frame is asked for, and the ping goes out with it. A
    window that is not exposed (the panel is unplugged) gets no frames and is no reason to
    restart: then the running event loop is all that is asked.
    """

    def __init__(self, window: QQuickWindow, notifier: Notifier) -> None:
        super().__init__()
        self._window: QQuickWindow | None = None
        self._notifier = notifier
        self._drawn = True
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self._beat)
        self.watch(window)
        if notifier.watchdog_s is not None:
            self._timer.start(int(notifier.watchdog_s / 3 * 1000))
            notifier.alive()

    def watch(self, window: QQuickWindow) -> None:
        """Ask this window for frames from now on."""
        if self._window is not None:
            self._window.frameSwapped.disconnect(self._swapped)
        self._window = window
        # Queued: with a GPU the signal comes from the render thread.
        window.frameSwapped.connect(self._swapped, Qt.ConnectionType.QueuedConnection)
        self._drawn = True

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        window = self._window
        if self._drawn or window is None or not window.isExposed():
            self._ping()
            return
        if self._asked:
            log.error("no picture was drawn though one was asked for: systemd will restart us")
            return
        self._asked = True
        window.update()

    def _swapped(self) -> None:
        self._drawn = True
        if self._asked:
            self._ping()

    def _ping(self) -> None:
        self._asked = False
        self._drawn = False
        self._notifier.alive()
