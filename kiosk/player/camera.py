"""Takes pictures of pages with the real stage, in a window that nobody sees."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.model.playlist import Transition
from kiosk.model.site import Orientation, Screen
from kiosk.player.stage.board import Board
from kiosk.player.stage.window import StageWindow, open_stage
from kiosk.player.video.clip import Clip

if TYPE_CHECKING:
    from kiosk.player.stage.view import Furniture, SlideView
    from kiosk.player.video.deck import Deck

log = logging.getLogger(__name__)

_CLIP_WAIT_S = 5.0
_CAPTION_WAIT_S = 2.5


def picture_size(screen: Screen) -> tuple[int, int]:
    """(width, height) of a screen's pictures: full HD in its orientation."""
    return (1080, 1920) if screen.orientation is Orientation.PORTRAIT else (1920, 1080)


class Camera:
    """A stage of one screen with a deck for its clips. Use it in `with`; it needs a
    QGuiApplication."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen.model_copy(update={"rotation": 0})
        self._deck: Deck | None = None
        self._board: Board | None = None
        self._window: StageWindow | None = None

    def __enter__(self) -> Self:
        from kiosk.player.video.deck import Deck

        self._deck = Deck()
        self._board = Board(self._deck)
        self._window = open_stage(
            self._board, self._screen, full_screen=False, size=picture_size(self._screen)
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
        if self._deck is not None:
            self._deck.close()
        QGuiApplication.processEvents()

    def picture(self, view: SlideView, furniture: Furniture) -> tuple[QImage, str]:
        """(picture, problem): how the page looks between header and footer; a page with a clip
        shows it playing, with captions if they come soon. `problem` is empty when all went
        well, else says what is wrong with the clip."""
        if self._board is None or self._window is None or self._deck is None:
            raise RuntimeError("a camera is used in `with`")
        self._board.set_furniture(furniture)
        still = replace(view, transition=Transition.CUT)
        if view.clip is None:
            self._board.show(still)
            self._settle()
            return self._window.picture(), ""
        clip = Clip(view.clip.path, view.clip.captions, view.clip.duration_s)
        token = self._deck.prepare(clip)
        try:
            problem = self._play(still, token)
            self._settle()
            return self._window.picture(), problem
        finally:
            self._deck.stop(token)

    def _play(self, still: SlideView, token: int) -> str:
        """Start the clip in the page and wait for its first picture and caption."""
        assert self._board is not None  # noqa: S101 - `picture` has made sure
        deck, board = self._deck, self._board
        assert deck is not None  # noqa: S101
        ready, shown, spoken = set[int](), set[int](), set[int]()
        failed: dict[int, str] = {}

        def heard(changed: int) -> None:
            if any(caption.text for caption in deck.captions(changed)):
                spoken.add(changed)

        deck.ready.connect(ready.add)
        deck.firstFrame.connect(shown.add)
        deck.captionsChanged.connect(heard)
        deck.failed.connect(failed.__setitem__)
        try:
            self._wait(lambda: token in ready or token in failed, _CLIP_WAIT_S)
            board.show(still, token)
            if token in ready:
                deck.start(token)
                self._wait(lambda: token in shown or token in failed, _CLIP_WAIT_S)
                if still.clip is not None and still.clip.captions:
                    self._wait(lambda: token in spoken or token in failed, _CAPTION_WAIT_S)
        finally:
            deck.ready.disconnect(ready.add)
            deck.firstFrame.disconnect(shown.add)
            deck.captionsChanged.disconnect(heard)
            deck.failed.disconnect(failed.__setitem__)
        if token in failed:
            return failed[token]
        return "" if token in shown else "no picture of the video came within 5 s"

    def _settle(self) -> None:
        """Let QML place everything and draw it once."""
        assert self._window is not None  # noqa: S101
        swapped: list[bool] = []

        def drawn() -> None:
            swapped.append(True)

        self._window.frameSwapped.connect(drawn)
        self._window.requestUpdate()
        self._wait(lambda: bool(swapped), 2.0)
        self._window.frameSwapped.disconnect(drawn)

    def _wait(self, done: Callable[[], bool], seconds: float) -> None:
        """Run Qt's events until `done`, at most so long."""
        late: list[bool] = []
        timer = QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: late.append(True))
        timer.start(round(seconds * 1000))
        while not done() and not late:
            QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        timer.stop()
