"""SIGTERM, SIGINT and SIGHUP inside Qt's event loop.

Python runs signal handlers only between its own instructions, and Qt's loop sits in C++ until
something happens. So the C level writes the signal's number into a socket, and Qt wakes up.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier


class Signals(QObject):
    """Calls back in the GUI thread with the signal that came. Only in the main thread."""

    def __init__(
        self, on_signal: Callable[[signal.Signals], None], numbers: tuple[signal.Signals, ...]
    ) -> None:
        super().__init__()
        self._on_signal = on_signal
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._old_fd = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._old = {number: signal.signal(number, _nothing) for number in numbers}

    def close(self) -> None:
        """Put the handlers back as they were."""
        self._notifier.setEnabled(False)
        for number, handler in self._old.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_fd)
        self._read.close()
        self._write.close()

    def _woken(self) -> None:
        try:
            numbers = self._read.recv(64)
        except BlockingIOError:
            return
        for number in numbers:
            if number in self._old:
                self._on_signal(signal.Signals(number))


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """A Python-level handler must exist, or the wake-up socket is not written."""
