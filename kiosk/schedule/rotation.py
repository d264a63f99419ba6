"""Where a screen stands in its playlist, and who of a pool of notices comes next.

Every pool is a ring in the order of its cards' keys. An item with a limit goes on where the
pool stopped, so that in a pool of `count` notices every one shows within `ceil(count / limit)`
rounds; an item without limit goes through the whole ring. What is new waits in `owed` and goes
first: each newcomer costs the others one place, once.

Items with the very same filter share the ring: with limits they continue each other and show
nothing twice in a round; an item without limit that stands twice in a playlist repeats
everything, for that is the only thing it can mean. Items with different filters are independent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from types import MappingProxyType
from typing import NamedTuple

from kiosk.model.playlist import Item
from kiosk.schedule.cards import Card, Key
from kiosk.schedule.pool import Pool


class Place(NamedTuple):
    """Where a pool stands. A tuple, for one is made at every step."""

    cursor: Key | None = None
    """The last one shown in order; None: the next is the first."""
    since: Key | None = None
    """Where the cursor stood when this round began; there the ring closes."""
    wrapped: bool = False
    """Whether the cursor has passed the top in this round."""
    seen: int = 0
    """Shown in this round."""
    early: frozenset[str] = frozenset()
    """Shown out of order in this round, so not again when the cursor comes by."""
    owed: tuple[str, ...] = ()
    """New since the pool was last asked; these go first."""
    number: int = 0
    """Which round `this round` is."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """Where a screen stands in its playlist. `Rotation()` is the beginning.

    A value: it may be kept, compared with a clock and asked again. It survives a change of
    content; a new Program goes on from it.
    """

    round: int = 0
    """0-based number of the round."""
    slot: int = 0
    """The item's place in the order of this round."""
    turn: int = 0
    """Showings of that item in this round so far."""
    position: int = 0
    """Showings in this round so far."""
    of: int = 0
    """Showings that this round will have, as far as can be foreseen."""
    item: Item | None = None
    """The item at `slot`, to find it again when the playlist has been edited."""
    places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    """Where each pool stands, by the name of its filter."""
    owing: tuple[str, ...] = ()
    """Pools of outages in which something new waits to be shown."""
    takeovers: tuple[str, ...] = ()
    """Ids of the urgent notices that have been shown, the last one at the end."""
    since_takeover: int = 0
    """Showings of the rotation since an urgent notice showed."""
    known: frozenset[str] = frozenset()
    """The marks of all notices that the last Program had."""
    as_of: float = -inf
    """When it was last asked, in seconds since 1970."""
    done_at: float = -inf
    """When the last showing is expected to be over, in seconds since 1970."""


def in_round(place: Place, number: int) -> Place:
    """The place as it is in that round."""
    if place.number == number:
        return place
    return Place(cursor=place.cursor, since=place.cursor, owed=place.owed, number=number)


def from_the_top(place: Place) -> Place:
    """The place of an item that goes through everything, at the beginning of its turn."""
    return Place(seen=place.seen, early=place.early, owed=place.owed, number=place.number)


def new_one(pool: Pool, place: Place, at: float) -> tuple[Card, Place] | None:
    """The next of the new notices that shows at that instant; None when there is none."""
    for index, notice_id in enumerate(place.owed):
        card = pool.shows(notice_id, at)
        if card is not None and notice_id not in place.early:
            after = Place(
                place.cursor, place.since, place.wrapped, place.seen + 1,
                place.early | {notice_id}, place.owed[index + 1 :], place.number,
            )  # fmt: skip
            return card, after
    return None


def next_one(pool: Pool, place: Place, at: float) -> tuple[Card, Place] | None:
    """The next notice of the pool in this round; None when all have shown."""
    if place.owed:
        found = new_one(pool, place, at)
        if found is not None:
            return found
    card = pool.after(place.cursor, at, place.early)
    wrapped = place.wrapped
    if card is None and not wrapped and place.since is not None:
        wrapped = True
        card = pool.after(None, at, place.early)
    if card is None or (wrapped and place.since is not None and card.key > place.since):
        return None
    return card, Place(
        card.key, place.since, wrapped, place.seen + 1, place.early, (), place.number
    )
