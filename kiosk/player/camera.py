"""Takes pictures of pages with the real stage, in a window that nobody sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.model.playlist import Transition
from kiosk.model.site import Orientation, Screen
from kiosk.player.stage.board import Board
from kiosk.player.stage.window import open_stage
from kiosk.player.video.clip import Clip
from kiosk.player.video.deck import Deck

if TYPE_CHECKING:
    from kiosk.player.stage.view import Furniture, SlideView


_CLIP_WAIT_S = 5.0
_CLIP_PLAYS_S = 1.6
"""So long a clip plays before its picture is taken: first frames are often empty."""
_CAPTION_WAIT_S = 2.0


def picture_size(screen: Screen) -> tuple[int, int]:
    """(width, height) of a screen's pictures: full HD in its orientation."""
    return (1080, 1920) if screen.orientation is Orientation.PORTRAIT else (1920, 1080)


class Camera:
    """A stage of one screen with a deck for its clips. Use it in `with`; it needs a
    QGuiApplication.

    Raises:
        kiosk.errors.DisplayError: the stage cannot be opened.
    """

    def __init__(self, screen: Screen) -> None:
        upright = screen.model_copy(update={"rotation": 0})
        self._deck = Deck()
        self._board = Board(self._deck)
        self._window = open_stage(
            self._board, upright, full_screen=False, size=picture_size(screen)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._window.close()
        self._window.deleteLater()
        self._deck.close()
        QGuiApplication.processEvents()

    def picture(self, view: SlideView, furniture: Furniture) -> tuple[QImage, str]:
        """(picture, problem): how the page looks between header and footer; a page with a clip
        shows it playing, with captions if they come soon. `problem` is empty when all went
        well, else says what is wrong with the clip."""
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
        """Let the clip play in the page for a moment, until somebody speaks; what went wrong."""
        deck, board = self._deck, self._board
        ready, shown = set[int](), set[int]()
        broken: dict[int, str] = {}

        def is_ready(told: int) -> None:
            ready.add(told)

        def is_shown(told: int) -> None:
            shown.add(told)

        def speaks() -> bool:
            return any(caption.text for caption in deck.captions(token))

        def broke(told: int, reason: str) -> None:
            broken[told] = reason

        deck.ready.connect(is_ready)
        deck.firstFrame.connect(is_shown)
        deck.failed.connect(broke)
        try:
            self._wait(lambda: token in ready or token in broken, _CLIP_WAIT_S)
            board.show(still, token)
            if token in ready:
                deck.start(token)
                self._wait(lambda: token in shown or token in broken, _CLIP_WAIT_S)
                self._wait(lambda: token in broken, _CLIP_PLAYS_S)
                if still.clip is not None and still.clip.captions:
                    self._wait(lambda: speaks() or token in broken, _CAPTION_WAIT_S)
        finally:
            deck.ready.disconnect(is_ready)
            deck.firstFrame.disconnect(is_shown)
            deck.failed.disconnect(broke)
        if token in broken:
            return broken[token]
        return "" if token in shown else "no picture of the video came within 5 s"

    def _settle(self) -> None:
        """Let QML place everything and draw it once."""
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
