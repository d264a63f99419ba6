"""Why each item and each notice shows, or does not, and when it will.

The values are in `verdict`, the sentences in `explain_text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from math import inf

from kiosk.model.notice import Notice
from kiosk.schedule.audience import Mismatch
from kiosk.schedule.cards import Card, overdue
from kiosk.schedule.decide import urgent_at
from kiosk.schedule.lineup import Entry, Lineup
from kiosk.schedule.pool import aged
from kiosk.schedule.program import Program
from kiosk.schedule.verdict import Rule, Value, Verdict
from kiosk.schedule.windows import Windows

__all__ = ["Rule", "Verdict", "explain"]

_OF_SCREEN: Mapping[Mismatch, Rule] = {
    Mismatch.TEST: Rule.TEST,
    Mismatch.SERVICE: Rule.SCREEN_SERVICE,
    Mismatch.AREA: Rule.SCREEN_AREA,
    Mismatch.LANGUAGE: Rule.LANGUAGE,
    Mismatch.NO_VIDEO: Rule.NO_VIDEO,
}
_OF_ITEM: Mapping[Mismatch, Rule] = {
    Mismatch.SERVICE: Rule.ITEM_SERVICE,
    Mismatch.AREA: Rule.ITEM_AREA,
    Mismatch.SOURCE: Rule.ITEM_SOURCE,
    Mismatch.NO_FILE: Rule.NO_FILE,
    Mismatch.LANGUAGE: Rule.LANGUAGE,
}
_TRIED = 200
"""Coming notices of an empty item that are tried for when it will show again."""


def explain(program: Program, now: datetime) -> tuple[Verdict, ...]:
    """A verdict on every item in the playlist's order, then on every notice: the urgent ones,
    those for this screen, those that are not."""
    return tuple(_Court(program.lineup, now).verdicts())


class _Court:
    def __init__(self, lineup: Lineup, now: datetime) -> None:
        self._lineup = lineup
        self._now = now
        self._at = now.timestamp()
        self._open = lineup.opening.segment(self._at).open
        urgent = () if lineup.site.takeover.alternate else urgent_at(lineup, self._at)
        self._alone = bool(urgent)
        # Until then an urgent notice has the screen to itself.
        self._free = max((card.ends for card in urgent), default=self._at)

    def verdicts(self) -> Iterator[Verdict]:
        for entry in self._lineup.entries:
            yield self._on_item(entry)
        for card in self._lineup.urgent:
            yield self._on_urgent(card)
        for card in self._lineup.cards.values():
            if not card.notice.takes_over:
                yield self._on_card(card)
        for notice, mismatch in self._lineup.rejected:
            values = _notice_values(notice)
            yield Verdict(-1, None, notice, False, _OF_SCREEN[mismatch], values)

    def _on_item(self, entry: Entry) -> Verdict:
        rule, values = self._item_rule(entry)
        if rule is None:
            rule, values = self._screen_rule()
        values = {"item": entry.index + 1, "every": entry.item.every, **values}
        if rule is not None:
            return Verdict(
                entry.index, entry.item, None, False, rule, values, _moment(self._opens(entry))
            )
        until = min(
            entry.windows.closes(self._at),
            inf if entry.pool is None else max(
                (card.ends for card in entry.pool.cards if card.starts <= self._at < card.ends),
                default=inf,
            ),
        )  # fmt: skip
        return Verdict(
            entry.index, entry.item, None, True, Rule.SHOWS, values, until=_moment(until)
        )

    def _on_urgent(self, card: Card) -> Verdict:
        own = self._own_rule(card)
        if own is not None:
            return own
        values = _notice_values(card.notice)
        until = _moment(card.ends)
        return Verdict(
            -1, None, card.notice, True, Rule.URGENT, values, until=until, ends=card.why_ends
        )

    def _on_card(self, card: Card) -> Verdict:
        own = self._own_rule(card)
        if own is not None:
            return own
        lineup, at = self._lineup, self._at
        takers = [
            entry for name in lineup.pools_of.get(card.id, ()) for entry in lineup.entries_of[name]
        ]
        takers.sort(key=lambda entry: entry.index)
        items = tuple(entry.index for entry in takers)
        values = _notice_values(card.notice)
        if not takers:
            return self._no_item(card, values)
        best: tuple[float, Entry, Rule, Mapping[str, Value]] | None = None
        for entry in takers:
            seen = _as_seen(entry, card)
            rule, more = self._item_rule(entry, filled=True)
            if seen.ends <= at:
                rule, more = Rule.TOO_OLD, _max_age(entry)
            if rule is None:
                rule, more = self._screen_rule()
            if rule is None:
                shows = Rule.OVERDUE if overdue(card.notice, self._now) else Rule.SHOWS
                until = min(seen.ends, entry.windows.closes(at))
                return Verdict(
                    entry.index, None, card.notice, True, shows, values, until=_moment(until),
                    ends=seen.why_ends if until == seen.ends else None, items=items,
                )  # fmt: skip
            coming = _meet(self._free, seen.starts, seen.ends, entry.windows, lineup.opening)
            if best is None or coming < best[0]:
                best = coming, entry, rule, more
        assert best is not None  # noqa: S101
        coming, entry, rule, more = best
        values = {**values, "item": entry.index + 1, **more}
        return Verdict(
            entry.index, None, card.notice, False, rule, values, _moment(coming), items=items
        )

    def _own_rule(self, card: Card) -> Verdict | None:
        """The verdict that follows from the notice's own times, if one does."""
        values = _notice_values(card.notice)
        if card.starts >= card.ends:
            return Verdict(-1, None, card.notice, False, Rule.BACKWARDS, values)
        if self._at >= card.ends:
            ended = _moment(card.ends) or self._now
            values |= {"why": card.why_ends.value, "at": ended}
            return Verdict(-1, None, card.notice, False, Rule.ENDED, values, ends=card.why_ends)
        if self._at < card.starts:
            begins = _moment(card.starts) or self._now
            return Verdict(
                -1, None, card.notice, False, Rule.SHOWS_FROM, values | {"at": begins},
                _moment(self._first_showing(card)),
            )  # fmt: skip
        return None

    def _first_showing(self, card: Card) -> float:
        if card.notice.takes_over:
            return card.starts
        takers = (
            entry
            for name in self._lineup.pools_of.get(card.id, ())
            for entry in self._lineup.entries_of[name]
        )
        return min(
            (_meet(self._free, card.starts, _as_seen(entry, card).ends, entry.windows,
                   self._lineup.opening) for entry in takers),
            default=inf,
        )  # fmt: skip

    def _no_item(self, card: Card, values: dict[str, Value]) -> Verdict:
        """The filter of the first item that takes such notices at all, but not this one."""
        for entry in self._lineup.entries:
            if entry.chosen is None:
                continue
            mismatch = entry.chosen.mismatch(card)
            if mismatch is Mismatch.KIND:
                continue
            rule = Rule.TOO_OLD if mismatch is None else _OF_ITEM[mismatch]
            values |= {"item": entry.index + 1}
            if rule is Rule.TOO_OLD:
                values |= _max_age(entry)
            return Verdict(entry.index, None, card.notice, False, rule, values)
        return Verdict(-1, None, card.notice, False, Rule.NO_ITEM, values)

    def _screen_rule(self) -> tuple[Rule | None, Mapping[str, Value]]:
        if not self._open:
            return Rule.CLOSED, {}
        return (Rule.URGENT_ALONE, {}) if self._alone else (None, {})

    def _item_rule(
        self, entry: Entry, *, filled: bool = False
    ) -> tuple[Rule | None, Mapping[str, Value]]:
        """The rule of the item itself that keeps it off now; `filled`: something fills it."""
        if entry.bad_rule:
            return Rule.BAD_RULE, {"fault": entry.bad_rule}
        if entry.unusable is not None:
            return _OF_ITEM[entry.unusable], {"file": str(getattr(entry.item, "file", ""))}
        if not entry.windows.segment(self._at).open:
            return self._window_rule(entry)
        if entry.pool is not None and not filled and not entry.pool.count(self._at):
            return Rule.EMPTY, {"kind": entry.item.kind}
        return None, {}

    def _window_rule(self, entry: Entry) -> tuple[Rule, Mapping[str, Value]]:
        item, windows, zone = entry.item, entry.windows, entry.windows.zone
        if item.valid_from and self._now < item.valid_from.start(zone):
            return Rule.NOT_YET, {"at": item.valid_from.start(zone)}
        if item.valid_until and self._now >= item.valid_until.end(zone):
            return Rule.PERIOD_OVER, {"at": item.valid_until.end(zone)}
        today = windows.day(self._at)
        if windows.dates is not None and not windows.dates.names(today):
            return Rule.REPEAT, {"repeat": item.repeat or ""}
        if item.days and today.weekday() not in item.days:
            return Rule.DAYS, {"days": ",".join(str(day) for day in item.days)}
        spans = (f"{hours.opens:%H:%M}-{hours.closes:%H:%M}" for hours in item.hours)
        return Rule.HOURS, {"hours": ", ".join(spans)}

    def _opens(self, entry: Entry) -> float:
        """When that item may show next."""
        if entry.unusable is not None:
            return inf
        opening = self._lineup.opening
        if entry.pool is None:
            return _meet(self._free, -inf, inf, entry.windows, opening)
        living = sorted(
            (card for card in entry.pool.cards if card.ends > self._at),
            key=lambda card: card.starts,
        )
        best = inf
        for card in islice(living, _TRIED):
            if card.starts >= best:
                break
            best = min(best, _meet(self._free, card.starts, card.ends, entry.windows, opening))
        return best


def _max_age(entry: Entry) -> dict[str, Value]:
    return {"max_age_s": int(entry.chosen.max_age_s or 0) if entry.chosen else 0}


def _as_seen(entry: Entry, card: Card) -> Card:
    return aged(card, entry.chosen.max_age_s if entry.chosen else None)


def _meet(at: float, lower: float, upper: float, *windows: Windows) -> float:
    """The first instant from `at` on in `[lower, upper)` at which all these are open."""
    found = max(at, lower)
    if found == inf:
        return inf
    for _ in range(1000):
        later = found
        for one in windows:
            later = one.opens(later)
        if later >= upper:
            return inf
        if later == found:
            return found
        found = later
    return inf


def _notice_values(notice: Notice) -> dict[str, Value]:
    return {
        "kind": notice.kind.value,
        "service": notice.service or "",
        "areas": ", ".join(
            area.id or next((text for _, text in area.name.entries), "") for area in notice.areas
        ),
        "source": notice.source,
        "languages": ", ".join(dict.fromkeys(notice.languages)),
        **({"ends": notice.ends} if notice.ends else {}),
    }


def _moment(at: float) -> datetime | None:
    return datetime.fromtimestamp(at, UTC) if abs(at) != inf else None
