"""From a showing to its finished pages, and from facts to the furniture around them."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator
from datetime import datetime

from kiosk.model.notice import Kind, Media, Notice, Role
from kiosk.model.playlist import (
    DirectoryItem,
    ImageItem,
    MessageItem,
    QrChoice,
    Transition,
    VideoItem,
)
from kiosk.model.site import Screen, Service, Site
from kiosk.model.text import Text
from kiosk.player.stage.content import Told, icon_of, ready, script_of, tell_message, tell_notice
from kiosk.player.stage.directory_slide import DirectorySlide
from kiosk.player.stage.directory_tile import Entry
from kiosk.player.stage.draft import Draft
from kiosk.player.stage.film_slide import FilmSlide
from kiosk.player.stage.format import opens_at
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.furniture import Facts, furnish
from kiosk.player.stage.metrics import Metrics
from kiosk.player.stage.notice_slide import NoticeSlide
from kiosk.player.stage.picture_file import can_be_drawn
from kiosk.player.stage.poster_slide import PosterSlide
from kiosk.player.stage.qr_card import Call
from kiosk.player.stage.resting_slide import resting
from kiosk.player.stage.view import Furniture, SlideView
from kiosk.player.stage.words import word
from kiosk.player.video.clip import Clip
from kiosk.schedule.reading import PAGE_MIN_S, reading_time_s
from kiosk.schedule.showing import Cause, Showing

_log = logging.getLogger(__name__)

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
        legible_m = self.frame.metrics.legible_m
        if legible_m < screen.viewing_distance_m * 0.99:
            _log.warning(
                "screen=%s is too small to be read from %.1f m: titles are legible from %.1f m; "
                "hang a larger panel, or lower viewing_distance in screens.yaml",
                screen.id,
                screen.viewing_distance_m,
                legible_m,
            )

    def compose(
        self, showing: Showing, now: datetime, *, opens: datetime | None = None
    ) -> tuple[SlideView, ...]:
        """The pages of a showing, at least one, in order; `now` is aware.

        `opens` is when the reception opens next, for the resting slide.
        """
        kind, accent, drafts = self._drafts(showing, now, opens)
        return self._finish(list(drafts), showing, kind, accent)

    def furniture(self, facts: Facts, now: datetime, *, drifting: bool = False) -> Furniture:
        """Header and footer at `now`; changes once a minute. `drifting` on a wall, so that they
        do not burn in."""
        return furnish(self.site, self.frame, self.languages, facts, now, drifting=drifting)

    def _drafts(
        self, showing: Showing, now: datetime, opens: datetime | None
    ) -> tuple[str, str, Iterable[Draft]]:
        """(kind, accent, pages)."""
        item, notice = showing.item, showing.notice
        if showing.cause is Cause.CLOSED:
            return "resting", CIVIC, self._resting(now, opens)
        if notice is not None:
            service = self.site.service(notice.service)
            if showing.cause is Cause.TAKEOVER:
                return "takeover", ALERT, self._notice(showing, notice, now)
            accent = service.colour if service else CIVIC
            return str(notice.kind), accent, self._notice(showing, notice, now)
        if isinstance(item, MessageItem):
            service = self.site.service(item.service)
            return "message", service.colour if service else CIVIC, self._message(item)
        if isinstance(item, ImageItem) and item.path:
            told, call = self._titles(item.title), self._item_call(item.qr, item.link)
            poster = PosterSlide(self.frame, item.path, told, call, self.languages)
            return "image", CIVIC, [poster.page()]
        if isinstance(item, VideoItem) and item.media and item.media.path:
            told, call = self._titles(item.title), self._item_call(item.qr, item.link)
            film = FilmSlide(self.frame, told, _clip(item.media), self.languages, call)
            return "video", CIVIC, [film.page()]
        return "directory", CIVIC, self._directory(item)

    def _notice(self, showing: Showing, notice: Notice, now: datetime) -> Iterator[Draft]:
        takeover = showing.cause is Cause.TAKEOVER
        texts = [text for language in self.languages for text in notice.texts
                 if text.language == language] or [notice.text(self.languages)]  # fmt: skip
        told = tuple(
            tell_notice(self.site, notice, showing.phase, text, now, takeover=takeover)
            for text in texts
        )
        choice = showing.item.qr if showing.item else None
        call = self._call(choice, notice.link, notice.service, notice.key)
        if notice.kind is Kind.CAPSULE and not (choice or notice.link or notice.service):
            call = None  # there is nothing to complain of
        film = self._film(notice, told, call)
        if film:
            yield film.page()
            told = film.untold
            if not told:
                return
        image = None if takeover else _media(notice, Role.IMAGE)
        picture = image.path if image and image.path and can_be_drawn(image.path) else ""
        icon = "warning" if takeover else icon_of(self.site.service(notice.service), notice.kind)
        facts_first = notice.kind in (Kind.OUTAGE, Kind.WORKS)
        yield from NoticeSlide(
            self.frame,
            icon,
            told,
            call,
            facts_first=facts_first,
            on_accent=takeover,
            picture=picture,
        ).pages()

    def _film(self, notice: Notice, told: tuple[Told, ...], call: Call | None) -> FilmSlide | None:
        signed = notice.sign_video
        media = signed or _media(notice, Role.VIDEO)
        if media is None:
            return None
        return FilmSlide(
            self.frame, told, _clip(media), self.languages, call, signed=signed is not None
        ).roomy()

    def _message(self, item: MessageItem) -> Iterator[Draft]:
        languages = [entry for entry in self.languages if item.title.get(entry)]
        told = tuple(
            tell_message(self.site, item, language) for language in languages or self.languages[:1]
        )
        call = self._call(item.qr, item.link, item.service, None)
        icon = icon_of(self.site.service(item.service), None)
        return NoticeSlide(self.frame, icon, told, call).pages()

    def _directory(self, item: object) -> Iterator[Draft]:
        wanted = item.services if isinstance(item, DirectoryItem) else ()
        ids = wanted or self.screen.services or tuple(entry.id for entry in self.site.services)
        services = [service for entry in ids if (service := self.site.service(entry))]
        coded = not (isinstance(item, DirectoryItem) and item.qr is QrChoice.NONE)
        entries = tuple(
            Entry(service, self._complaint(service.id, None) if coded else "")
            for service in services or self.site.services
        )
        if coded and not wanted and len(entries) % 2 and not self.frame.metrics.portrait:
            # In two columns the last tile would stand alone without the way for all else.
            entries = (*entries, Entry(self._other(), self._complaint(None, None)))
        return DirectorySlide(self.frame, entries, self.languages).pages()

    def _other(self) -> Service:
        """What belongs to no service, as an entry of the directory."""
        names, described = (
            Text.of({language: word(key, language) for language in self.languages})
            for key in ("directory.other", "directory.other.what")
        )
        return Service(id="other", name=names, description=described, colour=CIVIC, icon="info")

    def _resting(self, now: datetime, opens: datetime | None) -> Iterator[Draft]:
        said = []
        for language in self.languages:
            when = opens_at(opens, now, self.site.zone, language) if opens else ""
            second = word("opens", language, when=when) if when else ""
            said.append((language, word("closed", language), second))
        yield from resting(self.frame, "moon", said, self.site.name.best(self.languages)[1])

    def _titles(self, title: Text) -> tuple[Told, ...]:
        """A picture's or video's title in the screen's languages."""
        told = []
        for language in [entry for entry in self.languages if title.get(entry)] or [""]:
            found, text = title.best((language,))
            if text:
                spoken, rtl, face = script_of(found, text)
                told.append(Told(spoken, rtl, face, band="", state="", state_icon="",
                                 title=ready(text, spoken, rtl=rtl)))  # fmt: skip
        return tuple(told)

    def _item_call(self, choice: QrChoice | None, link: str | None) -> Call | None:
        """A picture or video asks for no complaint unless staff say so."""
        if choice is None and link is None:
            return None
        return self._call(choice, link, None, None)

    def _call(
        self, choice: QrChoice | None, link: str | None, service: str | None, notice: str | None
    ) -> Call | None:
        if choice is QrChoice.NONE:
            return None
        if link and choice is not QrChoice.COMPLAINT:
            return Call(link, "scan.link")
        known = self.site.service(service)
        address = self._complaint(service, notice)
        return Call(address, "scan.complaint", known.phone if known else "")

    def _complaint(self, service: str | None, notice: str | None) -> str:
        return self.site.complaint_address(
            self.screen, service=service, notice=notice, language=self.languages[0]
        )

    def _finish(
        self, drafts: list[Draft], showing: Showing, kind: str, accent: str
    ) -> tuple[SlideView, ...]:
        times = [_reading_time_s(draft) for draft in drafts]
        views = []
        for number, (draft, seconds) in enumerate(zip(drafts, times, strict=True), 1):
            if draft.clip:
                seconds = draft.clip.duration_s or showing.dwell_s
            elif showing.fixed:
                seconds *= showing.dwell_s / sum(times)
            else:
                # Titles that are repeated and the words of the card are not read again.
                seconds = max(PAGE_MIN_S, seconds * min(1, showing.dwell_s / sum(times)))
            parts = draft.canvas.parts()
            name = hashlib.blake2b(repr((parts, draft.clip)).encode(), digest_size=8).hexdigest()
            views.append(
                SlideView(
                    id=f"{kind}-{name}",
                    kind=kind,
                    languages=draft.languages,
                    page=number,
                    pages=len(drafts),
                    dwell_s=seconds,
                    transition=self._transition(showing, number),
                    accent=accent,
                    ground=draft.ground,
                    area=draft.area or self.frame.body,
                    clip=draft.clip,
                    video=draft.video,
                    **parts,
                )
            )
        return tuple(views)

    def _transition(self, showing: Showing, number: int) -> Transition:
        """Pages of one showing fade; with reduced motion nothing slides."""
        wanted = showing.transition
        if wanted is Transition.CUT:
            return wanted
        if number > 1 or self.site.reduced_motion:
            return Transition.FADE
        return wanted


def _reading_time_s(draft: Draft) -> float:
    """A page in two languages stands as long as two pages in one would: nobody waits longer
    for the one language than if the other had its own page."""
    languages = dict.fromkeys(language for language, _ in draft.said)
    return sum(
        reading_time_s([said for said in draft.said if said[0] == language])
        for language in languages
    ) or reading_time_s(())


def _media(notice: Notice, role: Role) -> Media | None:
    return next((media for media in notice.media if media.role is role and media.path), None)


def _clip(media: Media) -> Clip:
    captions = tuple((entry.language, entry.path) for entry in media.captions if entry.path)
    return Clip(path=media.path or "", captions=captions, duration_s=media.duration_s)
