"""Qt's own messages, in our log."""

from __future__ import annotations

import logging
import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from kiosk.errors import Exit

log = logging.getLogger("kiosk.qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_qt() -> None:
    """Send Qt's messages to the logger `kiosk.qt` from now on."""
    qInstallMessageHandler(_message)


def _message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if kind is QtMsgType.QtFatalMsg:
        _no_display(message)
    category = context.category or "default"
    log.log(_LEVELS.get(kind, logging.WARNING), "%s category=%s", message, category)


def _no_display(message: str) -> None:
    """Qt would abort the process now, which looks like a bug and is a missing display."""
    reason = " ".join(message.split())
    sys.stderr.write(
        f"kiosk: no window can be opened: {reason}\n"
        "Start it in a graphical session, or without DISPLAY and WAYLAND_DISPLAY to see the"
        " screen as a page in a browser.\n"
    )
    sys.stderr.flush()
    os._exit(Exit.FAILED)
