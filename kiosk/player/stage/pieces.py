"""What a notice's text consists of: heading, facts and details, each in its size and ink."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.player.stage.content import Told
from kiosk.player.stage.flow import Piece, lines_of
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.measure import Style
from kiosk.player.stage.metrics import Size
from kiosk.player.stage.view import Ink
from kiosk.player.stage.words import word

FACTS = ("where", "when")
"""How the groups of facts begin."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Cuts what is told into pieces."""

    frame: Frame
    on_accent: bool = False
    """On a page that is all accent everything is light."""

    def style(self, told: Told, size: Size, *, bold: bool = False) -> Style:
        return Style.of(told.face, self.frame.metrics.px(size), bold=bold)

    @property
    def ink(self) -> Ink:
        return Ink.LIGHT if self.on_accent else Ink.PLAIN

    @property
    def accent(self) -> Ink:
        return Ink.LIGHT if self.on_accent else Ink.ACCENT

    def narrow(self, told: Told, width: int) -> list[Piece]:
        """Everything, for a column beside another: on the common grid, state included, days
        abbreviated, facts without icons and so without indent."""
        facts = [replace(piece, icon="", indent=0) for piece in self.brief(told, width)]
        pieces = [*self.heads(told, state=True), *facts, *self.details(told)]
        return [replace(piece, style=piece.style.beside_arabic()) for piece in pieces]

    def stacked(self, told: Told, width: int) -> list[Piece]:
        """Everything, for a text above or below another."""
        return [*self.heads(told, state=True), *self.brief(told, width), *self.details(told)]

    def heads(self, told: Told, *, state: bool) -> list[Piece]:
        """The state, where the band has no room for it, and the title."""
        body = self.style(told, Size.BODY, bold=True)
        pieces = []
        if state and told.state:
            pieces.append(
                Piece(
                    f"state.{told.language}",
                    told.state,
                    body,
                    self.accent,
                    icon=told.state_icon,
                    indent=round(body.px * 1.25),
                    whole=True,
                    keeps=True,
                )
            )
        title = self.style(told, Size.KEY, bold=True)
        gap = self.frame.gap // 2
        # Where a script has no bold, colour makes the title.
        ink = self.ink if title.bold else self.accent
        pieces.append(Piece(f"title.{told.language}", told.title, title, ink, gap=gap, whole=True))
        return pieces

    def facts(self, told: Told, width: int) -> list[Piece]:
        """Where and when; the day in full, with its hours on one line where that is wide
        enough, else below; abbreviated where it would be broken."""
        if self._on_one_line(told, told.when_line, width):
            return self._facts(told, (told.when_line,))
        if all(self._on_one_line(told, line, width) for line in told.when):
            return self._facts(told, told.when)
        return self.brief(told, width)

    def brief(self, told: Told, width: int) -> list[Piece]:
        """Where and when in as little room as possible."""
        if self._on_one_line(told, told.when_line_short, width):
            return self._facts(told, (told.when_line_short,))
        return self._facts(told, told.when_short)

    def _on_one_line(self, told: Told, line: str, width: int) -> bool:
        if not line:
            return False
        (piece,) = self._facts(replace(told, where=""), (line,))
        return len(lines_of(piece, width)) == 1

    def _facts(self, told: Told, when: tuple[str, ...]) -> list[Piece]:
        style = self.style(told, Size.KEY)
        lines = [("where", told.where, "place")]
        for number, line in enumerate(when):
            lines.append(("when", line, "" if number else "clock"))
        return [
            Piece(
                f"{group}.{told.language}",
                text,
                style,
                self.ink,
                gap=self.frame.gap if icon else 0,
                icon=icon,
                indent=round(style.px * 1.15),
                whole=True,
                keeps=icon == "clock" and len(when) > 1,
            )
            for group, text, icon in lines
            if text
        ]

    def details(self, told: Told) -> list[Piece]:
        """The body's paragraphs, and what visitors should do."""
        style, bold = self.style(told, Size.BODY), self.style(told, Size.BODY, bold=True)
        gap = self.frame.gap
        pieces = [
            Piece(f"body.{told.language}", part, style, self.ink, gap=gap if index else 2 * gap)
            for index, part in enumerate(told.body)
        ]
        if told.instruction:
            group, heading = f"do.{told.language}", word("instruction", told.language)
            pieces.append(Piece(group, heading, bold, self.accent, gap=2 * gap, whole=True,
                                keeps=True))  # fmt: skip
            pieces.append(Piece(group, told.instruction, bold, self.ink))
        return pieces
