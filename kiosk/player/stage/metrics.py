"""Sizes from the panel and the distance it is read from; never from what happens to fit.

- Titles and key facts (which service, where, when): EN 301 549 clause 5.1.4, a capital H
  subtends at least 0.7° at the viewing distance, 12.2 mm per metre.
- Body text: 7.3 mm per metre, 25 minutes of arc: more than ISO 9241-3's preferred 22 (6.4 mm),
  and six tenths of the title, so that a page of the 40 words that people read is a full page.
- Furniture (header, footer, printed address, captions of icons): 4.7 mm per metre, its
  minimum of 16 minutes of arc.

On a large panel read from near by, these minima look lost, so each size has a floor that is
a share of the panel's short side. On a small panel read from far away they cannot be met at
all: above a ceiling a line would hold no word. Then `legible_m` says from where it is legible.

A page may stand between two bounds: down to the minima (`tight`), where that saves a page or
lets two languages stand together, and larger (`GROWTH`), where little is said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from kiosk.model.site import Screen

KEY_MM_PER_M = 1000 * math.pi * 0.7 / 180
"""12.2: a capital H at 0.7°."""
BODY_MM_PER_M = 7.3
SMALL_MM_PER_M = 4.7
CAP_EM = 0.714
"""Noto Sans: capital height in em."""
CAMERA_PX_PER_RADIAN = 1920 / (2 * math.tan(math.radians(34.5)))
"""What a phone's camera sees while scanning: 1920 px across 69°."""


GROWTH = (1.5, 1.4, 1.3, 1.2, 1.15, 1.1, 1.05, 1.0)
"""How much larger than its sizes a page with little text may be set."""


class Size(StrEnum):
    """The three sizes of text. A page as a whole may be set larger or tighter."""

    KEY = "key"
    BODY = "body"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Metrics:
    """The measures of one stage, in logical pixels."""

    width: int
    height: int
    px_per_mm: float
    viewing_distance_m: float
    key_px: int
    """Font size of titles and key facts, for Latin; other scripts multiply by their scale."""
    body_px: int
    small_px: int
    tight: float = 1.0
    """How far titles, facts and body may shrink together: until the first of them has the
    height that the viewing distance asks for. At most 1."""

    @classmethod
    def of(cls, screen: Screen, size_px: tuple[int, int]) -> Metrics:
        """The measures for that screen when its stage has `size_px` (width, height)."""
        width, height = size_px
        px_per_mm = math.hypot(width, height) / (screen.diagonal_in * 25.4)
        short = min(width, height)

        def least(mm_per_m: float) -> float:
            return mm_per_m * screen.viewing_distance_m * px_per_mm / CAP_EM

        def px(mm_per_m: float, floor: float, ceiling: float) -> int:
            return math.ceil(min(max(least(mm_per_m), short * floor), top * ceiling))

        # Where titles cannot be legible anyway, a squarer panel's are no larger than its lines
        # allow, which are short for its height.
        squarer = min(short, max(width, height) * 9 / 16)
        top = squarer if least(KEY_MM_PER_M) > short / 6 else short

        key, body = px(KEY_MM_PER_M, 1 / 13.5, 1 / 6), px(BODY_MM_PER_M, 1 / 22, 1 / 10)
        # Never less than two thirds: from very near by, small text looks lost on a wall.
        tight = max(2 / 3, least(KEY_MM_PER_M) / key, least(BODY_MM_PER_M) / body)
        return cls(
            width=width,
            height=height,
            px_per_mm=px_per_mm,
            viewing_distance_m=screen.viewing_distance_m,
            key_px=key,
            body_px=body,
            small_px=px(SMALL_MM_PER_M, 1 / 32, 1 / 20),
            tight=min(1.0, tight),
        )

    @property
    def portrait(self) -> bool:
        return self.height > self.width

    @property
    def unit(self) -> float:
        """The grid: a ninetieth of the short side, 12 px on a 1080-line panel."""
        return min(self.width, self.height) / 90

    def units(self, count: float) -> int:
        """So many units of the grid, in whole pixels."""
        return round(count * self.unit)

    def px(self, size: Size) -> int:
        return {Size.KEY: self.key_px, Size.BODY: self.body_px, Size.SMALL: self.small_px}[size]

    @property
    def factors(self) -> tuple[float, ...]:
        """In which sizes a page may be set, the largest first."""
        steps = [step for step in (0.95, 0.9, 0.85, 0.8, 0.75, 0.7) if step > self.tight]
        return (*GROWTH, *steps, *([self.tight] if self.tight < 1 else []))

    @property
    def legible_m(self) -> float:
        """From how far away, in metres, titles and key facts meet EN 301 549."""
        return self.key_px * CAP_EM / self.px_per_mm / KEY_MM_PER_M

    @property
    def qr_px(self) -> float:
        """The width that a QR symbol should have: a tenth of the viewing distance."""
        return self.viewing_distance_m * 100 * self.px_per_mm

    def module_floor_px(self, distance_m: float) -> float:
        """The module below which a phone at that distance no longer tells modules apart: 2.5
        pixels of its camera."""
        mm = 2.5 * distance_m * 1000 / CAMERA_PX_PER_RADIAN
        return mm * self.px_per_mm
