"""From a showing to its finished pages, and from facts to the furniture around them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from kiosk.model.notice import Kind, Notice
from kiosk.model.playlist import MessageItem, QrChoice, Transition
from kiosk.model.site import Screen, Site
from kiosk.player.stage.content import Told, icon_of, tell_message, tell_notice
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.furniture import Facts, furnish
from kiosk.player.stage.metrics import Metrics
from kiosk.player.stage.notice_slide import Draft, NoticeSlide
from kiosk.player.stage.qr_card import Call
from kiosk.player.stage.view import Fill, Furniture, SlideView
from kiosk.schedule.showing import Cause, Showing

__all__ = ["Composer", "Facts"]

CIVIC = "#0b4a55"
"""Accent of pages that belong to no service."""
ALERT = "#8a1016"
"""Accent of takeovers."""


class Composer:
    """Composes pages for one screen of one site at one size. Pure but for reading fonts.

    `size_px` is (width, height) of the stage in logical pixels, after rotation.
    Needs a QGuiApplication.
    """

    def __init__(self, site: Site, screen: Screen, size_px: tuple[int, int]) -> None:
        self.site, self.screen, self.size_px = site, screen, size_px
        self.frame = Frame.of(Metrics.of(screen, size_px))
        self.languages = site.languages_of(screen)

    def compose(
        self, showing: Showing, now: datetime, *, opens: datetime | None = None
    ) -> tuple[SlideView, ...]:
        """The pages of a showing, at least one, in order; `now` is aware.

        `opens` is when the reception opens next, for the resting slide.
        """
        notice = showing.notice
        if notice is not None:
            drafts = self._notice(showing, notice, now)
            service = self.site.service(notice.service)
            kind = "takeover" if showing.cause is Cause.TAKEOVER else str(notice.kind)
        elif isinstance(showing.item, MessageItem):
            drafts = self._message(showing.item)
            service = self.site.service(showing.item.service)
            kind = "message"
        else:
            return ()
        accent = service.colour if service else CIVIC
        if kind == "takeover":
            accent = ALERT
        return self._finish(list(drafts), showing, kind, accent)

    def furniture(self, facts: Facts, now: datetime) -> Furniture:
        """Header and footer at `now`; changes once a minute."""
        return furnish(self.site, self.frame, self.languages, facts, now)

    def _notice(self, showing: Showing, notice: Notice, now: datetime) -> Iterable[Draft]:
        texts = [text for language in self.languages for text in notice.texts
                 if text.language == language] or [notice.text(self.languages)]  # fmt: skip
        told = tuple(tell_notice(self.site, notice, showing.phase, text, now) for text in texts)
        service = self.site.service(notice.service)
        choice = showing.item.qr if showing.item else None
        call = self._call(choice, notice.link, notice.service, notice.key)
        facts_first = notice.kind in (Kind.OUTAGE, Kind.WORKS)
        return NoticeSlide(
            self.frame, icon_of(service, notice.kind), told, call, facts_first=facts_first
        ).pages()

    def _message(self, item: MessageItem) -> Iterable[Draft]:
        languages = [entry for entry in self.languages if item.title.get(entry)]
        told: tuple[Told, ...] = tuple(
            tell_message(self.site, item, language)
            for language in languages or self.languages[:1]
        )
        call = self._call(item.qr, item.link, item.service, None)
        icon = icon_of(self.site.service(item.service), None)
        return NoticeSlide(self.frame, icon, told, call).pages()

    def _call(
        self, choice: QrChoice | None, link: str | None, service: str | None, notice: str | None
    ) -> Call | None:
        if choice is QrChoice.NONE:
            return None
        if link and choice is not QrChoice.COMPLAINT:
            return Call(link, "scan.link")
        address = self.site.complaint_address(
            self.screen, service=service, notice=notice, language=self.languages[0]
        )
        known = self.site.service(service)
        return Call(address, "scan.complaint", known.phone if known else "")

    def _finish(
        self, drafts: list[Draft], showing: Showing, kind: str, accent: str
    ) -> tuple[SlideView, ...]:
        views = []
        for number, draft in enumerate(drafts, 1):
            parts = draft.canvas.parts()
            name = hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()
            views.append(
                SlideView(
                    id=f"{kind}-{name}",
                    kind=kind,
                    languages=draft.languages,
                    page=number,
                    pages=len(drafts),
                    dwell_s=max(8.0, showing.dwell_s / len(drafts)),
                    transition=showing.transition if number == 1 else Transition.FADE,
                    accent=accent,
                    ground=Fill.GROUND,
                    area=self.frame.body,
                    **parts,
                )
            )
        return tuple(views)
