"""Everything that one screen may show, indexed once for a given content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import inf

from kiosk.model.notice import Kind, Notice
from kiosk.model.playlist import (
    AnnouncementsItem,
    CapsulesItem,
    ImageItem,
    Item,
    MessageItem,
    OutagesItem,
    Transition,
    VideoItem,
)
from kiosk.model.ruling import each_alert_once
from kiosk.model.site import Screen, Site
from kiosk.model.text import UNDETERMINED
from kiosk.schedule.audience import Audience, Filter, Mismatch
from kiosk.schedule.cards import (
    CAPSULE_KINDS,
    NEWS_KINDS,
    OUTAGE_KINDS,
    Card,
    card_of,
    published,
    signed,
)
from kiosk.schedule.dwell import (
    FALLBACK_S,
    directory_dwell_s,
    directory_services,
    item_dwell_s,
    notice_dwell_s,
)
from kiosk.schedule.pool import Pool
from kiosk.schedule.windows import Windows, item_windows, opening_windows


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the playlist, ready to be asked."""

    item: Item
    index: int
    windows: Windows
    pool: Pool | None
    """What fills it; None for items that are one slide by themselves."""
    chosen: Filter | None
    limit: int | None
    dwell_s: float
    fixed: bool
    transition: Transition
    unusable: Mismatch | None
    """Why it cannot be shown whatever the time: its file is missing, no language fits."""
    bad_rule: str = ""
    """What is wrong with `repeat`; such an item never shows."""

    @property
    def is_news(self) -> bool:
        return isinstance(self.item, AnnouncementsItem)

    @property
    def is_outages(self) -> bool:
        return isinstance(self.item, OutagesItem)

    def ready(self, at: float) -> bool:
        """Whether it has something to show at that instant."""
        return (
            self.unusable is None
            and self.windows.segment(at).open
            and (self.pool is None or self.pool.count(at) > 0)
        )


@dataclass(frozen=True)
class Lineup:
    """What a screen may show. Built once per change of content, then only asked."""

    site: Site
    screen: Screen
    languages: tuple[str, ...]
    entries: tuple[Entry, ...]
    first_order: tuple[Entry, ...]
    """The order of the very first round: what has broken down before what is announced."""
    opening: Windows
    cards: Mapping[str, Card]
    """All cards for this screen by id, urgent ones included."""
    urgent: tuple[Card, ...]
    """What takes over, the gravest and then the newest first."""
    rejected: tuple[tuple[Notice, Mismatch], ...]
    """Notices that are not for this screen."""
    pools: Mapping[str, Pool]
    entries_of: Mapping[str, tuple[Entry, ...]]
    """The entries that a pool fills, by the pool's name."""
    pools_of: Mapping[str, tuple[str, ...]]
    """The names of the pools that a notice is in, by its id."""
    marks: frozenset[str]
    by_mark: Mapping[str, Card]
    arrivals: tuple[float, ...]
    """When cards begin to show by the clock, in order."""
    arriving: tuple[str, ...]
    """Which these are."""
    instants: tuple[float, ...]
    """When anything about a notice changes by the clock, in order."""
    fallback_s: float
    """Seconds that the directory stands when there is nothing else."""
    signed: tuple[Card, ...]
    """Cards with a sign-language video."""
    _dwells: dict[tuple[str, float | None], tuple[float, bool]] = field(default_factory=dict)
    """Dwell times worked out so far: counting words is the dearest part of a step."""

    def order(self, number: int) -> tuple[Entry, ...]:
        """The entries in the order of that round."""
        return self.first_order if number == 0 else self.entries

    def dwell_s(self, entry: Entry, card: Card | None) -> tuple[float, bool]:
        """Seconds that it stands, and whether staff said so."""
        if card is None:
            return entry.dwell_s, entry.fixed
        key = card.id, entry.item.dwell_s
        known = self._dwells.get(key)
        if known is None:
            known = self._dwells[key] = notice_dwell_s(card.notice, self.languages, entry.item)
        return known


def line_up(
    site: Site,
    screen: Screen,
    notices: Iterable[Notice],
    seen_over: Mapping[str, datetime],
    *,
    clock_trusted: bool = True,
) -> Lineup:
    """Index the content for a screen.

    Args:
        seen_over: when notices were first seen resolved.
        clock_trusted: otherwise no date and no hour keeps anything off the screen.
    """
    audience = Audience(site, screen)
    if not clock_trusted:
        notices = each_alert_once(notices)
    cards: dict[str, Card] = {}
    rejected: list[tuple[Notice, Mismatch]] = []
    for notice in (*notices, *site.notices):
        mismatch = audience.mismatch(notice)
        if mismatch is None:
            card = card_of(
                notice, site.resolved_for_s, seen_over.get(notice.id), clock_trusted=clock_trusted
            )
            cards[card.id] = card
        else:
            rejected.append((notice, mismatch))
    urgent = [card for card in cards.values() if card.notice.takes_over]
    calm = [card for card in cards.values() if not card.notice.takes_over]
    by_kinds: Mapping[frozenset[Kind], list[Card]] = {
        kinds: [card for card in calm if card.notice.kind in kinds]
        for kinds in (OUTAGE_KINDS, NEWS_KINDS, CAPSULE_KINDS)
    }
    pools: dict[str, Pool] = {}
    playlist = site.playlist(screen.playlist)
    entries = tuple(
        _entry(site, screen, playlist.transition, index, item, by_kinds, pools, clock_trusted)
        for index, item in enumerate(playlist.items)
    ) if playlist else ()  # fmt: skip
    pools_of: dict[str, tuple[str, ...]] = {}
    for name, pool in pools.items():
        for card_id in pool.at:
            pools_of[card_id] = (*pools_of.get(card_id, ()), name)
    arriving = sorted(
        (card for card in calm if card.starts > -inf and card.id in pools_of),
        key=lambda card: card.starts,
    )
    return Lineup(
        site=site,
        screen=screen,
        languages=site.languages_of(screen),
        entries=entries,
        first_order=_outages_first(entries),
        opening=opening_windows(screen.opening_hours if clock_trusted else (), site.zone),
        cards=cards,
        urgent=tuple(sorted(urgent, key=_urgency)),
        rejected=tuple(rejected),
        pools=pools,
        entries_of={
            name: tuple(entry for entry in entries if entry.pool is pool)
            for name, pool in pools.items()
        },
        pools_of=pools_of,
        marks=frozenset(card.mark for card in cards.values()),
        by_mark={card.mark: card for card in cards.values()},
        arrivals=tuple(card.starts for card in arriving),
        arriving=tuple(card.id for card in arriving),
        instants=_instants(cards.values(), pools.values()),
        fallback_s=max(FALLBACK_S, directory_dwell_s(
            directory_services(None, site, screen), site.languages_of(screen)
        )),
        signed=tuple(card for card in cards.values() if signed(card.notice)),
    )  # fmt: skip


def _entry(
    site: Site,
    screen: Screen,
    transition: Transition,
    index: int,
    item: Item,
    by_kinds: Mapping[frozenset[Kind], list[Card]],
    pools: dict[str, Pool],
    clock_trusted: bool,
) -> Entry:
    bad_rule = ""
    try:
        windows = item_windows(item, site.zone)
    except ValueError as fault:
        windows, bad_rule = Windows(site.zone, lower=inf, upper=-inf), str(fault)
    if not clock_trusted and not bad_rule:
        windows = Windows(site.zone)
    chosen, pool, limit = None, None, None
    dwell, fixed = 0.0, False
    if isinstance(item, OutagesItem | AnnouncementsItem | CapsulesItem):
        chosen, limit = Filter.of(site, item), item.limit
        if not clock_trusted:
            chosen = replace(chosen, max_age_s=None)
        pool = pools.get(chosen.name)
        if pool is None:
            pool = pools[chosen.name] = Pool(chosen, by_kinds[chosen.kinds])
    else:
        dwell, fixed = item_dwell_s(item, site, screen)
    return Entry(
        item=item,
        index=index,
        windows=windows,
        pool=pool,
        chosen=chosen,
        limit=limit,
        dwell_s=dwell,
        fixed=fixed,
        transition=item.transition or transition,
        unusable=_unusable(item, site.languages_of(screen)),
        bad_rule=bad_rule,
    )


def _unusable(item: Item, languages: tuple[str, ...]) -> Mismatch | None:
    if isinstance(item, ImageItem) and item.path is None:
        return Mismatch.NO_FILE
    if isinstance(item, VideoItem) and (item.media is None or item.media.path is None):
        return Mismatch.NO_FILE
    if isinstance(item, MessageItem):
        spoken = {UNDETERMINED, *languages}
        if not spoken.intersection(item.title.languages):
            return Mismatch.LANGUAGE
    return None


def _outages_first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Moves outages before the first announcements, each filter's first item only: what stands
    in the playlist twice is not to show twice in a row."""
    news = next((place for place, entry in enumerate(entries) if entry.is_news), len(entries))
    there = {entry.pool.name for entry in entries[:news] if entry.pool}
    late, rest = [], []
    for entry in entries[news:]:
        if entry.is_outages and entry.pool and entry.pool.name not in there:
            there.add(entry.pool.name)
            late.append(entry)
        else:
            rest.append(entry)
    return (*entries[:news], *late, *rest)


def _urgency(card: Card) -> tuple[int, float, str]:
    newest = published(card.notice)
    return -card.notice.severity.rank, -newest.timestamp() if newest else inf, card.id


def _instants(cards: Iterable[Card], pools: Iterable[Pool]) -> tuple[float, ...]:
    moments: set[float] = set()
    for card in cards:
        moments.update((card.starts, card.ends))
        notice = card.notice
        for moment in (notice.starts, notice.ends):
            if moment is not None:
                moments.add(moment.timestamp())
    for pool in pools:
        moments.update(pool.ends)
    return tuple(sorted(moments - {inf, -inf}))
