"""A stage to draw on, and the clip surface that video pages ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.model.playlist import Transition
from kiosk.model.site import Screen
from kiosk.player.stage.board import Board
from kiosk.player.stage.view import SlideView
from kiosk.player.stage.window import StageWindow
from kiosk.player.video.fake import FakeDeck
from kiosk.player.video.surface import VideoSurface, register


class StillDeck(FakeDeck):
    """A deck whose clips never have a frame; the real surface stays empty."""

    frameArrived = Signal(int)  # noqa: N815

    def frames(self, token: int) -> None:
        return None


class Wall:
    """A stage without a wall: shows views and takes their picture."""

    def __init__(self, qtbot: QtBot, shown: Screen, size: tuple[int, int]) -> None:
        self._qtbot = qtbot
        register()
        self.deck = StillDeck()
        self.board = Board(self.deck)
        self.window = StageWindow(self.board, shown, QSize(*size))
        self.window.show()

    def show(self, view: SlideView, token: int = 0) -> None:
        """Show a page at once, and wait until it stands."""
        still = replace(view, transition=Transition.CUT)
        with self._qtbot.waitSignal(self.board.shown):
            self.board.show(still, token)

    def picture(self) -> QImage:
        return self.window.picture()

    def captions(self) -> list[dict[str, Any]]:
        """The lines of captions that QML was given."""
        found: list[dict[str, Any]] = self.window.root.property("captions")
        return found

    def surface(self) -> QQuickItem:
        """What the clip is drawn on."""
        surfaces = self.window.root.findChildren(VideoSurface)
        (found,) = (surface for surface in surfaces if surface.property("token"))
        return found

    def texts(self) -> list[QQuickItem]:
        """Every line of text on the stage."""

        def walk(item: QQuickItem) -> Iterator[QQuickItem]:
            for child in item.childItems():
                if child.property("text") and child.objectName():
                    yield child
                yield from walk(child)

        return list(walk(self.window.root))


@pytest.fixture
def fonts(qtbot: QtBot) -> None:
    """Fonts need an application."""


@pytest.fixture
def wall(qtbot: QtBot) -> Iterator[Callable[[Screen, tuple[int, int]], Wall]]:
    """Makes walls: `wall(screen, size_px)`."""
    made: list[Wall] = []

    def make_wall(shown: Screen, size: tuple[int, int]) -> Wall:
        made.append(Wall(qtbot, shown, size))
        return made[-1]

    yield make_wall
    for entry in made:
        entry.window.close()
        entry.window.deleteLater()
