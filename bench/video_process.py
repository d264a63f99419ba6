"""One measurement of `bench.video`, in a process of its own; prints what it found as JSON.

python -m bench.video_process bare|show|change CLIP
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

from kiosk.player.pyside import keep_none_alive

SIZE = (1920, 1080)
LIMIT_S = 120


def bare(clip: str) -> dict[str, float]:
    """libVLC alone, into one picture's memory."""
    from kiosk.player.video.frames import Frame, FramePool, Geometry, Layout
    from kiosk.player.video.vlc import Library
    from kiosk.player.video.vlc_player import Player

    class Sink(FramePool):
        """Always the same room; nobody looks at it."""

        def __init__(self) -> None:
            super().__init__(lambda: None)
            self.room: Frame | None = None
            self.shown = threading.Event()

        def shape(self, geometry: Geometry) -> None:
            if self.room is None or self.room.geometry != geometry:
                self.room = Frame(geometry)

        def lock(self) -> Frame | None:
            return self.room

        def display(self) -> None:
            self.shown.set()

    library, sink, over = Library(), Sink(), threading.Event()
    player = Player(
        library, clip, library.parse(clip), Layout.I420, sink, lambda _: over.set(),
        muted=True,
    )  # fmt: skip
    player.open()
    sink.shown.wait(LIMIT_S)
    cpu, wall = time.process_time(), time.monotonic()
    player.resume()
    over.wait(LIMIT_S)
    found = {"cpu_s": time.process_time() - cpu, "wall_s": time.monotonic() - wall}
    player.close()
    library.close()
    return found


class Show:
    """A window with a surface; plays one clip after another and watches what is swapped in."""

    def __init__(self, clips: list[Any]) -> None:
        from PySide6.QtCore import QSizeF, QTimer
        from PySide6.QtGui import QColor, QGuiApplication
        from PySide6.QtQuick import QQuickWindow

        from kiosk.player.video.deck import Deck
        from kiosk.player.video.surface import VideoSurface

        keep_none_alive()
        self.app = QGuiApplication([])
        self.deck = Deck()
        self.window = QQuickWindow()
        self.window.setColor(QColor("magenta"))
        self.window.resize(*SIZE)
        self.surface = VideoSurface(self.window.contentItem())
        self.surface.setSize(QSizeF(*SIZE))
        self.surface.setProperty("deck", self.deck)
        self.window.frameSwapped.connect(self._on_swap)
        self.clips = clips
        self.waiting: list[int] = []
        self.token = 0
        self.swapped = 0
        self.presented = 0
        self.rss_mib = 0.0
        self.cpu_s = self.wall_s = 0.0
        self.changed: float | None = None
        self.last_swap = 0.0
        self.gap_ms = 0.0
        self.watch_blank = len(clips) > 1
        self.blank = 0
        self.failed = ""
        self.deck.ready.connect(self._on_ready)
        self.deck.ended.connect(self._on_ended)
        self.deck.failed.connect(self._on_failed)
        self.weigh = QTimer()
        self.weigh.timeout.connect(self._weigh)
        self.weigh.start(1000)
        QTimer.singleShot(LIMIT_S * 1000, self.app.quit)
        QTimer.singleShot(500, self._open)
        self.window.show()

    def run(self) -> None:
        self.app.exec()
        if self.token:
            self.stats = self.deck.stats(self.token)
        self.deck.close()
        if self.failed:
            sys.exit(self.failed)

    def _open(self) -> None:
        self.waiting = [self.deck.prepare(clip) for clip in self.clips]
        self.opened: set[int] = set()

    def _on_ready(self, token: int) -> None:
        self.opened.add(token)
        if self.opened == set(self.waiting):
            self._next()

    def _next(self) -> None:
        self.token = self.waiting.pop(0)
        self.surface.setProperty("token", self.token)
        self.cpu_s, self.wall_s = time.process_time(), time.monotonic()
        self.deck.start(self.token)

    def _on_ended(self, token: int) -> None:
        if self.waiting:
            self._next()
            self.deck.stop(token)
            self.changed = self.last_swap
            self.presented = 0
        else:
            self.cpu_s = time.process_time() - self.cpu_s
            self.wall_s = time.monotonic() - self.wall_s
            self._weigh()
            self.app.quit()

    def _on_failed(self, _token: int, reason: str) -> None:
        self.failed = reason
        self.app.quit()

    def _on_swap(self) -> None:
        if not self.token:
            return
        presented = self.deck.stats(self.token).presented
        if presented == self.presented:
            return
        self.presented = presented
        self.swapped += 1
        now = time.monotonic()
        if self.changed is not None:
            self.gap_ms = 1000 * (now - self.changed)
            self.changed = None
        self.last_swap = now
        if self.watch_blank:
            self._look()

    def _look(self) -> None:
        pixels = self.window.screen().grabWindow(self.window.winId()).toImage()
        colour = pixels.pixelColor(SIZE[0] // 2, SIZE[1] // 2)
        self.blank += (colour.red(), colour.green(), colour.blue()) == (255, 0, 255)

    def _weigh(self) -> None:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                self.rss_mib = max(self.rss_mib, int(line.split()[1]) / 1024)


def show(clip: str) -> dict[str, float]:
    """One clip, to its end."""
    from kiosk.player.video.clip import Clip
    from kiosk.player.video.probe import probe_video

    facts = probe_video(Path(clip))
    played = Show([Clip(clip)])
    played.run()
    return {
        "frames": round(facts.duration_s * facts.fps),
        "swapped": played.swapped,
        "cpu_s": played.cpu_s,
        "wall_s": played.wall_s,
        "rss_mib": played.rss_mib,
    }


def change(_clip: str) -> dict[str, float]:
    """Two short clips, the second prepared beforehand; every swap is looked at."""
    from kiosk.player.video.clip import Clip

    media = Path(__file__).parents[1] / "tests" / "media"
    played = Show([Clip(str(media / name)) for name in ("red.mp4", "blue.mp4")])
    played.run()
    return {"blank": played.blank, "gap_ms": played.gap_ms}


if __name__ == "__main__":
    print(json.dumps({"bare": bare, "show": show, "change": change}[sys.argv[1]](sys.argv[2])))
