"""A column of pieces, drawn from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.player.stage.canvas import Canvas, start_of
from kiosk.player.stage.content import Told
from kiosk.player.stage.flow import Set, height_of
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.measure import balanced_lines
from kiosk.player.stage.pieces import FACTS
from kiosk.player.stage.view import Box, Ink


def draw_column(
    canvas: Canvas,
    frame: Frame,
    column: Sequence[Set],
    box: Box,
    told: Told,
    *,
    icons: Ink,
) -> None:
    """Draw it a little above the middle of its box, the facts a step apart from the title."""
    free = max(0, box.height - height_of(column))
    facts = next((n for n, part in enumerate(column) if part.piece.group.startswith(FACTS)), 0)
    apart = min(free, 2 * frame.pad) if facts else 0
    y = box.y + (free - apart) * 2 // 5
    for number, part in enumerate(column):
        piece = part.piece
        y += (piece.gap if number else 0) + (apart if number and number == facts else 0)
        room = Box(box.x, y, box.width - piece.indent, 0)
        if not told.rtl:
            room = Box(box.x + piece.indent, y, room.width, 0)
        if piece.icon:
            style = piece.style
            side = round(style.cap_px * 1.2)
            top = y + style.ascent_px - (style.cap_px + side) // 2
            x = box.right - side if told.rtl else box.x
            canvas.icon(piece.icon, Box(x, top, side, side), icons)
        lines = part.lines
        if part.text and not part.cut:
            lines = balanced_lines(part.text, piece.style, room.width, 0.4 if piece.whole else 0.7)
        y = canvas.lines(
            piece.group,
            lines,
            piece.style,
            room,
            language=told.language,
            align=start_of(rtl=told.rtl),
            ink=piece.ink,
        )
