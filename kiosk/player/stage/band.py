"""The band of accent across the page: icon, service, state."""

from __future__ import annotations

import math
from collections.abc import Sequence
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
    pages: int = 0
    """How many pages it keeps room to number; 0: their number stands where a name leaves room,
    else goes without."""

    @property
    def _px(self) -> int:
        """The key size, or tighter for two names in one row; smaller, down to the body size, where
        the panel is so small that a name would need a third line or its longest word two."""
        if self._row_px:
            return self._row_px
        key, body = (self.frame.metrics.px(size) for size in (Size.KEY, Size.BODY))
        sizes = [max(body, math.ceil(key * share / 20)) for share in range(20, 9, -1)]
        return next((px for px in sizes if self._stands(px)), body)

    @property
    def whole(self) -> bool:
        """Whether every word of its names is whole, in three lines at most."""
        names = self._names()
        return self._whole(names) and all(len(lines) <= 3 for _, _, lines in names)

    def _stands(self, px: int) -> bool:
        """Whether in that size the names take two lines at most, with every word whole, and the
        pages' number has its place."""
        names = self._names(px)
        if any(len(lines) > 2 for _, _, lines in names):
            return False
        if self.pages and self._stacked and self._page_row(names) is None:
            return False
        return self._whole(names)

    def _whole(self, names: Sequence[tuple[Told, Style, tuple[str, ...]]]) -> bool:
        return bool(self._row_px) or all(
            line_width(word, style) <= self._name_width
            for told, style, _ in names
            for word in told.band.split(" ")
        )

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
        if self.pages:
            inner -= self._page_width
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
        if self.pages and not self._stacked:
            free -= self._page_keeps // len(self.told)
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
    def holds_page(self) -> bool:
        """Whether the page's number has its place."""
        names = self._names()
        if self._in_a_row:
            return self._between(names).width >= self._page_needs + self.frame.gap
        return self._page_row(names) is not None

    @property
    def _in_a_row(self) -> bool:
        """Whether two names stand beside each other."""
        return len(self.told) == 2 and not self._stacked

    def _between(self, names: Sequence[tuple[Told, Style, tuple[str, ...]]]) -> Box:
        """What two names beside each other leave free, its x counted from the margin."""
        inner = self.frame.stage.width - 2 * self.frame.margin
        indent = self._side + self.frame.gap
        ends = {
            told.rtl: indent + max(line_width(line, style) for line in lines)
            for told, style, lines in names
        }
        left, right = ends.get(False, 0) + self.frame.gap, ends.get(True, 0) + self.frame.gap
        return Box(left, 0, inner - left - right, 0)

    def _page_row(self, names: Sequence[tuple[Told, Style, tuple[str, ...]]]) -> int | None:
        """The row of names, or the line of one name, after which the page's number has room."""
        if not self._stacked and self.told[0].state and self.holds_state:
            # The state leaves it so much.
            return 0 if self._page_needs <= self._page_width else None
        rows = [(style, lines[0]) for _, style, lines in names]
        if not self._stacked:
            ((_, style, lines),) = names
            rows = [(style, line) for line in lines]
        free = self._name_width + (self._page_keeps if self.pages and not self._stacked else 0)
        fitting = (
            row
            for row, (style, line) in enumerate(rows)
            if line_width(line, style) + self._page_needs - self.frame.gap // 2 <= free
        )
        return next(fitting, None)

    @property
    def _page_keeps(self) -> int:
        """Px that names leave free for the numbers of all pages."""
        return self._page_width - self.frame.gap // 2

    @property
    def _page_needs(self) -> int:
        """Px of the number of this page."""
        return max(self._page_width, line_width(self.page, self._page_style) + self.frame.gap)

    @property
    def _page_style(self) -> Style:
        return Style.of(Face.LATIN, self.frame.metrics.px(Size.BODY))

    @property
    def _page_width(self) -> int:
        """Kept free whether or not there is a number, so that pages look alike."""
        widest = f"{self.pages}/{self.pages}" if self.pages > 9 else "0/0"
        return line_width(widest, self._page_style) + self.frame.gap

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
        if self.page and self.holds_page:
            self._draw_page(canvas, inner, baseline, names)

    def _draw_page(
        self, canvas: Canvas, inner: Box, baseline: int,
        names: Sequence[tuple[Told, Style, tuple[str, ...]]],
    ) -> None:  # fmt: skip
        width = line_width(self.page, self._page_style)
        if self._in_a_row:
            free = self._between(names)
            # In the middle of the stage, or of what the names leave free where one is long.
            room, middle = free.inset(self.frame.gap, 0), (inner.width - width) // 2
            if not room.x <= middle <= room.right - width:
                middle = free.x + (free.width - width) // 2
            x, level = inner.x + middle, baseline
        else:
            row = self._page_row(names) or 0
            step = self._step if self._stacked else names[0][1].line_px
            level = baseline + row * step
            room = Box(inner.right - self._edge - width, 0, width, 0)
            rtl = names[row if self._stacked else 0][0].rtl
            x = (room.mirrored(inner) if rtl else room).x
        canvas.on_baseline("page", bidi.ltr(self.page), self._page_style, x, level,
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
