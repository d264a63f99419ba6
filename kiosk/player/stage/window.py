"""The window that the stage is drawn in."""

from __future__ import annotations

import logging
from importlib.resources import files

from PySide6.QtCore import QSize, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QScreen
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.errors import DisplayError
from kiosk.model.site import Orientation, Screen
from kiosk.player.stage.board import Board
from kiosk.player.stage.fonts import load_fonts
from kiosk.player.stage.pictures import IconProvider, QrProvider

_log = logging.getLogger(__name__)


def stage_size(screen: Screen, window: QSize) -> tuple[int, int]:
    """(width, height) of the stage in a window of that size: turned back, and in the
    screen's orientation. On a panel of the other orientation it is the largest 9 : 16 (or
    16 : 9) that fits, with empty margins."""
    width, height = window.width(), window.height()
    if screen.rotation in (90, 270):
        width, height = height, width
    portrait = screen.orientation is Orientation.PORTRAIT
    if portrait == (height > width) or width == height:
        return width, height
    if portrait:
        return round(height * 9 / 16), height
    return width, round(width * 9 / 16)


class StageWindow(QQuickView):
    """Shows a board. Give it a size, or call `showFullScreen()`."""

    stageResized = Signal(int, int)  # noqa: N815
    """The stage has a new width and height: compose again."""

    def __init__(self, board: Board, screen: Screen, size: QSize) -> None:
        super().__init__()
        self._screen_value = screen
        self.setColor(QColor("black"))
        self.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.resize(size)
        load_fonts()
        engine = self.engine()
        engine.addImageProvider("icon", IconProvider())
        engine.addImageProvider("qr", QrProvider())
        self.setInitialProperties({
            "board": board,
            "turn": screen.rotation,
            "stageSize": QSizeF(*stage_size(screen, size)),
        })  # fmt: skip
        self.setSource(
            QUrl.fromLocalFile(str(files("kiosk.player.stage").joinpath("qml/Stage.qml")))
        )
        if self.status() is not QQuickView.Status.Ready:
            reasons = "; ".join(error.toString() for error in self.errors())
            raise DisplayError(f"the stage's QML cannot be loaded: {reasons}")
        self.widthChanged.connect(self._resized)
        self.heightChanged.connect(self._resized)

    @property
    def stage_size(self) -> tuple[int, int]:
        """(width, height) of the stage now, in logical pixels."""
        return stage_size(self._screen_value, self.size())

    @property
    def root(self) -> QQuickItem:
        """The root item, for tests and measurements."""
        return self.rootObject()

    def picture(self) -> QImage:
        """What the window shows now, drawn on the GUI thread."""
        return self.grabWindow()

    def _resized(self) -> None:
        width, height = self.stage_size
        self.root.setProperty("stageSize", QSizeF(width, height))
        self.stageResized.emit(width, height)


def open_stage(
    board: Board,
    screen: Screen,
    *,
    full_screen: bool = True,
    size: tuple[int, int] | None = None,
    on: QScreen | None = None,
) -> StageWindow:
    """Open the window of a screen and show it; without cursor when full screen.

    `size` is the window's (width, height) when not full screen; left out, a size in the
    screen's orientation that fits the display. `on` is the display, else the first.

    Raises:
        DisplayError: the stage cannot be loaded.
    """
    wanted = QSize(*size) if size else _fitting(screen, on, full_screen=full_screen)
    window = StageWindow(board, screen, wanted)
    if on is not None:
        window.setScreen(on)
    if full_screen:
        window.setCursor(Qt.CursorShape.BlankCursor)
        window.setFlags(window.flags() | Qt.WindowType.FramelessWindowHint)
        window.showFullScreen()
    else:
        window.show()
    _log.info("stage opened size=%dx%d rotation=%d", *window.stage_size, screen.rotation)
    return window


def _fitting(screen: Screen, on: QScreen | None, *, full_screen: bool) -> QSize:
    display = on or QGuiApplication.primaryScreen()
    if full_screen:
        return display.size()
    upright = (screen.orientation is Orientation.PORTRAIT) != (screen.rotation in (90, 270))
    shape = QSize(9, 16) if upright else QSize(16, 9)
    return shape.scaled(display.availableSize() * 0.9, Qt.AspectRatioMode.KeepAspectRatio)
