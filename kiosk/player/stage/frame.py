"""The grid that every page stands on."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.player.stage.fonts import CUTS
from kiosk.player.stage.metrics import Metrics, Size
from kiosk.player.stage.view import Box, Face


@dataclass(frozen=True, slots=True)
class Frame:
    """Header, body and footer of one stage, and the distances between things, in px."""

    metrics: Metrics
    stage: Box
    header: Box
    body: Box
    """From edge to edge; contents keep `margin` from the sides."""
    footer: Box
    margin: int
    gutter: int
    """Between columns."""
    gap: int
    """Between a heading and what belongs to it."""
    pad: int
    """Between the inside of a card or band and its edge, and between band and contents."""
    band: int
    """Height of the accent band."""
    radius: int

    @classmethod
    def of(cls, metrics: Metrics) -> Frame:
        u = metrics.units
        small = metrics.px(Size.SMALL)
        latin, arabic = (
            round(small * CUTS[face].scale * CUTS[face].line) for face in (Face.LATIN, Face.ARABIC)
        )
        rows = latin + arabic + u(0.5)
        header = rows + u(1.5) + ((arabic + u(1)) if metrics.portrait else 0)
        footer = arabic + u(1.6)
        width, height = metrics.width, metrics.height
        return cls(
            metrics=metrics,
            stage=Box(0, 0, width, height),
            header=Box(0, 0, width, header),
            body=Box(0, header, width, height - header - footer),
            footer=Box(0, height - footer, width, footer),
            margin=u(6),
            gutter=u(5),
            gap=u(2),
            pad=u(2.5),
            band=round(metrics.key_px * 1.65),
            radius=u(1.5),
        )

    @property
    def contents(self) -> Box:
        """The body below the band, within the margins."""
        top = self.body.y + self.band + self.pad
        return Box(
            self.margin, top, self.stage.width - 2 * self.margin, self.body.bottom - top - self.pad
        )
