"""The fonts of the stage: shipped, so that no screen depends on what its machine has.

Qt's own fallback sets Arabic and Tifinagh in whatever the system offers, so every font names
all three families, the text's own script first. Debian has no bold Tifinagh and Qt would
smear one together: Tifinagh is emphasised by colour instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

from PySide6.QtGui import QFont, QFontDatabase

from kiosk.errors import DisplayError
from kiosk.model.text import right_to_left
from kiosk.player.stage.view import Face

_FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansTifinagh-Regular.ttf",
)

FAMILIES: dict[Face, tuple[str, ...]] = {
    Face.LATIN: ("Noto Sans", "Noto Sans Arabic", "Noto Sans Tifinagh"),
    Face.ARABIC: ("Noto Sans Arabic", "Noto Sans", "Noto Sans Tifinagh"),
    Face.TIFINAGH: ("Noto Sans Tifinagh", "Noto Sans", "Noto Sans Arabic"),
}


@dataclass(frozen=True, slots=True)
class Cut:
    """How a script is set, in em of its own font size unless stated."""

    scale: float
    """Font size against Noto Sans at the same apparent size: Tifinagh's small circles and
    Arabic's bowls are lower than a Latin x."""
    line: float
    """Line height."""
    ascent: float
    """From the top of the line to the baseline; the rest is below."""
    cap: float
    """Height of a capital (Latin, Tifinagh) or an alef (Arabic)."""
    bold: bool
    """Whether there is a bold."""


CUTS: dict[Face, Cut] = {
    Face.LATIN: Cut(scale=1.0, line=1.2, ascent=0.93, cap=0.714, bold=True),
    Face.ARABIC: Cut(scale=1.08, line=1.28, ascent=0.9, cap=0.72, bold=True),
    Face.TIFINAGH: Cut(scale=1.15, line=1.2, ascent=0.93, cap=0.714, bold=False),
}


def face_of(language: str) -> Face:
    """The face that a language is set in."""
    if right_to_left(language):
        return Face.ARABIC
    return Face.TIFINAGH if language == "zgh" else Face.LATIN


@lru_cache(maxsize=1)
def load_fonts() -> None:
    """Make the shipped fonts known to Qt; once a process. Needs a QGuiApplication.

    Raises:
        DisplayError: a font file of the package is missing or broken.
    """
    folder = files("kiosk.player.stage").joinpath("fonts")
    for name in _FILES:
        with as_file(folder.joinpath(name)) as path:
            if QFontDatabase.addApplicationFont(str(path)) < 0:
                raise DisplayError(f"the font {name} cannot be read; install the package again")


@lru_cache(maxsize=256)
def font(face: Face, px: int, *, bold: bool) -> QFont:
    """The font of that face at that pixel size. Do not change the answer: it is shared."""
    load_fonts()
    made = QFont()
    made.setFamilies(list(FAMILIES[face]))
    made.setPixelSize(px)
    made.setBold(bold and CUTS[face].bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
