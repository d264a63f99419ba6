"""The QR card: the code, a call to action in words, and the address for those without camera."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from kiosk.player.stage import bidi, qr
from kiosk.player.stage.canvas import Canvas, line_width
from kiosk.player.stage.fonts import face_of
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.measure import Style, balanced_lines, break_lines
from kiosk.player.stage.metrics import Size
from kiosk.player.stage.view import Align, Box, Fill, Ink
from kiosk.player.stage.words import word

_COLUMNS = (0.28, 0.32, 0.36)
"""Shares of a landscape stage that the card may take: the first in which a phone reads it."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a QR code is for."""

    address: str
    key: str
    """`scan.complaint` or `scan.link`."""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class QrCard:
    """A card laid out for one frame and the languages of one page."""

    frame: Frame
    call: Call
    languages: tuple[str, ...]
    box: Box | None = None
    """Its place; None while that is being looked for."""
    settled: bool = True
    """With a box: the card has to do with it, and with small words. Else it measures itself, as
    a column or row beside the text of a notice."""
    compact: bool = False
    """Below two texts or a picture in portrait: a smaller symbol and small words."""
    share: float = _COLUMNS[0]
    """Of a landscape stage, for a card that measures itself."""
    brief: bool = False
    """Of a long address only the host is printed, so that the symbol has the room."""

    def roomy(self) -> QrCard:
        """The same, or with less of the address in words and wider where only so a phone reads
        the code from the viewing distance; where none does, with the largest symbol."""
        shares = (self.share,) if self.box or self.frame.metrics.portrait else _COLUMNS
        wider = (replace(self, share=share, brief=True) for share in shares)
        tries = (self, replace(self, brief=True), *wider)
        readable = (card for card in tries if card.scannable)
        return next(readable, None) or max(tries, key=lambda card: card.module_px)

    @property
    def _bound(self) -> Box | None:
        return self.box if self.settled else None

    @property
    def _below(self) -> bool:
        """Words below the symbol, not beside it."""
        if self._bound:
            return self._bound.height > self._bound.width
        return not self.frame.metrics.portrait

    @property
    def _call_size(self) -> Size:
        """Body, unless the words would leave the symbol too little."""
        if self._bound or self.compact:
            return Size.SMALL
        if not self._below:
            high = self._words_height(self._beside, Size.BODY) > round(
                self.frame.contents.height * 0.4
            )
            return Size.SMALL if high else Size.BODY
        room = min(
            self.width, self.height - self.frame.gap - self._words_height(self.width, Size.BODY)
        )
        metrics = self.frame.metrics
        px = qr.module_px(self.call.address, metrics, room)
        enough = px >= metrics.module_floor_px(metrics.viewing_distance_m)
        return Size.BODY if enough else Size.SMALL

    @property
    def _symbol_room(self) -> int:
        """The most that symbol and quiet zone may measure."""
        if not self._below and self._bound:
            return min(self._bound.height, self._bound.width // 2)
        if not self._below:
            room = min(self.frame.stage.width // 2, round(self.frame.contents.height * 0.4))
            return min(room, self._compact_room) if self.compact else room
        return min(self.width, self.height - self.frame.gap - self._words_height(self.width))

    @property
    def _compact_room(self) -> int:
        """Three quarters of the symbol's size, but no less than a phone can read."""
        metrics = self.frame.metrics
        count = len(qr.modules(self.call.address))
        floor = math.ceil(metrics.module_floor_px(metrics.viewing_distance_m))
        module = max(floor, round(metrics.qr_px * 0.75 / count))
        return module * (count + 2 * qr.QUIET_MODULES)

    @property
    def _inset(self) -> int:
        """The inner margin of the card on the side of the words."""
        return self.frame.pad

    @property
    def module_px(self) -> int:
        return max(1, qr.module_px(self.call.address, self.frame.metrics, self._symbol_room))

    @property
    def symbol_side(self) -> int:
        """Symbol and quiet zone, in px."""
        modules = len(qr.modules(self.call.address)) + 2 * qr.QUIET_MODULES
        return modules * self.module_px

    @property
    def width(self) -> int:
        """A column in landscape, hanging into the band; the whole width in portrait."""
        if self._bound:
            return self._bound.width
        if self.frame.metrics.portrait:
            return self.frame.stage.width - 2 * self.frame.margin
        return round(self.frame.stage.width * self.share)

    @property
    def _beside(self) -> int:
        """Room for words between the card's margin and the symbol's quiet zone."""
        return self.width - self.symbol_side - self._inset

    @property
    def height(self) -> int:
        if self._bound:
            return self._bound.height
        if not self.frame.metrics.portrait:
            return self.frame.body.height - 2 * self.frame.pad
        return max(self.symbol_side, self._words_height(self._beside) + 2 * self.frame.pad)

    @property
    def scannable(self) -> bool:
        """Whether a phone reads it from the viewing distance."""
        metrics = self.frame.metrics
        return self.module_px >= metrics.module_floor_px(metrics.viewing_distance_m)

    def _words(self, width: int, size: Size) -> list[tuple[str, tuple[str, ...], Style, str, Ink]]:
        metrics = self.frame.metrics
        inner = width - 2 * self.frame.gap if self._below else width
        said: list[tuple[str, tuple[str, ...], Style, str, Ink]] = []
        for language in self.languages:
            style = Style.of(face_of(language), metrics.px(size), bold=True)
            lines = balanced_lines(word(self.call.key, language), style, inner)
            said.append((f"call.{language}", lines, style, language, Ink.ACCENT))
        style = Style.of(face_of("fr"), metrics.px(Size.SMALL))
        printed = qr.printed(self.call.address)
        parts = (printed[0].rstrip("/"),) if self.brief else printed
        address = _address_lines(parts, style, inner)
        said.append(("address", address, style, "en", Ink.QUIET))
        if self.call.phone and not self._bound:
            number = break_lines(bidi.ltr(self.call.phone), style, inner - self._receiver(style))
            said.append(("phone", number, style, "en", Ink.QUIET))
        return said

    def _words_height(self, width: int, size: Size | None = None) -> int:
        return sum(
            len(lines) * style.line_px
            for _, lines, style, _, _ in self._words(width, size or self._call_size)
        )

    def draw(self, canvas: Canvas, card: Box, *, rtl: bool) -> None:
        """Put the card into its box: symbol above words in landscape, beside them in
        portrait, with the words where reading begins."""
        canvas.block(card, Fill.CARD, self.frame.radius)
        side, quiet = self.symbol_side, qr.QUIET_MODULES * self.module_px
        if not self._below:
            x = card.x if rtl else card.right - side
            symbol = Box(x, card.y + (card.height - side) // 2, side, side)
            left = card.x + (side if rtl else self._inset)
            words = Box(left, card.y, self._beside, card.height)
            align = Align.RIGHT if rtl else Align.LEFT
            self._set_words(canvas, words, align if len(self.languages) == 1 else Align.CENTRE)
        else:
            # As much white above the symbol as beside it, where the words leave that.
            spare = card.height - side - self._words_height(card.width)
            top = card.y + max(0, min((card.width - side) // 2, spare // 2))
            symbol = Box(card.x + (card.width - side) // 2, top, side, side)
            below = symbol.bottom - (quiet if spare > 2 * quiet else 0)
            words = Box(card.x, below, card.width, card.bottom - below)
            self._set_words(canvas, words, Align.CENTRE)
        canvas.qrs.append(qr.placed(self.call.address, symbol, self.module_px))

    def _set_words(self, canvas: Canvas, box: Box, align: Align) -> None:
        """In the middle of the height of their box."""
        inner = box.inset(self.frame.gap, 0) if self._below else box
        y = box.y + max(0, (box.height - self._words_height(box.width)) // 2)
        for group, lines, style, language, ink in self._words(box.width, self._call_size):
            room = Box(inner.x, y, inner.width, style.line_px)
            if group == "phone":
                room = self._draw_phone(canvas, room, lines[0], style, align)
            y = canvas.lines(group, lines, style, room, language=language, align=align, ink=ink)

    def _receiver(self, style: Style) -> int:
        """Room for the receiver before a phone number."""
        return style.px + self.frame.gap // 2

    def _draw_phone(
        self, canvas: Canvas, room: Box, number: str, style: Style, align: Align
    ) -> Box:
        """A receiver before the number → the room that is left for the number."""
        side, step = style.px, self._receiver(style)
        width = line_width(number, style)
        x, left = {
            Align.LEFT: (room.x, room.x + step),
            Align.CENTRE: (room.x + (room.width - width - step) // 2, room.x + step),
            Align.RIGHT: (room.right - side, room.x),
        }[align]
        top = room.y + style.ascent_px - (style.cap_px + side) // 2
        canvas.icon("phone", Box(x, top, side, side), Ink.QUIET)
        return Box(left, room.y, room.width - step, room.height)


def _address_lines(parts: tuple[str, ...], style: Style, width: int) -> tuple[str, ...]:
    """Broken after slashes; within a part only where it is wider than a line."""
    lines = [""]
    for part in parts:
        if lines[-1] and line_width(lines[-1] + part, style) > width:
            lines.append("")
        lines[-1] += part
    return tuple(piece for line in lines for piece in break_lines(line, style, width))
