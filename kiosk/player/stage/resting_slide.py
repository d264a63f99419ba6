"""Pages for when there is nothing to tell: closed, and being set up."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.model.playlist import Transition
from kiosk.model.site import Screen
from kiosk.model.text import right_to_left
from kiosk.player.stage.canvas import Canvas
from kiosk.player.stage.draft import Draft
from kiosk.player.stage.fonts import face_of
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.measure import Style, break_lines
from kiosk.player.stage.metrics import Metrics, Size
from kiosk.player.stage.view import Align, Box, Fill, Ink, SlideView
from kiosk.player.stage.words import word

DARK = "#10161d"


def resting(
    frame: Frame, icon: str, said: Sequence[tuple[str, str, str]], signature: str = ""
) -> Draft:
    """A dark page over the whole stage: for each (language, headline, second line) a block,
    one below the other in the middle; `signature` small at the foot."""
    canvas = Canvas()
    inner = frame.stage.inset(frame.margin)
    side = frame.metrics.px(Size.KEY) * 3 // 2
    blocks = []
    for language, headline, second in said:
        face = face_of(language)
        key = Style.of(face, frame.metrics.px(Size.KEY), bold=True)
        body = Style.of(face, frame.metrics.px(Size.BODY))
        blocks.append((
            language,
            (key, break_lines(headline, key, inner.width), Ink.LIGHT),
            (body, break_lines(second, body, inner.width) if second else (), Ink.DIM),
        ))  # fmt: skip
    between = frame.margin
    heights = [sum(len(lines) * style.line_px for style, lines, _ in parts)
               for _, *parts in blocks]  # fmt: skip
    total = side + sum(heights) + between * len(blocks)
    y = max(inner.y, (frame.stage.height - total) // 2 - frame.metrics.units(2))
    canvas.icon(icon, Box((frame.stage.width - side) // 2, y, side, side), Ink.DIM)
    y += side + between
    for language, *parts in blocks:
        for style, lines, ink in parts:
            y = canvas.lines(f"rest.{language}", lines, style, Box(inner.x, y, inner.width, 0),
                             language=language, align=Align.CENTRE, ink=ink)  # fmt: skip
        y += between
    if signature:
        language = "ar" if right_to_left(said[0][0]) else said[0][0]
        style = Style.of(face_of(language), frame.metrics.px(Size.SMALL))
        canvas.on_baseline("signature", signature, style, frame.stage.width // 2,
                           inner.bottom - style.px // 3, language=language,
                           align=Align.CENTRE, ink=Ink.DIM)  # fmt: skip
    told = tuple((language, f"{headline} {second}") for language, headline, second in said)
    languages = tuple(language for language, _, _ in said)
    return Draft(languages, canvas, told, frame.stage, Fill.DARK)


def setup_view(size_px: tuple[int, int]) -> SlideView:
    """The page for a screen that has no site yet: in Arabic and French, naming nothing."""
    frame = Frame.of(Metrics.of(Screen(id="setup", name="", playlist=""), size_px))
    draft = resting(frame, "clock", [(lang, word("setup", lang), "") for lang in ("ar", "fr")])
    return SlideView(
        id="setup", kind="setup", languages=draft.languages, page=1, pages=1, dwell_s=30.0,
        transition=Transition.CUT, accent=DARK, ground=Fill.DARK, area=frame.stage,
        **draft.canvas.parts(),
    )  # fmt: skip
