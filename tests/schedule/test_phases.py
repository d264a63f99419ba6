"""When a notice begins to show, where it stands, and when it leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kiosk.model.notice import EndRule, Kind, Notice, State
from kiosk.schedule.cards import Ends, card_of, phase_of
from kiosk.schedule.program import Program
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Phase
from tests import make
from tests.schedule.play import HOUR, NOW, make_site, names, outage, program

SECOND = timedelta(seconds=1)


def shown(notice: Notice, at: Any) -> bool:
    return names(program(notice), 1, at) == [notice.key]


def test_it_shows_from_and_expires_to_the_second() -> None:
    notice = outage("n", shows_from=NOW, expires=NOW + HOUR)
    assert not shown(notice, NOW - SECOND)
    assert shown(notice, NOW)
    assert shown(notice, NOW + HOUR - SECOND)
    assert not shown(notice, NOW + HOUR)


@pytest.mark.parametrize("hour", range(24))
def test_it_shows_from_the_second_on_although_it_was_asked_just_before(hour: int) -> None:
    begins = make.utc("2026-11-24 00:00") + hour * HOUR
    asked = program(outage("always"), outage("n", shows_from=begins))
    assert names(asked, 2, begins - SECOND) == ["always", "always"]
    assert names(asked, 2, begins) == ["always", "n"]


def test_an_outage_is_announced_before_it_begins() -> None:
    notice = outage("n", starts=NOW + HOUR, ends=NOW + 3 * HOUR)
    assert phase_of(notice, NOW) is Phase.UPCOMING
    assert phase_of(notice, NOW + HOUR) is Phase.ONGOING
    assert shown(notice, NOW)


@pytest.mark.parametrize("kind", [Kind.OUTAGE, Kind.WORKS, Kind.ALERT, Kind.TRANSIT])
def test_an_expected_end_that_has_passed_is_no_end(kind: Kind) -> None:
    """Water is not back because somebody hoped so."""
    notice = make.notice("n", kind=kind, starts=NOW - 5 * HOUR, ends=NOW - HOUR)
    assert shown(notice, NOW)
    assert phase_of(notice, NOW) is Phase.ONGOING
    assert not shown(notice.model_copy(update={"expires": NOW}), NOW)


@pytest.mark.parametrize("kind", [Kind.EVENT, Kind.CLOSURE, Kind.ANNOUNCEMENT])
def test_a_market_that_is_over_is_over(kind: Kind) -> None:
    notice = make.notice("n", kind=kind, starts=NOW - 5 * HOUR, ends=NOW)
    assert shown(notice, NOW - SECOND)
    assert not shown(notice, NOW)
    assert shown(notice.model_copy(update={"expires": NOW + HOUR}), NOW)


@pytest.mark.parametrize("state", [State.RESOLVED, State.CANCELLED])
def test_what_is_over_is_shown_as_such_for_a_while(state: State) -> None:
    notice = outage("n", state=state, updated=NOW, ends=NOW + 10 * HOUR)
    showing, _ = program(notice).next(Rotation(), NOW + HOUR)
    assert showing.phase == Phase(state.value)
    assert shown(notice, NOW + 2 * HOUR - SECOND)
    assert not shown(notice, NOW + 2 * HOUR)


def test_the_site_says_how_long_that_while_is() -> None:
    notice = outage("n", state=State.RESOLVED, updated=NOW)
    assert names(program(notice, resolved_for_s=60.0), 1, NOW + 59 * SECOND) == ["n"]
    assert names(program(notice, resolved_for_s=60.0), 1, NOW + 60 * SECOND) == ["nothing eligible"]


def test_without_a_date_the_while_begins_when_it_was_first_seen_to_be_over() -> None:
    site, notice = make_site(), outage("n", state=State.RESOLVED)
    asked = Program.of(site, site.screens[0], [notice], {notice.id: NOW})
    assert names(asked, 1, NOW + 2 * HOUR - SECOND) == ["n"]
    assert names(asked, 1, NOW + 2 * HOUR) == ["nothing eligible"]


def test_a_resolved_notice_never_outlives_its_expiry() -> None:
    notice = outage("n", state=State.RESOLVED, updated=NOW, expires=NOW + HOUR)
    assert not shown(notice, NOW + HOUR)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, Ends.NEVER),
        ({"end_rule": EndRule.ABSENT}, Ends.ABSENT),
        ({"expires": NOW}, Ends.EXPLICIT),
        ({"expires": NOW, "end_rule": EndRule.SOURCE_DEFAULT}, Ends.SOURCE_DEFAULT),
        ({"kind": Kind.EVENT, "ends": NOW}, Ends.EVENT_END),
        ({"state": State.RESOLVED, "updated": NOW}, Ends.RESOLVED),
    ],
)
def test_a_card_says_why_it_ends(more: dict[str, Any], why: Ends) -> None:
    assert card_of(make.notice("n", **more), 7200.0).why_ends is why
