"""How large a page is set: as large as little text allows, as tight as saves a page."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.player.stage.flow import Piece, Set, height_of, lines_of, scaled, set_whole
from kiosk.player.stage.measure import text_width
from kiosk.player.stage.metrics import GROWTH

_FILLED = 0.9
"""Share of its room that a page which was set larger may take: the rest is air."""


def largest(
    columns: Sequence[Sequence[Piece]],
    width: int,
    heights: Sequence[int],
    factors: Sequence[float],
) -> float | None:
    """The first of the descending `factors` at which all columns fit their heights; None: none.

    Above 1 no title or fact takes more lines than at 1.
    """
    measured = list(zip(columns, heights, strict=True))
    left, right = 0, len(factors)
    while left < right:
        middle = (left + right) // 2
        if all(_seems_to_fit(*column, width, factors[middle]) for column in measured):
            right = middle
        else:
            left = middle + 1
    fitting = (
        factor
        for factor in factors[left:]
        if all(_fits(*column, width, factor) for column in measured)
    )
    return next(fitting, None)


def grown(page: tuple[Set, ...], width: int, height: int) -> tuple[Set, ...]:
    """A page that was poured, as large as it may be."""
    if any(part.cut or not part.text for part in page):
        return page
    pieces = [_again(part) for part in page]
    factor = largest([pieces], width, [height], GROWTH)
    return set_whole(scaled(pieces, factor), width) if factor else page


def _again(part: Set) -> Piece:
    piece = part.piece
    return Piece(piece.group, part.text, piece.style, piece.ink, piece.gap, piece.icon,
                 piece.indent, piece.whole)  # fmt: skip


def _fits(pieces: Sequence[Piece], height: int, width: int, factor: float) -> bool:
    larger = scaled(pieces, factor)
    column = set_whole(larger, width)
    return height_of(column) <= height * _share(factor) and (
        factor <= 1 or _keeps_lines(pieces, column, width, width)
    )


def _seems_to_fit(pieces: Sequence[Piece], height: int, width: int, factor: float) -> bool:
    """The same but for rounding, without a font in that size: text so many times as large
    breaks as text of the plain size does on so much narrower a page."""
    narrow = int(width / factor)
    column = set_whole(pieces, narrow)
    return height_of(column) * factor <= height * _share(factor) and (
        factor <= 1 or _keeps_lines(pieces, column, narrow, width)
    )


def _share(factor: float) -> float:
    return _FILLED if factor > 1 else 1


def _keeps_lines(pieces: Sequence[Piece], column: Sequence[Set], narrow: int, width: int) -> bool:
    """Whether in `column` no title or fact takes more lines than in the plain size, and no word
    is broken."""
    plain = [piece for piece in pieces if piece.text]
    return all(
        len(part.lines) <= len(lines_of(piece, width))
        for part, piece in zip(column, plain, strict=True)
        if piece.whole
    ) and not any(breaks_word(part.piece, narrow) for part in column)


def breaks_word(piece: Piece, width: int) -> bool:
    """Whether one of its words is wider than its lines."""
    return any(
        text_width(word, piece.style) >= width - piece.indent for word in piece.text.split(" ")
    )
