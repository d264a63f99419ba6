"""Demonstrations are moved to today."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.model.zones import zone
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.sync.demo import days_to_move, moved, next_midnight
from kiosk.sync.report import What
from kiosk.sync.round import sync_once
from tests.make import utc
from tests.sync.world import NOW, HeldClock, a_site, entry, feed, jsonfeed

CASABLANCA, PARIS = zone("Africa/Casablanca"), zone("Europe/Paris")


def test_a_real_feed_is_not_moved() -> None:
    assert days_to_move(feed("a", "a.json"), NOW, CASABLANCA) == 0


@pytest.mark.parametrize(
    ("day", "now", "days"),
    [
        ("2026-11-24", "2026-11-24 00:00", 0),
        ("2026-11-24", "2026-11-24 23:59", 0),
        ("2026-11-24", "2026-11-25 00:00", 1),
        ("2026-11-24", "2027-11-24 12:00", 365),
        ("2026-12-07", "2026-11-24 12:00", -13),
    ],
)
def test_it_is_moved_by_whole_days(day: str, now: str, days: int) -> None:
    demo = feed("a", "a.json", demo_day=day)
    assert days_to_move(demo, utc(now), CASABLANCA) == days


def test_the_hour_on_the_wall_stays_over_a_change_of_clock() -> None:
    """09:00 in Paris stays 09:00, in summer as in winter."""
    winter = utc("2026-01-10 08:00")
    assert moved(winter, 180, PARIS) == utc("2026-07-09 07:00")
    # Morocco left UTC+1 on 2026-09-20.
    assert moved(utc("2026-09-19 08:00"), 2, CASABLANCA) == utc("2026-09-21 09:00")


def test_the_day_begins_in_the_zone_of_the_site() -> None:
    assert next_midnight(utc("2026-07-09 21:00"), PARIS) == utc("2026-07-09 22:00")
    assert next_midnight(utc("2026-07-09 22:00"), PARIS) == utc("2026-07-10 22:00")


def test_the_same_file_is_stored_anew_when_the_day_changes(
    folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    item = entry("a", _kiosk={"starts": "2026-05-01T10:00:00Z"})
    (folder / "f.json").write_text(json.dumps(jsonfeed(item)))
    site = a_site(folder, feed("demo", "f.json", demo_day="2026-05-01"))
    store = ContentStore(data)
    for days in (0, 1, 30):
        clock.at = NOW + timedelta(days=days)
        report = sync_once(site, data, clock)
        assert report.feeds[0].what is What.CHANGED
        (notice,) = store.notices()
        # 10:00 UTC in May was 11:00 in Casablanca; it is 11:00 UTC in November.
        assert notice.starts == utc("2026-11-24 11:00") + timedelta(days=days)
    before = store.data_version()
    assert sync_once(site, data, clock).feeds[0].what is What.UNCHANGED
    assert store.data_version() == before
    store.close()
