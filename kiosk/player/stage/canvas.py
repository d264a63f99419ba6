"""A page while it is being laid out: a collector of placed parts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kiosk.player.stage import bidi
from kiosk.player.stage.measure import Style, text_width
from kiosk.player.stage.view import Align, Block, Box, Face, Fill, Icon, Ink, Picture, Qr, TextLine


def start_of(*, rtl: bool) -> Align:
    """Where lines begin: right for text written from right to left."""
    return Align.RIGHT if rtl else Align.LEFT


class Canvas:
    """Collects what is on a page; `parts()` gives the fields of a SlideView."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.icons: list[Icon] = []
        self.pictures: list[Picture] = []
        self.qrs: list[Qr] = []
        self.texts: list[TextLine] = []

    def block(self, box: Box, fill: Fill, radius: int = 0, colour: str = "") -> None:
        self.blocks.append(Block(box, fill, radius, colour))

    def icon(self, name: str, box: Box, ink: Ink) -> None:
        self.icons.append(Icon(name, box, ink, edition(name) if name.startswith("/") else ""))

    def picture(self, path: str, box: Box) -> None:
        self.pictures.append(Picture(path, box, edition(path)))

    def lines(
        self,
        group: str,
        lines: Sequence[str],
        style: Style,
        box: Box,
        *,
        language: str,
        align: Align,
        ink: Ink = Ink.PLAIN,
    ) -> int:
        """Set lines from the top of `box` downwards → the bottom of the last one, in px."""
        rtl = style.face is Face.ARABIC
        y = box.y
        for text in lines:
            room = Box(box.x, y, box.width, style.line_px)
            self.texts.append(
                TextLine(
                    group=group,
                    text=bidi.line(text, rtl=rtl),
                    language=language,
                    box=room,
                    baseline=y + style.ascent_px,
                    px=style.px,
                    face=style.face,
                    bold=style.bold,
                    align=align,
                    ink=ink,
                )
            )
            y += style.line_px
        return y

    def on_baseline(
        self,
        group: str,
        text: str,
        style: Style,
        x: int,
        baseline: int,
        *,
        language: str,
        align: Align,
        ink: Ink = Ink.PLAIN,
    ) -> Box:
        """Set one line on a baseline; `x` is its left, middle or right by `align` → its room."""
        width = line_width(text, style)
        left = {Align.LEFT: x, Align.CENTRE: x - width // 2, Align.RIGHT: x - width}[align]
        box = Box(left, baseline - style.ascent_px, width, style.line_px)
        self.lines(group, (text,), style, box, language=language, align=align, ink=ink)
        return box

    def parts(self) -> dict[str, Any]:
        return {
            "blocks": tuple(self.blocks),
            "icons": tuple(self.icons),
            "pictures": tuple(self.pictures),
            "qrs": tuple(self.qrs),
            "texts": tuple(self.texts),
        }


def edition(path: str) -> str:
    """What tells a file from what lay at its path before; empty when it is gone."""
    try:
        found = Path(path).stat()
    except OSError:
        return ""
    return f"{found.st_ino}-{found.st_mtime_ns}-{found.st_size}"


def line_width(text: str, style: Style) -> int:
    """The room that one unbroken line needs, in whole px, with a little air."""
    return int(text_width(text, style)) + 2
