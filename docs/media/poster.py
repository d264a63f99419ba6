"""The water poster of the demo site: a landscape inside a drop, in three scripts."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

NIGHT, DEEP, SAND, GOLD = QColor("#0a2f3d"), QColor("#0f5563"), QColor("#f7ead2"), QColor("#f2c14e")


def font(family: str, pixels: int, *, bold: bool = False) -> QFont:
    """A font in exactly that size, in pixels of the picture."""
    face = QFont(family)
    face.setPixelSize(pixels)
    face.setBold(bold)
    return face


def round_pen(colour: QColor, width: float) -> QPen:
    """A pen with round ends."""
    return QPen(QBrush(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)


def drop_path(centre: QPointF, radius: float) -> QPainterPath:
    """A water drop whose round belly has that centre and radius; its tip points up."""
    x, y, r = centre.x(), centre.y(), radius
    path = QPainterPath(QPointF(x, y - 1.72 * r))
    path.cubicTo(x + 0.16 * r, y - 1.18 * r, x + r, y - 0.66 * r, x + r, y)
    path.arcTo(QRectF(x - r, y - r, 2 * r, 2 * r), 0, -180)
    path.cubicTo(x - r, y - 0.66 * r, x - 0.16 * r, y - 1.18 * r, x, y - 1.72 * r)
    path.closeSubpath()
    return path


def star(centre: QPointF, radius: float) -> QPolygonF:
    """The eight-pointed star of zellige tiles."""
    points = []
    for step in range(16):
        length = radius if step % 2 == 0 else radius * 0.765
        angle = math.pi / 8 * step
        points.append(centre + QPointF(length * math.cos(angle), length * math.sin(angle)))
    return QPolygonF(points)


def zellige(painter: QPainter, width: int, height: int) -> None:
    """A faint lattice of stars over the whole picture."""
    pitch, radius = 150.0, 62.0
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(255, 255, 255, 15), 3))
    for row in range(int(height / pitch) + 2):
        for column in range(int(width / pitch) + 2):
            centre = QPointF(column * pitch, row * pitch)
            painter.drawPolygon(star(centre, radius))
            painter.drawLine(centre + QPointF(radius, 0), centre + QPointF(pitch - radius, 0))
            painter.drawLine(centre + QPointF(0, radius), centre + QPointF(0, pitch - radius))


def ridge(points: list[tuple[float, float]], base: float) -> QPolygonF:
    corners = [QPointF(x, y) for x, y in points]
    return QPolygonF([QPointF(points[0][0], base), *corners, QPointF(points[-1][0], base)])


def mountains(painter: QPainter) -> None:
    """The Atlas in three layers; the far one wears snow."""
    painter.setPen(Qt.PenStyle.NoPen)
    far = [(-520, 40), (-400, -40), (-330, 0), (-190, -170), (-110, -90), (-40, -140), (60, -10),
           (170, -120), (250, -50), (340, -100), (520, 40)]  # fmt: skip
    painter.setBrush(QColor("#7d6c9c"))
    painter.drawPolygon(ridge(far, 160))
    painter.setBrush(QColor("#fdf6ea"))
    for x, y, reach in ((-190, -170, 62), (170, -120, 46), (-40, -140, 36), (340, -100, 34)):
        slope_left, slope_right = 0.62, 0.72
        painter.drawPolygon(QPolygonF([
            QPointF(x, y),
            QPointF(x + reach * slope_right, y + reach * 0.86),
            QPointF(x + reach * 0.34, y + reach * 0.66),
            QPointF(x + reach * 0.05, y + reach * 1.05),
            QPointF(x - reach * 0.28, y + reach * 0.7),
            QPointF(x - reach * slope_left, y + reach * 0.76),
        ]))  # fmt: skip
    painter.setBrush(QColor("#a0607a"))
    painter.drawPolygon(ridge([(-520, 90), (-420, 30), (-300, 90), (-170, 10), (-20, 86), (120, 20),
                               (260, 96), (390, 40), (520, 100)], 220))  # fmt: skip
    painter.setBrush(QColor("#c9784f"))
    hill = QPainterPath(QPointF(-540, 130))
    hill.cubicTo(-320, 40, -160, 70, 0, 130)
    hill.cubicTo(180, 190, 340, 60, 540, 120)
    hill.lineTo(540, 640)
    hill.lineTo(-540, 640)
    painter.drawPath(hill)


def tower(painter: QPainter, left: float, top: float, width: float, base: float) -> None:
    """One tower of the kasbah, with battlements, narrow windows and a shaded side."""
    painter.setBrush(QColor("#d98b58"))
    painter.drawPolygon(QPolygonF([
        QPointF(left + width * 0.06, top), QPointF(left + width * 0.94, top),
        QPointF(left + width, base), QPointF(left, base),
    ]))  # fmt: skip
    painter.setBrush(QColor("#b2653a"))
    painter.drawPolygon(QPolygonF([
        QPointF(left + width * 0.66, top), QPointF(left + width * 0.94, top),
        QPointF(left + width, base), QPointF(left + width * 0.66, base),
    ]))  # fmt: skip
    notch = width / 7
    for step in range(4):
        painter.setBrush(QColor("#d98b58" if step < 3 else "#b2653a"))
        painter.drawRect(QRectF(left + step * 2 * notch + notch * 0.2, top - notch, notch, notch))
    painter.setBrush(QColor("#5b2d22"))
    for row in range(2):
        for step in (0.2, 0.46):
            window = QRectF(left + width * step, top + 26 + row * 46, width * 0.1, 22)
            painter.drawRoundedRect(window, 3, 3)


def kasbah(painter: QPainter) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#c87a48"))
    painter.drawRect(QRectF(-352, 62, 236, 112))
    for step in range(10):
        painter.drawRect(QRectF(-350 + step * 24, 50, 12, 14))
    tower(painter, -372, -4, 70, 178)
    tower(painter, -282, -52, 84, 178)
    tower(painter, -176, 4, 66, 178)
    painter.setBrush(QColor("#4a221b"))
    gate = QPainterPath(QPointF(-262, 178))
    gate.lineTo(-262, 136)
    gate.cubicTo(-262, 100, -218, 100, -218, 136)
    gate.lineTo(-218, 178)
    painter.drawPath(gate)


def palm(painter: QPainter, x: float, base: float, height: float) -> None:
    painter.setPen(round_pen(QColor("#6d4327"), height * 0.07))
    trunk = QPainterPath(QPointF(x, base))
    top = QPointF(x + height * 0.1, base - height)
    trunk.quadTo(x - height * 0.06, base - height * 0.5, top.x(), top.y())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(trunk)
    painter.setPen(Qt.PenStyle.NoPen)
    for step, angle in enumerate((-172, -145, -112, -70, -38, -8)):
        painter.setBrush(QColor("#2f7d4f" if step % 2 else "#24663f"))
        reach = height * 0.52
        end = top + QPointF(math.cos(math.radians(angle)), math.sin(math.radians(angle))) * reach
        end += QPointF(0, reach * 0.42)
        bow = (top + end) / 2 - QPointF(0, reach * 0.42)
        leaf = QPainterPath(top)
        leaf.quadTo(bow, end)
        leaf.quadTo(bow + QPointF(0, reach * 0.26), top)
        painter.drawPath(leaf)


def olive(painter: QPainter, x: float, base: float, size: float) -> None:
    painter.setPen(round_pen(QColor("#5f3d24"), size * 0.13))
    painter.drawLine(QPointF(x, base), QPointF(x, base - size * 0.5))
    painter.setPen(Qt.PenStyle.NoPen)
    crown = (
        (-0.3, -0.66, 0.36, "#3f7048"),
        (0.3, -0.64, 0.36, "#3f7048"),
        (0, -0.9, 0.42, "#4f8556"),
        (-0.12, -1.0, 0.2, "#6a9d66"),
    )
    for dx, dy, r, colour in crown:
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(x + dx * size, base + dy * size), r * size, r * size * 0.86)


def river(painter: QPainter) -> None:
    """The river comes from the hills and widens towards the reader."""
    banks = QPainterPath(QPointF(66, 118))
    banks.cubicTo(190, 160, 60, 200, 30, 240)
    banks.cubicTo(-40, 330, 200, 330, 150, 460)
    banks.cubicTo(120, 540, 60, 600, 60, 660)
    banks.lineTo(-420, 660)
    banks.cubicTo(-330, 520, -250, 470, -160, 400)
    banks.cubicTo(-60, 320, -110, 280, -20, 222)
    banks.cubicTo(40, 184, 110, 160, 52, 118)
    banks.closeSubpath()
    water = QLinearGradient(0, 110, 0, 560)
    for stop, colour in ((0, "#bfe9e6"), (0.35, "#57bcc4"), (1, "#127f92")):
        water.setColorAt(stop, QColor(colour))
    painter.setPen(QPen(QColor("#e9c98f"), 12))
    painter.setBrush(QBrush(water))
    painter.drawPath(banks)
    painter.setPen(round_pen(QColor(255, 255, 255, 120), 6))
    for x, y, length in ((-60, 330, 60), (10, 392, 96), (-150, 446, 110), (-30, 492, 80)):
        ripple = QPainterPath(QPointF(x, y))
        ripple.quadTo(x + length / 2, y - 14, x + length, y)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(ripple)


def landscape(painter: QPainter) -> None:
    """The whole scene around (0, 0), about 1,000 units wide: morning, mountains, kasbah, river."""
    sky = QLinearGradient(0, -840, 0, 120)
    for stop, colour in ((0, "#2d7f9c"), (0.45, "#7cc0cc"), (0.75, "#fbe0a6"), (1, "#f7b267")):
        sky.setColorAt(stop, QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(sky))
    painter.drawRect(QRectF(-560, -900, 1120, 1100))
    glow = QRadialGradient(QPointF(118, -190), 240)
    glow.setColorAt(0, QColor(255, 244, 206, 230))
    glow.setColorAt(1, QColor(255, 244, 206, 0))
    painter.setBrush(QBrush(glow))
    painter.drawEllipse(QPointF(118, -190), 240, 240)
    painter.setBrush(QColor("#fff3c9"))
    painter.drawEllipse(QPointF(118, -190), 82, 82)
    mountains(painter)
    kasbah(painter)
    meadow = QPainterPath(QPointF(-560, 190))
    meadow.cubicTo(-300, 130, -120, 210, 60, 186)
    meadow.cubicTo(240, 160, 380, 200, 560, 150)
    meadow.lineTo(560, 700)
    meadow.lineTo(-560, 700)
    painter.setPen(Qt.PenStyle.NoPen)
    green = QLinearGradient(0, 160, 0, 560)
    green.setColorAt(0, QColor("#8fae55"))
    green.setColorAt(1, QColor("#3c6f3f"))
    painter.setBrush(QBrush(green))
    painter.drawPath(meadow)
    river(painter)
    for x, base, size in ((200, 236, 74), (292, 262, 92), (388, 250, 84), (244, 352, 128),
                          (376, 380, 142), (-322, 262, 84), (-410, 300, 100)):  # fmt: skip
        olive(painter, x, base, size)
    palm(painter, -98, 200, 150)
    palm(painter, -136, 208, 104)
    palm(painter, 140, 222, 132)


def glass(painter: QPainter, path: QPainterPath, centre: QPointF, radius: float) -> None:
    """Rim and highlight, so that the drop looks like one."""
    shade = QRadialGradient(centre, radius * 1.35)
    shade.setColorAt(0.55, QColor(6, 42, 56, 0))
    shade.setColorAt(1, QColor(6, 42, 56, 150))
    painter.setClipPath(path)
    painter.fillPath(path, QBrush(shade))
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rim = round_pen(QColor(226, 250, 252, 235), radius * 0.035)
    rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(rim)
    painter.drawPath(path)
    shine = round_pen(QColor(255, 255, 255, 190), radius * 0.05)
    painter.setPen(shine)
    reach = radius * 0.84
    around = QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)
    painter.drawArc(around, 152 * 16, 44 * 16)


def words(painter: QPainter, box: QRectF, scale: float) -> None:
    """The sentence in three scripts, centred in the box, each line on its own baseline."""
    lines = (
        ("Noto Kufi Arabic", 150, True, SAND, "الماء حياة", 190),
        ("Noto Kufi Arabic", 74, False, GOLD, "فلنحافظ عليه", 150),
        ("Noto Sans", 92, True, SAND, "L’eau, c’est la vie", 172),
        ("Noto Sans", 58, False, GOLD, "Préservons-la", 92),
        ("Noto Sans Tifinagh", 66, False, SAND, "ⴰⵎⴰⵏ ⴷ ⵜⵓⴷⵔⵜ", 138),
    )
    height = sum(advance for *_, advance in lines) * scale
    baseline = box.center().y() - height / 2
    for family, pixels, bold, colour, text, advance in lines:
        baseline += advance * scale
        painter.setFont(font(family, round(pixels * scale), bold=bold))
        painter.setPen(colour)
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text)
        painter.drawText(QPointF(box.center().x() - width / 2, baseline), text)


def poster(width: int, height: int) -> QImage:
    """The poster in that size, in pixels; landscape or portrait by itself."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    back = QLinearGradient(0, 0, width * 0.4, height)
    back.setColorAt(0, DEEP)
    back.setColorAt(1, NIGHT)
    painter.fillRect(image.rect(), QBrush(back))
    zellige(painter, width, height)
    if width > height:
        radius = height * 0.335
        centre = QPointF(width * 0.27, height * 0.60)
        box = QRectF(width * 0.49, 0, width * 0.47, height)
        scale = height / 1080 * 1.08
    else:
        radius = width * 0.40
        centre = QPointF(width / 2, height * 0.405)
        box = QRectF(0, height * 0.615, width, height * 0.36)
        scale = width / 1080 * 0.88
    path = drop_path(centre, radius)
    painter.save()
    painter.setClipPath(path)
    painter.translate(centre)
    painter.scale(radius / 450, radius / 450)
    landscape(painter)
    painter.restore()
    glass(painter, path, centre, radius)
    words(painter, box, scale)
    painter.end()
    return image
