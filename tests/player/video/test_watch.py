"""What is wrong with a clip, and when to look again. No clock, no libVLC."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.player.video.vlc import Track
from kiosk.player.video.vlc_player import decoder_threads
from kiosk.player.video.watch import Limits, Vitals, complaint, cut_short, next_look_s

LIMITS = Limits()
OPENING = Vitals(100.0, None, False, 0.0, None)
PLAYING = Vitals(100.0, 110.0, True, 115.0, 10.0)


def test_a_clip_has_three_seconds_and_a_half_for_its_first_picture() -> None:
    assert complaint(OPENING, LIMITS, 103.4) == ""
    assert "no picture came within 3.5 s" in complaint(OPENING, LIMITS, 103.5)
    assert next_look_s(OPENING, LIMITS, 101.0) == 2.5


def test_a_clip_that_waits_for_its_start_is_well_for_ever() -> None:
    waiting = replace(PLAYING, started=None, moved=100.2)
    assert complaint(waiting, LIMITS, 10_000.0) == ""
    assert next_look_s(waiting, LIMITS, 10_000.0) is None


def test_three_seconds_without_a_sign_of_life_are_a_stall() -> None:
    assert complaint(PLAYING, LIMITS, 117.9) == ""
    assert "stands still" in complaint(PLAYING, LIMITS, 118.0)


def test_the_wait_before_the_start_is_no_stall() -> None:
    assert complaint(replace(PLAYING, moved=101.0), LIMITS, 112.0) == ""


def test_a_clip_may_last_four_seconds_longer_than_it_states() -> None:
    alive = replace(PLAYING, moved=123.9)
    assert complaint(alive, LIMITS, 123.9) == ""
    assert "goes on after the 10.0 s" in complaint(alive, LIMITS, 124.0)
    assert complaint(replace(alive, duration_s=None), LIMITS, 125.0) == ""


def test_a_playing_clip_is_looked_at_twice_a_second_and_when_its_time_is_up() -> None:
    assert next_look_s(PLAYING, LIMITS, 115.0) == 0.5
    assert next_look_s(PLAYING, LIMITS, 123.75) == 0.25


@pytest.mark.parametrize(("played", "stated", "short"), [
    (2.0, 20.0, True),
    (9.0, 10.0, False),
    (0.9, 3.0, False),
    (5.0, None, False),
    (60.0, 90.0, True),
])  # fmt: skip
def test_a_good_part_must_be_missing_before_a_file_counts_as_cut(
    played: float, stated: float | None, short: bool
) -> None:
    assert bool(cut_short(played, stated)) is short


@pytest.mark.parametrize(("size", "fps", "machine", "threads"), [
    ((1920, 1080), 30.0, "x86_64", 1),
    ((1920, 1080), 60.0, "x86_64", 2),
    ((3840, 2160), 60.0, "x86_64", 4),
    ((1920, 1080), 30.0, "aarch64", 3),
    ((1280, 720), None, "aarch64", 2),
    ((192, 108), 25.0, "aarch64", 1),
])  # fmt: skip
def test_a_clip_is_decoded_by_as_few_threads_as_keep_up(
    size: tuple[int, int], fps: float | None, machine: str, threads: int
) -> None:
    track = Track(*size, 1.0, 10.0, fps, "h264", False)
    assert decoder_threads(track, machine=machine, cores=4) == threads
    assert decoder_threads(track, machine=machine, cores=1) == 1
