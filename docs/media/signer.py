"""A friendly figure whose hands move: the stand-in for a sign-language capsule.

What it does is no sign language and says so in the picture. It only shows how large a signer
stands on the screen, and that the whole signing space is visible.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from poses import Hand, Pose, pose_at
from poster import font, round_pen
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath

SIZE = 960
FPS = 25
LABEL = ("رسم توضيحي، وليس لغة الإشارة", "Dessin de démonstration, pas de la langue des signes")


@dataclass(frozen=True)
class Look:
    """One person."""

    skin: str
    shirt: str
    hair: str
    scarf: bool


MAN = Look(skin="#c68b5f", shirt="#1f2f4f", hair="#2a1d18", scarf=False)
WOMAN = Look(skin="#d9a577", shirt="#3b2145", hair="#8c2f4d", scarf=True)


def elbow(shoulder: QPointF, wrist: QPointF, outwards: float) -> QPointF:
    """Where the elbow is, with upper arm and forearm of 215 pixels each.

    It points outwards and down; where the whole arm points that way, the elbow moves back in
    space, which seen from the front is towards the line from shoulder to wrist.
    """
    upper = 215.0
    way = wrist - shoulder
    length = max(1.0, math.hypot(way.x(), way.y()))
    unit = way / length
    half = min(length, 2 * upper - 1) / 2
    rise = math.sqrt(upper**2 - half**2)
    pole = QPointF(0.75 * outwards, 0.66)
    along = pole.x() * unit.x() + pole.y() * unit.y()
    aside = pole - unit * along
    share = math.hypot(aside.x(), aside.y())
    if share < 1e-6:
        return shoulder + unit * half
    return shoulder + unit * half + aside / share * rise * min(1.0, 1.6 * share)


def joints(hand: Hand, side: int) -> tuple[QPointF, QPointF, QPointF]:
    """Shoulder, wrist and palm."""
    shoulder = QPointF(SIZE / 2 + side * 165, 462)
    palm = QPointF(SIZE / 2 + side * hand.x, hand.y)
    turn = math.radians(hand.turn) * side
    return shoulder, palm + QPointF(-math.sin(turn) * 44, math.cos(turn) * 44), palm


def calm_elbow(poses: tuple[Pose, ...], side: int, t: float) -> QPointF:
    """The elbow, averaged over half a second: where a hand passes its own shoulder, it would
    otherwise jump."""
    steps = range(-7, 8)
    total = QPointF()
    for step in steps:
        pose = pose_at(poses, min(max(0.0, t + step / FPS), poses[-1].t))
        shoulder, wrist, _ = joints(pose.left if side < 0 else pose.right, side)
        total += elbow(shoulder, wrist, side)
    return total / len(steps)


def draw_hand(painter: QPainter, at: QPointF, hand: Hand, side: int, skin: QColor) -> None:
    """A hand with five fingers; `side` is -1 on the left of the picture, 1 on the right."""
    painter.save()
    painter.translate(at)
    painter.rotate(side * hand.turn)
    painter.scale(side, 1)
    edge = skin.darker(135)
    reach = 62 * (1 - 0.62 * hand.curl)
    fingers = [(-25 + 16.5 * step, -34.0, (step - 1.5) * 13 * hand.spread, reach * stretch)
               for step, stretch in enumerate((0.9, 1.0, 0.97, 0.78))]  # fmt: skip
    thumb = (-30.0, 6.0, -38 - 30 * hand.spread, 44 * (1 - 0.35 * hand.curl))
    for colour, grow in ((edge, 5.0), (skin, 0.0)):
        for x, y, angle, length in (*fingers, thumb):
            painter.setPen(round_pen(colour, 17 + grow))
            end = QPointF(x + length * math.sin(math.radians(angle)),
                          y - length * math.cos(math.radians(angle)))  # fmt: skip
            painter.drawLine(QPointF(x, y + 8), end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        half = grow / 2
        palm = QRectF(-35 - half, -42 - half, 70 + grow, 84 + grow)
        painter.drawRoundedRect(palm, 26, 26)
    painter.setPen(round_pen(edge, 3))
    for x in (-16.5, 0.0, 16.5):
        painter.drawLine(QPointF(x, -38), QPointF(x, -26))
    painter.restore()


def draw_arm(painter: QPainter, side: int, hand: Hand, bend: QPointF, look: Look) -> None:
    shoulder, wrist, palm = joints(hand, side)
    shirt, skin = QColor(look.shirt), QColor(look.skin)
    cuff = bend + (wrist - bend) * 0.78
    for colour, grow in ((shirt.darker(150), 8.0), (shirt.lighter(118), 0.0)):
        painter.setPen(round_pen(skin.darker(135) if grow else skin, 46 + grow / 2))
        painter.drawLine(bend, wrist)
        pen = round_pen(colour, 84 + grow)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        path = QPainterPath(shoulder)
        path.lineTo(bend)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setPen(round_pen(colour, 72 + grow))
        painter.drawLine(bend, cuff)
    draw_hand(painter, palm, hand, side, skin)


def draw_body(painter: QPainter, look: Look, sway: float) -> None:
    shirt = QColor(look.shirt)
    body = QPainterPath(QPointF(SIZE / 2 - 205 + sway, 470))
    body.cubicTo(SIZE / 2 - 190 + sway, 408, SIZE / 2 - 110 + sway, 396, SIZE / 2 - 50 + sway, 378)
    body.lineTo(SIZE / 2 + 50 + sway, 378)
    body.cubicTo(SIZE / 2 + 110 + sway, 396, SIZE / 2 + 190 + sway, 408, SIZE / 2 + 205 + sway, 470)
    body.lineTo(SIZE / 2 + 178, 900)
    body.lineTo(SIZE / 2 - 178, 900)
    body.closeSubpath()
    cloth = QLinearGradient(0, 380, 0, 900)
    cloth.setColorAt(0, shirt.lighter(112))
    cloth.setColorAt(1, shirt)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(body, QBrush(cloth))
    skin = QColor(look.skin)
    if not look.scarf:
        painter.setBrush(skin.darker(114))
        neck = QPainterPath(QPointF(SIZE / 2 - 46 + sway, 310))
        neck.lineTo(SIZE / 2 + 46 + sway, 310)
        neck.lineTo(SIZE / 2 + 56 + sway, 382)
        neck.quadTo(SIZE / 2 + sway, 446, SIZE / 2 - 56 + sway, 382)
        painter.drawPath(neck)


def draw_head(painter: QPainter, look: Look, pose: Pose, tilt: float, sway: float) -> None:
    skin, hair = QColor(look.skin), QColor(look.hair)
    painter.save()
    painter.translate(SIZE / 2 + sway, 240)
    painter.rotate(tilt)
    painter.setPen(Qt.PenStyle.NoPen)
    if look.scarf:
        scarf = QPainterPath(QPointF(-118, -20))
        scarf.cubicTo(-126, -170, 126, -170, 118, -20)
        scarf.cubicTo(116, 90, 150, 150, 158, 182)
        scarf.cubicTo(70, 232, -70, 232, -158, 182)
        scarf.cubicTo(-150, 150, -116, 90, -118, -20)
        painter.fillPath(scarf, hair)
        fold = QPainterPath(QPointF(-92, 96))
        fold.cubicTo(-40, 178, 60, 178, 128, 150)
        painter.setPen(round_pen(hair.darker(125), 6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(fold)
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setBrush(hair)
        painter.drawRoundedRect(QRectF(-106, -134, 212, 180), 100, 92)
        painter.setBrush(skin.darker(108))
        painter.drawEllipse(QPointF(-98, 14), 17, 26)
        painter.drawEllipse(QPointF(98, 14), 17, 26)
    painter.setBrush(skin)
    face = QPainterPath()
    face.addRoundedRect(QRectF(-92, -92, 184, 204), 90, 96)
    painter.drawPath(face)
    if not look.scarf:
        painter.setBrush(hair)
        fringe = QPainterPath(QPointF(-96, -40))
        fringe.cubicTo(-84, -138, 84, -138, 96, -40)
        fringe.cubicTo(60, -86, -20, -62, -96, -40)
        painter.drawPath(fringe)
    blink = max(0.0, 1 - abs((pose.t % 3.3) - 3.1) / 0.11)
    for side in (-1, 1):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#2b1a14"))
        painter.drawEllipse(QPointF(side * 36, 4), 10, 12 * (1 - 0.88 * blink))
        painter.setPen(round_pen(QColor("#3a241b"), 7))
        lift = -32 - 9 * pose.brows
        painter.drawLine(
            QPointF(side * 20, lift - 2), QPointF(side * 54, lift + 5 - 4 * pose.brows)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(214, 92, 82, 60))
        painter.drawEllipse(QPointF(side * 58, 44), 22, 15)
    painter.setPen(round_pen(skin.darker(135), 6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    nose = QPainterPath(QPointF(-3, 10))
    nose.quadTo(-14, 36, 5, 38)
    painter.drawPath(nose)
    smile = QPainterPath(QPointF(-32, 64))
    smile.quadTo(0, 86 + 18 * pose.mouth, 32, 64)
    if pose.mouth > 0.25:
        smile.quadTo(0, 70, -32, 64)
        painter.setBrush(QColor("#7d2b2b"))
    painter.setPen(round_pen(QColor("#6f2a28"), 6))
    painter.drawPath(smile)
    painter.restore()


def label(painter: QPainter) -> None:
    """The band that says what this is not."""
    painter.fillRect(QRectF(0, 838, SIZE, 122), QColor("#0f3d46"))
    painter.setPen(QColor("#ffffff"))
    for family, pixels, text, baseline in (("Noto Sans Arabic", 38, LABEL[0], 886),
                                           ("Noto Sans", 32, LABEL[1], 940)):  # fmt: skip
        painter.setFont(font(family, pixels, bold=True))
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(QPointF((SIZE - width) / 2, baseline), text)


def frame(poses: tuple[Pose, ...], look: Look, t: float) -> QImage:
    """The picture at `t` seconds."""
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(image.rect(), QColor("#dcebe6"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#c9dfd8"))
    painter.drawEllipse(QPointF(SIZE / 2, 470), 420, 420)
    pose = pose_at(poses, t)
    sway = 4 * math.sin(t * 0.8) + (pose.right.x - pose.left.x) * 0.03
    draw_body(painter, look, sway)
    draw_head(painter, look, pose, 2.2 * math.sin(t * 1.1 + 0.6), sway)
    painter.save()
    painter.translate(sway, 0)
    for side, hand in ((-1, pose.left), (1, pose.right)):
        draw_arm(painter, side, hand, calm_elbow(poses, side, t), look)
    painter.restore()
    label(painter)
    painter.end()
    return image
