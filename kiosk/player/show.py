"""One screen's show: stage, deck, director, log, watchdog, wired together.

Built in the order in which visitors profit, taken apart in the reverse one.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
from contextlib import ExitStack
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.device.notify import Notifier
from kiosk.errors import Exit
from kiosk.player import bench
from kiosk.player.alive import Heartbeat
from kiosk.player.director import Director
from kiosk.player.display import Way
from kiosk.player.playlog import PlayLog
from kiosk.player.reload import Reloader
from kiosk.player.signals import Signals
from kiosk.player.slides import Content
from kiosk.player.stage.board import Board
from kiosk.player.stage.compose import Composer
from kiosk.player.stage.window import StageWindow, open_stage
from kiosk.player.timer import QtTimer
from kiosk.player.video.collector import Collector
from kiosk.player.video.deck import Deck
from kiosk.store.plays import PlayStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.clock import Clock
    from kiosk.model.site import Screen
    from kiosk.player.app import PlayerOptions
    from kiosk.player.preview import Preview
    from kiosk.player.source import Loaded, Source
    from kiosk.player.video.clip import Clip, ClipStats
    from kiosk.player.video.fake import FakeDeck
    from kiosk.site.watch import Known
    from kiosk.store.content import ContentStore
    from kiosk.store.folder import DataFolder

log = logging.getLogger(__name__)

UNSEEN = ("offscreen", "minimal", "vnc")
"""Qt's platforms whose display has no size of its own that matters."""
UNSEEN_SIZE = (1920, 1080)
"""Window there, in landscape."""


class Show(QObject):
    """Everything that runs while a screen shows. GUI thread.

    Raises (on construction):
        DisplayError: no window can be opened, or the live picture cannot be served.
    """

    def __init__(
        self,
        options: PlayerOptions,
        clock: Clock,
        data: DataFolder,
        loaded: Loaded,
        way: Way,
        make_deck: Callable[[], Deck | FakeDeck] = Deck,
    ) -> None:
        super().__init__()
        self.exit = Exit.OK
        self._closed = False
        self._heartbeat: Heartbeat | None = None
        self._preview: Preview | None = None
        self._options = options
        self._loaded = loaded
        self._way = way
        self._make_deck = make_deck
        self._stack = ExitStack()
        try:
            self._build(clock, data, loaded)
        except BaseException:
            self._stack.close()
            raise

    def _build(self, clock: Clock, data: DataFolder, loaded: Loaded) -> None:
        keep = self._stack.callback
        self._bench = bench.Bench() if bench.wanted(os.environ) else None
        if self._bench is not None:
            keep(self._bench.stop)
        self._signals = Signals(self._signalled, (signal.SIGTERM, signal.SIGINT, signal.SIGHUP))
        keep(self._signals.close)
        self._notifier = Notifier(os.environ)
        keep(self._notifier.close)
        self._log = PlayLog(
            PlayStore(data),
            loaded.screen.id,
            clock,
            on_showing=self._notifier.status,
            on_clip=self._clip_gone,
        )
        keep(self._log.close)
        self._deck = self._make_deck()
        keep(self._deck.close)
        self.board = Board(self._deck)
        self._timer = QtTimer()
        self._director = Director(
            clock=clock, timer=self._timer, stage=self.board, deck=self._deck, log=self._log
        )
        keep(self._director.stop)
        for happened, tell in (
            (self._deck.ready, self._director.clip_ready),
            (self._deck.ended, self._director.clip_ended),
            (self._deck.failed, self._director.clip_failed),
        ):
            happened.connect(tell, Qt.ConnectionType.QueuedConnection)
        self._deck.failed.connect(self._clip_failed, Qt.ConnectionType.QueuedConnection)
        self.window = self._open(loaded.screen)
        keep(self._close_window)
        if self._bench is not None:
            self._bench.watch(self.window)
            self.board.shown.connect(self._slide_shown)
        self.take(loaded)
        if self._bench is not None:
            self._bench.slide_put()
        QTimer.singleShot(0, self._started)

    def take(self, loaded: Loaded) -> None:
        """This content from now on."""
        old, self._loaded = self._loaded.screen, loaded
        if (old.orientation, old.rotation) != (loaded.screen.orientation, loaded.screen.rotation):
            self._replace_window(loaded.screen)
        self._log.speak(loaded.screen.playlist, loaded.site.languages_of(loaded.screen))
        self._log.faults(len(loaded.faults))
        self._compose_again()

    def watch(self, source: Source, store: ContentStore, version: int, files: Known) -> None:
        """Follow changes of site and store from now on.

        Args:
            version: the store's number before the first reading.
            files: the state of the site's files before it.
        """
        self.reloader = Reloader(source, store, self._options.site, files)
        self._stack.callback(self.reloader.stop)
        self.reloader.loaded.connect(self.take)
        self.reloader.start(version)

    def close(self) -> None:
        """Stop everything, in reverse order."""
        self._closed = True
        self._notifier.stopping()
        self._stack.close()

    def _compose_again(self) -> None:
        """Content or the stage's size changed."""
        loaded = self._loaded
        self._director.take(
            Content(
                site=loaded.site,
                screen=loaded.screen,
                program=loaded.program,
                notices=loaded.notices,
                composer=Composer(loaded.site, loaded.screen, self.window.stage_size),
            )
        )

    def _open(self, screen: Screen) -> StageWindow:
        size = None
        if QGuiApplication.platformName() in UNSEEN:
            width, height = UNSEEN_SIZE
            upright = (screen.orientation == "portrait") != (screen.rotation in (90, 270))
            size = (height, width) if upright else (width, height)
        window = open_stage(
            self.board,
            screen,
            full_screen=self._options.full_screen and size is None,
            size=size,
        )
        window.setTitle(f"kiosk {screen.id}")
        window.stageResized.connect(self._compose_again, Qt.ConnectionType.QueuedConnection)
        return window

    def _replace_window(self, screen: Screen) -> None:
        """The screen hangs differently now. The new window comes before the old one goes: an
        application without a window ends."""
        old, self.window = self.window, self._open(screen)
        if self._heartbeat is not None:
            self._heartbeat.watch(self.window)
        if self._preview is not None:
            self._preview.look_at(self.window)
        if self._bench is not None:
            self._bench.watch(self.window)
        self._let_go(old)

    def _slide_shown(self) -> None:
        view = self.board.current
        if self._bench is not None and view is not None:
            self._bench.slide_shown(" ".join(line.text for line in view.texts))

    def _close_window(self) -> None:
        self._let_go(self.window)

    def _let_go(self, window: StageWindow) -> None:
        window.stageResized.disconnect(self._compose_again)
        window.close()
        window.deleteLater()

    def _started(self) -> None:
        """What the first slide did not need."""
        if self._closed:
            return
        self._heartbeat = Heartbeat(self.window, self._notifier)
        self._stack.callback(self._heartbeat.stop)
        self.window.frameSwapped.connect(
            self._first_frame,
            Qt.ConnectionType(
                Qt.ConnectionType.QueuedConnection.value
                | Qt.ConnectionType.SingleShotConnection.value
            ),
        )
        if self._way is Way.NONE or self._options.preview_port is not None:
            self._serve()
        # What lives from here on lives for ever: the collector need not look at it again.
        gc.collect()
        gc.freeze()
        # Reading and the play log have threads of their own: what Qt owns is never torn down there.
        collector = Collector()
        self._stack.callback(collector.stop)
        collector.start()

    def _first_frame(self) -> None:
        self._notifier.ready()

    def _serve(self) -> None:
        from kiosk.player.preview import Preview

        screen = self._loaded.screen
        names = " · ".join(name for _, name in screen.name.entries[:2])
        self._preview = preview = Preview(
            self.window, self._options.preview_port or 0, title=f"{names} ({screen.id})"
        )
        self._stack.callback(preview.close)
        options = self._options
        told = options.only_picture if self._way is Way.NONE else options.also_picture
        sys.stdout.write(told.format(address=preview.address) + "\n")
        sys.stdout.flush()

    def _clip_failed(self) -> None:
        self._log.trouble(self._deck.missing and f"No video is shown: {self._deck.missing}.")

    def _clip_gone(self, clip: Clip, stats: ClipStats) -> None:
        if self._bench is not None:
            self._bench.clip(clip.path, **asdict(stats))

    def _signalled(self, number: signal.Signals) -> None:
        log.info("stopping: signal=%s", number.name)
        if number is signal.SIGINT:
            self.exit = Exit.INTERRUPTED
        QGuiApplication.quit()
