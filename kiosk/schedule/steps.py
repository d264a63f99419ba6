"""From where a rotation stands to what it shows next. The one place where turns are taken."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import inf
from typing import NamedTuple

from kiosk.schedule.cards import Card
from kiosk.schedule.lineup import Entry, Lineup
from kiosk.schedule.rotation import Place, Rotation, from_the_top, in_round, new_one, next_one
from kiosk.schedule.showing import Cause

MANY_NEW = 50
"""With more newcomers than this at once, the list itself is new, and going through it is soon
enough for all of them."""


class Decision(NamedTuple):
    """What shows next, and where the rotation then stands. Instants: seconds since 1970."""

    cause: Cause
    entry: Entry | None
    card: Card | None
    dwell_s: float
    fixed: bool
    until: float
    """When it must leave: its notice ends, its item or the reception closes."""
    rotation: Rotation


def caught_up(lineup: Lineup, rotation: Rotation, at: float) -> Rotation:
    """The rotation as it stands in this content at that instant: what is new waits in front."""
    if rotation.known is not lineup.marks:
        rotation = _adopted(lineup, rotation, at)
    if -inf < rotation.as_of < at:
        first = bisect_right(lineup.arrivals, rotation.as_of)
        last = bisect_right(lineup.arrivals, at, first)
        if 0 < last - first <= MANY_NEW:
            rotation = _owe(lineup, rotation, lineup.arriving[first:last])
    return rotation


def advance(lineup: Lineup, rotation: Rotation, at: float, closes: float) -> Decision | None:
    """What comes next in the playlist at that instant; None when nothing of it may show.

    `rotation` must be caught up; `closes` is when the reception does.
    """
    number, slot, turn = rotation.round, rotation.slot, rotation.turn
    position, of = rotation.position, rotation.of
    places, owing = rotation.places, rotation.owing
    order = lineup.order(number)
    for _ in range(2 * len(order) + 1):  # the rest of this round, then all of a round that is due
        if of == 0 or slot >= len(order):
            due = _due_round(lineup, number if of == 0 else number + 1, at)
            if due is None:
                return None
            number, slot, turn, position = due, 0, 0, 0
            order, of = lineup.order(number), _showings(lineup, due, at)
            owing = _owing(lineup, places)
        entry = order[slot]
        card, place = None, None
        shown: Entry | None = None
        if number % entry.item.every == 0 and entry.unusable is None:
            if entry.pool is None:
                if turn == 0 and entry.windows.segment(at).open:
                    shown = entry
            elif entry.windows.segment(at).open:
                found, places = _turn(lineup, entry, number, turn, places, at)
                if found is not None:
                    shown, (card, place) = entry, found
        if shown is None:
            slot, turn = slot + 1, 0
            continue
        jumped = None
        if owing and entry.is_news:
            jumped, owing = _new_outage(lineup, number, places, owing, at)
        if jumped is None:
            turn += 1
        else:
            shown, card, place = jumped
        if place is not None and shown.pool is not None:
            places = {**places, shown.pool.name: place}
        position += 1
        dwell_s, fixed = lineup.dwell_s(shown, card)
        until = min(closes, shown.windows.segment(at).until)
        if card is not None:
            until = min(until, card.ends)
        stands = Rotation(
            number, slot, turn, position, max(of, position), entry.item, places, owing,
            rotation.takeovers, rotation.since_takeover + 1, rotation.known, at,
            min(at + dwell_s, until),
        )  # fmt: skip
        return Decision(Cause.ROTATION, shown, card, dwell_s, fixed, until, stands)
    return None


def _turn(
    lineup: Lineup,
    entry: Entry,
    number: int,
    turn: int,
    places: Mapping[str, Place],
    at: float,
) -> tuple[tuple[Card, Place] | None, Mapping[str, Place]]:
    """The next notice of an item's turn, if its turn is not over."""
    pool = entry.pool
    assert pool is not None  # noqa: S101
    place = in_round(places.get(pool.name, _NOWHERE), number)
    if entry.limit is None:
        if turn == 0:
            place = from_the_top(place)
        found = next_one(pool, place, at)
        if found is None and place.early:
            # The turn is over. Should the same item stand in the playlist once more, it is to
            # repeat everything.
            places = {**places, pool.name: place._replace(early=frozenset())}
        return found, places
    if turn >= entry.limit or place.seen >= _allowance(lineup, pool.name, number):
        return None, places
    return next_one(pool, place, at), places


def _new_outage(
    lineup: Lineup, number: int, places: Mapping[str, Place], owing: tuple[str, ...], at: float
) -> tuple[tuple[Entry, Card, Place] | None, tuple[str, ...]]:
    """A new outage that may show now and so goes before an announcement, and the pools in
    which more of them wait. A pool that may show nothing more in this round waits for its
    item's own turn."""
    for tried, name in enumerate(owing):
        place = in_round(places.get(name, _NOWHERE), number)
        if place.seen >= _allowance(lineup, name, number):
            continue
        for entry in lineup.entries_of[name]:
            if entry.pool is None or number % entry.item.every or not entry.ready(at):
                continue
            found = new_one(entry.pool, place, at)
            if found is None:
                break
            return (entry, *found), owing[tried:]
    return None, ()


def _owing(lineup: Lineup, places: Mapping[str, Place]) -> tuple[str, ...]:
    return tuple(
        name for name, place in places.items()
        if place.owed and lineup.entries_of[name][0].is_outages
    )  # fmt: skip


def _allowance(lineup: Lineup, name: str, number: int) -> float:
    """How many notices of a pool a round may show: the limits of its items together."""
    total = 0.0
    for entry in lineup.entries_of[name]:
        if number % entry.item.every == 0:
            if entry.limit is None:
                return inf
            total += entry.limit
    return total


def _due_round(lineup: Lineup, number: int, at: float) -> int | None:
    """The first round from `number` on in which anything shows; None when nothing may."""
    rounds = (
        -(-number // entry.item.every) * entry.item.every
        for entry in lineup.entries
        if entry.ready(at)
    )
    return min(rounds, default=None)


def _showings(lineup: Lineup, number: int, at: float) -> int:
    """How many showings that round will have, by what may show at its beginning."""
    total = 0
    limited: dict[str, int] = {}
    for entry in lineup.entries:
        if number % entry.item.every or not entry.ready(at):
            continue
        if entry.pool is None:
            total += 1
        elif entry.limit is None:
            total += entry.pool.count(at)
        else:
            limited[entry.pool.name] = limited.get(entry.pool.name, 0) + entry.limit
    return total + sum(min(limit, lineup.pools[name].count(at)) for name, limit in limited.items())


def _adopted(lineup: Lineup, rotation: Rotation, at: float) -> Rotation:
    """The rotation taken over into new content: nothing restarts at the top."""
    slot, turn = rotation.slot, rotation.turn
    order = lineup.order(rotation.round)
    if rotation.item is not None:
        same = [place for place, entry in enumerate(order) if entry.item == rotation.item]
        if same:
            slot = min(same, key=lambda place: abs(place - rotation.slot))
        elif slot >= len(order):
            slot, turn = max(len(order) - 1, 0), 0
        else:
            turn = 0
    urgent = {card.id for card in lineup.urgent}
    news = lineup.marks - rotation.known if rotation.known else frozenset()
    adopted = replace(
        rotation,
        slot=slot,
        turn=turn,
        of=max(1, _showings(lineup, rotation.round, at)) if rotation.of else 0,
        places={name: place for name, place in rotation.places.items() if name in lineup.pools},
        owing=tuple(name for name in rotation.owing if name in lineup.pools),
        takeovers=tuple(one for one in rotation.takeovers if one in urgent),
        known=lineup.marks,
    )
    if not 0 < len(news) <= MANY_NEW:
        return adopted
    cards = [lineup.by_mark[mark] for mark in news]
    return _owe(lineup, adopted, [card.id for card in cards if card.starts <= at < card.ends])


def _owe(lineup: Lineup, rotation: Rotation, ids: Iterable[str]) -> Rotation:
    """The rotation with these notices waiting in front of their pools."""
    places, owing = dict(rotation.places), list(rotation.owing)
    cards = [lineup.cards[one] for one in ids if one in lineup.pools_of]
    for card in sorted(cards, key=lambda card: card.key, reverse=True):
        for name in lineup.pools_of[card.id]:
            place = places.get(name, _NOWHERE)
            owed = place.owed
            if card.id in owed:
                owed = tuple(one for one in owed if one != card.id)
            places[name] = place._replace(owed=(card.id, *owed[: MANY_NEW - 1]))
            if name not in owing and lineup.entries_of[name][0].is_outages:
                owing.append(name)
    return replace(rotation, places=places, owing=tuple(owing))


_NOWHERE = Place()
