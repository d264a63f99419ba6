"""When something is due. Times are invented; nothing is fetched."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.store.fetches import FeedFetch
from kiosk.sync.due import next_attempt, settings_of, silent_since
from kiosk.sync.spread import START_S, Spread
from tests.make import service, utc
from tests.sync.world import NOW, a_site, feed

FEED = feed("commune", "https://a.example/f", every="15 min")
SITE = a_site(Path("/site"), FEED)
TRIED = FeedFetch(
    "commune", FEED.url, tried=settings_of(FEED, SITE, NOW), last_attempt=NOW, last_success=NOW
)
MINUTE = timedelta(minutes=1)


def due_after(known: FeedFetch | None, *, later: timedelta = MINUTE) -> timedelta:
    """How long after the last attempt a feed is due, seen a minute after it."""
    return next_attempt(FEED, SITE, known, NOW + later, stored=True) - NOW


def test_a_feed_never_tried_is_due_now() -> None:
    assert due_after(None) == MINUTE
    assert due_after(FeedFetch("commune", FEED.url)) == MINUTE


def test_after_a_success_it_is_due_as_often_as_the_site_says() -> None:
    assert due_after(TRIED) == timedelta(minutes=15)


@pytest.mark.parametrize(
    ("failures", "wait_s"), [(1, 15), (2, 30), (3, 60), (6, 480), (7, 900), (500, 900)]
)
def test_after_failures_it_is_due_sooner_and_less_and_less_so(failures: int, wait_s: int) -> None:
    known = replace(TRIED, failures=failures, error="x")
    assert due_after(known, later=timedelta(0)) == timedelta(seconds=wait_s)


def test_a_changed_setting_makes_it_due_at_once() -> None:
    changed = feed("commune", FEED.url, every="15 min", service="water")
    site = a_site(Path("/site"), changed)
    later = NOW + MINUTE
    assert next_attempt(changed, site, TRIED, later, stored=True) == later
    # Only how often it is asked is no reason to ask.
    slower = feed("commune", FEED.url, every="1 h")
    assert settings_of(slower, SITE, NOW) == settings_of(FEED, SITE, NOW)


def test_a_service_with_another_word_reads_the_feeds_anew() -> None:
    site = SITE.model_copy(update={"services": (service(words=("robinet",)),)})
    assert settings_of(FEED, site, NOW) != settings_of(FEED, SITE, NOW)


def test_what_was_lost_with_a_database_is_due_at_once() -> None:
    later = NOW + MINUTE
    assert next_attempt(FEED, SITE, TRIED, later, stored=False) == later


def test_a_clock_that_was_set_back_holds_nothing_up() -> None:
    earlier = NOW - timedelta(days=400)
    assert next_attempt(FEED, SITE, TRIED, earlier, stored=True) == earlier


def test_a_demonstration_is_due_when_the_day_changes() -> None:
    demo = feed("commune", "a.json", every="7 days", demo_day="2026-01-01")
    site = a_site(Path("/site"), demo)
    known = replace(TRIED, tried=settings_of(demo, site, NOW))
    assert next_attempt(demo, site, known, NOW, stored=True) == utc("2026-11-25 00:00")
    tomorrow = utc("2026-11-25 00:00")
    assert next_attempt(demo, site, known, tomorrow, stored=True) == tomorrow


def test_nobody_reads_since_when_a_wrong_clock_heard_nothing() -> None:
    known = FeedFetch("commune", FEED.url, last_success=utc("1970-01-02 00:00"))
    assert silent_since(FEED, known, utc("1970-01-03 00:00")) is None
    heard = replace(known, last_success=NOW - timedelta(days=3))
    assert silent_since(FEED, heard, NOW) == NOW - timedelta(days=3)


def test_what_says_something_else_later_is_due_then_and_once() -> None:
    """A calendar of which only so many dates were taken."""
    changes = NOW + timedelta(minutes=4, seconds=7)
    known = replace(TRIED, reread_at=changes)
    assert due_after(known) == changes - NOW
    after = replace(known, last_attempt=changes)
    assert next_attempt(FEED, SITE, after, changes, stored=True) == changes + 15 * MINUTE
    failed = replace(after, failures=1)
    assert next_attempt(FEED, SITE, failed, changes, stored=True) > changes
    wants = replace(known, retry_at=NOW + timedelta(minutes=9))
    assert due_after(wants) == timedelta(minutes=9), "the server is heeded"


def test_the_moment_is_the_same_for_all_machines_and_their_requests_are_not() -> None:
    daily = feed("commune", FEED.url, every="24 h")
    site = a_site(Path("/site"), daily)
    changes = NOW + timedelta(hours=2)
    known = replace(TRIED, tried=settings_of(daily, site, NOW), reread_at=changes)
    dues = [
        next_attempt(daily, site, known, NOW, stored=True, spread=Spread(f"machine {number}", NOW))
        for number in range(50)
    ]
    assert len(set(dues)) == 50
    early = [due for due in dues if due < changes]
    assert all(due <= changes + timedelta(seconds=START_S) for due in dues)
    assert len(early) < 25, "those whose round comes before it anyway"
