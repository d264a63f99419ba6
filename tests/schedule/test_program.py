"""Opening hours, what holds, when the answer changes, the next capsule, the coming outages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kiosk.model.notice import Kind, State
from kiosk.model.site import OpeningHours
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Cause
from tests import make
from tests.schedule.play import DAY, HOUR, NOW, capsule, names, news, outage, play, program

OFFICE = (OpeningHours.model_validate({"days": "mon-fri", "hours": "08:30-16:30"}),)
CLOSING = make.utc("2026-11-24 16:30")
NEXT_MORNING = make.utc("2026-11-25 08:30")


def message(title: str, **more: object) -> dict[str, object]:
    return {"kind": "message", "title": title, **more}


# Opening hours.


def test_outside_opening_hours_the_screen_rests_until_it_opens() -> None:
    asked = program(news("n"), screen_opening_hours=OFFICE)
    showing, _ = asked.next(Rotation(), CLOSING)
    assert showing.cause is Cause.CLOSED
    assert showing.until == NEXT_MORNING
    assert not asked.is_open(CLOSING)
    assert asked.opens_at(CLOSING) == NEXT_MORNING


def test_within_opening_hours_it_says_when_it_closes() -> None:
    asked = program(news("n"), screen_opening_hours=OFFICE)
    showing, _ = asked.next(Rotation(), NOW)
    assert showing.until == CLOSING
    assert asked.is_open(NOW)
    assert asked.opens_at(NOW) is None
    assert not asked.holds(showing, CLOSING)


def test_without_opening_hours_it_is_always_open() -> None:
    assert program().is_open(make.utc("2026-01-01 03:00"))


def test_the_rest_holds_until_the_opening() -> None:
    asked = program(news("n"), screen_opening_hours=OFFICE)
    showing, _ = asked.next(Rotation(), CLOSING)
    assert asked.holds(showing, NEXT_MORNING - timedelta(seconds=1))
    assert not asked.holds(showing, NEXT_MORNING)


# What holds.


def test_what_shows_holds_while_nothing_about_it_changes() -> None:
    showing, _ = program(news("n"), news("m")).next(Rotation(), NOW)
    assert program(news("n"), news("m"), news("new")).holds(showing, NOW)


@pytest.mark.parametrize(
    "after", [(), (news("n", body="corrected"),), (news("n", expires=NOW),),
              (news("n", state=State.CANCELLED, updated=NOW),)],
)  # fmt: skip
def test_a_corrected_or_withdrawn_notice_does_not_hold(after: tuple[Any, ...]) -> None:
    showing, _ = program(news("n")).next(Rotation(), NOW)
    assert not program(*after).holds(showing, NOW)


def test_an_item_that_was_taken_out_of_the_playlist_does_not_hold() -> None:
    showing, _ = program(items=[message("a"), message("b")]).next(Rotation(), NOW)
    assert program(items=[message("b"), message("a")]).holds(showing, NOW)
    assert not program(items=[message("b")]).holds(showing, NOW)


def test_an_item_holds_until_its_hours_are_over() -> None:
    asked = program(items=[message("a", hours="08:00-09:30"), message("b")])
    showing, _ = asked.next(Rotation(), NOW)
    assert showing.until == NOW + timedelta(minutes=30)
    assert asked.holds(showing, NOW + timedelta(minutes=29))
    assert not asked.holds(showing, NOW + timedelta(minutes=30))


def test_the_directory_holds_while_there_is_nothing_else() -> None:
    showing, _ = program().next(Rotation(), NOW)
    assert program().holds(showing, NOW)
    assert not program(news("n")).holds(showing, NOW)


# When the answer changes.


def test_the_next_change_is_the_nearest_of_all() -> None:
    asked = program(
        news("n", shows_from=NOW - DAY, expires=NOW + 5 * HOUR),
        outage("o", starts=NOW + 3 * HOUR, ends=NOW + 4 * HOUR),
        items=[{"kind": "outages"}, message("m", hours="11:00-12:00")],
        screen_opening_hours=OFFICE,
    )
    changes = [NOW]
    for _ in range(6):
        changes.append(asked.next_change(changes[-1]) or NOW)
    hours = [(change - NOW) / HOUR for change in changes[1:]]
    assert hours == [2, 3, 4, 5, 7.5, 23.5]


def test_a_notice_growing_too_old_for_its_item_is_a_change() -> None:
    items = [{"kind": "announcements", "max_age": "2 h"}]
    asked = program(news("n", published=NOW - HOUR), items=items)
    assert asked.next_change(NOW) == NOW + HOUR
    assert names(asked, 1, NOW + HOUR) == ["nothing eligible"]


def test_with_nothing_that_changes_there_is_no_next_change() -> None:
    assert program(news("n")).next_change(NOW) is None


# The next capsule.


def test_the_next_capsule_comes_after_what_comes_before_it() -> None:
    items = [message("a", duration="20 s"), message("b", duration="30 s"), {"kind": "capsules"}]
    asked = program(capsule("c"), items=items)
    _, rotation = asked.next(Rotation(), NOW)
    assert asked.next_capsule(rotation, NOW) == NOW + timedelta(seconds=50)
    later = NOW + timedelta(seconds=10)
    assert asked.next_capsule(rotation, later) == NOW + timedelta(seconds=50)


def test_while_a_capsule_shows_the_next_one_is_the_one_after_it() -> None:
    items = [{"kind": "capsules"}, message("a", duration="20 s")]
    asked = program(capsule("c", seconds=40), items=items)
    _, rotation = asked.next(Rotation(), NOW)
    assert asked.next_capsule(rotation, NOW) == NOW + timedelta(seconds=60)


def test_a_notice_with_a_signer_counts_as_one() -> None:
    signed = capsule("n", kind=Kind.ANNOUNCEMENT)
    items = [message("a", duration="20 s"), {"kind": "announcements"}]
    asked = program(signed, items=items)
    _, rotation = asked.next(Rotation(), NOW)
    assert asked.next_capsule(rotation, NOW) == NOW + timedelta(seconds=20)


def test_without_capsules_there_is_none() -> None:
    assert program(news("n")).next_capsule(Rotation(), NOW) is None
    tomorrow = capsule("c", shows_from=NOW + DAY)
    items = [message("a"), {"kind": "capsules"}]
    assert program(tomorrow, items=items).next_capsule(Rotation(), NOW) is None


# The footer.


def test_the_coming_outages_are_those_that_have_not_begun_by_their_beginning() -> None:
    asked = program(
        outage("third", starts=NOW + 3 * HOUR),
        outage("first", starts=NOW + HOUR),
        outage("second", starts=NOW + 2 * HOUR),
        outage("ongoing", starts=NOW - HOUR),
        outage("secret", starts=NOW + HOUR, shows_from=NOW + timedelta(minutes=30)),
        outage("off", starts=NOW + HOUR, state=State.CANCELLED, updated=NOW),
        news("news", starts=NOW + HOUR),
    )
    assert [notice.key for notice in asked.coming_outages(NOW, 2)] == ["first", "second"]
    assert len(asked.coming_outages(NOW, 9)) == 3


def test_a_site_without_the_playlist_shows_the_directory() -> None:
    assert names(program(news("n"), screen_playlist="gone"), 1) == ["nothing eligible"]


def test_the_sites_own_notices_are_in_the_program() -> None:
    own = news("own", source="content")
    assert play(program(notices=(own,)), 1)[0] == ["own"]
