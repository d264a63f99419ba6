"""Pages that play a video: sign-language capsules, notices with a signer, videos.

The signer's box takes at least a third of the stage's width and half its height; nothing lies
over it. Captions stand at the foot, in two languages where the clip has them; the text stands
beside it (below it in portrait).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.model.text import UNDETERMINED
from kiosk.player.stage.canvas import Canvas, start_of
from kiosk.player.stage.content import Told
from kiosk.player.stage.draft import Draft
from kiosk.player.stage.flow import Piece, height_of, scaled, set_whole
from kiosk.player.stage.fonts import face_of
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.measure import Style, balanced_lines
from kiosk.player.stage.metrics import Size
from kiosk.player.stage.qr_card import Call, QrCard
from kiosk.player.stage.view import Align, Box, CaptionSlot, Face, Fill, Ink, VideoSlot
from kiosk.player.stage.words import word
from kiosk.player.video.clip import Clip
from kiosk.schedule.reading import reading_time_s

_SHARES = (0.28, 0.31, 0.34, 0.37, 0.4)


@dataclass(frozen=True, slots=True)
class FilmSlide:
    """Lays one clip out, over the whole stage, on the dark ground."""

    frame: Frame
    told: tuple[Told, ...]
    """What stands beside it, in the screen's order; titles that are empty are left out."""
    clip: Clip
    languages: tuple[str, ...]
    """The screen's; captions are drawn in the first two of them that the clip has, else those
    whose language nobody stated."""
    call: Call | None = None
    signed: bool = False
    share: float = 0.28
    """Of a landscape stage's width, for the text beside the video."""

    def roomy(self) -> FilmSlide:
        """The same with the narrowest column in which everything is told; unchanged where none
        is wide enough. The signer keeps a third of the width and half the height."""
        if not self.frame.metrics.portrait:
            for share in _SHARES:
                tried = replace(self, share=share)
                if not tried.untold:
                    return tried
        return self

    def page(self) -> Draft:
        """The one page. Its text is what fits beside the video; whole texts and the QR code,
        where they do not fit, belong on pages of their own (see `untold`)."""
        canvas = Canvas()
        video, beside, strip = self._places()
        shown = self._texts(beside) if beside else []
        card = self._card(beside, shown)
        if beside and shown:
            # Alone beside the video, the text stands in the middle of its height.
            free = beside.height - self._head_height() - self._height(shown, beside)
            centred = card is None and not self.frame.metrics.portrait
            self._draw_texts(canvas, shown, beside, beside.y + (free // 2 if centred else 0))
        if card and card.box:
            card.draw(canvas, card.box, rtl=False)
        slots = self._slots(strip) if strip else ()
        said = tuple((told.language, piece.text) for told, pieces in shown for piece in pieces)
        return Draft(
            languages=tuple(told.language for told, _ in shown) or self.languages[:1],
            canvas=canvas,
            said=said,
            area=self.frame.stage,
            ground=Fill.DARK,
            clip=self.clip,
            video=VideoSlot(video, slots),
        )

    @property
    def untold(self) -> tuple[Told, ...]:
        """The languages that pages of their own have to tell: those whose text does not stand
        here whole, all of them where the QR code does not, or the film is over long before
        they are read."""
        _, beside, _ = self._places()
        shown = self._texts(beside) if beside else []
        if (self.call and not self._card(beside, shown)) or self._too_short(shown):
            return self.told
        told = {told.language: len(pieces) for told, pieces in shown}
        return tuple(
            entry for entry in self.told if told.get(entry.language, 0) < len(self._pieces(entry))
        )

    def _too_short(self, shown: list[tuple[Told, list[Piece]]]) -> bool:
        """Whether half the time that one language takes to be read is more than the film lasts."""
        if self.clip.duration_s is None:
            return False
        needed = [
            reading_time_s([(told.language, piece.text) for piece in pieces])
            for told, pieces in shown
        ]
        return self.clip.duration_s < max(needed, default=0) / 2

    @property
    def _edge(self) -> int:
        return self.frame.metrics.units(4)

    def _captioned(self) -> list[str]:
        known = [language for language, _ in self.clip.captions]
        fitting = [language for language in self.languages if language in known][:2]
        return fitting or [language for language in known if language == UNDETERMINED][:1]

    def _places(self) -> tuple[Box, Box | None, Box | None]:
        """(video, text beside it, captions)."""
        edge, gap = self._edge, self.frame.gap
        inner = self.frame.stage.inset(edge)
        strip = None
        whole = inner
        if self._captioned():
            line = Style.of(Face.ARABIC, self.frame.metrics.px(Size.BODY)).line_px
            rows = 2 * len(self._captioned()) if self.frame.metrics.portrait else 2
            height = rows * line + gap
            strip = Box(inner.x, inner.bottom - height, inner.width, height)
            whole = Box(inner.x, inner.y, inner.width, inner.height - height - gap)
        if not any(told.title for told in self.told) and self.call is None:
            return whole, None, strip
        if self.frame.metrics.portrait:
            # Captions at the foot: nothing gapes between video and text while nobody speaks.
            video = Box(inner.x, inner.y, inner.width, self.frame.stage.height // 2)
            top = video.bottom + edge
            return video, Box(inner.x, top, inner.width, whole.bottom - top), strip
        column = round(self.frame.stage.width * self.share)
        video = Box(whole.x, whole.y, whole.width - column - edge, whole.height)
        return video, Box(video.right + edge, whole.y, column, whole.height), strip

    def _pieces(self, told: Told) -> list[Piece]:
        bold = Style.of(told.face, self.frame.metrics.px(Size.BODY), bold=True)
        plain = Style.of(told.face, self.frame.metrics.px(Size.BODY))
        gap = self.frame.gap
        facts = [told.where, *told.when_short]
        body = [*told.body, told.instruction]
        pieces = [
            Piece(
                f"title.{told.language}", told.title, bold, Ink.LIGHT, gap=gap * 5 // 4, whole=True
            ),
            *(Piece(f"fact.{told.language}", fact, plain, Ink.LIGHT, whole=True) for fact in facts),
            *(Piece(f"body.{told.language}", part, plain, Ink.DIM, gap=gap // 4) for part in body),
        ]
        return [piece for piece in pieces if piece.text]

    def _texts(self, beside: Box) -> list[tuple[Told, list[Piece]]]:
        """Every title, then whole texts in the screen's order as long as they fit; set tighter
        where that lets everything stand."""
        room = beside.height - self._head_height()
        told = [entry for entry in self.told if entry.title]
        whole = [(entry, self._pieces(entry)) for entry in told]
        factors = [factor for factor in self.frame.metrics.factors if factor <= 1]
        for factor in factors:
            tight = [(entry, list(scaled(pieces, factor))) for entry, pieces in whole]
            if self._height(tight, beside) <= room:
                return tight
        kept = [(entry, pieces[:1]) for entry, pieces in whole]
        while kept and self._height(kept, beside) > room:
            kept.pop()
        for number in range(len(kept)):
            longer = [*kept[:number], whole[number], *kept[number + 1 :]]
            if self._height(longer, beside) > room:
                break
            kept = longer
        return kept

    def _height(self, texts: list[tuple[Told, list[Piece]]], beside: Box) -> int:
        pieces = [piece for _, part in texts for piece in part]
        return height_of(set_whole(pieces, beside.width))

    def _head_height(self) -> int:
        if not self.signed:
            return 0
        return Style.of(Face.ARABIC, self.frame.metrics.px(Size.SMALL)).line_px + self.frame.gap

    def _draw_texts(
        self, canvas: Canvas, texts: list[tuple[Told, list[Piece]]], beside: Box, top: int
    ) -> None:
        y = top
        if self.signed:
            self._draw_sign(canvas, texts[0][0], Box(beside.x, top, beside.width, 0))
            y += self._head_height()
        first = True
        for told, pieces in texts:
            for part in set_whole(pieces, beside.width):
                y += 0 if first else part.piece.gap
                first = False
                room = Box(beside.x, y, beside.width, 0)
                lines = balanced_lines(part.text, part.piece.style, room.width, 0.6)
                y = canvas.lines(part.piece.group, lines, part.piece.style, room,
                                 language=told.language, align=start_of(rtl=told.rtl),
                                 ink=part.piece.ink)  # fmt: skip

    def _draw_sign(self, canvas: Canvas, told: Told, beside: Box) -> None:
        style = Style.of(told.face, self.frame.metrics.px(Size.SMALL), bold=True)
        side = round(style.px * 1.2)
        baseline = beside.y + style.ascent_px
        icon = Box(beside.x, baseline - (side + style.cap_px) // 2, side, side)
        step = side + self.frame.gap // 2
        x, align = beside.x + step, Align.LEFT
        if told.rtl:
            icon, x, align = icon.mirrored(beside), beside.right - step, Align.RIGHT
        canvas.icon("sign", icon, Ink.DIM)
        canvas.on_baseline(f"capsule.{told.language}", word("capsule", told.language), style, x,
                           baseline, language=told.language, align=align, ink=Ink.DIM)  # fmt: skip

    def _card(self, beside: Box | None, shown: list[tuple[Told, list[Piece]]]) -> QrCard | None:
        """A QR card in what the texts leave free, where a phone can read it there."""
        if self.call is None or beside is None:
            return None
        used = self._head_height() + self._height(shown, beside) + self._edge if shown else 0
        box = Box(beside.x, beside.y + used, beside.width, beside.height - used)
        languages = tuple(told.language for told, _ in shown) or self.languages[:1]
        card = QrCard(self.frame, self.call, languages, box).roomy()
        return card if box.height > 0 and card.scannable else None

    def _slots(self, strip: Box) -> tuple[CaptionSlot, ...]:
        metrics = self.frame.metrics
        px, small = metrics.px(Size.BODY), metrics.px(Size.SMALL)
        languages = self._captioned()
        if len(languages) == 1:
            return (CaptionSlot(languages[0], strip, px, small, Align.CENTRE),)
        ordered = sorted(languages, key=lambda language: face_of(language) is Face.ARABIC)
        aligns = [start_of(rtl=face_of(language) is Face.ARABIC) for language in ordered]
        if metrics.portrait:
            half = strip.height // 2
            upper = Box(strip.x, strip.y, strip.width, half)
            boxes = (upper, Box(strip.x, strip.y + half, strip.width, half))
        else:
            width = (strip.width - self.frame.gutter) // 2
            left = Box(strip.x, strip.y, width, strip.height)
            boxes = (left, left.mirrored(strip))
        return tuple(
            CaptionSlot(language, box, px, small, align)
            for language, box, align in zip(ordered, boxes, aligns, strict=True)
        )
