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
from kiosk.player.stage.metrics import Size
from kiosk.player.stage.view import Box, Face, Ink
from kiosk.player.stage.words import word


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
    scan_m: float = 0.5
    """From how near the codes are read, in metres, for the words above them."""

    def pages(self) -> Iterator[Draft]:
        together = self.languages[:2]
        groups = [together, *((language,) for language in self.languages[2:])]
        for languages in groups:
            yield from self._group(tuple(languages))

    def _group(self, languages: tuple[str, ...]) -> Iterator[Draft]:
        """One page where all services fit it at the floors, with as many descriptions as that
        leaves room for; else the fewest pages at the plain size."""
        factors = [factor for factor in self.frame.metrics.factors if factor <= 1]
        for descriptions in range(len(languages), -1, -1):
            for columns in self._columns:
                rows = math.ceil(len(self.entries) / columns)
                tries = [replace(self, factor=factor, descriptions=descriptions)
                         for factor in factors]  # fmt: skip
                if not tries[-1]._all_fit(languages, columns, rows):
                    continue
                slide = next(it for it in tries if it._all_fit(languages, columns, rows))
                yield from slide._pages(languages, columns, rows)
                return
        columns, rows = self._grid(languages)
        fuller = (replace(self, descriptions=count) for count in range(len(languages), 0, -1))
        slide = next((it for it in fuller if it._all_fit(languages, columns, rows)), self)
        yield from slide._pages(languages, columns, rows)

    @property
    def _columns(self) -> tuple[int, ...]:
        return (1,) if self.frame.metrics.portrait else (2, 1)

    @property
    def _tile(self) -> Tile:
        return Tile(self.frame, (), self.factor, self.descriptions)

    def _px(self, size: Size) -> int:
        return self._tile.px(size)

    @property
    def _gap(self) -> int:
        """Between two services."""
        return self.frame.gap // 2

    def _pages(self, languages: tuple[str, ...], columns: int, rows: int) -> Iterator[Draft]:
        slide = replace(self, scan_m=self._scan_m(languages, columns, rows))
        count = math.ceil(len(self.entries) / (columns * rows))
        # Shared evenly, so that no page is left with one lonely service, and in full rows.
        per_page = math.ceil(len(self.entries) / count / columns) * columns
        for number in range(count):
            entries = self.entries[number * per_page : (number + 1) * per_page]
            page = f"{number + 1}/{count}" if count > 1 else ""
            yield slide._page(entries, languages, columns,
                             max(1, math.ceil(per_page / columns)), page)  # fmt: skip

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
        band = Band(self.frame, "building", told)
        return band if band.side_by_side else Band(self.frame, "building", told[:1])

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

    def _grid(self, languages: tuple[str, ...]) -> tuple[int, int]:
        """(columns, rows) of a full page."""
        wanted = len(self.entries)
        best = (1, 1)
        for columns in self._columns:
            for rows in range(1, math.ceil(wanted / columns) + 1):
                if self._all_fit(languages, columns, rows) and columns * rows > best[0] * best[1]:
                    best = (columns, rows)
        return best

    def _all_fit(self, languages: tuple[str, ...], columns: int, rows: int) -> bool:
        cell = self._cell(0, columns, rows, languages)
        tile = replace(self._tile, languages=languages)
        return all(tile.fits(entry, cell) for entry in self.entries)

    def _cell(self, number: int, columns: int, rows: int, languages: tuple[str, ...]) -> Box:
        area, gap = self._area(languages), self._gap
        width = (area.width - gap * (columns - 1)) // columns
        height = (area.height - gap * (rows - 1)) // rows
        column, row = number % columns, number // columns
        return Box(area.x + column * (width + gap), area.y + row * (height + gap), width, height)

    def _page(
        self, entries: Sequence[Entry], languages: tuple[str, ...], columns: int, rows: int,
        page: str,
    ) -> Draft:  # fmt: skip
        canvas = Canvas()
        replace(self._band(languages), page=page).draw(canvas)
        self._draw_hint(canvas, languages)
        said: list[tuple[str, str]] = []
        tile = replace(self._tile, languages=languages)
        for number, entry in enumerate(entries):
            cell = self._cell(number, columns, rows, languages)
            said += tile.draw(canvas, entry, cell)
        return Draft(languages, canvas, tuple(said))
