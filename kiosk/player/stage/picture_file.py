"""Whether a picture's file can be drawn, found out before its slide is on the screen."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImageIOHandler, QImageReader

from kiosk.errors import MediaError, PictureTooLarge
from kiosk.player.stage.canvas import edition

log = logging.getLogger(__name__)

_DRAWN = QSize(1920, 1920)
"""Pixels. What is larger is decoded smaller where its format can do that, as the stage does."""


def look_at_picture(path: str) -> tuple[int, int]:
    """Width and height of a picture in pixels, as it will stand on the screen. Decodes it.

    Raises:
        PictureTooLarge: Qt does not decode that many pixels.
        MediaError: it cannot be decoded, or is not there.
    """
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    smaller = reader.supportsOption(QImageIOHandler.ImageOption.ScaledSize)
    most = QImageReader.allocationLimit() * 2**20 // 4
    if size.width() * size.height() > most and not smaller:
        raise PictureTooLarge(path, size.width(), size.height(), most)
    if size.width() > _DRAWN.width() or size.height() > _DRAWN.height():
        reader.setScaledSize(size.scaled(_DRAWN, Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        raise MediaError(path, f"the picture cannot be read: {reader.errorString()}")
    if not size.isValid():
        size = picture.size()
    else:
        _turn(size, reader)
    return size.width(), size.height()


def shape_of(path: str) -> float:
    """How many times as wide as high the picture stands on the screen, by what its file says of
    itself; 0: it does not say. Decodes nothing."""
    reader = QImageReader(path)
    size = reader.size()
    _turn(size, reader)
    return size.width() / size.height() if size.isValid() and not size.isEmpty() else 0.0


def _turn(size: QSize, reader: QImageReader) -> None:
    """The size as the picture stands: cameras keep upright pictures lying, and say so."""
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        size.transpose()


def can_be_drawn(path: str) -> bool:
    """Whether the picture is there and can be decoded; why not is logged, once for each file
    that was saved under that name."""
    return _can_be_drawn(path, edition(path))


def spoilt() -> Mapping[str, str]:
    """By path: why pictures that were looked at cannot be drawn. Without those whose file is
    another one by now. Looks into no file."""
    for path, (seen, _) in list(_spoilt.items()):
        if edition(path) != seen:
            del _spoilt[path]
    return {path: reason for path, (_, reason) in _spoilt.items()}


_spoilt: dict[str, tuple[str, str]] = {}
"""By path: the edition that cannot be drawn, and why."""


@lru_cache(maxsize=1024)
def _can_be_drawn(path: str, edition: str) -> bool:
    """Another edition is looked at anew."""
    try:
        look_at_picture(path)
    except MediaError as error:
        log.warning(
            "a picture is left out; put it back, or export it again as PNG or JPEG:"
            " path=%s reason=%r",
            path,
            error.reason,
        )
        _spoilt[path] = edition, error.reason
        return False
    _spoilt.pop(path, None)
    return True
