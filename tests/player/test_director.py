"""What comes on the screen, when, and when it leaves."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.model.notice import Kind, Media, Notice, Role, Severity, State, Urgency
from kiosk.model.site import Site
from kiosk.store.plays import How
from tests import make
from tests.player.fakes import World, named

URGENT: dict[str, Any] = {
    "kind": Kind.ALERT,
    "severity": Severity.EXTREME,
    "urgency": Urgency.IMMEDIATE,
}


def film(key: str, **more: Any) -> Notice:
    """A notice that has a sign-language video."""
    media = (Media(url=f"{key}.mp4", role=Role.SIGN_VIDEO, path=f"/media/{key}.mp4"),)
    return make.notice(key, media=media, **more)


def film_site(*items: dict[str, Any]) -> Site:
    return make.site(playlists=(make.playlist(*items),))


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
    site = film_site({"kind": "message", "title": "x", "duration": 600.0})
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


def test_a_correction_during_the_clip_does_not_start_the_clip_again() -> None:
    world = World()
    world.take(film("a", title="Avant"))
    world.wait(5)
    token = world.token
    world.take(film("a", title="Après"))
    assert world.stage.now == "a:Après"
    assert world.token == token
    assert world.deck.started == [token]


def test_content_that_changes_nothing_visible_changes_nothing() -> None:
    world = World()
    world.take(make.notice("a"))
    world.take(make.notice("a", link="https://commune.example/a"))
    assert len(world.stage.shown) == 1


def test_a_message_that_staff_edit_while_it_shows_is_corrected_on_the_spot() -> None:
    world = World()
    last = {"kind": "announcements"}
    world.take(make.notice("a"), site=film_site({"kind": "message", "title": "avant"}, last))
    world.wait(3)
    world.take(make.notice("a"), site=film_site({"kind": "message", "title": "après"}, last))
    assert named(world.stage.ids) == ["message", "message"]
    assert world.log.told == [("message", None)]


def test_an_item_that_staff_remove_leaves_at_once() -> None:
    world = World()
    world.take(
        make.notice("a"),
        site=film_site({"kind": "message", "title": "m"}, {"kind": "announcements"}),
    )
    world.wait(3)
    world.take(make.notice("a"), site=film_site({"kind": "announcements"}))
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


def test_a_takeover_interrupts_a_clip_and_lets_go_of_it() -> None:
    world = World()
    world.take(film("a"))
    world.wait(3)
    clip = world.token
    world.take(film("a"), make.notice("flood", **URGENT))
    assert named(world.stage.ids) == ["a", "flood"]
    world.wait(2)
    assert clip in world.deck.stopped
    world.deck.finish(clip)  # late word of an old clip
    world.deck.fail(clip)
    assert named(world.stage.ids) == ["a", "flood"]


def test_a_takeover_with_a_video_does_not_wait_for_it_for_long() -> None:
    world = World(deck_answers=False)
    world.take(make.notice("a"))
    world.wait(3)
    world.take(make.notice("a"), film("flood", **URGENT))
    world.wait(0.6)
    assert named(world.stage.ids) == ["a", "flood"]
    token = world.token
    assert world.deck.started == []
    world.deck.become_ready(token)
    assert world.deck.started == [token]


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


# Video


def test_the_next_clip_is_opened_while_the_slide_before_stands() -> None:
    world = World()
    site = film_site({"kind": "announcements", "limit": 1}, {"kind": "capsules"})
    world.take(make.notice("a"), film("c", kind=Kind.CAPSULE), site=site)
    assert named(world.stage.ids) == ["a"]
    world.wait(2)
    assert [clip.path for clip in world.deck.clips.values()] == ["/media/c.mp4"]
    assert world.deck.started == []
    world.wait(8.1)
    assert named(world.stage.ids) == ["a", "c"]
    assert world.deck.started == [1]


def test_a_clip_ends_when_it_ends() -> None:
    world = World()
    world.take(film("a"), make.notice("b"), site=film_site({"kind": "announcements"}))
    while named(world.stage.ids)[-1] != "a":
        world.wait(1)
    world.wait(11)
    shown = len(world.stage.shown)
    world.deck.finish(world.token)
    assert len(world.stage.shown) == shown + 1
    assert world.log.plays[shown - 1]["how"] is How.COMPLETE


def test_the_old_clip_keeps_its_last_frame_until_the_transition_is_over() -> None:
    world = World()
    world.take(film("a"))
    first = world.token
    world.wait(5)
    world.deck.finish(first)
    assert first not in world.deck.stopped
    world.wait(1.1)
    assert first in world.deck.stopped


def test_a_clip_that_does_not_open_is_skipped_within_five_seconds() -> None:
    world = World(deck_answers=False)
    site = film_site(
        {"kind": "message", "title": "m", "duration": 10.0}, {"kind": "capsules"},
        {"kind": "announcements"},
    )  # fmt: skip
    world.take(make.notice("a"), film("c", kind=Kind.CAPSULE), site=site)
    world.wait(10.1)
    assert named(world.stage.ids) == ["message"], "the old slide stands while it opens"
    world.wait(4.9)
    assert named(world.stage.ids) == ["message", "a"]
    assert ("c", How.FAILED) in world.log.told


def test_a_clip_that_fails_ahead_of_its_time_is_never_missed() -> None:
    world = World(deck_answers=False)
    site = film_site(
        {"kind": "message", "title": "m", "duration": 10.0}, {"kind": "capsules"},
        {"kind": "announcements"},
    )  # fmt: skip
    world.take(make.notice("a"), film("c", kind=Kind.CAPSULE), site=site)
    world.wait(2)
    (token,) = world.deck.prepared
    world.deck.fail(token)
    world.wait(8.2)
    assert named(world.stage.ids) == ["message", "a"]


def test_a_capsule_that_fails_on_the_screen_gives_way_and_rests_for_a_while() -> None:
    world = World()
    site = film_site({"kind": "capsules"}, {"kind": "message", "title": "m", "duration": 10.0})
    world.take(film("c", kind=Kind.CAPSULE), site=site)
    world.wait(3)
    world.deck.fail(world.token, "stalled")
    assert named(world.stage.ids) == ["c", "message"]
    assert world.log.told[0] == ("c", How.FAILED)
    world.wait(550)
    assert set(named(world.stage.ids)[1:]) == {"message"}
    world.wait(100)
    assert "c" in named(world.stage.ids)[2:]


def test_a_notice_whose_video_fails_shows_in_words() -> None:
    world = World()
    world.take(film("a"))
    world.wait(3)
    world.deck.fail(world.token)
    assert named(world.stage.ids) == ["a", "a"]
    assert world.stage.shown[-1][1] == 0
    assert world.stage.shown[-1][0].clip is None
    assert world.log.told == [("a", How.FAILED), ("a", None)]


def test_only_broken_clips_leave_the_directory() -> None:
    world = World()
    site = film_site({"kind": "capsules"})
    world.take(film("c", kind=Kind.CAPSULE), site=site)
    world.deck.fail(world.token)
    assert named(world.stage.ids) == ["c", "nothing eligible"]


def test_a_mended_site_tries_broken_clips_again() -> None:
    world = World()
    items: tuple[dict[str, Any], ...] = (
        {"kind": "capsules"}, {"kind": "message", "title": "m", "duration": 10.0},
    )  # fmt: skip
    capsule = film("c", kind=Kind.CAPSULE)
    world.take(capsule, site=film_site(*items))
    world.deck.fail(world.token)
    world.take(capsule, site=film_site(*items))
    world.wait(11)
    assert named(world.stage.ids) == ["c", "message", "c"]


def test_a_deck_that_says_nothing_does_not_hold_the_screen() -> None:
    world = World()
    world.take(film("c", kind=Kind.CAPSULE), site=film_site({"kind": "capsules"}))
    world.wait(12 + 9)
    assert named(world.stage.ids)[:2] == ["c", "nothing eligible"]


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
    site = film_site(
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
