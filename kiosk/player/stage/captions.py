"""The captions of this moment, set into the slots that a page keeps for them."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.player.stage import bidi
from kiosk.player.stage.canvas import Canvas, line_width
from kiosk.player.stage.content import script_of
from kiosk.player.stage.measure import Style, balanced_lines
from kiosk.player.stage.view import Box, CaptionSlot, Face, Ink, TextLine, VideoSlot
from kiosk.player.video.clip import Caption


def caption_lines(slot: VideoSlot, said: Iterable[Caption]) -> tuple[TextLine, ...]:
    """Lines placed in the slot of each caption's language; other languages are not drawn."""
    canvas = Canvas()
    texts = {caption.language: caption.text for caption in said if caption.text}
    for place in slot.captions:
        text = texts.get(place.language)
        if not text:
            continue
        # Where nobody stated a language, its letters say how each caption is set.
        language, rtl, face = script_of(place.language, text)
        lines, style = _set(text, place, face, rtl=rtl)
        free = max(0, place.box.height - len(lines) * style.line_px)
        box = Box(place.box.x, place.box.y + free // 2, place.box.width, place.box.height)
        canvas.lines(f"caption.{place.language}", lines, style, box,
                     language=language, align=place.align, ink=Ink.LIGHT)  # fmt: skip
    return tuple(canvas.texts)


def _set(text: str, place: CaptionSlot, face: Face, *, rtl: bool) -> tuple[list[str], Style]:
    """Broken as the caption's author did; where that is too wide, broken again; where that is
    too high, in the smaller size."""
    written = [bidi.isolated(part, rtl=rtl) for part in text.splitlines()]
    for px in (place.px, place.small_px):
        style = Style.of(face, px)
        if all(line_width(line, style) < place.box.width for line in written):
            lines = written
        else:
            lines = list(balanced_lines(" ".join(written), style, place.box.width))
        if len(lines) * style.line_px <= place.box.height:
            break
    return lines, style
