"""A picture that fills the page, or a picture with its title and QR code beside it.

A poster says itself what it says: its title is for those who cannot see it, and is drawn only
below a picture of another shape than the screen's, or where a QR code stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.player.stage.canvas import Canvas, line_width, start_of
from kiosk.player.stage.content import Told
from kiosk.player.stage.draft import Draft
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.measure import Style, balanced_lines
from kiosk.player.stage.metrics import Size
from kiosk.player.stage.picture_file import shape_of
from kiosk.player.stage.qr_card import Call, QrCard
from kiosk.player.stage.view import Box, Fill, Ink

_COVERED = 0.8
"""Share of the stage that a poster of about its shape covers."""

_Title = tuple[Told, Style, tuple[str, ...], Box]
"""A title in its lines, and its place from the top left of the titles' room."""


@dataclass(frozen=True, slots=True)
class PosterSlide:
    """Lays one picture out: over the whole stage when it has its shape, or when nothing is to
    stand beside it."""

    frame: Frame
    path: str
    told: tuple[Told, ...]
    call: Call | None
    languages: tuple[str, ...]

    def page(self) -> Draft:
        """The one page; the picture is never cropped."""
        titled = tuple(entry for entry in self.told if entry.title)[:2]
        canvas = Canvas()
        if self.call is None and (not titled or self._fills):
            canvas.picture(self.path, self.frame.stage)
            # As long as the title takes to read: the picture says no less.
            said = tuple((told.language, told.title) for told in titled)
            return Draft(self.languages[:1], canvas, said, self.frame.stage, Fill.DARK)
        frame = self.frame
        inner = frame.body.inset(frame.margin, frame.pad)
        if self.call:
            spoken = tuple(entry.language for entry in titled) or self.languages[:2]
            card = QrCard(frame, self.call, spoken).roomy()
            if frame.metrics.portrait:
                place = Box(inner.x, inner.bottom - card.height, inner.width, card.height)
                inner = Box(inner.x, inner.y, inner.width,
                            inner.height - card.height - frame.pad)  # fmt: skip
            else:
                place = Box(inner.right - card.width, inner.y, card.width, inner.height)
                inner = Box(inner.x, inner.y, inner.width - card.width - frame.gutter,
                            inner.height)  # fmt: skip
            card.draw(canvas, place, rtl=False)
        if self._height(titled, inner) > inner.height // 2:
            titled = titled[:1]
        low = self._draw_titles(canvas, titled, inner)
        box = Box(inner.x, inner.y, inner.width, low - inner.y)
        canvas.picture(self.path, box)
        languages = tuple(entry.language for entry in titled) or self.languages[:1]
        return Draft(languages, canvas, tuple((told.language, told.title) for told in titled))

    @property
    def _fills(self) -> bool:
        """Whether the whole picture covers most of the stage."""
        stage = self.frame.stage
        shape = shape_of(self.path) / (stage.width / stage.height)
        return _COVERED <= shape <= 1 / _COVERED

    def _draw_titles(self, canvas: Canvas, told: tuple[Told, ...], inner: Box) -> int:
        """Titles at the foot, beside each other → where the room for the picture ends."""
        if not told:
            return inner.bottom
        top = inner.bottom - self._height(told, inner)
        for entry, style, lines, box in self._sets(told, inner):
            place = Box(inner.x + box.x, top + box.y, box.width, box.height)
            canvas.lines(f"title.{entry.language}", lines, style, place, language=entry.language,
                         align=start_of(rtl=entry.rtl), ink=Ink.PLAIN)  # fmt: skip
        return top - self.frame.gap

    def _sets(self, told: Sequence[Told], inner: Box) -> list[_Title]:
        ordered = sorted(told, key=lambda entry: entry.rtl)
        return self._beside(ordered, inner) or self._below(ordered, inner)

    def _height(self, told: Sequence[Told], inner: Box) -> int:
        return max((box.bottom for *_, box in self._sets(told, inner)), default=0)

    def _style(self, entry: Told) -> Style:
        return Style.of(entry.face, self.frame.metrics.px(Size.BODY), bold=True)

    def _beside(self, told: Sequence[Told], inner: Box) -> list[_Title]:
        """Each in its column; nothing when a word would be broken there."""
        if not told:
            return []
        width = (inner.width - self.frame.gutter * (len(told) - 1)) // len(told)
        sets = []
        for number, entry in enumerate(told):
            style = self._style(entry)
            if any(line_width(word, style) > width for word in entry.title.split(" ")):
                return []
            lines = balanced_lines(entry.title, style, width)
            x = number * (width + self.frame.gutter)
            sets.append((entry, style, lines, Box(x, 0, width, len(lines) * style.line_px)))
        return sets

    def _below(self, told: Sequence[Told], inner: Box) -> list[_Title]:
        sets: list[_Title] = []
        y = 0
        for entry in told:
            style = self._style(entry)
            lines = balanced_lines(entry.title, style, inner.width)
            box = Box(0, y, inner.width, len(lines) * style.line_px)
            sets.append((entry, style, lines, box))
            y = box.bottom
        return sets
