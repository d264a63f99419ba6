"""Breaking text into lines and pages, measured with the fonts that draw it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption

from kiosk.player.stage.bidi import FSI, LRI, NBSP, PDI, RLI
from kiosk.player.stage.fonts import CUTS, font
from kiosk.player.stage.view import Face

# Not at a no-break space: `Venez ! »` is one sentence.
_SENTENCE = re.compile(r"(?<=[.!?؟…۔])[»”\")]*[ \t\n]+(?=\S)")
_ADDRESS = re.compile(
    r"\S*(?:@|://|\bwww\.|\w[.-]\w[\w.-]*\.[a-z]{2,}|\w\.[a-z]{2,}/|\d[-/–]\d)\S*"
)
"""E-mail addresses, links, numbers with hyphens: no line breaks at their hyphens and slashes."""
_LONGEST_KEPT = 1000
"""Characters of a paragraph whose lines are remembered. A page holds no more, and of a text of
many pages every page asks for another part."""


@dataclass(frozen=True, slots=True)
class Style:
    """A face at a size and weight; all lengths in px."""

    face: Face
    px: int
    bold: bool
    line: int = 0
    """Line height, where it is not the face's own."""
    ascent: int = 0
    """From the top of a line to its baseline, where it is not the face's own."""

    @classmethod
    def of(cls, face: Face, latin_px: int, *, bold: bool = False) -> Style:
        """The style that looks as large as Noto Sans at `latin_px`."""
        return cls(face, round(latin_px * CUTS[face].scale), bold and CUTS[face].bold)

    def beside_arabic(self) -> Style:
        """The same on the line height and baseline of Arabic of that size, for columns that
        share one grid."""
        latin = round(self.px / CUTS[self.face].scale)
        arabic = Style.of(Face.ARABIC, latin)
        return replace(self, line=arabic.line_px, ascent=arabic.ascent_px)

    def scaled(self, factor: float) -> Style:
        """The same, so many times as large; never a pixel below what `factor` asks for."""
        return replace(
            self,
            px=math.ceil(self.px * factor - 1e-6),
            line=round(self.line * factor),
            ascent=round(self.ascent * factor),
        )

    @property
    def line_px(self) -> int:
        return self.line or round(self.px * CUTS[self.face].line)

    @property
    def ascent_px(self) -> int:
        """From the top of a line to its baseline."""
        return self.ascent or round(self.px * CUTS[self.face].ascent)

    @property
    def cap_px(self) -> int:
        return round(self.px * CUTS[self.face].cap)


@lru_cache(maxsize=4096)
def text_width(text: str, style: Style) -> float:
    """The width of one unbroken line, in px."""
    metrics = QFontMetricsF(font(style.face, style.px, bold=style.bold))
    return metrics.horizontalAdvance(text)


def break_lines(text: str, style: Style, width: int) -> tuple[str, ...]:
    """One paragraph (no line feeds) → lines no wider than `width` px.

    Breaks at word boundaries, within a word only where the word alone is wider than a line.
    An isolate that is open at a break is closed there and opened again on the next line.
    """
    return tuple(line.text for line in _broken(text, style, width))


@lru_cache(maxsize=1024)
def balanced_lines(text: str, style: Style, width: int, floor: float = 0.4) -> tuple[str, ...]:
    """The same number of lines as `break_lines`, as equally long as words allow: no word stands
    alone at the end. No line is set narrower than `floor` (a share of `width`)."""
    lines = break_lines(text, style, width)
    if len(lines) < 2:
        return lines
    widest = max(text_width(word, style) for word in text.split(" "))
    low, high = math.ceil(max(width * floor, widest + 2)), width
    while high - low > 4:
        middle = (low + high) // 2
        tried = break_lines(text, style, middle)
        if len(tried) == len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


@dataclass(frozen=True, slots=True)
class _Line:
    """One line, and where what follows it begins. Not what follows: of a long text, the rests
    of all its lines are many times the text."""

    text: str
    end: int
    """In characters of the paragraph."""
    isolates: str
    """Those that are open at its end."""


def _broken(text: str, style: Style, width: int) -> tuple[_Line, ...]:
    if len(text) > _LONGEST_KEPT:
        return _broken_anew(text, style, width)
    return _broken_before(text, style, width)


@lru_cache(maxsize=2048)
def _broken_before(text: str, style: Style, width: int) -> tuple[_Line, ...]:
    return _broken_anew(text, style, width)


def _broken_anew(text: str, style: Style, width: int) -> tuple[_Line, ...]:
    if NBSP in text:
        # What is tied together and wider than a line breaks at its ties; the rest keeps them.
        text = " ".join(
            word.replace(NBSP, " ") if text_width(word, style) >= width else word
            for word in text.split(" ")
        )
    for share in (1.0, 0.85, 0.7):
        lines = _broken_at(text, style, round(width * share))
        # Where a word had to be broken, an Arabic letter may be wider at its new end.
        if all(text_width(line.text, style) <= width for line in lines):
            break
    return lines


def _broken_at(text: str, style: Style, width: int) -> tuple[_Line, ...]:
    layout = QTextLayout(text, font(style.face, style.px, bold=style.bold))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.beginLayout()
    raw = text.encode("utf-16-le")  # Qt counts in UTF-16
    lines: list[_Line] = []
    isolates = ""
    read = 0
    addresses = _addresses(text, style, width)
    while (line := layout.createLine()).isValid():
        # A pixel of air, so that rounding where it is drawn neither wraps nor elides.
        line.setLineWidth(width - 1)
        start, end = line.textStart(), line.textStart() + line.textLength()
        within = next((first for first, last in addresses if start < first < end < last), None)
        if within is not None:
            columns = within - start
            while end > within and columns:  # invisible characters are no columns
                line.setNumColumns(columns)
                end, columns = start + line.textLength(), columns - 1
        piece = raw[2 * start : 2 * end].decode("utf-16-le")
        opened = isolates + piece.strip()
        for character in piece:
            if character in (FSI, LRI, RLI):
                isolates += character
            elif character == PDI:
                isolates = isolates[:-1]
        read += len(piece)
        if opened:
            lines.append(_Line(opened + PDI * len(isolates), read, isolates))
    layout.endLayout()
    return tuple(lines)


def _addresses(text: str, style: Style, width: int) -> list[tuple[int, int]]:
    """(beginning, end), in UTF-16, of each address that fits a line."""
    found = []
    for match in _ADDRESS.finditer(text):
        if text_width(match[0], style) < width - 1:
            before = len(text[: match.start()].encode("utf-16-le")) // 2
            found.append((before, before + len(match[0].encode("utf-16-le")) // 2))
    return found


def sentences(paragraph: str) -> tuple[str, ...]:
    """A paragraph cut after full stops, question marks (؟ too), exclamation marks, ellipses."""
    starts = [0, *(match.end() for match in _SENTENCE.finditer(paragraph))]
    ends = [*starts[1:], len(paragraph)]
    cut = (paragraph[start:end].strip() for start, end in zip(starts, ends, strict=True))
    return tuple(sentence for sentence in cut if sentence)


def paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs and list entries of a notice's body, each on its own."""
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n|\n(?=\s*•)", text))
    return tuple(part for part in parts if part)


def split_to_fit(
    paragraph: str, style: Style, width: int, lines_left: int, in_time: Callable[[str], bool]
) -> tuple[tuple[str, ...], str]:
    """As many whole sentences as `lines_left` lines hold and `in_time` lets be read → (their
    lines, the rest).

    No sentence fits: `((), paragraph)`. The caller turns the page, and on an empty page calls
    `split_at_line`.
    """
    lines: tuple[str, ...] = ()
    parts = sentences(paragraph)
    for count in range(1, len(parts) + 1):
        text = " ".join(parts[:count])
        tried = break_lines(text, style, width)
        if len(tried) > lines_left or not in_time(text):
            return lines, " ".join(parts[count - 1 :])
        lines = tried
    return lines, ""


def split_at_line(
    paragraph: str, style: Style, width: int, lines_left: int
) -> tuple[tuple[str, ...], str]:
    """A sentence longer than a page is cut between words after `lines_left` lines (≥ 1),
    at a comma near by where there is one → (lines, rest)."""
    broken = _broken(paragraph, style, width)
    if len(broken) <= lines_left:
        return tuple(line.text for line in broken), ""
    kept = broken[: max(1, lines_left)]
    for index in range(len(kept) - 1, len(kept) // 2 - 1, -1):
        if kept[index].text.rstrip(PDI).endswith((",", "،", ";", "؛", ":")):
            kept = kept[: index + 1]
            break
    last = kept[-1]
    rest = paragraph[last.end :]
    return tuple(line.text for line in kept), last.isolates + rest if rest else ""
