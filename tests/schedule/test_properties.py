"""What holds for every content and every clock, found by Hypothesis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kiosk.model.notice import Kind, Notice, Severity, State, Urgency
from kiosk.model.site import OpeningHours
from kiosk.schedule.explain import explain
from kiosk.schedule.program import Program
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Cause
from kiosk.schedule.timeline import timeline
from tests import make
from tests.schedule.play import NOW, make_site, name, outage, play, program

CHANGES = [
    make.utc("2026-09-20 01:00"),  # Morocco's last change
    make.utc("2025-02-23 02:00"),  # Ramadan begins
    make.utc("2025-04-06 02:00"),  # Ramadan ends
    make.utc("2026-03-29 01:00"),  # Paris, spring
    make.utc("2026-10-25 01:00"),  # Paris, autumn
]
MINUTE = timedelta(minutes=1)
A_MOMENT = timedelta(milliseconds=1)
minutes = st.integers(-3 * 1440, 3 * 1440)
keys = st.sets(st.sampled_from("abcdefghij"), min_size=1)


@given(
    histories=st.lists(st.tuples(keys, st.integers(0, 12)), max_size=4),
    stable=keys,
    limit=st.integers(1, 5),
)
@settings(deadline=None)
def test_every_notice_shows_within_its_share_of_rounds(
    histories: list[tuple[set[str], int]], stable: set[str], limit: int
) -> None:
    """Whatever happened before: once the set is stable, every notice shows within
    ceil(count / limit) rounds; each newcomer that still waits costs the others one place."""
    items = [{"kind": "outages", "limit": limit}, {"kind": "message", "title": "-"}]
    rotation = Rotation()
    for present, count in histories:
        _, rotation = play(program(*map(outage, sorted(present)), items=items), count, NOW,
                           rotation)  # fmt: skip
    asked = program(*map(outage, sorted(stable)), items=items)
    shown, rotation = play(asked, 1, NOW, rotation)
    while shown[-1] != "-":  # to the end of the round in which the set changed
        more, rotation = play(asked, 1, NOW, rotation)
        shown += more
    waiting = {one for place in rotation.places.values() for one in place.owed}
    rounds = math.ceil((len(stable) + len(waiting)) / limit)
    seen: set[str] = set()
    for _ in range(rounds):
        turn: list[str] = []
        while not turn or turn[-1] != "-":
            more, rotation = play(asked, 1, NOW, rotation)
            turn += more
        assert len(turn) - 1 == min(limit, len(stable))
        assert len(set(turn)) == len(turn)
        seen.update(turn)
    assert seen - {"-"} == stable


@given(stable=keys, limit=st.integers(1, 5), start=st.integers(0, 40))
@settings(deadline=None)
def test_without_newcomers_every_notice_shows_within_exactly_that_many_rounds(
    stable: set[str], limit: int, start: int
) -> None:
    items = [{"kind": "outages", "limit": limit}]
    asked = program(*map(outage, sorted(stable)), items=items)
    shown, _ = play(asked, start + len(stable))
    assert set(shown[start:]) == stable


def some_notice(draw: Any, number: int, around: datetime) -> Notice:
    def moment() -> datetime | None:
        offset = draw(st.none() | minutes)
        return None if offset is None else around + offset * MINUTE

    return make.notice(
        f"n{number}",
        kind=draw(st.sampled_from([Kind.OUTAGE, Kind.ANNOUNCEMENT, Kind.EVENT])),
        state=draw(st.sampled_from([State.ACTUAL, State.ACTUAL, State.RESOLVED, State.TEST])),
        severity=draw(st.sampled_from([Severity.INFO, Severity.SEVERE])),
        urgency=draw(st.sampled_from([Urgency.UNKNOWN, Urgency.UNKNOWN, Urgency.IMMEDIATE])),
        published=moment(), updated=moment(), starts=moment(), ends=moment(),
        shows_from=moment(), expires=moment(),
    )  # fmt: skip


@st.composite
def worlds(draw: Any) -> tuple[Program, datetime]:
    """A program with windows of all kinds, and a change of clock nearby."""
    around = draw(st.sampled_from(CHANGES))
    zone = "Europe/Paris" if around in CHANGES[3:] else "Africa/Casablanca"
    kinds: Sequence[dict[str, Any]] = (
        {"kind": "outages"},
        {"kind": "announcements"},
        {"kind": "message", "title": "m"},
    )
    conditions: Sequence[dict[str, Any]] = (
        {}, {"limit": 2}, {"limit": 1, "every": 2}, {"max_age": "1 day"}, {"services": ["waste"]},
        {"hours": "08:30-16:30"}, {"hours": "22:00-02:30", "days": "sat"}, {"every": 3},
        {"repeat": "FREQ=DAILY;INTERVAL=2", "from": "2025-01-01"},
    )  # fmt: skip
    items = []
    for _ in range(draw(st.integers(1, 4))):
        item = dict(draw(st.sampled_from(kinds)))
        condition = draw(st.sampled_from(conditions))
        if item["kind"] == "message":
            condition = {key: value for key, value in condition.items()
                         if key not in ("limit", "max_age", "services")}  # fmt: skip
        items.append(item | condition)
    opening = draw(st.sampled_from([
        (), (OpeningHours.model_validate({"hours": "07:00-01:30"}),),
        (OpeningHours.model_validate({"days": "sun", "hours": "00:00-24:00"}),),
    ]))  # fmt: skip
    site = make_site(items, time_zone=zone, screen_opening_hours=opening,
                     takeover={"alternate": draw(st.booleans())})  # fmt: skip
    notices = [some_notice(draw, number, around) for number in range(draw(st.integers(0, 5)))]
    return Program.of(site, site.screens[0], notices), around


def fresh(asked: Program) -> Program:
    """The same program, without anything that it may remember."""
    lineup = asked.lineup
    notices = [card.notice for card in lineup.cards.values()]
    return Program.of(lineup.site, lineup.screen, notices)


def eligible(asked: Program, at: datetime) -> Any:
    """Everything that may show at that moment, by asking for whole rounds of a fresh program."""
    anew = fresh(asked)
    shown, rotation = set(), Rotation()
    for _ in range(60):
        showing, rotation = anew.next(rotation, at)
        shown.add((showing.cause, showing.index, name(showing), showing.phase))
    return shown, anew.is_open(at)


@given(world=worlds(), offset=minutes, shares=st.lists(st.floats(0, 0.999), max_size=4))
@settings(deadline=None, max_examples=60)
def test_nothing_changes_before_the_next_change(
    world: tuple[Program, datetime], offset: int, shares: list[float]
) -> None:
    asked, around = world
    now = around + offset * MINUTE
    change = asked.next_change(now)
    assert change is None or change > now
    end = change or now + timedelta(days=40)
    expected = eligible(asked, now)
    for share in (*shares, 1.0):
        inside = min(now + share * (end - now), end - timedelta(microseconds=1))
        assert eligible(asked, inside) == expected


@given(world=worlds(), offset=minutes)
@settings(deadline=None, max_examples=60)
def test_the_timeline_is_what_next_shows(world: tuple[Program, datetime], offset: int) -> None:
    asked, around = world
    start = around + offset * MINUTE
    until = start + timedelta(hours=6)
    urgent = [datetime.fromtimestamp(card.starts, UTC) for card in asked.lineup.urgent
              if card.starts > 0]  # fmt: skip
    rotation, now = Rotation(), start
    for row in timeline(fresh(asked), start, until):
        assert abs(row.start - now) < A_MOMENT
        now, end = row.start, row.start + timedelta(seconds=row.seconds)
        while now < end - A_MOMENT:
            showing, rotation = asked.next(rotation, now)
            notice_id = showing.notice.id if showing.notice else None
            assert (row.cause, row.index, row.notice_id) == (
                showing.cause, showing.index, notice_id
            )  # fmt: skip
            leaves = [now + timedelta(seconds=showing.dwell_s), until, showing.until or until]
            now = min([*leaves, *(moment for moment in urgent if moment > now)])
        assert abs(end - now) <= A_MOMENT
    assert abs(until - now) <= A_MOMENT


@given(world=worlds(), offset=minutes)
@settings(deadline=None, max_examples=60)
def test_what_explain_says_shows_is_what_shows(
    world: tuple[Program, datetime], offset: int
) -> None:
    asked, around = world
    now = around + offset * MINUTE
    shown, _ = eligible(asked, now)
    names = {what for cause, _, what, _ in shown if cause in (Cause.ROTATION, Cause.TAKEOVER)}
    verdicts = explain(asked, now)
    said = {verdict.notice.key for verdict in verdicts if verdict.notice and verdict.shows}
    assert said == names - {"m"}
    indexes = {index for cause, index, _, _ in shown if cause is Cause.ROTATION}
    items = {verdict.index for verdict in verdicts if verdict.item is not None and verdict.shows}
    assert indexes <= items


@given(world=worlds(), offset=minutes)
@settings(deadline=None, max_examples=60)
def test_when_explain_says_it_shows_next_it_does_and_not_before(
    world: tuple[Program, datetime], offset: int
) -> None:
    asked, around = world
    assume(asked.lineup.site.takeover.alternate)  # else an urgent notice may come in between
    now = around + offset * MINUTE
    for verdict in explain(asked, now):
        if verdict.next_at is None or verdict.notice is None:
            continue
        key = verdict.notice.id
        then = {one.notice.id: one for one in explain(asked, verdict.next_at) if one.notice}
        assert then[key].shows
        halfway = now + (verdict.next_at - now) / 2
        before = {one.notice.id: one for one in explain(asked, halfway) if one.notice}
        assert not before[key].shows


@given(world=worlds(), offset=minutes, count=st.integers(0, 9))
@settings(deadline=None, max_examples=60)
def test_next_is_a_function(world: tuple[Program, datetime], offset: int, count: int) -> None:
    """The same question has the same answer, whatever was asked in between."""
    asked, around = world
    now = around + offset * MINUTE
    _, rotation = play(asked, count, now)
    first = asked.next(rotation, now)
    play(asked, 7, now + timedelta(days=2))
    assert asked.next(rotation, now) == first
    assert fresh(asked).next(rotation, now)[0] == first[0]
