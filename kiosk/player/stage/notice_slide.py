"""Notices and messages as pages: band, text, facts, picture, QR card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.player.stage.canvas import Canvas
from kiosk.player.stage.column import draw_column
from kiosk.player.stage.content import Told
from kiosk.player.stage.draft import Draft
from kiosk.player.stage.flow import (
    Piece,
    Set,
    fits,
    height_of,
    lines_of,
    pour,
    pour_evenly,
    scaled,
    set_whole,
)
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.metrics import Size
from kiosk.player.stage.notice_places import Place, Places
from kiosk.player.stage.picture_page import picture_page
from kiosk.player.stage.pieces import Pieces
from kiosk.player.stage.qr_card import Call
from kiosk.player.stage.scale import breaks_word, grown, largest
from kiosk.player.stage.view import Box, Fill
from kiosk.schedule.reading import pages_needed

_Column = tuple[Set, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two languages on one page."""

    told: tuple[Told, Told]
    columns: tuple[_Column, _Column]
    place: Place


@dataclass(frozen=True, slots=True)
class NoticeSlide:
    """Lays one notice or message out, in any number of languages."""

    frame: Frame
    icon: str
    told: tuple[Told, ...]
    """In the screen's order."""
    call: Call | None
    facts_first: bool = False
    """Where and when come before the title, when they do not fit one page."""
    on_accent: bool = False
    """The whole page is accent, for takeovers: everything is light."""
    picture: str = ""
    """A picture file beside the text; empty: none."""
    apart: str = ""
    """A picture file that has a page of its own after the text."""
    numbered: int = 0
    """How many pages the band keeps room to number; 0: not known."""

    @property
    def _pieces(self) -> Pieces:
        return Pieces(self.frame, on_accent=self.on_accent)

    @property
    def _places(self) -> Places:
        picture = bool(self.picture)
        return Places(self.frame, self.icon, self.call, self.on_accent, picture, self.numbered)

    def pages(self) -> Iterator[Draft]:
        """A pair of languages together where both fit, on one page or with title and facts on
        one and details on the next; everything else page after page. A picture that would make
        the QR code too small, or break a word, has a page of its own."""
        if self._places.crowded(self.told) or self._breaks_words():
            yield from replace(self, picture="", apart=self.picture).pages()
            return
        pairs, alone = self._plan()
        for pair in pairs:
            yield self._two_up(pair)
        spoken = {entry.language for pair in pairs for entry in pair.told}
        for entry in self.told:
            if entry.language not in spoken:
                yield from self._drawn(entry)
            elif alone:
                yield from self._drawn(entry, rest=True)
        if self.apart and len(self.told) > 1:
            yield picture_page(self._places, self.told, self.apart)

    def _breaks_words(self) -> bool:
        """Whether beside the picture, in landscape, a word of a title or fact has no room."""
        if not self.picture or self.frame.metrics.portrait:
            return False
        return any(
            breaks_word(piece, width)
            for told in self.told
            for width in (self._places.of((told,)).texts[0].width,)
            for piece in (*self._heads(told), *self._pieces.brief(told, width))
        )

    def _plan(self) -> tuple[list[_Pair], bool]:
        """(pages in two languages, whether their details follow in one language each)."""
        whole = self._pair(self.told)
        if whole:
            return [whole], False
        brief = self._pair([replace(entry, body=(), instruction="") for entry in self.told])
        if brief is None or not all(entry.where or entry.when for entry in brief.told):
            return [], False
        spoken = [entry.language for entry in brief.told]
        apart = any(
            len(self._columns(entry)) > 1 for entry in self.told if entry.language in spoken
        )
        if self.frame.metrics.portrait and not apart:
            return [], False
        bare = [
            replace(entry, where="", when=(), when_short=(), when_line="", when_line_short="")
            for entry in self.told
        ]
        rest = self._pair(bare)
        if rest:
            return [brief, rest], False
        # Facts together and details apart, unless each language has one page for everything.
        return ([brief], True) if apart else ([], False)

    # Two languages

    def _pair(self, told: Sequence[Told]) -> _Pair | None:
        """The first two languages of opposite direction, when both fit one page."""
        portrait = self.frame.metrics.portrait
        first = next((entry for entry in told if not entry.rtl), None)
        second = next((entry for entry in told if entry.rtl), None)
        if first is None or second is None or self.picture:
            return None
        pair = (first, second)
        if portrait and told.index(second) < told.index(first):
            pair = (second, first)
        if any(pages_needed(entry.prose) > 1 for entry in pair):
            return None
        if not self._places.band(pair).side_by_side:
            return None
        place = self._places.of(pair)
        box = place.texts[0]
        if portrait:
            cut = [self._pieces.stacked(entry, box.width) for entry in pair]
            # One column is measured: a text, the step between them, the other text.
            step = replace(cut[1][0], gap=2 * self.frame.pad)
            factor = largest([[*cut[0], step, *cut[1][1:]]], box.width, [box.height],
                             self.frame.metrics.factors)  # fmt: skip
        else:
            cut = [self._pieces.narrow(entry, box.width) for entry in pair]
            factor = largest(cut, box.width, [box.height] * 2, self.frame.metrics.factors)
        if factor is None or not self._unbroken(cut, box.width, factor):
            return None
        columns = tuple(set_whole(scaled(pieces, factor), box.width) for pieces in cut)
        return _Pair(pair, (columns[0], columns[1]), place)

    def _unbroken(self, cut: Sequence[Sequence[Piece]], width: int, factor: float) -> bool:
        """Whether no word is wider than the column, and every day and hour has one line."""
        return not any(
            breaks_word(piece, width)
            or (piece.group.startswith("when") and len(lines_of(piece, width)) > 1)
            for pieces in cut
            for piece in scaled(pieces, factor)
        )

    def _two_up(self, pair: _Pair) -> Draft:
        canvas = self._canvas()
        spoken = {entry.language for entry in pair.told}
        languages = tuple(entry.language for entry in self.told if entry.language in spoken)
        self._places.band(pair.told).draw(canvas)
        texts, columns = pair.place.texts, pair.columns
        heights = [height_of(column) for column in columns]
        if self.frame.metrics.portrait:
            texts = self._stacked(texts[0], heights)
            thin = max(1, self.frame.metrics.units(0.17))
            middle = (texts[0].bottom + texts[1].y - thin) // 2
            rule = Box(texts[0].x, middle, texts[0].width, thin)
            canvas.block(rule, Fill.VEIL if self.on_accent else Fill.RULE)
        else:
            top = max(0, texts[0].height - max(heights)) * 2 // 5
            texts = tuple(Box(box.x, box.y + top, box.width, 0) for box in texts)
        for entry, box, column in zip(pair.told, texts, columns, strict=True):
            draw_column(canvas, self.frame, column, box, entry, icons=self._pieces.accent)
        self._furnish(canvas, pair.place, languages, rtl=False)
        return Draft(languages, canvas, tuple(said for entry in pair.told for said in entry.said))

    def _stacked(self, box: Box, heights: Sequence[int]) -> tuple[Box, ...]:
        """Two boxes below each other, as high as their texts, the free room around them."""
        free = box.height - sum(heights)
        between = min(free // 2, 4 * self.frame.pad)
        top = box.y + (free - between) * 2 // 5
        return (
            Box(box.x, top, box.width, heights[0]),
            Box(box.x, top + heights[0] + between, box.width, heights[1]),
        )

    # One language

    def _drawn(self, told: Told, *, rest: bool = False) -> Iterator[Draft]:
        """The pages of one language; or the rest of them, after title and facts."""
        columns = self._details(told) if rest else self._columns(told)
        pictured = bool(self.apart) and len(self.told) == 1
        total = len(columns) + pictured
        band = self._places.band((told,))
        widest = replace(band, page=f"{total}/{total}")
        roomy = replace(band, pages=total)
        if total > 1 and not (self.numbered or widest.holds_page) and roomy.whole:
            yield from replace(self, numbered=total)._drawn(told, rest=rest)
            return
        place = self._places.of((told,))
        for number, column in enumerate(columns):
            canvas = self._canvas()
            page = f"{number + 1}/{total}" if total > 1 else ""
            replace(band, page=page).draw(canvas)
            draw_column(canvas, self.frame, column, place.texts[0], told, icons=self._pieces.accent)
            self._furnish(canvas, place, (told.language,), rtl=told.rtl)
            said = tuple((told.language, " ".join(part.lines)) for part in column)
            yield Draft((told.language,), canvas, ((told.language, told.band), *said))
        if pictured:
            yield picture_page(self._places, (told,), self.apart, page=f"{total}/{total}")

    def _details(self, told: Told) -> tuple[_Column, ...]:
        """What a page of title and facts in two languages left out."""
        box = self._places.of((told,)).texts[0]
        details = self._pieces.details(told)
        if not details:
            return ()
        pages = pour_evenly(details, box.width, box.height, told.language)
        return self._headed(pages, told, box)

    def _columns(self, told: Told) -> tuple[_Column, ...]:
        """Everything on one page where it fits, title and facts on one page and then the rest
        where they fit. Where they do not, an outage tells its facts first: which service (the
        band), where, when."""
        box = self._places.of((told,)).texts[0]
        single = self._single(told, box)
        if single:
            return (single,)
        plain, tight = (
            self._several(told, box, factor) for factor in (1.0, self.frame.metrics.tight)
        )
        return tight if len(tight) < len(plain) else plain

    def _heads(self, told: Told) -> list[Piece]:
        state = not self._places.band((told,)).holds_state
        return self._pieces.heads(told, state=state)

    def _single(self, told: Told, box: Box) -> _Column | None:
        """Everything on one page, with days in full where that needs no tighter setting."""
        if pages_needed(told.prose) > 1:
            return None
        best: tuple[float, list[Piece]] | None = None
        for facts in (self._pieces.facts(told, box.width), self._pieces.brief(told, box.width)):
            pieces = [*self._heads(told), *facts, *self._pieces.details(told)]
            factor = largest([pieces], box.width, [box.height], self.frame.metrics.factors)
            if factor and (best is None or (best[0] < 1 and factor > best[0])):
                best = factor, pieces
        return set_whole(scaled(best[1], best[0]), box.width) if best else None

    def _several(self, told: Told, box: Box, factor: float) -> tuple[_Column, ...]:
        width, height, language = box.width, box.height, told.language
        heads, details, facts, brief = (
            list(scaled(pieces, factor))
            for pieces in (self._heads(told), self._pieces.details(told),
                           self._pieces.facts(told, width), self._pieces.brief(told, width))
        )  # fmt: skip
        whole = fits([*heads, *facts], width, height)
        if not whole and fits([*heads, *brief], width, height):
            facts, whole = brief, True
        if not facts:
            pages = pour_evenly([*heads, *details], width, height, language)
        elif whole:
            first = pour([*heads, *facts], width, height, language)
            rest = pour_evenly(details, width, height, language)
            pages = pour([*heads, *facts, *details], width, height, language)
            # Rather the facts alone and the details together.
            if len(pages) >= len(first) + len(rest):
                pages = (*first, *rest)
        else:
            now, then = heads, [*facts, *details]
            if self.facts_first:
                now, then = [*heads[:-1], *facts], [heads[-1], *details]
            pages = (*pour(now, width, height, language),
                     *pour_evenly(then, width, height, language))  # fmt: skip
        return (*(grown(page, width, height) for page in pages[:1]),
                *self._headed(pages[1:], told, box))  # fmt: skip

    def _headed(self, pages: Sequence[_Column], told: Told, box: Box) -> tuple[_Column, ...]:
        """Pages without the title begin with it, small, where there is room for that."""
        style = self._pieces.style(told, Size.BODY, bold=True)
        head = Piece(f"head.{told.language}", told.title, style, self._pieces.accent, whole=True)
        heading = set_whole([head], box.width)  # empty, where a feed states no title
        done = []
        for page in pages:
            opened = replace(page[0], piece=replace(page[0].piece, gap=self.frame.gap))
            headed = (*heading, opened, *page[1:])
            titled = any(part.piece.group.startswith("title") for part in page)
            long = any(len(part.lines) > 2 for part in heading)
            bare = titled or long or not heading or height_of(headed) > box.height
            done.append(grown(page if bare else headed, box.width, box.height))
        return tuple(done)

    # Places

    def _canvas(self) -> Canvas:
        canvas = Canvas()
        if self.on_accent:
            canvas.block(self.frame.body, Fill.ACCENT)
        return canvas

    def _furnish(
        self, canvas: Canvas, place: Place, languages: tuple[str, ...], *, rtl: bool
    ) -> None:
        """Picture and card."""
        if place.picture:
            canvas.picture(self.picture, place.picture)
        if place.card and place.card.box:
            replace(place.card, languages=languages).draw(canvas, place.card.box, rtl=rtl)
