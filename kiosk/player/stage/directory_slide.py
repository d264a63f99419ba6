"""The one-stop counter: every service with its icon, name, what it does, and its QR code.

Names are entries of a list, so they are set in the body size. Codes are to be read from half
the viewing distance: whoever has found the service steps closer. Where they would get smaller
than that, the directory goes on on the next page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.player.stage import bidi, format, qr
from kiosk.player.stage.band import Band
from kiosk.player.stage.canvas import Canvas, line_width, start_of
from kiosk.player.stage.content import Told, script_of
from kiosk.player.stage.directory_tile import Entry, Tile
from kiosk.player.stage.draft import Draft
from kiosk.player.stage.fonts import face_of
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.measure import Style
from kiosk.player.stage.metrics import GROWTH, Size
from kiosk.player.stage.view import Box, Face, Ink
from kiosk.player.stage.words import word

_FILLED = 0.85
"""Share of a tile's height that text which was set larger may take: the rest is air."""


@dataclass(frozen=True, slots=True)
class DirectorySlide:
    """Lays the services out on as few pages as stay readable."""

    frame: Frame
    entries: tuple[Entry, ...]
    languages: tuple[str, ...]
    """The screen's; names stand in the first two, the others take pages of their own."""
    factor: float = 1.0
    """How tight names and descriptions are set."""
    descriptions: int = 0
    """How many languages describe what a service does: the same for every service."""
    code_px: int = 0
    """The most px that a code and its quiet zone measure; 0: what the tile lets it."""
    strip_px: int = 0
    """Width of the strip with the icon, where that is more than its least."""
    count: int = 1
    """How many pages they take."""
    scan_m: float = 0.5
    """From how near the codes are read, in metres, for the words above them."""

    def pages(self) -> Iterator[Draft]:
        together = self.languages[:2]
        groups = [together, *((language,) for language in self.languages[2:])]
        for languages in groups:
            yield from self._group(tuple(languages))

    def _group(self, languages: tuple[str, ...]) -> Iterator[Draft]:
        """The fewest pages at the floors, with as many descriptions as those leave room for.
        A panel too small for its distance holds not even one service at them: there all is set
        as for people who stand nearer."""
        metrics = self.frame.metrics
        factors = [factor for factor in metrics.factors if factor <= 1]
        nearer = [metrics.tight * share / 20 for share in range(19, 3, -1)]
        total = len(self.entries)
        tries = [(count, factors) for count in range(1, total + 1)] + [(total, nearer)]
        for count, sizes in tries:
            slide = replace(self, count=count)
            found = slide._settled(languages, self._layouts(count), sizes)
            if found:
                slide, columns, rows = found
                yield from slide._pages(languages, columns, rows)
                return
        yield from self._pages(languages, 1, 1)

    def _layouts(self, count: int) -> list[tuple[int, int]]:
        """(columns, rows) that make so many pages; of several pages, those first whose last is
        the fullest."""
        total = len(self.entries)
        found = []
        for columns in self._columns:
            rows = math.ceil(total / count / columns)
            if math.ceil(total / (columns * rows)) == count:
                found.append((columns, rows))
        return found if count == 1 else sorted(found, key=lambda it: it[0] * it[1] * count - total)

    def _settled(
        self, languages: tuple[str, ...], layouts: Sequence[tuple[int, int]],
        factors: Sequence[float],
    ) -> tuple[DirectorySlide, int, int] | None:  # fmt: skip
        """In which size, with how many descriptions and how large codes all services stand; for
        the codes' sake no description is left out, for a page's sake they are as small as may
        be."""
        ways = [(descriptions, False) for descriptions in range(len(languages), -1, -1)]
        for descriptions, small in [*ways, (0, True)]:
            for columns, rows in layouts:
                for factor in factors:
                    slide = replace(self, factor=factor, descriptions=descriptions)
                    if small:
                        slide = replace(slide, code_px=1)
                    if slide._all_fit(languages, columns, rows):
                        return slide, columns, rows
        return None

    @property
    def _columns(self) -> tuple[int, ...]:
        return (1,) if self.frame.metrics.portrait else (2, 1)

    @property
    def _tile(self) -> Tile:
        return Tile(self.frame, (), self.factor, self.descriptions, self.code_px, self.strip_px)

    def _px(self, size: Size) -> int:
        return replace(self._tile, factor=min(1.0, self.factor)).px(size)

    @property
    def _gap(self) -> int:
        """Between two services."""
        return self.frame.gap // 2

    def _pages(self, languages: tuple[str, ...], columns: int, rows: int) -> Iterator[Draft]:
        per_page = columns * rows
        count = math.ceil(len(self.entries) / per_page)
        for number in range(count):
            entries = self.entries[number * per_page : (number + 1) * per_page]
            page = f"{number + 1}/{count}" if count > 1 else ""
            across = min(columns, len(entries))
            down = math.ceil(len(entries) / across)
            # Full pages look alike; one that has fewer services has larger ones.
            alike = count > 1 and (across, down) == (columns, rows)
            slide = replace(self, entries=entries)._filled(languages, across, down, grow=not alike)
            yield slide._page(languages, across, down, page)

    def _filled(
        self, languages: tuple[str, ...], columns: int, rows: int, *, grow: bool
    ) -> DirectorySlide:
        """The same with all codes of one size, and with what room is left used: larger text (if
        it may `grow`), then larger icons, where no name needs another line for that."""
        slide = self._with_codes(languages, columns, rows)
        cell = slide._cell(0, columns, rows, languages)
        lines = slide._rows(languages, cell)

        def holds(tried: DirectorySlide) -> bool:
            return (
                tried._all_fit(languages, columns, rows, share=_FILLED)
                and tried._codes(cell) == slide._codes(cell)
                and tried._rows(languages, cell) <= lines
            )

        larger = [replace(slide, factor=factor) for factor in GROWTH if grow and self.factor == 1]
        slide = next((tried for tried in larger if holds(tried)), slide)
        widest = min(cell.height * 0.45, cell.width / 6)
        wider = [replace(slide, strip_px=round(widest * share)) for share in (1.0, 0.85, 0.7)]
        slide = next((tried for tried in wider if holds(tried)), slide)
        return replace(slide, scan_m=slide._scan_m(languages, columns, rows))

    def _with_codes(self, languages: tuple[str, ...], columns: int, rows: int) -> DirectorySlide:
        """The same with all codes of one size: the largest beside which the words fit."""
        free = replace(self, code_px=0)
        cell = free._cell(0, columns, rows, languages)
        sides = [free._tile.side(entry, cell) for entry in self.entries if entry.address]
        largest = min(sides, default=0)
        smaller = [replace(self, code_px=largest * share // 20) for share in range(20, 5, -1)]
        fitting = (tried for tried in smaller if tried._all_fit(languages, columns, rows))
        return next(fitting, self)

    def _codes(self, cell: Box) -> list[int]:
        """Px a module of every code."""
        return [self._tile.module_px(entry, cell) for entry in self.entries if entry.address]

    def _rows(self, languages: tuple[str, ...], cell: Box) -> int:
        """Lines of the names of all services."""
        tile = replace(self._tile, languages=languages)
        return sum(tile.rows(entry, cell) for entry in self.entries)

    def _told(self, languages: Sequence[str]) -> tuple[Told, ...]:
        told = []
        for language in languages:
            spoken, rtl, face = script_of(language, "")
            told.append(Told(spoken, rtl, face, band=word("directory", spoken), title="",
                             state="", state_icon=""))  # fmt: skip
        return tuple(sorted(told, key=lambda entry: entry.rtl))

    def _band(self, languages: tuple[str, ...]) -> Band:
        told = self._told(languages)
        if len(told) == 2 and told[0].rtl == told[1].rtl:
            told = told[:1]
        pages = self.count if self.count > 1 else 0
        band = Band(self.frame, "building", told, pages=pages)
        return band if band.side_by_side else replace(band, told=told[:1])

    def _hint(self, language: str) -> str:
        """What the codes are for, and from how near they are read where that is nearer than
        people read the names."""
        plain = word("directory.hint", language)
        if self.scan_m >= self.frame.metrics.viewing_distance_m:
            return plain
        metres = bidi.ltr(format.decimal(self.scan_m, language))
        near = word("directory.near", language, metres=metres)
        room = self.frame.contents.width - 2 * self._px(Size.SMALL)
        return near if line_width(near, self._hint_style(language)) <= room else plain

    def _scan_m(self, languages: tuple[str, ...], columns: int, rows: int) -> float:
        """Ten times the width of the smallest code, in half metres."""
        cell = self._cell(0, columns, rows, languages)
        sides = [
            len(qr.modules(entry.address)) * self._tile.module_px(entry, cell)
            for entry in self.entries
            if entry.address
        ]
        if not sides:
            return self.frame.metrics.viewing_distance_m
        return max(0.5, round(min(sides) / self.frame.metrics.px_per_mm / 50) / 2)

    def _hint_style(self, language: str) -> Style:
        return Style.of(face_of(language), self._px(Size.SMALL), bold=True)

    def _hint_rows(self, languages: tuple[str, ...]) -> int:
        """1 where the calls to scan stand beside each other, or there is one."""
        widths = [
            line_width(self._hint(language), self._hint_style(language)) + 2 * self._px(Size.SMALL)
            for language in languages
        ]
        return 1 if sum(widths) <= self.frame.contents.width else len(languages)

    def _hint_px(self, languages: tuple[str, ...]) -> int:
        """Height of the call to scan, between band and services."""
        line = Style.of(Face.ARABIC, self._px(Size.SMALL)).line_px
        return line * self._hint_rows(languages) + self.frame.gap // 2

    def _area(self, languages: tuple[str, ...]) -> Box:
        """Where the services stand."""
        area, tight = self.frame.contents, self.frame.pad // 2
        above = self._hint_px(languages) + self._band(languages).height - self.frame.band - tight
        return Box(area.x, area.y + above, area.width, area.height - above + tight)

    def _draw_hint(self, canvas: Canvas, languages: tuple[str, ...]) -> None:
        """What the codes are for, in words."""
        area = self._area(languages)
        ordered = sorted(languages, key=lambda language: script_of(language, "")[1])
        side = self._px(Size.SMALL)
        stacked = self._hint_rows(languages) > 1
        for row, language in enumerate(ordered):
            rtl = script_of(language, "")[1]
            if row and not rtl and not stacked:
                break
            style = self._hint_style(language)
            down = row * style.line_px if stacked else 0
            baseline = area.y - self._hint_px(languages) + style.ascent_px + down
            icon = Box(area.x, baseline - (side + style.cap_px) // 2, side, side)
            x = area.x + side + self.frame.gap // 2
            if rtl:
                icon, x = icon.mirrored(area), area.right - side - self.frame.gap // 2
            canvas.icon("scan", icon, Ink.ACCENT)
            canvas.on_baseline(f"hint.{language}", self._hint(language), style, x,
                               baseline, language=language, align=start_of(rtl=rtl),
                               ink=Ink.ACCENT)  # fmt: skip

    def _all_fit(
        self, languages: tuple[str, ...], columns: int, rows: int, share: float = 1.0
    ) -> bool:
        cell = self._cell(0, columns, rows, languages)
        tile = replace(self._tile, languages=languages)
        return all(tile.fits(entry, cell, share) for entry in self.entries)

    def _cell(self, number: int, columns: int, rows: int, languages: tuple[str, ...]) -> Box:
        area, gap = self._area(languages), self._gap
        width = (area.width - gap * (columns - 1)) // columns
        height = (area.height - gap * (rows - 1)) // rows
        column, row = number % columns, number // columns
        return Box(area.x + column * (width + gap), area.y + row * (height + gap), width, height)

    def _page(self, languages: tuple[str, ...], columns: int, rows: int, page: str) -> Draft:
        canvas = Canvas()
        replace(self._band(languages), page=page).draw(canvas)
        self._draw_hint(canvas, languages)
        said: list[tuple[str, str]] = []
        tile = replace(self._tile, languages=languages)
        for number, entry in enumerate(self.entries):
            cell = self._cell(number, columns, rows, languages)
            said += tile.draw(canvas, entry, cell)
        return Draft(languages, canvas, tuple(said))
