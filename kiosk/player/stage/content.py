"""What a page says in one language: finished texts, no places yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.model.ending import OPEN_ENDED_KINDS
from kiosk.model.notice import Area, Kind, Notice, NoticeText
from kiosk.model.playlist import MessageItem
from kiosk.model.site import Service, Site
from kiosk.model.text import Text, right_to_left
from kiosk.player.stage import bidi, format
from kiosk.player.stage.fonts import face_of
from kiosk.player.stage.measure import paragraphs
from kiosk.player.stage.spacing import tied
from kiosk.player.stage.view import Face
from kiosk.player.stage.words import word
from kiosk.schedule.showing import Phase

_KIND_ICONS = {
    Kind.ANNOUNCEMENT: "megaphone",
    Kind.OUTAGE: "warning",
    Kind.WORKS: "tools",
    Kind.ALERT: "warning",
    Kind.TRANSIT: "bus",
    Kind.EVENT: "calendar",
    Kind.CLOSURE: "cross",
    Kind.CAPSULE: "sign",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One notice or message in one language. Every text is isolated and ready to be set."""

    language: str
    rtl: bool
    face: Face
    band: str
    """The service, or what kind of notice it is."""
    state: str
    """`Coupure programmée`, `Service rétabli`, `Avis`; empty where the band says it."""
    state_icon: str
    title: str
    where: str = ""
    when: tuple[str, ...] = ()
    when_short: tuple[str, ...] = ()
    """The same with abbreviated days."""
    when_line: str = ""
    """Day and hours on one line, where they are two."""
    when_line_short: str = ""
    body: tuple[str, ...] = ()
    instruction: str = ""

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """(language, text) of all of it, for the dwell time."""
        texts = (self.band, self.state, self.title, self.where, *self.when, *self.body)
        return tuple((self.language, text) for text in (*texts, self.instruction) if text)

    @property
    def prose(self) -> tuple[tuple[str, str], ...]:
        """(language, text) of what is read word by word, not at a glance."""
        return ((self.language, " ".join((self.title, *self.body, self.instruction))),)


def tell_notice(
    site: Site,
    notice: Notice,
    phase: Phase | None,
    text: NoticeText,
    now: datetime,
    *,
    takeover: bool = False,
) -> Told:
    """A notice in the language of `text`; in a takeover the alert comes before the service."""
    language, rtl, face = script_of(text.language, text.title + text.body)
    service = site.service(notice.service)
    state, icon = _state(notice, phase, language)
    long, short = _when(site, notice, phase, now, language)
    names = tuple(_area_name(area, language) for area in notice.areas)
    where = word("comma", language).join(names)
    if not where and notice.kind is Kind.OUTAGE:
        where = word("everywhere", language)
    band = _service_name(service, language) if service else state
    state = state if service else ""
    if takeover:
        state, icon = (band, service.icon) if service else ("", "warning")
        band = word("alert.urgent", language)
    return Told(
        language=language,
        rtl=rtl,
        face=face,
        band=band,
        state=state,
        state_icon=icon,
        title=ready(text.title, language, rtl=rtl),
        where=where,
        when=long,
        when_short=short,
        when_line=_line(long, language),
        when_line_short=_line(short, language),
        body=(
            *_as_of(site, notice, now, language),
            *(ready(part, language, rtl=rtl) for part in paragraphs(text.body)),
        ),
        instruction=ready(text.instruction, language, rtl=rtl),
    )


def _as_of(site: Site, notice: Notice, now: datetime, language: str) -> tuple[str, ...]:
    """How old that is which may have changed since, where its source is silent."""
    if notice.as_of is None or notice.kind not in OPEN_ENDED_KINDS:
        return ()
    moment = format.short_moment(notice.as_of, now, site.zone, language)
    return (word("as.of", language, moment=moment),)


def tell_message(site: Site, item: MessageItem, language: str) -> Told:
    """A message of the playlist in one of its languages."""
    found, title = item.title.best((language,))
    spoken, rtl, face = script_of(found, title)
    body = item.body.get(found) or ("" if len(item.body.languages) > 1 else _any(item.body))
    service = site.service(item.service)
    return Told(
        language=spoken,
        rtl=rtl,
        face=face,
        band=_service_name(service, spoken) if service else word("message", spoken),
        state=word("message", spoken) if service else "",
        state_icon="info",
        title=ready(title, spoken, rtl=rtl),
        body=tuple(ready(part, spoken, rtl=rtl) for part in paragraphs(body)),
    )


def script_of(language: str, sample: str) -> tuple[str, bool, Face]:
    """(language, right to left, face); for an undetermined language its letters decide."""
    if language == "und":
        language = "ar" if bidi.is_rtl(sample) else "fr"
    return language, right_to_left(language), face_of(language)


def icon_of(service: Service | None, kind: Kind | None) -> str:
    """The icon of the service, else of the kind of notice, else `info`."""
    if service:
        return service.icon
    return _KIND_ICONS.get(kind, "info") if kind else "info"


def ready(text: str, language: str, *, rtl: bool) -> str:
    """Isolated, and with the spaces at which no line breaks."""
    return bidi.isolated(tied(" ".join(text.split()), language, rtl=rtl), rtl=rtl)


def _line(when: tuple[str, ...], language: str) -> str:
    """A day and its hours, or both ends of a range, on one line; else nothing."""
    if len(when) != 2 or when[1].startswith(word("back.at", language, end="")):
        return ""
    return (word("comma", language) if when[1].startswith(bidi.LRI) else " ").join(when)


def _any(text: Text) -> str:
    return text.best(())[1]


def _service_name(service: Service, language: str) -> str:
    return bidi.name(service.name.best((language, "fr", "ar"))[1])


def _area_name(area: Area, language: str) -> str:
    return bidi.place_name(area.name.best((language, "fr", "ar"))[1])


def _state(notice: Notice, phase: Phase | None, language: str) -> tuple[str, str]:
    """The state in words, and its icon."""
    works = notice.kind is Kind.WORKS
    if phase is Phase.RESOLVED:
        return word("resolved.works" if works else "resolved", language), "check"
    if phase is Phase.CANCELLED:
        return word("cancelled", language), "cross"
    if works:
        return word("works.planned" if notice.planned else "works", language), "tools"
    if notice.kind is Kind.OUTAGE:
        if notice.planned is None:
            return word("outage", language), "warning"
        if notice.planned:
            return word("outage.planned", language), "calendar"
        return word("outage.unplanned", language), "warning"
    if notice.takes_over:
        return word("alert.urgent", language), "warning"
    return word(str(notice.kind), language), _KIND_ICONS[notice.kind]


def _when(
    site: Site, notice: Notice, phase: Phase | None, now: datetime, language: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if phase is Phase.RESOLVED:
        if notice.updated is None:
            return (), ()
        said = format.when(notice.updated, None, now, site.zone, language)
        return said, said
    starts, ends = notice.starts, notice.ends
    if phase is Phase.ONGOING and notice.planned is False and starts and ends:
        end = format.short_moment(ends, now, site.zone, language)
        back = word("back.at", language, end=end)
        long, short = (
            (*format.when(starts, None, now, site.zone, language, short=brief), back)
            for brief in (False, True)
        )
        return long, format.range_of(starts, ends, now, site.zone) or short
    return (
        format.when(starts, ends, now, site.zone, language),
        format.when(starts, ends, now, site.zone, language, short=True),
    )
