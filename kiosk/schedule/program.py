"""The program of one screen: what shows now, what comes next, and when that changes.

A Program is built once per change of content and then only asked; it keeps no clock and no
state. The player keeps a `Rotation` and hands it in again, to this Program or to the next.

Decisions that are not obvious:

- Outside opening hours the screen rests. An urgent notice still shows, and then alone.
- An urgent notice is not part of the rotation as well; it has its own turns.
- In the very first round outages come before announcements whatever the playlist says, and a
  new outage goes before the next announcement. Otherwise the playlist's order is kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from math import inf

from kiosk.model.notice import Notice, State
from kiosk.model.playlist import Transition
from kiosk.model.site import Screen, Site
from kiosk.schedule.cards import OUTAGE_KINDS, Card, phase_of, signed
from kiosk.schedule.dwell import FALLBACK_S, directory_dwell_s, directory_services, notice_dwell_s
from kiosk.schedule.lineup import Entry, Lineup, line_up
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Cause, Showing
from kiosk.schedule.steps import Step, advance, caught_up

_CAPSULE_WAIT_S = 2 * 3600.0
_CAPSULE_STEPS = 400
_UNTOLD: Mapping[str, datetime] = {}


class Program:
    """What one screen may show, for a given content. Pure: every question takes `now`."""

    def __init__(self, lineup: Lineup) -> None:
        self.lineup = lineup
        self._fallback_s = max(FALLBACK_S, directory_dwell_s(
            directory_services(None, lineup.site, lineup.screen), lineup.languages
        ))  # fmt: skip

    @classmethod
    def of(
        cls,
        site: Site,
        screen: Screen,
        notices: Iterable[Notice],
        seen_over: Mapping[str, datetime] = _UNTOLD,
    ) -> Program:
        """The program of that screen.

        Args:
            notices: what the feeds have; the site's own notices are added here.
            seen_over: by notice id, when a notice was first seen resolved or cancelled. Only
                needed for sources that do not say when (`updated`).
        """
        return cls(line_up(site, screen, notices, seen_over))

    def next(self, rotation: Rotation, now: datetime) -> tuple[Showing, Rotation]:
        """What shows next at that moment, and where the rotation then stands."""
        at = now.timestamp()
        rotation = caught_up(self.lineup, rotation, at)
        opening = self.lineup.opening.segment(at)
        urgent = self._urgent(at) if self.lineup.urgent else ()
        if urgent:
            chosen = self._urgent_turn(rotation, urgent, opening.open)
            if chosen is not None:
                return self._takeover(rotation, chosen, urgent, now, at)
        if not opening.open:
            wait = FALLBACK_S if opening.until == inf else opening.until - at
            return self._without_item(rotation, Cause.CLOSED, wait, opening.until, at)
        step = advance(self.lineup, rotation, at, opening.until)
        if step is None:
            until = min(self._next_change(at), opening.until)
            return self._without_item(rotation, Cause.NOTHING, self._fallback_s, until, at)
        return self._step(step, now), step.rotation

    def holds(self, showing: Showing, now: datetime) -> bool:
        """Whether what shows may stay: its notice is unchanged and still shows, its item is
        open, the reception too. Asked of a new Program, it tells whether a change of content
        concerns what shows."""
        at = now.timestamp()
        urgent = self._urgent(at)
        if showing.cause is Cause.TAKEOVER:
            return any(card.notice == showing.notice for card in urgent)
        if urgent and not (self.lineup.site.takeover.alternate and self.is_open(now)):
            return False
        if showing.cause is Cause.CLOSED:
            return not self.is_open(now)
        if not self.is_open(now):
            return False
        if showing.cause is Cause.NOTHING:
            return not any(entry.ready(at) for entry in self.lineup.entries)
        return any(
            entry.item == showing.item
            and entry.unusable is None
            and entry.windows.segment(at).open
            and (entry.pool is None or self._holds_notice(entry, showing.notice, at))
            for entry in self.lineup.entries
        )

    def interrupts(self, rotation: Rotation, now: datetime) -> bool:
        """Whether an urgent notice shows that this rotation has not shown yet: then `next` is
        to be asked at once, whatever is on the screen."""
        return any(card.id not in rotation.takeovers for card in self._urgent(now.timestamp()))

    def takeovers(self, now: datetime) -> tuple[Notice, ...]:
        """The urgent notices of that moment, the gravest and then the newest first."""
        return tuple(card.notice for card in self._urgent(now.timestamp()))

    def next_change(self, now: datetime) -> datetime | None:
        """The next moment at which anything that may show, or where it stands, can change.
        Nothing changes before; None: nothing will by the clock alone."""
        return _moment(self._next_change(now.timestamp()))

    def next_capsule(self, rotation: Rotation, now: datetime) -> datetime | None:
        """About when the next sign-language video starts, by the dwell times of what comes
        before it; None when none comes within two hours. `rotation` is the one that came with
        what shows now."""
        begin = at = now.timestamp()
        if rotation.as_of <= at < rotation.done_at:
            at = rotation.done_at
        latest = begin + _CAPSULE_WAIT_S
        if not any(card.starts < latest and card.ends > at for card in self.lineup.signed):
            return None
        for _ in range(_CAPSULE_STEPS):
            if at > latest:
                return None
            showing, rotation = self.next(rotation, datetime.fromtimestamp(at, UTC))
            if showing.notice is not None and signed(showing.notice) is not None:
                return datetime.fromtimestamp(at, UTC)
            at = rotation.done_at
        return None

    def coming_outages(self, now: datetime, limit: int) -> tuple[Notice, ...]:
        """The next outages and works that have not begun, by their beginning."""
        at = now.timestamp()
        coming = [
            card.notice
            for card in self.lineup.cards.values()
            if card.notice.kind in OUTAGE_KINDS
            and card.notice.state is State.ACTUAL
            and card.notice.starts is not None
            and card.notice.starts > now
            and card.starts <= at < card.ends
        ]
        return tuple(sorted(coming, key=lambda notice: (notice.starts or now, notice.id))[:limit])

    def is_open(self, now: datetime) -> bool:
        """Whether the reception is open."""
        return self.lineup.opening.segment(now.timestamp()).open

    def opens_at(self, now: datetime) -> datetime | None:
        """When the reception opens again; None while it is open, and when it never does."""
        opens = self.lineup.opening.opens(now.timestamp())
        return None if opens == now.timestamp() else _moment(opens)

    def urgent_between(self, at: float, until: float) -> float:
        """The first instant in `(at, until)` at which an urgent notice begins; else `until`."""
        starts = (card.starts for card in self.lineup.urgent if at < card.starts < until)
        return min(starts, default=until)

    def _urgent(self, at: float) -> tuple[Card, ...]:
        return tuple(card for card in self.lineup.urgent if card.starts <= at < card.ends)

    def _urgent_turn(
        self, rotation: Rotation, urgent: tuple[Card, ...], is_open: bool
    ) -> Card | None:
        """The urgent notice whose turn it is, or None when it is the rotation's."""
        for card in urgent:
            if card.id not in rotation.takeovers:
                return card
        rules = self.lineup.site.takeover
        if is_open and rules.alternate and rotation.since_takeover < rules.slides_between:
            return None
        return min(urgent, key=lambda card: rotation.takeovers.index(card.id))

    def _takeover(
        self, rotation: Rotation, card: Card, urgent: tuple[Card, ...], now: datetime, at: float
    ) -> tuple[Showing, Rotation]:
        showing = Showing(
            cause=Cause.TAKEOVER,
            item=None,
            index=-1,
            notice=card.notice,
            phase=phase_of(card.notice, now),
            dwell_s=notice_dwell_s(card.notice, self.lineup.languages)[0],
            fixed=False,
            transition=Transition.CUT,
            position=0,
            of=0,
            until=_moment(card.ends),
        )
        living = {other.id for other in urgent} - {card.id}
        shown = (*(one for one in rotation.takeovers if one in living), card.id)
        return showing, replace(
            rotation, takeovers=shown, since_takeover=0, as_of=at, done_at=_end(showing, at)
        )

    def _without_item(
        self, rotation: Rotation, cause: Cause, dwell_s: float, until: float, at: float
    ) -> tuple[Showing, Rotation]:
        showing = Showing(
            cause=cause,
            item=None,
            index=-1,
            notice=None,
            phase=None,
            dwell_s=dwell_s,
            fixed=False,
            transition=Transition.FADE,
            position=0,
            of=0,
            until=_moment(until),
        )
        since = rotation.since_takeover + 1
        return showing, replace(rotation, since_takeover=since, as_of=at, done_at=_end(showing, at))

    def _step(self, step: Step, now: datetime) -> Showing:
        entry, notice = step.entry, step.card.notice if step.card else None
        return Showing(
            cause=Cause.ROTATION,
            item=entry.item,
            index=entry.index,
            notice=notice,
            phase=phase_of(notice, now) if notice else None,
            dwell_s=step.dwell_s,
            fixed=step.fixed,
            transition=entry.transition,
            position=step.rotation.position,
            of=step.rotation.of,
            until=_moment(step.until),
        )

    def _holds_notice(self, entry: Entry, notice: Notice | None, at: float) -> bool:
        if notice is None or entry.pool is None:
            return False
        card = entry.pool.shows(notice.id, at)
        return card is not None and card.notice == notice

    def _next_change(self, at: float) -> float:
        instants = self.lineup.instants
        place = bisect_right(instants, at)
        change = instants[place] if place < len(instants) else inf
        change = min(change, self.lineup.opening.segment(at).until)
        for entry in self.lineup.entries:
            if not entry.windows.always:
                change = min(change, entry.windows.segment(at).until)
        return change


def _end(showing: Showing, at: float) -> float:
    end = at + showing.dwell_s
    return end if showing.until is None else min(end, showing.until.timestamp())


def _moment(at: float) -> datetime | None:
    return None if at == inf else datetime.fromtimestamp(at, UTC)
