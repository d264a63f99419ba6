"""What comes next: an urgent notice, the rotation, the resting slide or the directory."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from math import inf

from kiosk.schedule.cards import Card
from kiosk.schedule.dwell import FALLBACK_S, notice_dwell_s
from kiosk.schedule.lineup import Lineup
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Cause
from kiosk.schedule.steps import Decision, advance, caught_up


def decide(lineup: Lineup, rotation: Rotation, at: float) -> Decision:
    """What comes next at that instant, and where the rotation then stands."""
    rotation = caught_up(lineup, rotation, at)
    opening = lineup.opening.segment(at)
    urgent = urgent_at(lineup, at) if lineup.urgent else ()
    if urgent:
        card = _urgent_turn(lineup, rotation, urgent, opening.open)
        if card is not None:
            return _takeover(lineup, rotation, card, urgent, at)
    if not opening.open:
        wait = FALLBACK_S if opening.until == inf else opening.until - at
        return _without_item(rotation, Cause.CLOSED, wait, opening.until, at)
    decision = advance(lineup, rotation, at, opening.until)
    if decision is None:
        until = next_change(lineup, at)
        return _without_item(rotation, Cause.NOTHING, lineup.fallback_s, until, at)
    return decision


def urgent_at(lineup: Lineup, at: float) -> tuple[Card, ...]:
    """The urgent notices of that instant, the gravest and then the newest first."""
    return tuple([card for card in lineup.urgent if card.starts <= at < card.ends])


def next_change(lineup: Lineup, at: float) -> float:
    """The next instant at which anything that may show, or where it stands, can change."""
    instants = lineup.instants
    place = bisect_right(instants, at)
    change = instants[place] if place < len(instants) else inf
    change = min(change, lineup.opening.segment(at).until)
    for entry in lineup.entries:
        if not entry.windows.always:
            change = min(change, entry.windows.segment(at).until)
    return change


def _urgent_turn(
    lineup: Lineup, rotation: Rotation, urgent: tuple[Card, ...], is_open: bool
) -> Card | None:
    """The urgent notice whose turn it is, or None when it is the rotation's."""
    for card in urgent:
        if card.id not in rotation.takeovers:
            return card
    rules = lineup.site.takeover
    if is_open and rules.alternate and rotation.since_takeover < rules.slides_between:
        return None
    return min(urgent, key=lambda card: rotation.takeovers.index(card.id))


def _takeover(
    lineup: Lineup, rotation: Rotation, card: Card, urgent: tuple[Card, ...], at: float
) -> Decision:
    dwell_s, _ = notice_dwell_s(card.notice, lineup.languages)
    living = {other.id for other in urgent} - {card.id}
    shown = (*(one for one in rotation.takeovers if one in living), card.id)
    stands = replace(
        rotation,
        takeovers=shown,
        since_takeover=0,
        as_of=at,
        done_at=min(at + dwell_s, card.ends),
    )
    return Decision(Cause.TAKEOVER, None, card, dwell_s, False, card.ends, stands)


def _without_item(
    rotation: Rotation, cause: Cause, dwell_s: float, until: float, at: float
) -> Decision:
    since = rotation.since_takeover + 1
    done_at = min(at + dwell_s, until)
    stands = replace(rotation, since_takeover=since, as_of=at, done_at=done_at)
    return Decision(cause, None, None, dwell_s, False, until, stands)
