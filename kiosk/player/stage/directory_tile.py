"""One service of the directory: colour and icon, its names, what it does, its QR code."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.model.site import Service
from kiosk.player.stage import bidi, qr
from kiosk.player.stage.canvas import Canvas, line_width, start_of
from kiosk.player.stage.content import script_of
from kiosk.player.stage.fonts import face_of
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.measure import Style, balanced_lines, break_lines
from kiosk.player.stage.metrics import Size
from kiosk.player.stage.view import Box, Fill, Ink


@dataclass(frozen=True, slots=True)
class Entry:
    """One service and where its QR code leads; empty: no code."""

    service: Service
    address: str


@dataclass(frozen=True, slots=True)
class _Line:
    group: str
    language: str
    lines: tuple[str, ...]
    style: Style
    ink: Ink

    @property
    def height(self) -> int:
        return len(self.lines) * self.style.line_px


@dataclass(frozen=True, slots=True)
class Tile:
    """How every service of a page is set."""

    frame: Frame
    languages: tuple[str, ...]
    factor: float = 1.0
    """How tight names and descriptions are set."""
    descriptions: int = 0
    """How many languages describe what a service does: the same for every service."""
    code_px: int = 0
    """About the most px that a code and its quiet zone measure, in whole px a module, and with
    modules no smaller than the floor; 0: what the cell lets it."""
    strip_px: int = 0
    """Width of the coloured strip with the icon, where that is more than its least."""

    def px(self, size: Size) -> int:
        return math.ceil(self.frame.metrics.px(size) * self.factor - 1e-6)

    @property
    def floor_px(self) -> int:
        """The module that is read from half the viewing distance; where even the text is set
        for people who stand nearer than that, so are the codes."""
        metrics = self.frame.metrics
        nearer = min(1.0, self.factor / metrics.tight)
        return math.ceil(metrics.module_floor_px(metrics.viewing_distance_m / 2) * nearer)

    def module_px(self, entry: Entry, cell: Box) -> int:
        """As large as the cell lets it be without breaking a word of the name."""
        room = min(cell.height, round(cell.width * 0.4))
        largest = qr.module_px(entry.address, self.frame.metrics, room)
        widest = self._widest(entry)
        free = cell.width - self._tile(cell) - self.frame.gap - widest
        modules = len(qr.modules(entry.address)) + 2 * qr.QUIET_MODULES
        return max(
            min(largest, free // modules, round((self.code_px or free) / modules)),
            min(largest, self.floor_px),
        )

    def _widest(self, entry: Entry) -> int:
        """Of the words of its name, in px."""
        body = self.px(Size.BODY)
        return max(
            line_width(word, Style.of(face_of(language), body, bold=True))
            for language, name in entry.service.name.entries
            for word in name.split()
        )

    def fits(self, entry: Entry, cell: Box, share: float = 1.0) -> bool:
        """Whether all of it stands in that share of the cell's height, with no word broken."""
        lines = self._lines(entry, cell, break_lines)
        if sum(line.height for line in lines) > (cell.height - self.frame.gap // 4) * share:
            return False
        if self._widest(entry) > self._text_box(entry, cell).width:
            return False
        if not entry.address:
            return True
        return self.module_px(entry, cell) >= self.floor_px

    def rows(self, entry: Entry, cell: Box) -> int:
        """How many lines its names take."""
        lines = self._lines(entry, cell, break_lines)
        return sum(len(line.lines) for line in lines if line.group.startswith("name"))

    def side(self, entry: Entry, cell: Box) -> int:
        """Px of the code with its quiet zone."""
        if not entry.address:
            return 0
        modules = len(qr.modules(entry.address)) + 2 * qr.QUIET_MODULES
        return modules * self.module_px(entry, cell)

    def _tile(self, cell: Box) -> int:
        return min(cell.height, max(self.strip_px, round(self.px(Size.BODY) * 1.3)))

    def _text_box(self, entry: Entry, cell: Box) -> Box:
        left = cell.x + self._tile(cell) + self.frame.gap
        width = cell.right - (self.side(entry, cell) or self.frame.gap) - left
        return Box(left, cell.y, width, cell.height)

    def _lines(
        self, entry: Entry, cell: Box, broken: Callable[[str, Style, int], tuple[str, ...]]
    ) -> list[_Line]:
        """Names in every language, descriptions in the first so many that have one."""
        width = self._text_box(entry, cell).width
        body, small = self.px(Size.BODY), self.px(Size.SMALL)
        said: list[_Line] = []
        shown: list[str] = []
        descriptions = self.descriptions
        for language in self.languages:
            found, name = entry.service.name.best((language, *self.languages))
            spoken = script_of(found, name)[0]
            style = Style.of(face_of(spoken), body, bold=True)
            if name not in shown:
                shown.append(name)
                lines = broken(name, style, width)
                said.append(_Line(f"name.{spoken}", spoken, lines, style, Ink.PLAIN))
            text = entry.service.description.get(language)
            if text and descriptions > 0:
                descriptions -= 1
                rtl = script_of(language, text)[1]
                style = Style.of(face_of(language), small)
                lines = broken(bidi.isolated(text, rtl=rtl), style, width)
                said.append(_Line(f"what.{language}", language, lines, style, Ink.QUIET))
        return said

    def draw(self, canvas: Canvas, entry: Entry, cell: Box) -> list[tuple[str, str]]:
        """→ (language, text) of what it says."""
        lines = self._lines(entry, cell, balanced_lines)
        tile = self._tile(cell)
        colour = entry.service.colour
        canvas.block(cell, Fill.CARD, self.frame.radius)
        canvas.block(Box(cell.x, cell.y, tile, cell.height), Fill.ACCENT, self.frame.radius, colour)
        side = round(tile * 0.66)
        icon = Box(cell.x + (tile - side) // 2, cell.y + (cell.height - side) // 2, side, side)
        canvas.icon(entry.service.icon, icon, Ink.LIGHT)
        if entry.address:
            room = self.side(entry, cell)
            card = Box(cell.right - room, cell.y + (cell.height - room) // 2, room, room)
            canvas.qrs.append(qr.placed(entry.address, card, self.module_px(entry, cell)))
        box = self._text_box(entry, cell)
        y = box.y + (box.height - sum(line.height for line in lines)) // 2
        for line in lines:
            align = start_of(rtl=script_of(line.language, "")[1])
            y = canvas.lines(f"{entry.service.id}.{line.group}", line.lines, line.style,
                             Box(box.x, y, box.width, 0), language=line.language, align=align,
                             ink=line.ink)  # fmt: skip
        return [(line.language, " ".join(line.lines)) for line in lines]
