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

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from math import inf

from kiosk.model.notice import Notice, State
from kiosk.model.playlist import Transition
from kiosk.model.site import Screen, Site
from kiosk.schedule.cards import OUTAGE_KINDS, phase_of, signed
from kiosk.schedule.decide import decide, next_change, urgent_at
from kiosk.schedule.lineup import Entry, Lineup, line_up
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Cause, Showing
from kiosk.schedule.steps import Decision

_CAPSULE_WAIT_S = 2 * 3600.0
_CAPSULE_STEPS = 400
_UNTOLD: Mapping[str, datetime] = {}


class Program:
    """What one screen may show, for a given content. Pure: every question takes `now`."""

    def __init__(self, lineup: Lineup) -> None:
        self.lineup = lineup

    @classmethod
    def of(
        cls,
        site: Site,
        screen: Screen,
        notices: Iterable[Notice],
        seen_over: Mapping[str, datetime] = _UNTOLD,
        *,
        clock_trusted: bool = True,
    ) -> Program:
        """The program of that screen.

        Args:
            notices: what the feeds have; the site's own notices are added here.
            seen_over: by notice id, when a notice was first seen resolved or cancelled. Only
                needed for sources that do not say when (`updated`).
            clock_trusted: whether the machine's clock is known to be right. Otherwise nothing
                is over and nothing that is dated is hidden: no date, day or hour counts.
        """
        return cls(line_up(site, screen, notices, seen_over, clock_trusted=clock_trusted))

    def next(self, rotation: Rotation, now: datetime) -> tuple[Showing, Rotation]:
        """What shows next at that moment, and where the rotation then stands."""
        decision = decide(self.lineup, rotation, now.timestamp())
        return _showing(decision, now), decision.rotation

    def holds(self, showing: Showing, now: datetime) -> bool:
        """Whether what shows may stay: its notice is unchanged and still shows, its item is
        open, the reception too. Asked of a new Program, it tells whether a change of content
        concerns what shows."""
        at = now.timestamp()
        urgent = urgent_at(self.lineup, at)
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
        return any(
            card.id not in rotation.takeovers for card in urgent_at(self.lineup, now.timestamp())
        )

    def takeovers(self, now: datetime) -> tuple[Notice, ...]:
        """The urgent notices of that moment, the gravest and then the newest first."""
        return tuple(card.notice for card in urgent_at(self.lineup, now.timestamp()))

    def next_change(self, now: datetime) -> datetime | None:
        """The next moment at which anything that may show, or where it stands, can change.
        Nothing changes before; None: nothing will by the clock alone."""
        return _moment(next_change(self.lineup, now.timestamp()))

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
            decision = decide(self.lineup, rotation, at)
            if decision.card is not None and signed(decision.card.notice) is not None:
                return _moment(at)
            rotation = decision.rotation
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

    def _holds_notice(self, entry: Entry, notice: Notice | None, at: float) -> bool:
        if notice is None or entry.pool is None:
            return False
        card = entry.pool.shows(notice.id, at)
        return card is not None and card.notice == notice


def _showing(decision: Decision, now: datetime) -> Showing:
    entry = decision.entry
    notice = decision.card.notice if decision.card else None
    transition = Transition.CUT if decision.cause is Cause.TAKEOVER else Transition.FADE
    return Showing(
        cause=decision.cause,
        item=entry.item if entry else None,
        index=entry.index if entry else -1,
        notice=notice,
        phase=phase_of(notice, now) if notice else None,
        dwell_s=decision.dwell_s,
        fixed=decision.fixed,
        transition=entry.transition if entry else transition,
        position=decision.rotation.position if entry else 0,
        of=decision.rotation.of if entry else 0,
        until=_moment(decision.until),
    )


def _moment(at: float) -> datetime | None:
    return None if at == inf else datetime.fromtimestamp(at, UTC)
