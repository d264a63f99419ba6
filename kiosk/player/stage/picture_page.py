"""A page for the picture of a notice, where beside the text it would make the QR code too small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.player.stage.canvas import Canvas, start_of
from kiosk.player.stage.content import Told
from kiosk.player.stage.draft import Draft
from kiosk.player.stage.measure import Style, balanced_lines
from kiosk.player.stage.metrics import Size
from kiosk.player.stage.notice_places import Places
from kiosk.player.stage.view import Box, Ink

_HEADED = 0.35
"""Share of the height that titles may take; longer ones are left to the pages before."""


def picture_page(places: Places, told: Sequence[Told], picture: str, *, page: str = "") -> Draft:
    """Band and QR card in the first of the languages, the titles, and below them the picture
    as large as the card leaves room for. `page` is its number, `2/2`; empty: none."""
    frame, first = places.frame, told[0]
    canvas = Canvas()
    replace(places.band((first,)), page=page).draw(canvas)
    place = places.of((first,))
    box = place.texts[0]
    heads = []
    for entry in told[:2]:
        style = Style.of(entry.face, frame.metrics.px(Size.BODY), bold=True)
        heads.append((entry, style, balanced_lines(entry.title, style, box.width)))
    height = sum(len(lines) * style.line_px for _, style, lines in heads)
    said = [(first.language, first.band)]
    top = box.y
    if height <= box.height * _HEADED:
        for entry, style, lines in heads:
            room = Box(box.x, top, box.width, 0)
            top = canvas.lines(f"head.{entry.language}", lines, style, room,
                               language=entry.language, align=start_of(rtl=entry.rtl),
                               ink=Ink.ACCENT)  # fmt: skip
            said.append((entry.language, entry.title))
        top += frame.gap
    canvas.picture(picture, Box(box.x, top, box.width, box.bottom - top))
    if place.card and place.card.box:
        place.card.draw(canvas, place.card.box, rtl=first.rtl)
    return Draft((first.language,), canvas, tuple(said))
