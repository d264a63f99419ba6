"""A short film without words: glass, paper and plastic find their bins."""

from __future__ import annotations

import math

from poster import font, palm, round_pen
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPolygonF

WIDTH, HEIGHT, FPS, LENGTH_S = 1280, 720, 25, 9.0
GROUND = 612.0
BINS = (
    (330.0, "#1f7a4d", ("زجاج", "Verre")),
    (640.0, "#1d5fa8", ("ورق", "Papier")),
    (950.0, "#c79a12", ("بلاستيك", "Plastique")),
)
FLIGHT_S = 1.5
FLIGHTS = ((0.7, 0), (2.5, 1), (4.3, 2), (6.0, 0), (6.45, 1), (6.9, 2))
"""When an object is thrown, and into which bin."""


def ease(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def lid_open(index: int, t: float) -> float:
    """0 = shut, 1 = wide open; a lid opens before its object comes and falls shut after."""
    widest = 0.0
    for start, target in FLIGHTS:
        if target == index:
            rise = ease((t - start - 0.35) / 0.5)
            fall = ease((t - start - FLIGHT_S) / 0.4)
            widest = max(widest, rise - fall)
    return widest


def hop(index: int, t: float) -> float:
    """How far the bin squats when it has caught something, in pixels."""
    depth = 0.0
    for start, target in FLIGHTS:
        since = t - start - FLIGHT_S
        if target == index and 0 <= since < 0.7:
            depth += 10 * math.exp(-5 * since) * math.cos(16 * since)
    return depth


def draw_bottle(painter: QPainter) -> None:
    painter.setBrush(QColor("#2f9a63"))
    glass = QPainterPath(QPointF(-24, 58))
    glass.lineTo(-24, -8)
    glass.cubicTo(-24, -34, -11, -34, -11, -50)
    glass.lineTo(-11, -74)
    glass.lineTo(11, -74)
    glass.lineTo(11, -50)
    glass.cubicTo(11, -34, 24, -34, 24, -8)
    glass.lineTo(24, 58)
    glass.closeSubpath()
    painter.drawPath(glass)
    painter.setBrush(QColor("#f3e7c9"))
    painter.drawRoundedRect(QRectF(-24, 2, 48, 34), 4, 4)
    painter.setBrush(QColor(255, 255, 255, 110))
    painter.drawRoundedRect(QRectF(-17, -6, 7, 56), 3, 3)


def draw_paper(painter: QPainter) -> None:
    painter.setBrush(QColor("#fbfaf4"))
    painter.drawPolygon(QPolygonF([QPointF(-40, -54), QPointF(24, -54), QPointF(44, -34),
                                   QPointF(44, 56), QPointF(-40, 56)]))  # fmt: skip
    painter.setBrush(QColor("#d5d9dd"))
    painter.drawPolygon(QPolygonF([QPointF(24, -54), QPointF(24, -34), QPointF(44, -34)]))
    painter.setPen(round_pen(QColor("#7d8b98"), 6))
    for y, right in ((-24, 8), (-2, 30), (18, 30), (38, 12)):
        painter.drawLine(QPointF(-26, y), QPointF(right, y))
    painter.setPen(Qt.PenStyle.NoPen)


def draw_plastic(painter: QPainter) -> None:
    painter.setBrush(QColor("#8fd0ec"))
    body = QPainterPath()
    body.addRoundedRect(QRectF(-27, -46, 54, 106), 18, 18)
    painter.drawPath(body)
    painter.setPen(round_pen(QColor("#5fb2d6"), 5))
    for y in (-14, 6, 44):
        painter.drawLine(QPointF(-24, y), QPointF(24, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffffff"))
    painter.drawRect(QRectF(-27, 14, 54, 22))
    painter.setBrush(QColor("#1d6fa8"))
    painter.drawRoundedRect(QRectF(-13, -70, 26, 26), 5, 5)


OBJECTS = (draw_bottle, draw_paper, draw_plastic)


def draw_bin(painter: QPainter, index: int, t: float) -> None:
    x, colour, names = BINS[index]
    dark, squat = QColor(colour).darker(135), hop(index, t)
    painter.save()
    painter.translate(x, GROUND + squat * 0.3)
    painter.scale(1 + squat * 0.002, 1 - squat * 0.004)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 45))
    painter.drawEllipse(QPointF(0, 8), 132, 15)
    painter.setBrush(QColor("#26323a"))
    for side in (-1, 1):
        painter.drawEllipse(QPointF(side * 74, -6), 17, 17)
    shape = QPolygonF([QPointF(-114, -236), QPointF(114, -236), QPointF(96, -8), QPointF(-96, -8)])
    painter.setBrush(QColor(colour))
    painter.drawPolygon(shape)
    painter.setBrush(QColor(255, 255, 255, 26))
    painter.drawPolygon(QPolygonF([QPointF(-114, -236), QPointF(-70, -236), QPointF(-62, -8),
                                   QPointF(-96, -8)]))  # fmt: skip
    painter.setBrush(QColor("#ffffff"))
    painter.drawRoundedRect(QRectF(-80, -186, 160, 124), 16, 16)
    painter.setPen(QColor("#14222b"))
    for family, pixels, text, baseline in (("Noto Sans Arabic", 38, names[0], -136),
                                           ("Noto Sans", 31, names[1], -82)):  # fmt: skip
        painter.setFont(font(family, pixels, bold=True))
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(QPointF(-width / 2, baseline), text)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.translate(-118, -238)
    painter.rotate(-74 * lid_open(index, t))
    painter.setBrush(dark)
    painter.drawRoundedRect(QRectF(-4, -26, 244, 28), 12, 12)
    painter.drawRoundedRect(QRectF(96, -38, 44, 16), 7, 7)
    painter.restore()


def draw_street(painter: QPainter) -> None:
    sky = QLinearGradient(0, 0, 0, GROUND)
    sky.setColorAt(0, QColor("#bfe3ee"))
    sky.setColorAt(1, QColor("#fdf1d8"))
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QBrush(sky))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#fff3c4"))
    painter.drawEllipse(QPointF(1100, 118), 62, 62)
    walls = ((0, 250, "#e0a37a"), (190, 200, "#d98b64"), (420, 268, "#ecc29a"),
             (700, 214, "#dd9670"), (980, 246, "#e8b48b"))  # fmt: skip
    for step, (left, top, colour) in enumerate(walls):
        right = walls[step + 1][0] if step + 1 < len(walls) else WIDTH
        painter.setBrush(QColor(colour))
        painter.drawRect(QRectF(left, top, right - left, GROUND - top))
        painter.setBrush(QColor(colour).darker(108))
        painter.drawRect(QRectF(left, top, right - left, 16))
        painter.setBrush(QColor("#2f6f86"))
        for window in range(int((right - left) / 110)):
            x = left + 36 + window * 108
            arch = QPainterPath(QPointF(x, top + 112))
            arch.lineTo(x, top + 66)
            arch.cubicTo(x, top + 34, x + 44, top + 34, x + 44, top + 66)
            arch.lineTo(x + 44, top + 112)
            painter.drawPath(arch)
    painter.setBrush(QColor("#c9bda9"))
    painter.drawRect(QRectF(0, GROUND - 22, WIDTH, HEIGHT))
    painter.setBrush(QColor("#b6a891"))
    painter.drawRect(QRectF(0, GROUND - 22, WIDTH, 10))
    palm(painter, 110, GROUND - 10, 330)
    palm(painter, 1172, GROUND - 10, 290)


def draw_flight(painter: QPainter, start: float, target: int, t: float) -> None:
    """An object on its arc from the lower left into the bin; unseen before and after."""
    share = (t - start) / FLIGHT_S
    if not 0 <= share < 1:
        return
    goal = QPointF(BINS[target][0], GROUND - 190)
    x = -70 + (goal.x() + 70) * share
    top = 90.0
    y = 520 * (1 - share) ** 2 + 2 * (2 * top - (520 + goal.y()) / 2) * share * (1 - share)
    y += goal.y() * share**2
    painter.save()
    painter.translate(x, y)
    painter.rotate(-200 + 200 * share)
    painter.setPen(Qt.PenStyle.NoPen)
    OBJECTS[target](painter)
    painter.restore()


def frame(t: float) -> QImage:
    """The picture at `t` seconds."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    draw_street(painter)
    for start, target in FLIGHTS:
        draw_flight(painter, start, target, t)
    for index in range(len(BINS)):
        draw_bin(painter, index, t)
    painter.end()
    return image
