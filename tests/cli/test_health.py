"""What of a site needs a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from kiosk.cli.health import Health, Player, judge
from kiosk.model.fault import Fault
from kiosk.model.site import Feed
from kiosk.store.content import FeedStatus
from kiosk.store.plays import LeftOut, PlayerState
from tests import make
from tests.make import utc

NOW = utc("2026-11-24 09:00")
FEED = Feed(name="commune", url="https://feeds.example/commune.json", every="15 min")


def player(screen: str = "hall", *, runs: bool = True, at: datetime = NOW) -> Player:
    return Player(PlayerState(screen=screen, pid=7, at=at, since=at, showing="Eau"), runs)


def feed_status(**more: Any) -> FeedStatus:
    values: dict[str, Any] = {
        "name": "commune",
        "url": FEED.url,
        "format": "jsonfeed",
        "title": "Commune",
        "notices": 12,
        "last_attempt": NOW,
        "last_success": NOW - timedelta(minutes=5),
        "last_change": None,
        "error": None,
        "http_status": 200,
        "failures": 0,
        "warnings": (),
        "warned": 0,
    }
    return FeedStatus(**{**values, **more})


def health(
    *players: Player,
    status: FeedStatus | None = None,
    faults: tuple[Fault, ...] = (),
    sync_runs: bool = True,
    site_is_good: bool = True,
) -> Health:
    return judge(
        make.site(feeds=(FEED,)) if site_is_good else None,
        faults,
        players,
        [status] if status else [],
        sync_runs=sync_runs,
        now=NOW,
    )


def test_all_is_well() -> None:
    assert health(player(), status=feed_status()).attention == ()


def test_no_player_and_no_sync_need_a_person() -> None:
    attention = health(status=feed_status(), sync_runs=False).attention
    assert len(attention) == 2
    assert "No player runs" in attention[0]
    assert "Sync does not run" in attention[1]


def test_a_player_that_ended_is_missed() -> None:
    attention = health(player(), player("civil", runs=False), status=feed_status()).attention
    assert attention == ("The player of the screen civil has ended. Start it again.",)


def test_a_player_that_was_tried_once_long_ago_is_forgotten_where_another_runs() -> None:
    old = player("civil", runs=False, at=NOW - timedelta(days=3))
    found = health(player(), old, status=feed_status())
    assert found.attention == ()
    assert [entry.state.screen for entry in found.players] == ["hall"]


def test_the_only_player_is_never_forgotten() -> None:
    old = player(runs=False, at=NOW - timedelta(days=3))
    found = health(old, status=feed_status())
    assert found.players == (old,)
    assert "No player runs" in found.attention[0]


def test_a_screen_that_is_no_longer_in_the_site_needs_a_person() -> None:
    (said,) = health(player("entrance"), status=feed_status()).attention
    assert "entrance is not in screens.yaml" in said
    assert said.endswith("with one of: hall.")
    gone = health(player("entrance", runs=False), player(), status=feed_status())
    assert "screens.yaml" not in " ".join(gone.attention)


def test_a_feeds_last_error_is_told_in_its_words() -> None:
    failing = feed_status(error="the server does not answer", failures=4)
    assert health(player(), status=failing).attention == (
        "Feed commune: the server does not answer (4 times in a row)",
    )


def test_a_feed_that_was_never_fetched() -> None:
    assert "never fetched" in health(player()).attention[0]


def test_a_feed_is_late_only_after_several_missed_rounds() -> None:
    missed_two = feed_status(last_success=NOW - timedelta(minutes=40))
    missed_many = feed_status(last_success=NOW - timedelta(hours=5))
    assert health(player(), status=missed_two).attention == ()
    assert health(player(), status=missed_many).attention == (
        "Feed commune: its last good answer is 5 h old.",
    )


def test_errors_in_the_sites_files_need_a_person_and_warnings_do_not() -> None:
    warning = Fault("screens.yaml", 1, 1, "unused-playlist", level="warning")
    error = Fault("screens.yaml", 2, 1, "unknown-key")
    assert health(player(), status=feed_status(), faults=(warning,)).attention == ()
    broken = health(player(), status=feed_status(), faults=(warning, error), site_is_good=False)
    assert broken.attention == (
        "The site's files have 1 error, so the last good site stays on the screens."
        " See kiosk check.",
    )


def test_what_cannot_be_read_needs_a_person() -> None:
    found = judge(
        make.site(), (), [player()], [], sync_runs=True, now=NOW, unread=["plays.db: damaged."]
    )
    assert found.attention == ("plays.db: damaged.",)


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "leaves out the picture content/a.png: the picture cannot be read: rubbish. Put"),
        ("fr", "laisse de côté l'image content/a.png : l'image est illisible : rubbish. Remettez"),
        ("ar", "الصورة \u2068content/a.png\u2069: \u2068لا يمكن قراءة الصورة: "),
    ],
)
def test_a_file_that_the_wall_leaves_out_needs_a_person(language: str, says: str) -> None:
    reason = "the picture cannot be read: rubbish"
    told = without([LeftOut(kind="picture", file="content/a.png", reason=reason)], language)
    assert len(told) == 1
    assert says in told[0]
    assert "JPEG" in told[0]


def test_of_very_many_files_that_are_left_out_the_first_are_told() -> None:
    lost = [LeftOut(kind="video", file=f"{n}.mp4", reason="the file is empty") for n in range(9)]
    told = without(lost, "en")
    assert "0.mp4: the file is empty. Put it back" in told[0]
    assert told[-1] == "Screen hall leaves out more files (5): kiosk status --json"
    assert len(told) == 5


def without(lost: list[LeftOut], language: str) -> tuple[str, ...]:
    """What needs a person on a screen that leaves these files out."""
    state = PlayerState(
        screen="hall", pid=7, at=NOW, since=NOW, showing="Eau", left_out=tuple(lost)
    )
    players = [Player(state, runs=True)]
    return judge(make.site(), (), players, [], sync_runs=True, now=NOW, language=language).attention
