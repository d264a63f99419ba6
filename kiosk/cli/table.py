"""Tables of plain text that line up in any script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest


def width_of(text: str) -> int:
    """Columns that a terminal gives this text: marks take none, CJK characters two."""
    columns = 0
    for character in text:
        if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me"):
            continue
        columns += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return columns


def shortened(text: str, columns: int) -> str:
    """One line of at most so many columns, with `…` where something was left out."""
    line = " ".join(text.split())
    if width_of(line) <= columns:
        return line
    while line and width_of(line) > columns - 1:
        line = line[:-1]
    return line.rstrip() + "…"


def table(
    rows: Iterable[Sequence[str]], *, heads: Sequence[str] = (), indent: int = 0
) -> list[str]:
    """Rows as lines, columns two blanks apart, the last one unpadded.

    A cell in a right-to-left script is closed in by isolates, so that it does not pull the
    cells beside it over to its own side.
    """
    cells = [[*heads], *([*row] for row in rows)] if heads else [[*row] for row in rows]
    widths = [
        max(width_of(cell) for cell in column) for column in zip_longest(*cells, fillvalue="")
    ]
    return [" " * indent + _line(row, widths) for row in cells]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        isolated(cell) + " " * (width - width_of(cell))
        for cell, width in zip(row, widths, strict=False)
    ]
    return "  ".join(padded).rstrip()


def isolated(cell: str) -> str:
    """Text that has right-to-left letters, closed in; other text as it is."""
    if not any(unicodedata.bidirectional(character) in ("R", "AL") for character in cell):
        return cell
    return f"\u2068{cell}\u2069"
