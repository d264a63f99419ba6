"""Caption tracks."""

from __future__ import annotations

from kiosk.player.video.captions import CaptionTrack
from kiosk.site.captions import Cue

TRACK = CaptionTrack.of([
    Cue(5.0, 6.0, "three"),
    Cue(1.0, 2.5, "<b>one</b> &amp; a half"),
    Cue(2.0, 3.0, "two"),
    Cue(4.0, 4.0, "no time"),
    Cue(7.0, 8.0, " <i> </i> "),
])  # fmt: skip


def test_what_is_said_at_a_moment() -> None:
    assert TRACK.at(0.99) == ""
    assert TRACK.at(1.0) == "one & a half"
    assert TRACK.at(2.2) == "one & a half\ntwo"
    assert TRACK.at(2.5) == "two"
    assert TRACK.at(3.0) == ""
    assert TRACK.at(4.0) == ""
    assert TRACK.at(7.5) == ""


def test_when_that_next_changes() -> None:
    assert TRACK.next_change(0.0) == 1.0
    assert TRACK.next_change(1.0) == 2.0
    assert TRACK.next_change(3.0) == 5.0
    assert TRACK.next_change(6.0) is None


def test_three_lines_become_two_of_about_the_same_length() -> None:
    track = CaptionTrack.of([Cue(0, 1, "La coupure d'eau\ncommence à huit heures\net demie.")])
    assert track.at(0.5) == "La coupure d'eau commence\nà huit heures et demie."


def test_of_four_lines_at_once_the_last_two_stay() -> None:
    track = CaptionTrack.of([Cue(0, 2, "a\nb"), Cue(1, 2, "c\nd")])
    assert track.at(1.5) == "c\nd"


def test_a_single_long_word_stays_as_it_is() -> None:
    assert CaptionTrack.of([Cue(0, 1, "\n\nA\n")]).at(0) == "A"


def test_commands_of_other_formats_are_not_read_out() -> None:
    track = CaptionTrack.of([Cue(0, 1, r"{\an8}<font color='#fff'>Eau</font> <00:00.500>5 < 7")])
    assert track.at(0) == "Eau 5 < 7"
