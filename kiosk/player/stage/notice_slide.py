"""Notices and messages as pages: band, text, facts, QR card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.player.stage.band import Band
from kiosk.player.stage.canvas import Canvas
from kiosk.player.stage.column import draw_column
from kiosk.player.stage.content import Told
from kiosk.player.stage.draft import Draft
from kiosk.player.stage.flow import Piece, Set, fits, height_of, lines_of, pour, set_whole
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.metrics import Size
from kiosk.player.stage.pieces import Pieces
from kiosk.player.stage.qr_card import Call, QrCard
from kiosk.player.stage.view import Box, Fill
from kiosk.schedule.reading import pages_needed

_SHARES_BETWEEN = (0.2, 0.24, 0.28)
"""Shares of a landscape stage that the QR card between two languages may take."""


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

    @property
    def _pieces(self) -> Pieces:
        return Pieces(self.frame, on_accent=self.on_accent)

    def pages(self) -> Iterator[Draft]:
        """A pair of languages side by side where both fit, on one page or with title and facts
        on one and details on the next; everything else page after page."""
        pairs, alone = self._plan()
        for pair in pairs:
            yield self._two_up(pair)
        spoken = {entry.language for pair in pairs for entry in pair}
        for entry in self.told:
            if entry.language not in spoken:
                yield from self._drawn(entry, self._columns(entry))
            elif alone:
                yield from self._drawn(entry, self._details(entry))

    def _plan(self) -> tuple[list[tuple[Told, Told]], bool]:
        """(pages in two languages, whether their details follow in one language each)."""
        whole = self._pair(self.told)
        if whole:
            return [whole], False
        brief = self._pair([replace(entry, body=(), instruction="") for entry in self.told])
        if brief is None or not all(entry.where or entry.when for entry in brief):
            return [], False
        rest = self._pair([replace(entry, where="", when=(), when_short=()) for entry in self.told])
        if rest:
            return [brief, rest], False
        spoken = [entry.language for entry in brief]
        # Facts together and details apart, unless each language has one page for everything.
        apart = any(
            len(self._columns(entry)) > 1 for entry in self.told if entry.language in spoken
        )
        return ([brief], True) if apart else ([], False)

    # Two languages

    def _pair(self, told: Sequence[Told]) -> tuple[Told, Told] | None:
        """The first two languages of opposite direction, when both fit one page."""
        first = next((entry for entry in told if not entry.rtl), None)
        second = next((entry for entry in told if entry.rtl), None)
        if first is None or second is None:
            return None
        pair = (first, second)
        if self.frame.metrics.portrait and told.index(second) < told.index(first):
            pair = (second, first)
        if any(pages_needed(_prose(entry)) > 1 for entry in pair):
            return None
        if not self._band(pair).side_by_side:
            return None
        texts, _ = self._places(pair)
        if self.frame.metrics.portrait:
            heights = [
                height_of(set_whole(self._pieces.narrow(entry), texts[0].width)) for entry in pair
            ]
            whole = texts[0].height + texts[1].height
            return pair if sum(heights) + 2 * self.frame.pad <= whole else None
        both = all(
            fits(self._pieces.narrow(entry), box.width, box.height)
            and self._words_unbroken(entry, box.width)
            for entry, box in zip(pair, texts, strict=True)
        )
        return pair if both else None

    def _words_unbroken(self, told: Told, width: int) -> bool:
        """Whether no word is wider than the column."""
        return all(
            len(lines_of(replace(piece, text=single), width)) == 1
            for piece in self._pieces.narrow(told)
            for single in piece.text.split(" ")
        )

    def _two_up(self, pair: tuple[Told, Told]) -> Draft:
        canvas = self._canvas()
        spoken = {entry.language for entry in pair}
        languages = tuple(entry.language for entry in self.told if entry.language in spoken)
        self._band(pair).draw(canvas)
        texts, card = self._places(pair)
        columns = [set_whole(self._pieces.narrow(entry), box.width)
                   for entry, box in zip(pair, texts, strict=True)]  # fmt: skip
        if self.frame.metrics.portrait:
            texts = self._stacked(texts, [height_of(column) for column in columns])
        else:
            texts = self._level(texts, columns)
        for entry, box, column in zip(pair, texts, columns, strict=True):
            draw_column(canvas, self.frame, column, box, entry, icons=self._pieces.accent)
        if card and self.call:
            settled = None if self.frame.metrics.portrait else card
            QrCard(self.frame, self.call, languages, settled).draw(canvas, card, rtl=False)
        return Draft(languages, canvas, tuple(said for entry in pair for said in _said(entry)))

    def _stacked(self, texts: Sequence[Box], heights: Sequence[int]) -> tuple[Box, ...]:
        """Two boxes below each other, as high as their texts, the free room around them."""
        whole = texts[0].height + texts[1].height
        between = min((whole - sum(heights)) // 2, 4 * self.frame.pad)
        top = texts[0].y + (whole - sum(heights) - between) * 2 // 5
        x, width = texts[0].x, texts[0].width
        return (
            Box(x, top, width, heights[0]),
            Box(x, top + heights[0] + between, width, heights[1]),
        )

    def _level(self, texts: Sequence[Box], columns: Sequence[Sequence[Set]]) -> tuple[Box, ...]:
        """Two columns that begin on one line, the higher of them in the middle."""
        free = texts[0].height - max(height_of(column) for column in columns)
        top = max(0, free) * 2 // 5
        return tuple(Box(box.x, box.y + top, box.width, 0) for box in texts)

    # One language

    def _drawn(self, told: Told, columns: Sequence[tuple[Set, ...]]) -> Iterator[Draft]:
        band = self._band((told,))
        texts, card = self._places((told,))
        box = texts[0]
        for number, column in enumerate(columns):
            canvas = self._canvas()
            page = f"{number + 1}/{len(columns)}" if len(columns) > 1 else ""
            replace(band, page=page).draw(canvas)
            more = number + 1 < len(columns)
            draw_column(canvas, self.frame, column, box, told, icons=self._pieces.accent, more=more)
            if card and self.call:
                QrCard(self.frame, self.call, (told.language,)).draw(canvas, card, rtl=told.rtl)
            said = tuple((told.language, " ".join(part.lines)) for part in column)
            yield Draft((told.language,), canvas, ((told.language, told.band), *said))

    def _details(self, told: Told) -> tuple[tuple[Set, ...], ...]:
        """What a page of title and facts in two languages left out."""
        (box,), _ = self._places((told,))
        details = self._pieces.details(told)
        if not details:
            return ()
        columns = pour(details, box.width, box.height, told.language)
        return self._headed(((), *columns), told, box)[1:]

    def _columns(self, told: Told) -> tuple[tuple[Set, ...], ...]:
        """Title and facts on one page where they fit, then the rest. Where they do not, an
        outage tells its facts first: which service (the band), where, when."""
        (box,), _ = self._places((told,))
        width, height = box.width, box.height
        state = not self._band((told,)).holds_state
        heads, details = self._pieces.heads(told, state=state), self._pieces.details(told)
        facts = self._pieces.facts(told, short=not self._days_fit(told, width))
        brief = self._pieces.facts(told, short=True)
        if not fits([*heads, *facts], width, height) and fits([*heads, *brief], width, height):
            facts = brief
        if not facts or fits([*heads, *facts], width, height):
            first, second = [*heads, *facts, *details], []
        elif self.facts_first:
            first, second = [*heads[:-1], *facts], [heads[-1], *details]
        else:
            first, second = heads, [*facts, *details]
        columns = pour(first, width, height, told.language)
        if facts and not second and len(columns) == 2:
            # Rather the facts alone and the details together than one last lonely sentence.
            apart = pour(details, width, height, told.language)
            if len(apart) == 1:
                columns = (*pour([*heads, *facts], width, height, told.language), *apart)
        if second:
            columns = (*columns, *pour(second, width, height, told.language))
        return tuple(columns) if len(columns) < 2 else self._headed(columns, told, box)

    def _headed(
        self, columns: Sequence[tuple[Set, ...]], told: Told, box: Box
    ) -> tuple[tuple[Set, ...], ...]:
        """Pages without the title begin with it, small, where there is room for that."""
        style = self._pieces.style(told, Size.BODY, bold=True)
        head = Piece(f"head.{told.language}", told.title, style, self._pieces.accent, whole=True)
        (line,) = set_whole([head], box.width)
        done = [columns[0]]
        for column in columns[1:]:
            opened = replace(column[0], piece=replace(column[0].piece, gap=self.frame.gap))
            headed = (line, opened, *column[1:])
            titled = any(part.piece.group.startswith("title") for part in column)
            bare = titled or len(line.lines) > 2 or height_of(headed) > box.height
            done.append(column if bare else headed)
        return tuple(done)

    def _days_fit(self, told: Told, width: int) -> bool:
        facts = self._pieces.facts(told, short=False)
        days = [piece for piece in facts if piece.group.startswith("when")]
        return all(len(lines_of(piece, width)) == 1 for piece in days)

    # Places

    def _canvas(self) -> Canvas:
        canvas = Canvas()
        if self.on_accent:
            canvas.block(self.frame.body, Fill.ACCENT)
        return canvas

    def _band(self, told: tuple[Told, ...]) -> Band:
        hangs = self.call is not None and not self.frame.metrics.portrait and len(told) == 1
        return Band(
            self.frame,
            self.icon,
            told,
            card=self._card(told).width if hangs else 0,
            fill=Fill.DARK if self.on_accent else Fill.ACCENT,
        )

    def _card(self, told: tuple[Told, ...]) -> QrCard:
        call = self.call or Call("", "scan.complaint")
        return QrCard(self.frame, call, tuple(entry.language for entry in told))

    def _places(self, told: tuple[Told, ...]) -> tuple[tuple[Box, ...], Box | None]:
        """The boxes of the texts, in the order of `told`, and of the QR card."""
        frame = self.frame
        band = self._band(told).height
        contents = frame.contents
        drop = band - frame.band
        area = Box(contents.x, contents.y + drop, contents.width, contents.height - drop)
        card = self._card(told) if self.call else None
        if frame.metrics.portrait:
            low = None
            if card:
                low = Box(area.x, area.bottom - card.height, area.width, card.height)
                area = Box(area.x, area.y, area.width, area.height - card.height - frame.pad)
            if len(told) == 1:
                return (area,), low
            half = area.height // 2
            lower = Box(area.x, area.y + half, area.width, area.height - half)
            return (Box(area.x, area.y, area.width, half), lower), low
        width = card.width if card else 0
        step = width + frame.gutter if card else 0
        if len(told) == 1:
            text = Box(area.x, area.y, area.width - step, area.height)
            top = frame.body.y + frame.pad
            place = Box(area.right - width, top, width, card.height if card else 0)
            if told[0].rtl:
                text, place = text.mirrored(area), place.mirrored(area)
            return (text,), place if card else None
        step = frame.metrics.units(4)
        if card:
            card = self._between(told, area)
            column = (area.width - card.width) // 2 - step
        else:
            column = (area.width - step) // 2
        left = Box(area.x, area.y, column, area.height)
        return (left, left.mirrored(area)), card.box if card else None

    def _between(self, told: tuple[Told, ...], area: Box) -> QrCard:
        """The card between two languages: the narrowest that a phone still reads."""
        for share in _SHARES_BETWEEN:
            width = round(self.frame.stage.width * share)
            box = Box((self.frame.stage.width - width) // 2, area.y, width, area.height)
            card = replace(self._card(told), box=box)
            if card.scannable:
                break
        return card


def _said(told: Told) -> tuple[tuple[str, str], ...]:
    texts = (told.band, told.state, told.title, told.where, *told.when, *told.body)
    return tuple((told.language, text) for text in (*texts, told.instruction) if text)


def _prose(told: Told) -> tuple[tuple[str, str], ...]:
    """What is read word by word, not at a glance."""
    return ((told.language, " ".join((told.title, *told.body, told.instruction))),)
