"""What plays when."""

from __future__ import annotations

from datetime import timedelta

from kiosk.model.site import OpeningHours
from kiosk.schedule.program import Program
from kiosk.schedule.showing import Cause
from kiosk.schedule.timeline import timeline
from tests import make
from tests.schedule.play import HOUR, NOW, alarm, news, program

OFFICE = (OpeningHours.model_validate({"days": "mon-fri", "hours": "08:30-16:30"}),)
SIXTEEN = make.utc("2026-11-24 16:00")


def message(title: str, seconds: int, **more: object) -> dict[str, object]:
    return {"kind": "message", "title": title, "duration": f"{seconds} s", **more}


def rows(asked: Program, hours: float, start: object = NOW) -> list[tuple[str, float]]:
    played = timeline(asked, start, start + hours * HOUR)  # type: ignore[operator, arg-type]
    return [(row.title or row.cause.value, row.seconds) for row in played]


def test_row_follows_row_without_gap() -> None:
    asked = program(items=[message("a", 20), message("b", 30)])
    played = list(timeline(asked, NOW, NOW + timedelta(seconds=90)))
    assert [(row.title, row.seconds) for row in played] == [
        ("a", 20), ("b", 30), ("a", 20), ("b", 20),
    ]  # fmt: skip
    assert [row.start - NOW for row in played] == [
        timedelta(seconds=seconds) for seconds in (0, 20, 50, 70)
    ]


def test_a_notice_that_ends_leaves_early() -> None:
    items = [{"kind": "announcements", "duration": "60 s"}, message("m", 600)]
    asked = program(news("n", expires=NOW + timedelta(seconds=25)), items=items)
    assert rows(asked, 0.1) == [("n", 25), ("m", 335)]


def test_the_reception_closes_and_opens_again() -> None:
    asked = program(items=[message("m", 600)], screen_opening_hours=OFFICE)
    assert rows(asked, 17, SIXTEEN)[2:5] == [("m", 600), ("closed", 16 * 3600), ("m", 600)]


def test_having_nothing_to_show_is_one_row() -> None:
    asked = program(news("n", shows_from=NOW + HOUR, expires=NOW + HOUR + timedelta(seconds=5)))
    assert rows(asked, 2) == [("nothing eligible", 3600), ("n", 5), ("nothing eligible", 3595)]


def test_an_urgent_notice_interrupts() -> None:
    asked = program(alarm("alarm", shows_from=NOW + timedelta(seconds=90)),
                    items=[message("m", 60)])  # fmt: skip
    played = rows(asked, 0.1)
    assert played[:3] == [("m", 60), ("m", 30), ("alarm", 8)]


def test_an_urgent_notice_ends_the_rest_of_the_night() -> None:
    asked = program(alarm("alarm", shows_from=SIXTEEN + HOUR, expires=SIXTEEN + 2 * HOUR),
                    items=[message("m", 600)], screen_opening_hours=OFFICE)  # fmt: skip
    played = rows(asked, 3, SIXTEEN)
    assert played[3] == ("closed", 1800)
    assert {title for title, _ in played[4:-1]} == {"alarm"}
    assert played[-1] == ("closed", 3600)


def test_a_row_names_item_notice_and_cause() -> None:
    items = [message("m", 60), {"kind": "announcements"}, {"kind": "directory"}]
    asked = program(news("n"), items=items)
    played = list(timeline(asked, NOW, NOW + HOUR))
    assert (played[0].index, played[0].notice_id, played[0].title) == (0, None, "m")
    assert (played[1].index, played[1].notice_id, played[1].title) == (1, "commune/n", "n")
    assert (played[2].index, played[2].notice_id, played[2].title) == (2, None, "")
    assert {row.cause for row in played} == {Cause.ROTATION}


def test_a_picture_without_title_goes_by_its_name() -> None:
    item = {"kind": "image", "file": "content/images/affiche.png", "path": "/site/affiche.png"}
    assert rows(program(items=[item]), 0.001) == [("affiche.png", 3.6)]
