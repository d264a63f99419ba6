"""Which notices concern a screen, and which of them an item takes. Nothing here depends on
the time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.model.notice import Kind, Notice, State
from kiosk.model.playlist import AnnouncementsItem, CapsulesItem, NoticesItem, OutagesItem
from kiosk.model.site import Screen, Site, plain_name
from kiosk.model.text import UNDETERMINED
from kiosk.schedule.cards import CAPSULE_KINDS, NEWS_KINDS, OUTAGE_KINDS, Card, areas_of, signed


class Mismatch(StrEnum):
    """Why a notice is not for this screen, or not for this item."""

    TEST = "test"
    SERVICE = "service"
    AREA = "area"
    LANGUAGE = "language"
    NO_VIDEO = "no video"
    """A capsule whose video is not here (yet)."""
    NO_FILE = "no file"
    """A picture or video of the playlist whose file is not here."""
    KIND = "kind"
    SOURCE = "source"


class Audience:
    """Who stands before a screen: its languages, its areas, its services."""

    def __init__(self, site: Site, screen: Screen) -> None:
        self._languages = frozenset((*site.languages_of(screen), UNDETERMINED))
        self._services = frozenset(screen.services)
        self._areas = area_names(site, screen.areas)

    def mismatch(self, notice: Notice) -> Mismatch | None:
        """Why that notice is not for this screen; None when it is.

        An urgent notice is shown in whatever language it has: better in a foreign language
        than not at all.
        """
        if notice.state is State.TEST:
            return Mismatch.TEST
        if self._services and notice.service is not None and notice.service not in self._services:
            return Mismatch.SERVICE
        if self._areas and self._areas.isdisjoint(areas_of(notice) or self._areas):
            return Mismatch.AREA
        if notice.takes_over:
            return None
        if not any(text.language in self._languages for text in notice.texts):
            return Mismatch.LANGUAGE
        if notice.kind is Kind.CAPSULE and signed(notice) is None:
            return Mismatch.NO_VIDEO
        return None


@dataclass(frozen=True, slots=True)
class Filter:
    """What a notices item takes. Items with the same filter share one pool of notices."""

    kinds: frozenset[Kind]
    services: frozenset[str]
    areas: frozenset[str]
    sources: frozenset[str]
    max_age_s: float | None
    name: str
    """Tells filters apart, and finds the same one again after a change of content."""

    @classmethod
    def of(cls, site: Site, item: NoticesItem) -> Filter:
        parts = (sorted(item.services), sorted(item.areas), sorted(item.sources), item.max_age_s)
        return cls(
            kinds=kinds_of(item),
            services=frozenset(item.services),
            areas=area_names(site, item.areas),
            sources=frozenset(item.sources),
            max_age_s=item.max_age_s,
            name=f"{item.kind} {parts}",
        )

    def mismatch(self, card: Card) -> Mismatch | None:
        """Why an item with this filter does not take that notice; None when it does. What
        names no area is about every area; what names no service is about none."""
        notice = card.notice
        if notice.kind not in self.kinds:
            return Mismatch.KIND
        if self.services and notice.service not in self.services:
            return Mismatch.SERVICE
        if self.sources and notice.source not in self.sources:
            return Mismatch.SOURCE
        if self.areas and card.areas and self.areas.isdisjoint(card.areas):
            return Mismatch.AREA
        return None


def kinds_of(item: NoticesItem) -> frozenset[Kind]:
    """The kinds of notice that fill such an item."""
    match item:
        case OutagesItem():
            return OUTAGE_KINDS
        case AnnouncementsItem():
            return NEWS_KINDS
        case CapsulesItem():
            return CAPSULE_KINDS


def area_names(site: Site, areas: Iterable[str]) -> frozenset[str]:
    """Every name under which a notice may mean one of these areas, as names are compared."""
    names: set[str] = set()
    for wanted in areas:
        names.add(plain_name(wanted))
        area = site.area(wanted)
        if area is not None:
            names.update(plain_name(text) for _, text in area.name.entries)
            if area.id:
                names.add(plain_name(area.id))
    return frozenset(names)
