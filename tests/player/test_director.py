"""What comes on the screen, when, and when it leaves."""

from __future__ import annotations

import pytest

from kiosk.model.notice import Kind, State
from kiosk.store.plays import How
from tests import make
from tests.player.fakes import URGENT, World, film, named, site_of

# The rotation


def test_slides_follow_each_other_after_their_dwell_time() -> None:
    world = World()
    world.take(make.notice("a"), make.notice("b"))
    assert len(world.stage.shown) == 1
    world.wait(9.9)
    assert len(world.stage.shown) == 1
    world.wait(0.2)
    assert sorted(named(world.stage.ids)) == ["a", "b"]
    assert [how for _, how in world.log.told] == [How.COMPLETE, None]
    assert world.log.plays[0]["seconds"] == pytest.approx(10.0, abs=0.1)


def test_every_page_of_a_slide_stands_for_its_time_and_counts_as_one_showing() -> None:
    world = World(pages=3)
    world.take(make.notice("a"))
    world.wait(29.5)
    assert [view.page for view, _ in world.stage.shown] == [1, 2, 3]
    assert world.log.told == [("a", None)]
    world.wait(1)
    assert world.log.told == [("a", How.COMPLETE), ("a", None)]
    assert world.log.plays[0]["seconds"] == pytest.approx(30.0, abs=0.2)


def test_nothing_to_show_is_the_directory() -> None:
    world = World()
    world.take()
    assert named(world.stage.ids) == ["nothing eligible"]


def test_what_follows_is_told_beforehand() -> None:
    world = World()
    world.take(make.notice("a"), make.notice("b"))
    world.wait(5)
    assert set(world.log.following) | {named(world.stage.ids)[0]} == {"a", "b"}


def test_on_the_first_of_many_pages_it_is_told_as_well() -> None:
    world = World(pages=3)
    world.take(make.notice("a"), make.notice("b"))
    world.wait(5)
    assert [view.page for view, _ in world.stage.shown] == [1]
    assert {*world.log.following, named(world.stage.ids)[0]} == {"a", "b"}


def test_the_clock_in_the_header_is_set_at_the_full_minute_and_only_then() -> None:
    world = World()
    site = site_of({"kind": "message", "title": "x", "duration": 600.0})
    world.take(site=site)
    world.wait(179)
    assert [furniture["minute"] for furniture in world.stage.furniture] == [0, 1, 2]


# Content changes


def test_new_content_leaves_the_slide_that_is_still_true() -> None:
    world = World()
    world.take(make.notice("a"))
    world.wait(3)
    world.take(make.notice("a"), make.notice("b"))
    assert named(world.stage.ids) == ["a"]
    world.wait(7.1)
    assert named(world.stage.ids) == ["a", "b"]


def test_a_withdrawn_notice_leaves_at_once() -> None:
    world = World()
    world.take(make.notice("a"), make.notice("b"))
    first = named(world.stage.ids)[0]
    world.wait(3)
    world.take(make.notice("b" if first == "a" else "a"))
    assert len(world.stage.shown) == 2
    assert world.log.told[0] == (first, How.EARLY)
    assert world.log.plays[0]["seconds"] == pytest.approx(3.0)


def test_an_expired_notice_leaves_to_the_second() -> None:
    world = World()
    world.take(make.notice("a", expires=make.utc("2026-11-24 09:00:04")))
    world.wait(3.9)
    assert named(world.stage.ids) == ["a"]
    world.wait(0.2)
    assert named(world.stage.ids) == ["a", "nothing eligible"]
    assert world.log.told[0] == ("a", How.EARLY)


def test_a_correction_shows_at_once_and_is_the_same_showing() -> None:
    world = World()
    world.take(make.notice("a", title="Coupure à 8 h"))
    world.wait(5)
    world.take(make.notice("a", title="Coupure à 9 h"))
    assert world.stage.ids == ["a:Coupure à 8 h", "a:Coupure à 9 h"]
    assert world.log.told == [("a", None)]
    assert world.log.corrections == ["Coupure à 9 h"], "kiosk status tells what the screen says"
    world.wait(9.5)  # there is time to read it anew
    assert len(world.stage.shown) == 2
    world.wait(1)
    assert world.log.told[0] == ("a", How.COMPLETE)
    assert world.log.plays[0]["seconds"] == pytest.approx(15.0, abs=0.2)


def test_content_that_changes_nothing_visible_changes_nothing() -> None:
    world = World()
    world.take(make.notice("a"))
    world.take(make.notice("a", link="https://commune.example/a"))
    assert len(world.stage.shown) == 1


def test_a_message_that_staff_edit_while_it_shows_is_corrected_on_the_spot() -> None:
    world = World()
    last = {"kind": "announcements"}
    world.take(make.notice("a"), site=site_of({"kind": "message", "title": "avant"}, last))
    world.wait(3)
    world.take(make.notice("a"), site=site_of({"kind": "message", "title": "après"}, last))
    assert named(world.stage.ids) == ["message", "message"]
    assert world.log.told == [("message", None)]


def test_an_item_that_staff_remove_leaves_at_once() -> None:
    world = World()
    world.take(
        make.notice("a"),
        site=site_of({"kind": "message", "title": "m"}, {"kind": "announcements"}),
    )
    world.wait(3)
    world.take(make.notice("a"), site=site_of({"kind": "announcements"}))
    assert named(world.stage.ids) == ["message", "a"]
    assert world.log.told[0] == ("message", How.EARLY)


# What is urgent


def test_a_takeover_interrupts_at_once() -> None:
    world = World()
    world.take(make.notice("a"))
    world.wait(3)
    world.take(make.notice("a"), make.notice("flood", **URGENT))
    assert named(world.stage.ids) == ["a", "flood"]
    assert world.log.told == [("a", How.INTERRUPTED), ("flood", None)]


def test_a_takeover_that_is_over_leaves_at_once() -> None:
    world = World()
    world.take(make.notice("a"), make.notice("flood", **URGENT))
    assert named(world.stage.ids) == ["flood"]
    world.wait(2)
    world.take(make.notice("a"))
    assert named(world.stage.ids) == ["flood", "a"]


def test_a_second_takeover_interrupts_the_first() -> None:
    world = World()
    world.take(make.notice("flood", **URGENT))
    world.wait(2)
    world.take(make.notice("flood", **URGENT), make.notice("gas", **URGENT))
    assert named(world.stage.ids) == ["flood", "gas"]


def test_a_slide_that_was_hardly_seen_comes_again_after_the_takeover() -> None:
    world = World()
    notices = [make.notice(key) for key in "abcdef"]
    world.take(*notices)
    world.wait(2)
    first = named(world.stage.ids)[0]
    world.take(*notices, make.notice("flood", **URGENT))
    world.wait(10.5)
    assert named(world.stage.ids) == [first, "flood", first]


# Bugs and clocks


def test_a_slide_with_a_bug_is_the_directory_and_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World()
    world.composer.broken.add("a")
    world.take(make.notice("a"))
    world.wait(60)
    assert set(named(world.stage.ids)) == {"nothing eligible"}
    errors = [record for record in caplog.records if record.exc_info]
    assert len(errors) == 1


def test_when_everything_has_a_bug_something_still_shows() -> None:
    world = World()
    world.composer.broken.add("everything")
    world.take(make.notice("a"))
    world.wait(60)
    assert set(world.stage.ids) == {"bare"}


def test_a_step_of_the_clock_is_noticed_within_30_seconds() -> None:
    world = World()
    site = site_of(
        {"kind": "message", "title": "m", "duration": 600.0, "until": "2026-11-30"},
    )  # fmt: skip
    world.take(site=site)
    world.wait(1)
    world.clock.set(make.utc("2026-12-24 09:00"))
    world.wait(30)
    assert named(world.stage.ids) == ["message", "nothing eligible"]


def test_stopping_logs_what_stood_and_lets_go_of_the_clips() -> None:
    world = World()
    world.take(film("a"), make.notice("b"))
    world.wait(3)
    world.director.stop()
    assert world.timer.due is None
    assert world.log.plays[-1]["how"] is How.INTERRUPTED
    assert world.deck.prepared == ()


def test_a_resolved_outage_changes_its_slide() -> None:
    world = World()
    world.take(make.notice("a", kind=Kind.OUTAGE, title="Coupure"))
    world.wait(2)
    world.take(
        make.notice(
            "a", kind=Kind.OUTAGE, title="Rétabli", state=State.RESOLVED, updated=world.clock.now()
        )
    )
    assert world.stage.now == "a:Rétabli"
