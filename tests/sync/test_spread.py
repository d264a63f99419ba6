"""Two hundred screens do not ask at the same moment. Times are invented; nothing is fetched."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.device.machine import machine_mark
from kiosk.store.fetches import FeedFetch, MediaFetch
from kiosk.sync.due import next_attempt, settings_of
from kiosk.sync.spread import FIRST_START_S, START_S, Spread
from kiosk.sync.wanted import Wanted, next_download
from tests.sync.world import NOW, a_site, feed

FEED = feed("commune", "https://a.example/f", every="15 min")
SITE = a_site(Path("/site"), FEED)
YESTERDAY = FeedFetch(
    "commune",
    FEED.url,
    tried=settings_of(FEED, SITE, NOW),
    last_attempt=NOW - timedelta(hours=14),
    last_success=NOW - timedelta(hours=14),
)


def machines(count: int = 200, started: datetime = NOW) -> list[Spread]:
    return [Spread(f"machine {number}", started) for number in range(count)]


def due(spread: Spread, known: FeedFetch | None, now: datetime = NOW) -> datetime:
    return next_attempt(FEED, SITE, known, now, stored=known is not None, spread=spread)


def per_slice(moments: list[datetime], slice_s: float) -> Counter[int]:
    return Counter(int((moment - NOW).total_seconds() // slice_s) for moment in moments)


def test_screens_switched_on_in_the_morning_ask_one_after_the_other() -> None:
    moments = [due(spread, YESTERDAY) for spread in machines()]
    assert all(timedelta(0) <= moment - NOW <= timedelta(seconds=START_S) for moment in moments)
    assert len(set(moments)) == 200
    # 200 over 300 s: 20 in 30 s on the average.
    assert max(per_slice(moments, 30).values()) < 40


def test_new_screens_wait_for_seconds_only() -> None:
    moments = [due(spread, None) for spread in machines()]
    longest = max(moments) - NOW
    assert timedelta(seconds=FIRST_START_S / 2) < longest <= timedelta(seconds=FIRST_START_S)
    assert max(per_slice(moments, 1).values()) < 45


def test_the_same_question_has_the_same_answer() -> None:
    spread = machines(1)[0]
    moment = due(spread, YESTERDAY)
    assert due(spread, YESTERDAY, moment - timedelta(seconds=1)) == moment
    assert due(spread, YESTERDAY, moment + timedelta(seconds=5)) <= moment + timedelta(seconds=5)


def test_in_the_long_run_a_feed_is_asked_exactly_as_often_as_the_site_says() -> None:
    spread = machines(1)[0]
    known = replace(YESTERDAY, last_attempt=due(spread, YESTERDAY))
    asked = []
    for _ in range(5):
        moment = due(spread, known, known.last_attempt or NOW)
        asked.append(moment)
        known = replace(known, last_attempt=moment)
    gaps = [later - earlier for earlier, later in itertools.pairwise(asked)]
    assert gaps == [timedelta(minutes=15)] * 4


def test_after_a_failure_that_hit_all_they_come_back_spread() -> None:
    failed = replace(YESTERDAY, last_attempt=NOW, failures=6, error="503", http_status=503)
    waits = [(due(spread, failed) - NOW).total_seconds() for spread in machines()]
    assert min(waits) >= 48
    assert max(waits) <= 480
    assert max(per_slice([NOW + timedelta(seconds=wait) for wait in waits], 48).values()) < 45


def test_a_file_that_failed_is_tried_again_spread_too() -> None:
    known = MediaFetch("https://a.example/v.mp4", last_attempt=NOW, failures=3)
    wanted = Wanted(known.url)
    waits = {next_download(wanted, None, known, NOW, spread=one) - NOW for one in machines()}
    assert len(waits) == 200
    assert timedelta(seconds=24) <= min(waits)
    assert max(waits) <= timedelta(minutes=4)


def test_a_file_of_the_site_waits_for_nothing() -> None:
    local = feed("commune", "content/f.json")
    spread = machines(1)[0]
    site = a_site(Path("/site"), local)
    assert next_attempt(local, site, None, NOW, stored=False, spread=spread) == NOW


def test_a_clock_that_is_set_after_the_start_holds_nothing_up() -> None:
    spread = Spread("a", NOW + timedelta(days=300))
    assert due(spread, None) == NOW
    later = NOW + timedelta(days=300)
    assert due(Spread("a", NOW), YESTERDAY, later) <= later


@pytest.mark.parametrize(("wait", "expected"), [(3600, 3600), (99 * 86400, 86400), (1, 15)])
def test_a_server_says_when_it_wants_to_be_asked_again(wait: int, expected: int) -> None:
    known = replace(YESTERDAY, last_attempt=NOW, failures=1, retry_at=NOW + timedelta(seconds=wait))
    assert next_attempt(FEED, SITE, known, NOW, stored=True) - NOW == timedelta(seconds=expected)


def test_what_is_gone_is_not_asked_again_until_its_address_changes() -> None:
    gone = replace(YESTERDAY, last_attempt=NOW, failures=1, http_status=410, error="gone")
    years = NOW + timedelta(days=3000)
    assert next_attempt(FEED, SITE, gone, years, stored=True) > years + timedelta(days=3000)
    moved = feed("commune", "https://b.example/f")
    assert next_attempt(moved, SITE, gone, years, stored=True) == years


def test_a_machine_is_told_from_its_clone(tmp_path: Path) -> None:
    def machine(name: str, card: str) -> str:
        root = tmp_path / name
        (root / "etc").mkdir(parents=True)
        (root / "sys/class/net/eth0").mkdir(parents=True)
        (root / "etc/machine-id").write_text("cloned")
        (root / "sys/class/net/eth0/address").write_text(card)
        return machine_mark(root)

    one, other = machine("a", "02:00:00:00:00:01"), machine("b", "02:00:00:00:00:02")
    assert one != other
    assert machine_mark(tmp_path / "a") == one
    assert "cloned" not in one
