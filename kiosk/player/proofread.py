"""Looks over a finished page as a proofreader does: is every word whole, and alone?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kiosk.player.stage.measure import Style, text_width
from kiosk.player.stage.view import Box, SlideView, TextLine

_TOLERANCE_PX = 1


def faults_of_page(view: SlideView, size_px: tuple[int, int]) -> tuple[str, ...]:
    """What a visitor would see clipped or covered, in words; empty when the page is sound.

    `size_px` is (width, height) of the stage. Needs a QGuiApplication, to measure text.
    """
    return tuple(_faults(view, Box(0, 0, *size_px)))


def _faults(view: SlideView, stage: Box) -> Iterator[str]:
    for line in view.texts:
        width = text_width(line.text, Style(line.face, line.px, line.bold))
        if width > line.box.width + _TOLERANCE_PX:
            yield f"“{line.text}” is clipped: {width:.0f} px in a room of {line.box.width} px"
        if not _within(line.box, stage):
            yield f"“{line.text}” leaves the screen"
    for one, other in combinations(view.texts, 2):
        if one.group != other.group and _ink(one).overlaps(_ink(other)):
            yield f"“{one.text}” and “{other.text}” lie over each other"
    covers = [("a QR code", qr.card) for qr in view.qrs]
    if view.video is not None:
        covers.append(("the video", view.video.box))
    for line in view.texts:
        for what, box in covers:
            inside = what == "a QR code" and _within(_ink(line), box)
            if not inside and _ink(line).overlaps(box):
                yield f"“{line.text}” and {what} lie over each other"
    for qr in view.qrs:
        if not _within(qr.box.inset(-4 * qr.module_px), qr.card):
            yield f"the QR code of {qr.address} has no quiet zone of four modules"
        if not _within(qr.card, stage):
            yield f"the QR code of {qr.address} leaves the screen"


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner.x >= outer.x
        and inner.y >= outer.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def _ink(line: TextLine) -> Box:
    """Where the letters of a line stand, without the air of its line height."""
    width = round(text_width(line.text, Style(line.face, line.px, line.bold)))
    height = round(line.px * 0.72)
    left = {
        "left": line.box.x,
        "centre": line.box.x + (line.box.width - width) // 2,
        "right": line.box.right - width,
    }[line.align]
    return Box(left, line.baseline - height, width, height)
