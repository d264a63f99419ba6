"""The notices that one filter takes, in order, and which of them show at a given instant.

A pool may hold ten thousand notices of which a hundred show, and is asked at every step. So it
keeps, for the half day around the last question, the list of those that show at some time in
them; counting needs no list at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from kiosk.schedule.audience import Filter
from kiosk.schedule.cards import Card, Ends, Key, published

_STRETCH_S = 12 * 3600.0


class Pool:
    """All cards that a filter takes, whether they show now or not, in the order of their keys."""

    def __init__(self, chosen: Filter, cards: Iterable[Card]) -> None:
        self.name = chosen.name
        taken = (aged(card, chosen.max_age_s) for card in cards if not chosen.mismatch(card))
        self.cards = sorted(
            (card for card in taken if card.starts < card.ends), key=lambda card: card.key
        )
        self.keys = [card.key for card in self.cards]
        self.at = {card.id: place for place, card in enumerate(self.cards)}
        self._spans = [(card.starts, card.ends) for card in self.cards]
        self._starts = sorted(card.starts for card in self.cards)
        self.ends = sorted(card.ends for card in self.cards)
        self._lower = self._upper = 0.0
        self._near: list[int] = []

    def count(self, at: float) -> int:
        """How many notices show at that instant."""
        return bisect_right(self._starts, at) - bisect_right(self.ends, at)

    def shows(self, notice_id: str, at: float) -> Card | None:
        """The card of that notice, when it shows at that instant."""
        place = self.at.get(notice_id)
        if place is None:
            return None
        card = self.cards[place]
        return card if card.starts <= at < card.ends else None

    def after(self, cursor: Key | None, at: float, without: frozenset[str]) -> Card | None:
        """The first card behind the cursor (None: from the top) that shows at that instant."""
        near = self._around(at)
        first = 0
        if cursor is not None:
            first = bisect_left(near, bisect_right(self.keys, cursor))
        cards = self.cards
        for index in range(first, len(near)):
            card = cards[near[index]]
            if card.starts <= at < card.ends and card.id not in without:
                return card
        return None

    def _around(self, at: float) -> list[int]:
        if not self._lower <= at < self._upper:
            self._lower = lower = at - at % _STRETCH_S
            self._upper = upper = lower + _STRETCH_S
            self._near = [
                place
                for place, (starts, ends) in enumerate(self._spans)
                if starts < upper and ends > lower
            ]
        return self._near


def aged(card: Card, max_age_s: float | None) -> Card:
    """The card as an item sees it that takes nothing older than that."""
    if max_age_s is None:
        return card
    since = published(card.notice)
    if since is None or since.timestamp() + max_age_s >= card.ends:
        return card
    return replace(card, ends=since.timestamp() + max_age_s, why_ends=Ends.TOO_OLD)
