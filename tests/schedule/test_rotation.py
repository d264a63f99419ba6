"""What follows what: rounds, limits, `every`, newcomers, and content that changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.model.notice import Kind, Severity, State
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Cause
from tests import make
from tests.schedule.play import DAY, HOUR, NOW, capsule, name, names, news, outage, play, program

OUTAGES = {"kind": "outages"}
NEWS = {"kind": "announcements"}


def message(title: str, **more: object) -> dict[str, object]:
    return {"kind": "message", "title": title, **more}


def letters(asked: object, count: int, **more: object) -> str:
    return "".join(names(asked, count, **more))  # type: ignore[arg-type]


def test_items_follow_in_order_and_begin_again() -> None:
    asked = program(items=[message("a"), message("b"), message("c")])
    assert letters(asked, 7) == "abcabca"


def test_without_limit_an_item_shows_everything_it_has() -> None:
    asked = program(outage("1"), outage("2"), outage("3"), items=[OUTAGES, message("m")])
    assert letters(asked, 8) == "123m123m"


def test_a_limit_goes_on_in_the_next_round_where_it_stopped() -> None:
    asked = program(*map(outage, "12345"), items=[OUTAGES | {"limit": 2}, message("m")])
    assert letters(asked, 15) == "12m34m51m23m45m"


def test_a_limit_above_what_there_is_shows_everything_once() -> None:
    asked = program(outage("1"), outage("2"), items=[OUTAGES | {"limit": 5}, message("m")])
    assert letters(asked, 6) == "12m12m"


def test_the_same_item_twice_with_limits_goes_on_through_the_list() -> None:
    twice = [OUTAGES | {"limit": 2}, message("m"), OUTAGES | {"limit": 2}, message("n")]
    assert letters(program(*map(outage, "12345"), items=twice), 12) == "12m34n51m23n"


def test_with_limits_nothing_shows_twice_in_a_round() -> None:
    twice = [OUTAGES | {"limit": 2}, message("m"), OUTAGES | {"limit": 2}, message("n")]
    assert letters(program(*map(outage, "123"), items=twice), 10) == "12m3n12m3n"


def test_the_same_item_twice_without_limit_is_meant_to_repeat() -> None:
    twice = [OUTAGES, message("m"), OUTAGES, message("n")]
    assert letters(program(outage("1"), outage("2"), items=twice), 12) == "12m12n12m12n"


def test_items_with_different_filters_are_independent() -> None:
    items = [OUTAGES | {"services": ["water"]}, message("m"), OUTAGES | {"limit": 1}]
    asked = program(outage("1", service="water"), outage("2"), items=items)
    assert letters(asked, 6) == "1m11m2"


def test_every_third_round() -> None:
    asked = program(items=[message("a"), message("b", every=3)])
    assert letters(asked, 9) == "abaaabaaa"


def test_when_every_item_waits_for_its_round_the_next_due_one_shows_at_once() -> None:
    asked = program(items=[message("a", every=3), message("b", every=2)])
    assert letters(asked, 7) == "abbabab"


def test_outages_the_grave_first_then_the_ongoing_then_by_beginning_then_what_is_over() -> None:
    asked = program(
        outage("over", state=State.RESOLVED, updated=NOW),
        outage("tomorrow", starts=NOW + DAY),
        outage("tonight", starts=NOW + HOUR, severity=Severity.MODERATE),
        outage("since noon", starts=NOW - HOUR),
        outage("grave", starts=NOW + 2 * DAY, severity=Severity.SEVERE),
    )
    expected = ["grave", "since noon", "tonight", "tomorrow", "over"]
    assert names(asked, 5) == expected


def test_announcements_the_gravest_first_then_the_newest() -> None:
    asked = program(
        news("old", published=NOW - DAY),
        news("new", published=NOW),
        news("grave", severity=Severity.MODERATE, published=NOW - 9 * DAY),
        make.notice("event", kind=Kind.EVENT, published=NOW - HOUR),
    )
    assert names(asked, 4) == ["grave", "new", "event", "old"]


def test_position_and_length_of_the_round() -> None:
    asked = program(*map(outage, "123"), items=[OUTAGES | {"limit": 2}, message("m")])
    seen, rotation = [], Rotation()
    for _ in range(4):
        showing, rotation = asked.next(rotation, NOW)
        seen.append((showing.position, showing.of))
    assert seen == [(1, 3), (2, 3), (3, 3), (1, 3)]


def test_dwell_transition_and_end_come_with_the_showing() -> None:
    notice = news("n", expires=NOW + HOUR)
    items = [NEWS | {"duration": "20 s", "transition": "slide", "until": "2026-11-24 09:30"}]
    showing, _ = program(notice, items=items).next(Rotation(), NOW)
    assert (showing.dwell_s, showing.fixed, showing.transition) == (20, True, "slide")
    assert showing.until == NOW + timedelta(minutes=30)


def test_a_signer_is_never_cut_off() -> None:
    items = [{"kind": "capsules", "duration": "10 s"}]
    showing, _ = program(capsule("c", seconds=41.5), items=items).next(Rotation(), NOW)
    assert (showing.dwell_s, showing.fixed) == (41.5, False)


def test_a_video_stands_for_its_length() -> None:
    media = {"url": "v.mp4", "role": "video", "path": "/v.mp4", "duration_s": 12.5}
    item = {"kind": "video", "file": "v.mp4", "media": media}
    assert program(items=[item]).next(Rotation(), NOW)[0].dwell_s == 12.5


def test_a_notice_in_two_languages_stands_for_both() -> None:
    words = " ".join(["mot"] * 20)
    texts = ({"language": "ar", "title": words}, {"language": "fr", "title": words},
             {"language": "en", "title": words})  # fmt: skip
    two = program(make.notice("n", texts=texts)).next(Rotation(), NOW)[0].dwell_s
    one = program(make.notice("n", texts=texts[1:2])).next(Rotation(), NOW)[0].dwell_s
    assert two > 2 * one


# Outages before announcements.


def test_in_the_first_round_outages_come_before_announcements() -> None:
    asked = program(outage("o"), news("n"), items=[message("m"), NEWS, OUTAGES])
    assert letters(asked, 9) == "monmnomno"


def test_a_new_outage_goes_before_the_next_announcement() -> None:
    items = [OUTAGES, NEWS]
    before = program(*map(news, "abcd"), items=items)
    shown, rotation = play(before, 2)
    assert shown == ["a", "b"]
    after = program(outage("o"), *map(news, "abcd"), items=items)
    assert letters(after, 8, rotation=rotation) == "ocdoabcd"


def test_a_new_outage_respects_the_limit_of_its_item() -> None:
    items = [OUTAGES | {"limit": 1}, NEWS]
    shown, rotation = play(program(outage("1"), *map(news, "abc"), items=items), 2)
    assert shown == ["1", "a"]
    after = program(outage("1"), outage("2"), *map(news, "abc"), items=items)
    assert letters(after, 5, rotation=rotation) == "bc2ab"


def test_in_the_first_round_too_nothing_shows_twice_in_a_row() -> None:
    items = [NEWS, OUTAGES, message("m"), OUTAGES]
    assert letters(program(outage("1"), news("a"), items=items), 8) == "1am1a1m1"


def test_an_outage_shown_ahead_counts_in_its_items_turn() -> None:
    items = [NEWS, OUTAGES | {"limit": 2}]
    shown, rotation = play(program(*map(outage, "123"), *map(news, "ab"), items=items), 5)
    assert shown == list("12aba")
    after = program(*map(outage, "1234"), *map(news, "ab"), items=items)
    assert letters(after, 7, rotation=rotation) == "4b3ab41"


def test_an_outage_shown_ahead_is_still_repeated_where_staff_repeat_everything() -> None:
    items = [NEWS, OUTAGES, message("m"), OUTAGES]
    shown, rotation = play(program(outage("1"), news("a"), news("b"), items=items), 6)
    assert shown == list("1abm1a")
    after = program(outage("1"), outage("2"), news("a"), news("b"), items=items)
    assert letters(after, 6, rotation=rotation) == "2b1m12"


def test_an_outage_that_begins_to_show_by_the_clock_is_new_too() -> None:
    later = outage("o", shows_from=NOW + timedelta(minutes=2))
    asked = program(later, *map(news, "abcde"), items=[OUTAGES, NEWS])
    assert letters(asked, 6, step=timedelta(minutes=1)) == "abocde"


# Content that changes.


def test_nothing_restarts_because_a_notice_arrived() -> None:
    items = [OUTAGES | {"limit": 2}, message("m")]
    _, rotation = play(program(*map(outage, "123456"), items=items), 4)
    after = program(*map(outage, "1234567"), items=items)
    # 7 goes first, then comes again in its own place.
    assert letters(after, 9, rotation=rotation) == "7m45m67m1"


def test_a_newcomer_shows_next_in_its_item_and_only_once_in_the_round() -> None:
    _, rotation = play(program(*map(news, "bcd"), items=[NEWS, message("m")]), 2)
    after = program(*map(news, "abcd"), items=[NEWS, message("m")])
    assert letters(after, 7, rotation=rotation) == "admabcd"


def test_a_notice_that_becomes_grave_is_news_again() -> None:
    items = [NEWS | {"limit": 1}]
    calm = [news(key) for key in "abcdef"]
    _, rotation = play(program(*calm, items=items), 3)
    worse = [news("a", severity=Severity.MODERATE), *calm[1:]]
    assert letters(program(*worse, items=items), 1, rotation=rotation) == "a"


def test_what_has_gone_is_passed_over() -> None:
    _, rotation = play(program(*map(outage, "12345"), items=[OUTAGES]), 2)
    assert letters(program(*map(outage, "15"), items=[OUTAGES]), 3, rotation=rotation) == "515"


def test_an_edited_playlist_goes_on_at_the_item_that_showed() -> None:
    _, rotation = play(program(items=[message("a"), message("b"), message("c")]), 2)
    edited = program(items=[message("x"), message("a"), message("b"), message("c")])
    assert letters(edited, 3, rotation=rotation) == "cxa"


def test_a_shortened_playlist_goes_on_at_its_end() -> None:
    _, rotation = play(program(items=[message(title) for title in "abcde"]), 5)
    assert letters(program(items=[message("x"), message("y")]), 3, rotation=rotation) == "yxy"


def test_a_rotation_may_be_asked_again() -> None:
    asked = program(*map(outage, "12345"), items=[OUTAGES | {"limit": 2}])
    _, rotation = play(asked, 3)
    first = asked.next(rotation, NOW)
    play(asked, 5, rotation=rotation)
    assert asked.next(rotation, NOW) == first


def test_the_clock_may_step_back() -> None:
    asked = program(*map(outage, "123"), items=[OUTAGES])
    _, rotation = play(asked, 1, NOW + DAY)
    assert letters(asked, 2, now=NOW, rotation=rotation) == "23"


# When there is nothing.


@pytest.mark.parametrize("items", [[OUTAGES, NEWS], [message("m", until="2026-01-01")]])
def test_when_nothing_may_show_the_directory_does(items: list[dict[str, object]]) -> None:
    showing, _ = program(items=items).next(Rotation(), NOW)
    assert showing.cause is Cause.NOTHING
    assert showing.item is None
    assert showing.dwell_s >= 15


def test_a_notice_that_comes_ends_the_directory() -> None:
    coming = news("n", shows_from=NOW + timedelta(seconds=5))
    showing, rotation = program(coming).next(Rotation(), NOW)
    assert showing.until == NOW + timedelta(seconds=5)
    assert name(program(coming).next(rotation, NOW + timedelta(seconds=5))[0]) == "n"


def test_a_bad_repeat_rule_shows_nothing_and_stops_nothing() -> None:
    asked = program(items=[message("bad", repeat="FREQ=SOMETIMES"), message("good")])
    assert names(asked, 2) == ["good", "good"]
