"""One page of the stage as finished values: QML draws it and decides nothing.

All places are whole logical pixels of the stage (after rotation), origin top left. All texts
are final: translated, formatted, isolated for the bidirectional algorithm and broken into
lines that were measured with the very fonts that draw them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.model.playlist import Transition
from kiosk.player.video.clip import Clip


class Ink(StrEnum):
    """Colour of a text, line or icon; `Theme.qml` says which that is."""

    PLAIN = "plain"
    """Near-black on the light ground."""
    QUIET = "quiet"
    """Secondary, still 7 : 1 on the light ground."""
    ACCENT = "accent"
    """The colour of the slide's service."""
    LIGHT = "light"
    """White, on a block of accent or on the dark ground."""
    DIM = "dim"
    """Secondary on the dark ground, still 7 : 1."""


class Fill(StrEnum):
    """Colour of a block."""

    GROUND = "ground"
    CARD = "card"
    """White: what QR codes lie on."""
    RULE = "rule"
    """A hairline on the light ground."""
    ACCENT = "accent"
    DARK = "dark"
    VEIL = "veil"
    """A little lighter than the accent or the dark ground it lies on."""


class Face(StrEnum):
    """Which list of families a text is set in."""

    LATIN = "latin"
    ARABIC = "arabic"
    TIFINAGH = "tifinagh"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in stage pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def inset(self, across: int, down: int | None = None) -> Box:
        """The box within, `across` px in from the sides and `down` from top and bottom."""
        d = across if down is None else down
        return Box(self.x + across, self.y + d, self.width - 2 * across, self.height - 2 * d)

    def mirrored(self, around: Box) -> Box:
        """The same box seen in a mirror that stands in the middle of `around`."""
        return Box(2 * around.x + around.width - self.right, self.y, self.width, self.height)

    def overlaps(self, other: Box) -> bool:
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )


class Align(StrEnum):
    """Physical alignment; never left to the first strong character."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text, placed by its baseline."""

    group: str
    """What it belongs to, such as `title.fr`; lines of a group are read in order."""
    text: str
    language: str
    box: Box
    """The room the line has; its height is the script's line height."""
    baseline: int
    px: int
    """Font pixel size, with the script's factor in it."""
    face: Face
    bold: bool
    align: Align
    ink: Ink


@dataclass(frozen=True, slots=True)
class Block:
    """A filled rectangle."""

    box: Box
    fill: Fill
    radius: int = 0
    colour: str = ""
    """`#rrggbb` in place of the page's accent, where services stand side by side."""


@dataclass(frozen=True, slots=True)
class Icon:
    """A built-in icon by name, or an SVG file by absolute path, drawn in one colour."""

    name: str
    box: Box
    ink: Ink
    edition: str = ""
    """Another one after the file was saved anew; empty for a built-in icon."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file, shown whole within its box."""

    path: str
    box: Box
    edition: str = ""
    """Another one after the file was saved anew: the page is then another one too."""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code. Always dark on light, never mirrored, whole pixels a module."""

    address: str
    rows: tuple[str, ...]
    """The modules without quiet zone, `1` dark, `0` light."""
    module_px: int
    box: Box
    """The symbol without quiet zone; `card` is at least four modules larger on each side."""
    card: Box


@dataclass(frozen=True, slots=True)
class CaptionSlot:
    """Where the captions of one language appear."""

    language: str
    box: Box
    px: int
    """Latin font pixel size; the script's factor comes on top."""
    small_px: int
    """The same, for a caption that is too long for its box."""
    align: Align


@dataclass(frozen=True, slots=True)
class VideoSlot:
    """Where the video appears, whole, and its captions beside it."""

    box: Box
    captions: tuple[CaptionSlot, ...] = ()


@dataclass(frozen=True, slots=True)
class SlideView:
    """One page, finished."""

    id: str
    """Differs between any two pages that look different."""
    kind: str
    """What made it: `outage`, `announcement`, `directory`, `resting`, …"""
    languages: tuple[str, ...]
    """The languages on this page; the furniture speaks the first of them."""
    page: int
    """1-based, of the showing's pages."""
    pages: int
    dwell_s: float
    """How long it stands, in seconds. With a clip: the clip's length where known, else the
    showing's dwell; the director goes on when the clip ends."""
    transition: Transition
    accent: str
    """`#rrggbb`."""
    ground: Fill = Fill.GROUND
    area: Box = Box(0, 0, 0, 0)
    """What the ground covers: the body, or the whole stage over header and footer."""
    blocks: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    icons: tuple[Icon, ...] = ()
    qrs: tuple[Qr, ...] = ()
    texts: tuple[TextLine, ...] = ()
    clip: Clip | None = None
    video: VideoSlot | None = None
    """Set exactly when `clip` is."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Placed parts."""

    blocks: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    icons: tuple[Icon, ...] = ()
    texts: tuple[TextLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around the slides."""

    headers: Mapping[str, Layer] = field(default_factory=dict)
    """The header by the language of the page that shows; `` where no page names one of them."""
    footers: Mapping[str, Layer] = field(default_factory=dict)
    """The footer, likewise."""
    drift: tuple[int, int] = (0, 0)
    """How far header and footer stand from their places, in px (right, down), so that nothing
    that is always there burns into the panel."""
