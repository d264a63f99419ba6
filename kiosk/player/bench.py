"""Figures for the benchmark: lines of JSON on stdout while KIOSK_BENCH=1."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickWindow


def wanted(environment: Mapping[str, str]) -> bool:
    return environment.get("KIOSK_BENCH") == "1"


def process_age_s() -> float:
    """Seconds since the kernel started this process, to 10 ms."""
    stat = Path("/proc/self/stat").read_text("ascii")
    started_ticks = int(stat.rsplit(")", 1)[1].split()[19])
    started_s = started_ticks / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - started_s


class Bench(QObject):
    """Counts the frames that reached the window, and says when each slide stood on it."""

    def __init__(self) -> None:
        super().__init__()
        self._slide = False
        self._told = False
        self._frames = 0

    def watch(self, window: QQuickWindow) -> None:
        """Count this window's frames."""
        # Direct: the moment itself counts, on whichever thread it is.
        window.frameSwapped.connect(self._swapped, Qt.ConnectionType.DirectConnection)

    def slide_put(self) -> None:
        """A slide is on the board: the next frame carries it."""
        self._slide = True

    def slide_shown(self, words: str) -> None:
        """A slide stands, its transition over. The moment is that of CLOCK_MONOTONIC."""
        self._say(shown=words, at_s=time.monotonic())

    def clip(self, path: str, **figures: float | None) -> None:
        """What became of a clip's frames."""
        self._say(clip=path, **figures)

    def stop(self) -> None:
        self._say(frames_swapped=self._frames)

    def _swapped(self) -> None:
        self._frames += 1
        if self._slide and not self._told:
            self._told = True
            self._say(first_slide_s=round(process_age_s(), 3))

    @staticmethod
    def _say(**figures: object) -> None:
        sys.stdout.write(json.dumps(figures) + "\n")
        sys.stdout.flush()
