"""Urgent notices: they interrupt, take turns with the rotation as the site says, and end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.model.notice import Area, Severity, State, Urgency
from kiosk.model.playlist import Transition
from kiosk.model.site import OpeningHours, Takeover
from kiosk.model.text import Text
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Cause
from tests import make
from tests.schedule.play import HOUR, NOW, alarm, names, news, play, program

CALM = [news(key) for key in "abcd"]
OFFICE = (OpeningHours.model_validate({"hours": "08:30-16:30"}),)
NIGHT = make.utc("2026-11-24 20:00")


def test_it_interrupts_and_then_takes_turns_with_the_rotation() -> None:
    _, rotation = play(program(*CALM), 1)
    after = program(*CALM, alarm())
    assert after.interrupts(rotation, NOW)
    shown, rotation = play(after, 7, rotation=rotation)
    assert shown == ["alarm", "b", "c", "alarm", "d", "a", "alarm"]
    assert not after.interrupts(rotation, NOW)


def test_the_site_says_how_many_slides_come_between() -> None:
    asked = program(*CALM, alarm(), takeover=Takeover(slides_between=1))
    assert names(asked, 5) == ["alarm", "a", "alarm", "b", "alarm"]


def test_the_site_may_give_it_the_screen_alone() -> None:
    asked = program(*CALM, alarm(), takeover=Takeover(alternate=False))
    assert names(asked, 3) == ["alarm"] * 3


def test_several_take_turns_the_gravest_first() -> None:
    asked = program(*CALM, alarm("severe"), alarm("extreme", severity=Severity.EXTREME))
    assert names(asked, 8) == ["extreme", "severe", "a", "b", "extreme", "c", "d", "severe"]


def test_a_second_one_interrupts_the_first() -> None:
    _, rotation = play(program(*CALM, alarm("one")), 1)
    after = program(*CALM, alarm("one"), alarm("two"))
    assert after.interrupts(rotation, NOW)
    assert names(after, 1, rotation=rotation) == ["two"]


def test_it_ends_with_its_expiry() -> None:
    asked = program(*CALM, alarm(expires=NOW + HOUR))
    showing, rotation = asked.next(Rotation(), NOW)
    assert showing.until == NOW + HOUR
    assert asked.next_change(NOW) == NOW + HOUR
    assert names(asked, 4, NOW + HOUR, rotation=rotation) == list("abcd")
    assert not asked.holds(showing, NOW + HOUR)


def test_it_ends_when_it_is_cancelled_and_is_then_shown_as_cancelled() -> None:
    showing, rotation = program(*CALM, alarm()).next(Rotation(), NOW)
    after = program(*CALM, alarm(state=State.CANCELLED, updated=NOW))
    assert not after.takeovers(NOW)
    assert not after.holds(showing, NOW)
    assert "alarm" in names(after, 5, rotation=rotation)
    assert "alarm" not in names(after, 5, NOW + 2 * HOUR, rotation=rotation)


def test_it_waits_until_it_is_to_be_shown() -> None:
    asked = program(*CALM, alarm(shows_from=NOW + HOUR))
    assert names(asked, 4) == list("abcd")
    assert asked.next_change(NOW) == NOW + HOUR
    assert names(asked, 1, NOW + HOUR) == ["alarm"]


@pytest.mark.parametrize(
    ("severity", "urgency", "takes_over"),
    [
        (Severity.SEVERE, Urgency.IMMEDIATE, True),
        (Severity.EXTREME, Urgency.IMMEDIATE, True),
        (Severity.MODERATE, Urgency.IMMEDIATE, False),
        (Severity.EXTREME, Urgency.EXPECTED, False),
    ],
)
def test_only_what_is_grave_and_immediate(
    severity: Severity, urgency: Urgency, takes_over: bool
) -> None:
    notice = news("n", severity=severity, urgency=urgency)
    assert bool(program(notice).takeovers(NOW)) is takes_over


def test_only_for_the_areas_and_services_of_the_screen() -> None:
    port = Area(name=Text.of("Port"))
    assert not program(alarm(areas=(port,)), screen_areas=("medina",)).takeovers(NOW)
    assert program(alarm(areas=(port,)), screen_areas=("port",)).takeovers(NOW)
    assert not program(alarm(service="water"), screen_services=("waste",)).takeovers(NOW)


def test_in_a_foreign_language_rather_than_not_at_all() -> None:
    notice = alarm(texts=({"language": "es", "title": "Alarma"},))
    assert program(notice).takeovers(NOW)


def test_it_cuts_in() -> None:
    assert program(alarm()).next(Rotation(), NOW)[0].transition is Transition.CUT


def test_outside_opening_hours_it_shows_and_then_alone() -> None:
    asked = program(*CALM, alarm(), screen_opening_hours=OFFICE)
    assert names(asked, 3, NIGHT) == ["alarm"] * 3


def test_with_nothing_else_it_takes_turns_with_the_directory() -> None:
    assert names(program(alarm()), 3) == ["alarm", "nothing eligible", "nothing eligible"]


def test_what_shows_holds_beside_it_only_if_the_two_take_turns() -> None:
    showing, _ = program(*CALM).next(Rotation(), NOW)
    assert program(*CALM, alarm()).holds(showing, NOW)
    assert not program(*CALM, alarm(), takeover=Takeover(alternate=False)).holds(showing, NOW)


def test_the_rotation_goes_on_where_it_was() -> None:
    asked = program(*CALM, alarm(expires=NOW + timedelta(seconds=30)))
    shown, rotation = play(asked, 3)
    assert shown == ["alarm", "a", "b"]
    assert names(asked, 2, NOW + HOUR, rotation=rotation) == ["c", "d"]


def test_a_takeover_is_a_showing_without_item() -> None:
    showing, _ = program(alarm()).next(Rotation(), NOW)
    assert (showing.cause, showing.item, showing.index) == (Cause.TAKEOVER, None, -1)
