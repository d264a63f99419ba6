"""The captions of this moment, set into the slots that a page keeps for them."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.player.stage import bidi
from kiosk.player.stage.canvas import Canvas
from kiosk.player.stage.fonts import face_of
from kiosk.player.stage.measure import Style, break_lines
from kiosk.player.stage.view import Box, Ink, TextLine, VideoSlot
from kiosk.player.video.clip import Caption


def caption_lines(slot: VideoSlot, said: Iterable[Caption]) -> tuple[TextLine, ...]:
    """Lines placed in the slot of each caption's language; other languages are not drawn."""
    canvas = Canvas()
    texts = {caption.language: caption.text for caption in said if caption.text}
    for place in slot.captions:
        text = texts.get(place.language)
        if not text:
            continue
        face = face_of(place.language)
        style = Style.of(face, place.px)
        rtl = place.align == "right"
        lines = [
            line
            for part in text.splitlines()
            for line in break_lines(bidi.isolated(part, rtl=rtl), style, place.box.width)
        ]
        free = max(0, place.box.height - len(lines) * style.line_px)
        box = Box(place.box.x, place.box.y + free // 2, place.box.width, place.box.height)
        canvas.lines(f"caption.{place.language}", lines, style, box,
                     language=place.language, align=place.align, ink=Ink.LIGHT)  # fmt: skip
    return tuple(canvas.texts)
