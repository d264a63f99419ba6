"""Pieces of text poured into pages: whole sentences, nothing shrunk, nothing cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.player.stage.measure import Style, break_lines, split_at_line, split_to_fit
from kiosk.player.stage.view import Ink
from kiosk.schedule.reading import pages_needed


@dataclass(frozen=True, slots=True)
class Piece:
    """One title, fact or paragraph."""

    group: str
    text: str
    style: Style
    ink: Ink = Ink.PLAIN
    gap: int = 0
    """Px above it, when it is not the first on its page."""
    icon: str = ""
    """Stands before its first line; the text is indented by `indent`."""
    indent: int = 0
    whole: bool = False
    """Not split at sentence ends: a title or a fact."""
    keeps: bool = False
    """Stays on the page of what follows it, such as a day with its hours, where one page holds
    both; what follows and is longer than that begins below it."""


@dataclass(frozen=True, slots=True)
class Set:
    """A piece, or part of one, set in lines."""

    piece: Piece
    lines: tuple[str, ...]
    text: str = ""
    """What the lines say, to set it anew in another size."""
    cut: bool = False
    """Its last sentence goes on on the next page."""

    @property
    def height(self) -> int:
        return len(self.lines) * self.piece.style.line_px


def height_of(column: Sequence[Set]) -> int:
    """The height of a column with its gaps, in px."""
    gaps = sum(part.piece.gap for part in column[1:])
    return gaps + sum(part.height for part in column)


def lines_of(piece: Piece, width: int) -> tuple[str, ...]:
    return break_lines(piece.text, piece.style, width - piece.indent)


def set_whole(pieces: Sequence[Piece], width: int) -> tuple[Set, ...]:
    """Every piece unsplit, however high that is."""
    return tuple(Set(piece, lines_of(piece, width), piece.text) for piece in pieces if piece.text)


def scaled(pieces: Sequence[Piece], factor: float) -> tuple[Piece, ...]:
    """The same pieces so many times as large, with their gaps."""
    return tuple(
        replace(
            piece,
            style=piece.style.scaled(factor),
            gap=round(piece.gap * factor),
            indent=round(piece.indent * factor),
        )
        for piece in pieces
    )


def fits(pieces: Sequence[Piece], width: int, height: int) -> bool:
    return height_of(set_whole(pieces, width)) <= height


def pour(
    pieces: Sequence[Piece], width: int, height: int, language: str
) -> tuple[tuple[Set, ...], ...]:
    """Pieces → pages (columns of `width` × `height` px), in order, at least one.

    A piece that does not fit what is left, or would make the page take longer to read than a
    page may stand, goes on as far as its last whole sentence and continues on the next page;
    a sentence that is longer than a page is cut between words.
    """
    pages: list[list[Set]] = [[]]
    waiting = [piece for piece in pieces if piece.text]
    while waiting:
        piece = waiting.pop(0)
        if pages[-1] and not _stays(piece, waiting, width, height, pages[-1]):
            pages.append([])
        page = pages[-1]
        left = height - height_of(page) - (piece.gap if page else 0)
        room = max(0, left // piece.style.line_px)
        lines, rest, cut = _take(piece, width, room, page, language)
        if lines:
            said = piece.text.removesuffix(rest).strip() if piece.text.endswith(rest) else ""
            page.append(Set(piece, lines, said, cut))
        if rest:
            waiting.insert(0, replace(piece, text=rest, icon="" if lines else piece.icon))
            pages.append([])
    return tuple(tuple(page) for page in pages)


def _stays(
    piece: Piece, waiting: Sequence[Piece], width: int, height: int, page: Sequence[Set]
) -> bool:
    """Whether a piece goes on that page: not where the page would end between it and what it is
    kept with, and the next one holds both."""
    together = [piece]
    for following in waiting:
        if not together[-1].keeps:
            break
        together.append(following)
    if len(together) == 1 or page[-1].piece.keeps:
        return True
    needed = height_of(set_whole(together, width))
    return needed > height or height_of(page) + piece.gap + needed <= height


def pour_evenly(
    pieces: Sequence[Piece], width: int, height: int, language: str
) -> tuple[tuple[Set, ...], ...]:
    """As `pour`, in as many pages, which are about equally full: no page is left with one
    lonely sentence."""
    pages = pour(pieces, width, height, language)
    low, high = height // len(pages), height
    while len(pages) > 1 and high - low > 8:
        middle = (low + high) // 2
        tried = pour(pieces, width, middle, language)
        if len(tried) == len(pages) and _cuts(tried) <= _cuts(pages):
            pages, high = tried, middle
        else:
            low = middle
    return pages


def _cuts(pages: Sequence[Sequence[Set]]) -> int:
    """How many sentences go on on the next page."""
    return sum(part.cut for page in pages for part in page)


def _take(
    piece: Piece, width: int, room: int, page: Sequence[Set], language: str
) -> tuple[tuple[str, ...], str, bool]:
    """(lines, the rest, whether a sentence was cut)."""
    inner = width - piece.indent
    said = " ".join(line for part in page for line in part.lines)

    def in_time(text: str) -> bool:
        return pages_needed([(language, f"{said} {text}")]) == 1

    if piece.whole or in_time(piece.text):
        whole = lines_of(piece, width)
        if len(whole) <= room:
            return whole, "", False
    lines: tuple[str, ...] = ()
    rest = piece.text
    if not piece.whole:
        lines, rest = split_to_fit(piece.text, piece.style, inner, room, in_time)
    # What a heading belongs to begins below it, rather than leave it alone on its page.
    headed = page and all(part.piece.keeps and part.piece.group != piece.group for part in page)
    if lines or (page and not (headed and room)):
        return lines, rest, False
    lines, rest = split_at_line(piece.text, piece.style, inner, max(1, room))
    return lines, rest, bool(rest)
