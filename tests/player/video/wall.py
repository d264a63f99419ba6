"""A window with a surface in it, and a memory of what it showed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSizeF
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickWindow

from kiosk.player.video.clip import Clip
from kiosk.player.video.deck import Deck
from kiosk.player.video.surface import VideoSurface

BACKGROUND = QColor(255, 0, 255)
"""Nothing that a clip of the tests contains."""
BEHIND = (BACKGROUND.red(), BACKGROUND.green(), BACKGROUND.blue())
# What the clips of the tests contain:
RED, GREEN, BLUE, WHITE = (192, 48, 32), (32, 128, 48), (48, 64, 192), (224, 224, 224)
FRAME, DARK = (208, 192, 48), (16, 16, 16)
BUSY = 12
"""So many pictures later, 0.4 s, a machine that is busy with other tests may come to something."""


class Wall:
    """Shows one surface that fills a window. `pictures` are copies of what stood on the screen
    after each frame that the scene graph swapped in, oldest first, while `record` is on."""

    def __init__(self, width: int = 192, height: int = 108) -> None:
        self.window = QQuickWindow()
        self.window.resize(width, height)
        self.window.setColor(BACKGROUND)
        self.surface = VideoSurface(self.window.contentItem())
        self.surface.setSize(QSizeF(width, height))
        self.pictures: list[QImage] = []
        self.swaps = 0
        self.record = False
        self.window.frameSwapped.connect(self._swapped)
        self.window.show()

    def show(self, deck: Any, token: int) -> None:
        self.surface.setProperty("deck", deck)
        self.surface.setProperty("token", token)

    def picture(self) -> QImage:
        """What stands on the screen: the window's pixels, not a picture drawn for the asking."""
        pixels = self.window.screen().grabWindow(self.window.winId())
        return pixels.toImage().convertToFormat(QImage.Format.Format_RGB32)

    def colour(self, x: int, y: int) -> tuple[int, int, int]:
        return colour(self.picture(), x, y)

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()

    def _swapped(self) -> None:
        self.swaps += 1
        if self.record:
            self.pictures.append(self.picture())


def colour(picture: QImage, x: int, y: int) -> tuple[int, int, int]:
    pixel = picture.pixelColor(x, y)
    return pixel.red(), pixel.green(), pixel.blue()


def mean(picture: QImage, area: QRect) -> tuple[int, int, int]:
    """The mean colour of an area."""
    pixels = [
        colour(picture, x, y)
        for x in range(area.left(), area.right() + 1, 3)
        for y in range(area.top(), area.bottom() + 1, 3)
    ]
    return tuple(round(sum(part) / len(pixels)) for part in zip(*pixels, strict=True))  # type: ignore[return-value]


def near(one: tuple[int, int, int], other: tuple[int, int, int], by: int = 8) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def number_in(picture: QImage) -> int:
    """The number that a picture of `count.mp4` carries."""
    column = picture.width() / 6
    y = picture.height() // 2
    bits = [colour(picture, int(column * (bit + 0.5)), y)[1] > 127 for bit in range(6)]
    return sum(1 << bit for bit, on in enumerate(bits) if on)


def play(qtbot: Any, deck: Deck, wall: Wall, path: str) -> int:
    """Plays a clip to its end."""
    token = deck.prepare(Clip(path))
    with qtbot.waitSignal(deck.ready):
        pass
    wall.show(deck, token)
    with qtbot.waitSignal(deck.ended):
        deck.start(token)
    return token
