"""The band of accent across the page: icon, service, state."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kiosk.player.stage import bidi
from kiosk.player.stage.canvas import Canvas, line_width, start_of
from kiosk.player.stage.content import Told
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.measure import Style, break_lines
from kiosk.player.stage.metrics import Size
from kiosk.player.stage.view import Align, Box, Face, Fill, Icon, Ink


@dataclass(frozen=True, slots=True)
class Band:
    """A band laid out for the languages of one page: one, or two side by side."""

    frame: Frame
    icon: str
    told: tuple[Told, ...]
    card: int = 0
    """Width of the card that hangs into the band: at its end, or in the middle of two
    languages. 0: none."""
    fill: Fill = Fill.ACCENT
    page: str = ""
    """`1/2`, at its end; empty for a single page."""

    @property
    def _px(self) -> int:
        """The key size, or tighter for two names in one row; smaller where the panel is so small
        that a name would need a third line."""
        if self._row_px:
            return self._row_px
        for size in (Size.KEY, Size.BODY):
            px = self.frame.metrics.px(size)
            if all(len(lines) <= 2 for _, _, lines in self._names(px)):
                break
        return px

    @property
    def _side(self) -> int:
        """Of the icon, in px."""
        return round((self._row_px or self.frame.metrics.px(Size.KEY)) * 1.1)

    @property
    def _row_px(self) -> int:
        """The size in which two names stand beside each other, one with more room than the
        other; 0: in none, or there is one name."""
        if len(self.told) != 2:
            return 0
        inner = self.frame.stage.width - 2 * self.frame.margin - self.frame.gutter
        key = self.frame.metrics.px(Size.KEY)
        for px in (key, math.ceil(key * self.frame.metrics.tight - 1e-6)):
            names = sum(
                line_width(told.band, Style.of(told.face, px, bold=True)) for told in self.told
            )
            if names + 2 * (round(px * 1.1) + self.frame.gap) <= inner:
                return px
        return 0

    @property
    def _stacked(self) -> bool:
        """In portrait the names of two languages stand below each other, where one row cannot
        hold both."""
        return len(self.told) == 2 and self.frame.metrics.portrait and not self._row_px

    @property
    def _name_width(self) -> int:
        free = self.frame.stage.width - 2 * self.frame.margin
        if len(self.told) == 1 or self._stacked:
            free -= self.card + self.frame.gutter if self.card else 0
        else:
            free = (free - self.card - self.frame.gutter * (2 if self.card else 1)) // 2
        return free - self._side - self.frame.gap

    def _names(self, px: int | None = None) -> list[tuple[Told, Style, tuple[str, ...]]]:
        styles = [Style.of(entry.face, px or self._px, bold=True) for entry in self.told]
        names = list(zip(self.told, styles, strict=True))
        if self._row_px:
            return [(entry, style, (entry.band,)) for entry, style in names]
        return [
            (entry, style, break_lines(entry.band, style, self._name_width))
            for entry, style in names
        ]

    @property
    def height(self) -> int:
        """Grows with a name that needs a second line; a name is never cut."""
        if self._stacked:
            return self.frame.band + self._step
        extra = max((len(lines) - 1) * style.line_px for _, style, lines in self._names())
        return self.frame.band + extra

    @property
    def _step(self) -> int:
        """From one name to the name below it, in px."""
        return round(self.frame.metrics.px(Size.KEY) * 1.35)

    @property
    def side_by_side(self) -> bool:
        """Whether every name stands on one line."""
        return all(len(lines) == 1 for _, _, lines in self._names())

    @property
    def holds_state(self) -> bool:
        """Whether the state stands in the band beside the name, or nothing needs to."""
        if not any(entry.state for entry in self.told):
            return True
        if len(self.told) > 1 or not self.side_by_side:
            return False
        entry, style, lines = self._names()[0]
        taken = line_width(lines[0], style) + self.frame.gutter + self._page_width
        free = self._name_width - taken
        return self._state_width(entry) <= free

    @property
    def _holds_page(self) -> bool:
        """Whether the page's number has its place: after the first name, or in the middle of
        two. Else it goes without."""
        names = self._names()
        widths = [line_width(lines[0], style) for _, style, lines in names]
        needed = max(self._page_width, line_width(self.page, self._page_style) + self.frame.gap)
        if len(names) == 1 or self._stacked:
            if needed > self._page_width and self.told[0].state and self.holds_state:
                return False  # the state has taken all but the room of `0/0`
            return widths[0] + needed <= self._name_width
        free = (self.frame.stage.width - needed) // 2 - self.frame.margin
        return max(widths) + self._side + 2 * self.frame.gap <= free

    @property
    def _page_style(self) -> Style:
        return Style.of(Face.LATIN, self.frame.metrics.px(Size.BODY))

    @property
    def _page_width(self) -> int:
        """Kept free whether or not there is a number, so that pages look alike."""
        return line_width("0/0", self._page_style) + self.frame.gap

    def _state_style(self, entry: Told) -> Style:
        return Style.of(entry.face, self.frame.metrics.px(Size.BODY), bold=True)

    def _sign(self, entry: Told) -> int:
        return round(self._state_style(entry).px * 0.9)

    def _state_width(self, entry: Told) -> int:
        words = line_width(entry.state, self._state_style(entry))
        return words + self._sign(entry) + self.frame.gap // 2

    def draw(self, canvas: Canvas) -> None:
        """With two languages, the one written from right to left stands on the right."""
        frame, side = self.frame, self._side
        box = Box(0, frame.body.y, frame.stage.width, self.height)
        canvas.block(box, self.fill)
        inner = box.inset(frame.margin, 0)
        names = self._names()
        cap = round(frame.metrics.px(Size.KEY) * 0.714)
        # Capitals stand in the middle; Arabic, whose bowls and dots reach below the line, higher,
        # unless another name stands below it.
        arabic = 0 if self._stacked else sum(entry.face is Face.ARABIC for entry in self.told)
        raised = 0.06 * frame.metrics.px(Size.KEY) * arabic / len(self.told)
        baseline = box.y + round((frame.band + cap) / 2 - raised)
        indent = side + frame.gap
        for row, (entry, style, lines) in enumerate(names):
            level = baseline + (row * self._step if self._stacked else 0)
            spot = Box(inner.x, level - (side + cap) // 2, side, side)
            canvas.icon(self.icon, spot.mirrored(inner) if entry.rtl else spot, Ink.LIGHT)
            align = start_of(rtl=entry.rtl)
            x = inner.right - indent if entry.rtl else inner.x + indent
            for number, text in enumerate(lines):
                canvas.on_baseline(
                    f"band.{entry.language}", text, style, x, level + number * style.line_px,
                    language=entry.language, align=align, ink=Ink.LIGHT,
                )  # fmt: skip
        if self.holds_state and self.told[0].state:
            self._draw_state(canvas, inner, baseline)
        if self.page and self._holds_page:
            width = line_width(self.page, self._page_style)
            room = Box(inner.right - self._edge - width, 0, width, 0)
            x = (room.mirrored(inner) if names[0][0].rtl else room).x
            if len(names) == 2 and not self._stacked:
                x = inner.x + (inner.width - width) // 2
            canvas.on_baseline("page", bidi.ltr(self.page), self._page_style, x, baseline,
                               language="en", align=Align.LEFT, ink=Ink.LIGHT)  # fmt: skip

    @property
    def _edge(self) -> int:
        return self.card + self.frame.gutter if self.card else 0

    def _draw_state(self, canvas: Canvas, inner: Box, baseline: int) -> None:
        entry = self.told[0]
        style, sign = self._state_style(entry), self._sign(entry)
        width = self._state_width(entry)
        edge = self._edge + (self._page_width if self.page else 0)
        icon = Box(inner.right - edge - width, baseline - (sign + style.cap_px) // 2, sign, sign)
        align, x = Align.LEFT, icon.right + self.frame.gap // 2
        if entry.rtl:
            icon = icon.mirrored(inner)
            align, x = Align.RIGHT, icon.x - self.frame.gap // 2
        canvas.icons.append(Icon(entry.state_icon, icon, Ink.LIGHT))
        canvas.on_baseline(
            f"state.{entry.language}", entry.state, style, x, baseline,
            language=entry.language, align=align, ink=Ink.LIGHT,
        )  # fmt: skip
