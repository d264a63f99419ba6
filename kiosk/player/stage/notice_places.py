"""Where the texts, the picture and the QR card of a notice stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.player.stage.band import Band
from kiosk.player.stage.content import Told
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.qr_card import Call, QrCard
from kiosk.player.stage.view import Box, Fill

_SHARES_BETWEEN = (0.2, 0.24, 0.28)
"""Shares of a landscape stage that the QR card between two languages may take."""
_PICTURE_COLUMN = 0.38
"""Share of a landscape stage that a picture takes, with the QR card below it."""
_PICTURE_SHARES = (0.5, 0.45, 0.4)
"""Shares of that column's height that the picture above a card may take."""
_PICTURE_ROW = 0.26
"""Share of a portrait stage's height that a picture takes at most."""
_PICTURE_BESIDE_TEXT = 0.45
"""Share of what a portrait page leaves to picture and text that the picture takes at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """One page's places."""

    texts: tuple[Box, ...]
    """In the order of what is told. In portrait, two languages share one box."""
    card: QrCard | None
    """With its box."""
    picture: Box | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Lays out the places of one notice or message."""

    frame: Frame
    icon: str
    call: Call | None
    on_accent: bool = False
    picture: bool = False
    """Whether a picture stands beside the text."""
    pages: int = 0
    """How many pages the band keeps room to number; 0: not known."""

    def crowded(self, told: Sequence[Told]) -> bool:
        """Whether in landscape the picture leaves the QR card no room in which a phone reads the
        code from the viewing distance."""
        if not self.picture or self.frame.metrics.portrait:
            return False
        cards = (self.of((entry,)).card for entry in told)
        return any(card is not None and not card.scannable for card in cards)

    def band(self, told: tuple[Told, ...]) -> Band:
        hangs = self.call is not None and not self.frame.metrics.portrait and len(told) == 1
        hangs = hangs and not self.picture
        return Band(
            self.frame,
            self.icon,
            told,
            card=self._card(told).width if hangs else 0,
            fill=Fill.DARK if self.on_accent else Fill.ACCENT,
            pages=self.pages,
        )

    def of(self, told: tuple[Told, ...]) -> Place:
        """The places for one language, or for two on one page."""
        frame = self.frame
        contents = frame.contents
        drop = self.band(told).height - frame.band
        area = Box(contents.x, contents.y + drop, contents.width, contents.height - drop)
        if frame.metrics.portrait:
            return self._upright(told, area)
        if len(told) == 2:
            return self._between_two(told, area)
        return self._beside(told[0], area)

    def _card(self, told: Sequence[Told]) -> QrCard:
        call = self.call or Call("", "scan.complaint")
        return QrCard(self.frame, call, tuple(entry.language for entry in told)).roomy()

    def _upright(self, told: tuple[Told, ...], area: Box) -> Place:
        """Below each other: picture, text, card."""
        pad = self.frame.pad
        card = picture = None
        if self.call:
            card = self._card(told)
            if len(told) == 2 or self.picture:
                card = replace(card, compact=True)
            low = Box(area.x, area.bottom - card.height, area.width, card.height)
            card = replace(card, box=low, settled=False)
            area = Box(area.x, area.y, area.width, area.height - low.height - pad)
        if self.picture:
            height = min(
                round(self.frame.stage.height * _PICTURE_ROW),
                round(area.height * _PICTURE_BESIDE_TEXT),
            )
            picture = Box(area.x, area.y, area.width, height)
            area = Box(area.x, picture.bottom + pad, area.width, area.height - height - pad)
        return Place((area,) * len(told), card, picture)

    def _beside(self, told: Told, area: Box) -> Place:
        """Text where reading begins, the card (below the picture) where it ends."""
        frame = self.frame
        card = self._card((told,)) if self.call else None
        width = card.width if card else 0
        picture = None
        if self.picture:
            width = round(frame.stage.width * _PICTURE_COLUMN)
            picture = Box(area.right - width, area.y, width, area.height)
            if card:
                picture, card = self._below_picture((told.language,), area)
        elif card:
            top = frame.body.y + frame.pad
            card = replace(card, box=Box(area.right - width, top, width, card.height),
                           settled=False)  # fmt: skip
        text = Box(area.x, area.y, area.width - (width + frame.gutter if width else 0), area.height)
        if told.rtl:
            text = text.mirrored(area)
            picture = picture.mirrored(area) if picture else None
            if card and card.box:
                card = replace(card, box=card.box.mirrored(area))
        return Place((text,), card, picture)

    def _below_picture(self, languages: tuple[str, ...], area: Box) -> tuple[Box, QrCard]:
        """The picture at the end of the text, and below it the card: no higher than the code
        needs, for a phone to read it from the viewing distance."""
        width = round(self.frame.stage.width * _PICTURE_COLUMN)
        column = Box(area.right - width, area.y, width, area.height)
        call = self.call or Call("", "scan.complaint")
        for share in _PICTURE_SHARES:
            picture = replace(column, height=round(area.height * share))
            top = picture.bottom + self.frame.pad
            box = Box(column.x, top, width, area.bottom - top)
            card = QrCard(self.frame, call, languages, box).roomy()
            if card.scannable:
                break
        return picture, card

    def _between_two(self, told: tuple[Told, ...], area: Box) -> Place:
        step = self.frame.metrics.units(4)
        card = None
        column = (area.width - step) // 2
        if self.call:
            card = self._narrow(told, area)
            column = (area.width - card.width) // 2 - step
        left = Box(area.x, area.y, column, area.height)
        return Place((left, left.mirrored(area)), card)

    def _narrow(self, told: tuple[Told, ...], area: Box) -> QrCard:
        """The card between two languages: the narrowest that a phone still reads."""
        for share in _SHARES_BETWEEN:
            width = round(self.frame.stage.width * share)
            box = Box((self.frame.stage.width - width) // 2, area.y, width, area.height)
            card = replace(self._card(told), box=box).roomy()
            if card.scannable:
                break
        return card
