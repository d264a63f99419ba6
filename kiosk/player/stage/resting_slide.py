"""Pages for when there is nothing to tell: closed, and being set up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.player.stage.canvas import Canvas
from kiosk.player.stage.content import script_of
from kiosk.player.stage.draft import Draft
from kiosk.player.stage.fonts import face_of
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.measure import Style, balanced_lines
from kiosk.player.stage.metrics import Size
from kiosk.player.stage.view import Align, Box, Fill, Ink

DARK = "#10161d"


@dataclass(frozen=True, slots=True)
class _Block:
    language: str
    parts: tuple[tuple[Style, tuple[str, ...], Ink], ...]

    @property
    def height(self) -> int:
        return sum(len(lines) * style.line_px for style, lines, _ in self.parts)


def resting(
    frame: Frame, icon: str, said: Sequence[tuple[str, str, str]], signature: str = ""
) -> Iterator[Draft]:
    """Dark pages over the whole stage: for each (language, headline, second line) a block, one
    below the other in the middle, on one page where that fits; `signature` small at the foot."""
    inner = frame.stage.inset(frame.margin)
    side = frame.metrics.px(Size.KEY) * 3 // 2
    foot = 2 * frame.metrics.px(Size.SMALL)
    page: list[_Block] = []
    for entry in said:
        block = _block(frame, inner.width, entry)
        total = sum(part.height + frame.margin for part in (*page, block)) + side + foot
        if page and total > inner.height:
            yield _page(frame, icon, page, signature)
            page = []
        page.append(block)
    yield _page(frame, icon, page, signature)


def _block(frame: Frame, width: int, said: tuple[str, str, str]) -> _Block:
    language, headline, second = said
    key = Style.of(face_of(language), frame.metrics.px(Size.KEY), bold=True)
    body = Style.of(face_of(language), frame.metrics.px(Size.BODY))
    lower = balanced_lines(second, body, width) if second else ()
    return _Block(
        language,
        ((key, balanced_lines(headline, key, width), Ink.LIGHT), (body, lower, Ink.DIM)),
    )


def _page(frame: Frame, icon: str, blocks: Sequence[_Block], signature: str) -> Draft:
    canvas = Canvas()
    inner = frame.stage.inset(frame.margin)
    side = frame.metrics.px(Size.KEY) * 3 // 2
    total = side + sum(block.height + frame.margin for block in blocks)
    y = max(inner.y, (frame.stage.height - total) // 2 - frame.metrics.px(Size.SMALL))
    canvas.icon(icon, Box((frame.stage.width - side) // 2, y, side, side), Ink.DIM)
    y += side + frame.margin
    said = []
    for block in blocks:
        for style, lines, ink in block.parts:
            room = Box(inner.x, y, inner.width, 0)
            y = canvas.lines(f"rest.{block.language}", lines, style, room,
                             language=block.language, align=Align.CENTRE, ink=ink)  # fmt: skip
            said.append((block.language, " ".join(lines)))
        y += frame.margin
    if signature:
        language = script_of("und", signature)[0]
        style = Style.of(face_of(language), frame.metrics.px(Size.SMALL))
        canvas.on_baseline("signature", signature, style, frame.stage.width // 2,
                           inner.bottom - style.px // 3, language=language,
                           align=Align.CENTRE, ink=Ink.DIM)  # fmt: skip
    languages = tuple(block.language for block in blocks)
    return Draft(languages, canvas, tuple(said), frame.stage, Fill.DARK)
