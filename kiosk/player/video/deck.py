"""The deck: opens clips ahead of their time, plays them, and tells how it goes.

Nothing here makes the caller wait: libVLC is loaded, opened and stopped on workers, and what its
threads report comes back as queued signals. Every clip has a token; after `stop` nothing is said
of a token any more.
"""

from __future__ import annotations

import logging
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.errors import MediaError
from kiosk.player.video.clip import Caption, Clip, ClipStats, Ending
from kiosk.player.video.collector import Collector
from kiosk.player.video.engines import Engines
from kiosk.player.video.frames import FramePool, Layout
from kiosk.player.video.playback import Opener, Playback, Stage
from kiosk.player.video.watch import Limits, complaint, cut_short, next_look_s

log = logging.getLogger(__name__)

_WORKERS = 3
"""One opens, one closes, and one more in case a file makes libVLC hang."""
_REMEMBERED = 16
"""Of so many stopped clips, `stats` still answers."""
_NOT_MOVING_YET_S = 0.04


class Deck(QObject):
    """Plays clips. Building one makes `import Kiosk.Video` known to QML.

    `prepare` a clip, wait for `ready`, `start` it, wait for `ended` or `failed`, `stop` it. A
    surface that has its token shows its first frame from `ready` on and its last one after the
    end. `failed` can come at any time, also in place of `ready`; it says why in words, and is
    logged. `close` at the end.
    """

    ready = Signal(int)
    """The first frame is decoded; `start` shows no gap."""
    firstFrame = Signal(int)  # noqa: N815
    """A surface has handed a frame of it to the scene graph."""
    ended = Signal(int)
    failed = Signal(int, str)
    captionsChanged = Signal(int)  # noqa: N815
    frameArrived = Signal(int)  # noqa: N815
    """For surfaces: there is a frame to fetch. Emitted on libVLC's threads."""

    _opened = Signal(int)
    _broke = Signal(int, str)
    _over = Signal(int, object)
    _drawn = Signal(int)
    _heard = Signal(int)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        limits: Limits | None = None,
        layout: Callable[[], Layout] | None = None,
        opener: Opener | None = None,
        options: tuple[str, ...] = (),
    ) -> None:
        """`layout` answers how frames should lie in memory (None: as the windows draw best);
        `opener` stands in for libVLC in tests; `options` go to libVLC."""
        super().__init__(parent)
        from kiosk.player.video import surface

        surface.register()
        self._layout = layout or surface.preferred_layout
        self._limits = limits or Limits()
        self._engines = None if opener else Engines(options)
        self._opener: Opener = opener or self._engines.open  # type: ignore[union-attr]
        self._collector = Collector(self)
        self._workers: ThreadPoolExecutor | None = None
        self._last_token = 0
        self._live: dict[int, Playback] = {}
        self._timers: dict[int, tuple[QTimer, QTimer]] = {}
        self._past: OrderedDict[int, ClipStats] = OrderedDict()
        queued = Qt.ConnectionType.QueuedConnection
        self._opened.connect(self._on_first_frame, queued)
        self._broke.connect(self._fail, queued)
        self._over.connect(self._on_ending, queued)
        self._drawn.connect(self._on_drawn, queued)
        self._heard.connect(self._speak, queued)

    # What the director calls

    def prepare(self, clip: Clip) -> int:
        """Opens a clip and decodes its first frame; → its token. Ends with `ready` or `failed`."""
        self._collector.start()  # from here on there are threads beside Qt's
        self._last_token += 1
        token = self._last_token
        pool = FramePool(partial(self._announce, token))
        playback = Playback(token, clip, self._layout(), pool)
        self._live[token] = playback
        watch, cue = QTimer(self), QTimer(self)
        for timer, act in ((watch, self._look), (cue, self._speak)):
            timer.setSingleShot(True)
            timer.timeout.connect(partial(act, token))
        cue.setTimerType(Qt.TimerType.PreciseTimer)
        self._timers[token] = watch, cue
        self._look(token)
        self._submit(self._open, playback)
        return token

    def start(self, token: int) -> None:
        """Plays it; where it is not ready yet, as soon as it is."""
        playback = self._live.get(token)
        if playback is None:
            return
        if playback.stage is Stage.OPENING:
            playback.wanted = True
        elif playback.stage is Stage.READY:
            playback.start(time.monotonic())
            self._look(token)
            self._speak(token)
            if playback.early_end:
                self._over.emit(token, Ending.ENDED)

    def stop(self, token: int) -> None:
        """Lets go of it. Its surface keeps the last picture."""
        playback = self._live.pop(token, None)
        if playback is None:
            return
        for timer in self._timers.pop(token):
            timer.stop()
            # What it calls holds this deck: were it the last to, the deck would be destroyed by
            # the destruction of a child of its own.
            timer.timeout.disconnect()
            timer.deleteLater()
        over = playback.stage is Stage.OVER
        if not over:
            playback.finish()
        self._past[token] = playback.stats()
        while len(self._past) > _REMEMBERED:
            self._past.popitem(last=False)
        if not over:
            self._submit(playback.close)

    def captions(self, token: int) -> tuple[Caption, ...]:
        """What is said in it now, one entry for each language that it has captions in."""
        playback = self._live.get(token)
        return playback.said if playback else ()

    def stats(self, token: int) -> ClipStats:
        """Its frames so far; also of the clips stopped lately."""
        playback = self._live.get(token)
        return playback.stats() if playback else self._past.get(token, ClipStats())

    @property
    def missing(self) -> str:
        """Why no clip at all can be played, and what to do; empty while that is not so. Known
        from the first `failed` on."""
        return self._engines.missing if self._engines else ""

    def close(self) -> None:
        """Stops everything and waits until libVLC's threads are gone. Nothing after that."""
        for token in list(self._live):
            self.stop(token)
        if self._workers is not None:
            self._workers.shutdown(wait=True)
            self._workers = None
        if self._engines is not None:
            self._engines.close()
        self._collector.stop()

    # What surfaces call

    def frames(self, token: int) -> FramePool | None:
        """The frames of a clip; None when it was stopped."""
        playback = self._live.get(token)
        return playback.pool if playback else None

    def handed(self, token: int) -> None:
        """A frame of it went to the scene graph. Called on the thread that renders."""
        playback = self._live.get(token)
        if playback is not None and not playback.handed:
            playback.handed = True
            self._drawn.emit(token)

    # On workers and libVLC's threads

    def _submit(self, job: Callable[..., None], *arguments: Playback) -> None:
        if self._workers is None:
            self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="kiosk-video")
        self._workers.submit(_logged, job, *arguments)

    def _open(self, playback: Playback) -> None:
        token = playback.token
        try:
            playback.open(self._opener, partial(self._over.emit, token))
            if playback.clip.captions:
                playback.listen()
                self._heard.emit(token)
        except MediaError as error:
            self._broke.emit(token, error.reason)
        except Exception:
            self._broke.emit(token, "a fault of this program; its log has the trace")
            raise

    def _announce(self, token: int) -> None:
        playback = self._live.get(token)
        if playback is not None and playback.stage is Stage.OPENING:
            self._opened.emit(token)
        self.frameArrived.emit(token)

    # What comes back from there

    def _on_first_frame(self, token: int) -> None:
        playback = self._live.get(token)
        if playback is None or playback.stage is not Stage.OPENING:
            return
        playback.stage = Stage.READY
        self._look(token)
        self.ready.emit(token)
        if playback.wanted:
            self.start(token)

    def _on_drawn(self, token: int) -> None:
        if token in self._live:
            self.firstFrame.emit(token)

    def _on_ending(self, token: int, ending: Ending) -> None:
        playback = self._live.get(token)
        if playback is None or playback.stage is Stage.OVER:
            return
        if ending is Ending.FAILED:
            self._fail(token, "libVLC cannot play it; convert it to MP4 with H.264")
        elif playback.stage is Stage.READY:
            playback.early_end = True
        elif playback.stage is Stage.OPENING:
            self._fail(token, "there is no picture in it; check the file")
        elif short := cut_short(playback.played_s(time.monotonic()), playback.duration_s):
            self._fail(token, short)
        else:
            self._finish(playback)
            self.ended.emit(token)

    def _fail(self, token: int, reason: str) -> None:
        playback = self._live.get(token)
        if playback is None or playback.stage is Stage.OVER:
            return
        # Without libVLC every clip fails: that was said once, and says all.
        level = logging.DEBUG if self.missing else logging.WARNING
        log.log(level, "video failed: path=%s reason=%r", playback.clip.path, reason)
        self._finish(playback)
        self.failed.emit(token, reason)

    def _finish(self, playback: Playback) -> None:
        """It is over. The decoder and its memory go at once, the last frame stays."""
        playback.finish()
        for timer in self._timers[playback.token]:
            timer.stop()
        if playback.hush():
            self.captionsChanged.emit(playback.token)
        self._submit(playback.close)

    # Timers

    def _look(self, token: int) -> None:
        playback = self._live.get(token)
        if playback is None or playback.stage is Stage.OVER:
            return
        now = time.monotonic()
        vitals = playback.vitals(now)
        if reason := complaint(vitals, self._limits, now):
            self._fail(token, reason)
            return
        seconds = next_look_s(vitals, self._limits, now)
        if seconds is None:
            self._timers[token][0].stop()
        else:
            self._timers[token][0].start(math.ceil(seconds * 1000))

    def _speak(self, token: int) -> None:
        """Captions of this moment; arms the timer to the next change."""
        playback = self._live.get(token)
        if playback is None or playback.stage is not Stage.PLAYING or not playback.clip.captions:
            return
        position = playback.position_s(time.monotonic())
        changed, wait = playback.speak(position or 0.0)
        if changed:
            self.captionsChanged.emit(token)
        if position is None:
            wait = _NOT_MOVING_YET_S
        if wait is not None:
            self._timers[token][1].start(math.ceil(wait * 1000))


def _logged(job: Callable[..., None], *arguments: Playback) -> None:
    """Runs a job of a worker; an executor would keep its error to itself."""
    try:
        job(*arguments)
    except Exception:
        log.exception("a fault in the player; video may be missing")
