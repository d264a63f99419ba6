"""What a PySide6 release gets wrong and a screen that runs for months must mend."""

from __future__ import annotations

import ctypes
import sys

_SPARE_REFERENCES = 1 << 40
"""One is lost by every call: enough for a million calls a second during twelve days, and for
what a screen really does (some hundreds a second) during a century."""


def keep_none_alive() -> None:
    """Give `None`, `True`, `False` references to spare. Call once, before the first object of
    Qt is made.

    PySide6 6.12.0 is built against Python 3.12, where these are never freed; on Python 3.11
    every call that returns one drops a reference that it never took, and after about 5,000
    calls Python aborts ("none_dealloc: deallocating None", "bool_dealloc: deallocating True
    or False"). From 3.12 on nothing is needed.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for single in (None, True, False, NotImplemented):
        count = ctypes.c_ssize_t.from_address(id(single))
        if count.value < _SPARE_REFERENCES // 2:
            count.value += _SPARE_REFERENCES
