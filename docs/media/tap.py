"""The picture of a notice of the demo site: a tap that drips into a full glass."""

from __future__ import annotations

from poster import drop_path
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen

SKY, PALE = QColor("#cfe6f3"), QColor("#eef7fb")
STEEL, SHINE, SHADE = QColor("#7f93a3"), QColor("#c3d0d9"), QColor("#5b6e7d")
WATER, DEEP = QColor("#2f8fd0"), QColor("#0b4f8a")


def tap(width: int, height: int) -> QImage:
    """The picture in that size, in px; drawn on a grid of 1440 × 900."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(width / 1440, height / 900)
    painter.setPen(Qt.PenStyle.NoPen)
    ground = QLinearGradient(0, 0, 0, 900)
    ground.setColorAt(0, PALE)
    ground.setColorAt(1, SKY)
    painter.fillRect(QRectF(0, 0, 1440, 900), ground)
    _tiles(painter)
    _pipe(painter)
    _glass(painter)
    for y, radius in ((452, 26), (540, 34)):
        _drop(painter, QPointF(846, y), radius)
    painter.end()
    return image


def _tiles(painter: QPainter) -> None:
    painter.setPen(QPen(QColor(255, 255, 255, 150), 6))
    for x in range(0, 1441, 180):
        painter.drawLine(x, 0, x, 900)
    for y in range(0, 901, 180):
        painter.drawLine(0, y, 1440, y)
    painter.setPen(Qt.PenStyle.NoPen)


def _pipe(painter: QPainter) -> None:
    """From the wall on the left: flange, pipe, bend, mouth, and the handle above."""
    path = QPainterPath(QPointF(330, 236))
    path.lineTo(740, 236)
    path.cubicTo(860, 236, 906, 280, 906, 386)
    path.lineTo(786, 386)
    path.cubicTo(786, 356, 770, 346, 730, 346)
    path.lineTo(330, 346)
    path.closeSubpath()
    metal = QLinearGradient(0, 230, 0, 390)
    metal.setColorAt(0, SHINE)
    metal.setColorAt(0.45, STEEL)
    metal.setColorAt(1, SHADE)
    painter.setBrush(metal)
    painter.drawPath(path)
    painter.setBrush(SHADE)
    painter.drawRoundedRect(QRectF(280, 186, 64, 210), 20, 20)
    painter.drawRoundedRect(QRectF(772, 376, 148, 38), 12, 12)
    painter.setBrush(STEEL)
    painter.drawRect(QRectF(560, 160, 60, 90))
    painter.setBrush(DEEP)
    painter.drawRoundedRect(QRectF(452, 106, 276, 62), 31, 31)
    painter.setBrush(QColor(255, 255, 255, 110))
    painter.drawRoundedRect(QRectF(480, 118, 220, 14), 7, 7)


def _drop(painter: QPainter, centre: QPointF, radius: float) -> None:
    painter.setBrush(WATER)
    painter.drawPath(drop_path(centre, radius))
    painter.setBrush(QColor(255, 255, 255, 170))
    painter.drawEllipse(centre + QPointF(-radius * 0.3, radius * 0.1), radius * 0.2, radius * 0.3)


def _glass(painter: QPainter) -> None:
    """A glass, filled to the brim, with rings where the last drop fell."""
    painter.setBrush(QColor(11, 79, 138, 40))
    painter.drawEllipse(QPointF(846, 868), 260, 20)
    glass = QPainterPath(QPointF(676, 610))
    glass.lineTo(1016, 610)
    glass.lineTo(976, 866)
    glass.lineTo(716, 866)
    glass.closeSubpath()
    water = QLinearGradient(0, 620, 0, 866)
    water.setColorAt(0, WATER)
    water.setColorAt(1, DEEP)
    painter.setBrush(water)
    painter.drawPath(glass)
    painter.setBrush(QColor("#6fb9e6"))
    painter.drawEllipse(QPointF(846, 612), 170, 24)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for across in (40, 90):
        painter.setPen(QPen(QBrush(QColor("#e6f4fb")), 5))
        painter.drawEllipse(QPointF(846, 612), across, across * 0.14)
    painter.setPen(QPen(QBrush(QColor(255, 255, 255, 190)), 10))
    painter.drawLine(QPointF(716, 660), QPointF(742, 830))
    painter.setPen(Qt.PenStyle.NoPen)
