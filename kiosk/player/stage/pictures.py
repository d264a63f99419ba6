"""Pictures for QML that are drawn, not loaded: icons in a colour, and QR codes."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from kiosk.player.stage import qr

_DRAWN_IN = b"#000"
"""The colour in which the icons are drawn, replaced by the one that is wanted."""


@lru_cache(maxsize=64)
def _svg(name: str, edition: str) -> bytes:  # noqa: ARG001 another edition is read anew
    """A built-in icon, or a file by absolute path; `info` where it cannot be read."""
    try:
        if name.startswith("/"):
            return Path(name).read_bytes()
        return _built_in(name)
    except OSError:
        return _built_in("info")


def _built_in(name: str) -> bytes:
    return files("kiosk.player.stage").joinpath("icons", f"{name}.svg").read_bytes()


class IconProvider(QQuickImageProvider):
    """`image://icon/rrggbb/side/edition/name`: the icon `name` in that colour, side px square;
    `edition` tells a file that was saved anew from what it was."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: N803, ARG002
        colour, side_text, edition, name = unquote(id).split("/", 3)
        side = int(side_text)
        drawn = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        drawn.fill(Qt.GlobalColor.transparent)
        renderer = QSvgRenderer(
            QByteArray(_svg(name, edition).replace(_DRAWN_IN, b"#" + colour.encode()))
        )
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(drawn)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        return drawn


class QrProvider(QQuickImageProvider):
    """`image://qr/module_px/address` (percent-encoded): the symbol without quiet zone, black
    on white, whole pixels a module."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: N803, ARG002
        module_text, address = id.split("/", 1)
        rows = qr.modules(unquote(address))
        image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        for y, row in enumerate(rows):
            for x, module in enumerate(row):
                if module == "1":
                    image.setPixelColor(x, y, QColor("black"))
        side = len(rows) * int(module_text)
        return image.scaled(side, side)
