"""What every test gets."""

from __future__ import annotations

import os

from kiosk.player.pyside import keep_none_alive

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

# PySide6 6.12.0 on Python 3.11 aborts after some thousand calls without it.
keep_none_alive()
