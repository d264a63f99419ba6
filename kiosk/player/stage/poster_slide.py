"""A picture that fills the page, with its title and QR code beside it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.player.stage.canvas import Canvas, start_of
from kiosk.player.stage.content import Told
from kiosk.player.stage.draft import Draft
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.measure import Style, break_lines
from kiosk.player.stage.metrics import Size
from kiosk.player.stage.qr_card import Call, QrCard
from kiosk.player.stage.view import Box, Fill, Ink, Picture


@dataclass(frozen=True, slots=True)
class PosterSlide:
    """Lays one picture out: over the whole stage when nothing stands beside it."""

    frame: Frame
    path: str
    told: tuple[Told, ...]
    call: Call | None
    languages: tuple[str, ...]

    def page(self) -> Draft:
        """The one page; the picture is never cropped."""
        titled = tuple(entry for entry in self.told if entry.title)[:2]
        canvas = Canvas()
        if not titled and self.call is None:
            canvas.pictures.append(Picture(self.path, self.frame.stage))
            return Draft(self.languages[:1], canvas, (), self.frame.stage, Fill.DARK)
        frame = self.frame
        inner = frame.body.inset(frame.margin, frame.pad)
        if self.call:
            spoken = tuple(entry.language for entry in titled) or self.languages[:2]
            card = QrCard(frame, self.call, spoken)
            if frame.metrics.portrait:
                place = Box(inner.x, inner.bottom - card.height, inner.width, card.height)
                inner = Box(inner.x, inner.y, inner.width,
                            inner.height - card.height - frame.pad)  # fmt: skip
            else:
                place = Box(inner.right - card.width, inner.y, card.width, inner.height)
                inner = Box(inner.x, inner.y, inner.width - card.width - frame.gutter,
                            inner.height)  # fmt: skip
            card.draw(canvas, place, rtl=False)
        low = self._draw_titles(canvas, titled, inner)
        box = Box(inner.x, inner.y, inner.width, low - inner.y)
        canvas.pictures.append(Picture(self.path, box))
        languages = tuple(entry.language for entry in titled) or self.languages[:1]
        return Draft(languages, canvas, tuple((told.language, told.title) for told in titled))

    def _draw_titles(self, canvas: Canvas, told: tuple[Told, ...], inner: Box) -> int:
        """Titles at the foot, beside each other → where the room for the picture ends."""
        if not told:
            return inner.bottom
        ordered = sorted(told, key=lambda entry: entry.rtl)
        count = len(ordered)
        width = (inner.width - self.frame.gutter * (count - 1)) // count
        sets = []
        for entry in ordered:
            style = Style.of(entry.face, self.frame.metrics.px(Size.BODY), bold=True)
            sets.append((entry, style, break_lines(entry.title, style, width)))
        height = max(len(lines) * style.line_px for _, style, lines in sets)
        top = inner.bottom - height
        for number, (entry, style, lines) in enumerate(sets):
            x = inner.x + number * (width + self.frame.gutter)
            canvas.lines(f"title.{entry.language}", lines, style, Box(x, top, width, height),
                         language=entry.language, align=start_of(rtl=entry.rtl),
                         ink=Ink.PLAIN)  # fmt: skip
        return top - self.frame.gap
