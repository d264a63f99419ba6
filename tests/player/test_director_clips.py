"""Clips on the screen: opened in time, ended, failed, in the way of something urgent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kiosk.model.notice import Kind, Media, Role
from kiosk.player.clips import SHUNNED_S
from kiosk.store.plays import How, LeftOut
from tests import make
from tests.player.fakes import URGENT, World, film, named, site_of


def test_a_correction_during_the_clip_does_not_start_the_clip_again() -> None:
    world = World()
    world.take(film("a", title="Avant"))
    world.wait(5)
    token = world.token
    world.take(film("a", title="Après"))
    assert world.stage.now == "a:Après"
    assert world.token == token
    assert world.deck.started == [token]


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


def test_the_next_clip_is_opened_while_the_slide_before_stands() -> None:
    world = World()
    site = site_of({"kind": "announcements", "limit": 1}, {"kind": "capsules"})
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
    world.take(film("a"), make.notice("b"), site=site_of({"kind": "announcements"}))
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
    site = site_of(
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
    site = site_of(
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
    site = site_of({"kind": "capsules"}, {"kind": "message", "title": "m", "duration": 10.0})
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
    site = site_of({"kind": "capsules"})
    world.take(film("c", kind=Kind.CAPSULE), site=site)
    world.deck.fail(world.token)
    assert named(world.stage.ids) == ["c", "nothing eligible"]


def test_a_mended_site_tries_broken_clips_again() -> None:
    world = World()
    items: tuple[dict[str, Any], ...] = (
        {"kind": "capsules"}, {"kind": "message", "title": "m", "duration": 10.0},
    )  # fmt: skip
    capsule = film("c", kind=Kind.CAPSULE)
    world.take(capsule, site=site_of(*items))
    world.deck.fail(world.token)
    world.take(capsule, site=site_of(*items))
    world.wait(11)
    assert named(world.stage.ids) == ["c", "message", "c"]


def test_a_deck_that_says_nothing_does_not_hold_the_screen() -> None:
    world = World()
    world.take(film("c", kind=Kind.CAPSULE), site=site_of({"kind": "capsules"}))
    world.wait(12 + 9)
    assert named(world.stage.ids)[:2] == ["c", "nothing eligible"]


def test_a_film_that_failed_is_told_until_it_plays() -> None:
    world = World()
    world.take(film("a"))
    world.wait(2)
    assert world.log.lost == ()
    world.deck.fail(world.token, "the file is broken")
    assert world.log.lost == (LeftOut(kind="video", file="a.mp4", reason="the file is broken"),)
    world.wait(SHUNNED_S)
    assert world.log.lost, "it was not tried again yet, or is not over"
    while not world.token:
        world.wait(1)
    world.wait(3)
    world.deck.finish(world.token)
    world.wait(3)
    assert world.log.lost == ()


def test_a_film_that_failed_is_not_told_once_nothing_names_it() -> None:
    world = World()
    world.take(film("a"), make.notice("b"))
    while named(world.stage.ids)[-1] != "a":
        world.wait(1)
    world.deck.fail(world.token)
    assert [one.file for one in world.log.lost] == ["a.mp4"]
    world.take(make.notice("b"))
    assert world.log.lost == ()


def test_a_film_that_failed_is_not_told_once_another_file_is_in_its_place(tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(b"broken")
    world = World()
    media = (Media(url="film.mp4", role=Role.SIGN_VIDEO, path=str(file)),)
    world.take(make.notice("a", media=media))
    world.wait(2)
    world.deck.fail(world.token)
    assert world.log.lost
    file.write_bytes(b"a film that was mended")
    world.wait(30)
    assert world.log.lost == ()


def test_what_has_expired_is_not_told() -> None:
    world = World()
    world.take(film("a", expires=make.utc("2026-11-24 09:05")), make.notice("b"))
    while named(world.stage.ids)[-1] != "a":
        world.wait(1)
    world.deck.fail(world.token)
    assert world.log.lost
    world.wait(320)
    assert world.log.lost == ()
