"""When something is due. Times are invented; nothing is fetched."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.model.notice import Captions, Media, Role, Severity, State
from kiosk.store.fetches import FeedFetch, MediaFetch
from kiosk.store.media import StoredMedia
from kiosk.sync.due import (
    Wanted,
    next_attempt,
    next_download,
    settings_of,
    silent_since,
    unused,
    wanted_media,
)
from tests.make import notice, service, utc
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


def video(name: str, **more: object) -> Media:
    return Media.model_validate({"url": f"https://a.example/{name}", "role": Role.VIDEO, **more})


def test_the_files_that_notices_name_are_wanted_the_urgent_first() -> None:
    captions = (Captions(language="ar", url="https://a.example/s.vtt"),)
    notices = (
        notice("a", media=(video("a.mp4"),)),
        notice("b", media=(video("a.mp4"), video("b.mp4", captions=captions))),
        notice("c", media=(video("c.mp4"),), severity=Severity.SEVERE),
        notice("over", media=(video("over.mp4"),), expires=NOW),
        notice("test", media=(video("test.mp4"),), state=State.TEST),
    )
    names = [wanted.url.rpartition("/")[2] for wanted in wanted_media(notices, NOW)]
    assert names == ["c.mp4", "a.mp4", "b.mp4", "s.vtt"]


URL = "https://a.example/a.mp4"
HERE = StoredMedia("1" * 64, ".mp4", 5)
KNOWN = MediaFetch(URL, last_attempt=NOW, last_success=NOW)


@pytest.mark.parametrize(
    ("wanted", "stored", "known", "after"),
    [
        (Wanted(URL), None, None, timedelta(0)),
        (Wanted(URL), HERE, KNOWN, timedelta(days=1)),
        (Wanted("content/a.mp4"), HERE, KNOWN, timedelta(minutes=15)),
        (Wanted(URL, sha256="1" * 64), HERE, KNOWN, None),
        (Wanted(URL, sha256="1" * 64), HERE, None, None),
        (Wanted(URL, sha256="1" * 64), HERE, replace(KNOWN, failures=3), None),
        (Wanted(URL, sha256="2" * 64), HERE, KNOWN, timedelta(0)),
        (Wanted(URL), None, KNOWN, timedelta(0)),
        (Wanted(URL), None, replace(KNOWN, failures=1), timedelta(minutes=1)),
        (Wanted(URL), None, replace(KNOWN, failures=3), timedelta(minutes=4)),
        (Wanted(URL), None, replace(KNOWN, failures=99), timedelta(hours=6)),
        (Wanted(URL), HERE, replace(KNOWN, last_attempt=NOW + timedelta(days=9)), timedelta(0)),
        (Wanted(URL), None, replace(KNOWN, failures=1, http_status=410), None),
        (Wanted(URL), HERE, replace(KNOWN, failures=1, http_status=410), None),
    ],
)
def test_when_a_file_is_asked_for(
    wanted: Wanted, stored: StoredMedia | None, known: MediaFetch | None, after: timedelta | None
) -> None:
    due = next_download(wanted, stored, known, NOW)
    assert (due > NOW + timedelta(days=9000)) if after is None else (due - NOW == after)


def test_nobody_reads_since_when_a_wrong_clock_heard_nothing() -> None:
    known = FeedFetch("commune", FEED.url, last_success=utc("1970-01-02 00:00"))
    assert silent_since(FEED, known, utc("1970-01-03 00:00")) is None
    heard = replace(known, last_success=NOW - timedelta(days=3))
    assert silent_since(FEED, heard, NOW) == NOW - timedelta(days=3)


def test_what_failed_for_long_is_tried_soon_after_the_network_is_back() -> None:
    """After a month offline it would else wait for hours, and the screen with it."""
    known = replace(KNOWN, failures=99)
    at = NOW + timedelta(hours=1)
    due = next_download(Wanted(URL), None, known, at, contact=at)
    assert due - at == timedelta(minutes=1)
    refused = replace(known, retry_at=NOW + timedelta(hours=5))
    due = next_download(Wanted(URL), None, refused, at, contact=at)
    assert due - at == timedelta(hours=4), "a server that said when is heeded"
    again = replace(known, last_attempt=at, failures=100)
    due = next_download(Wanted(URL), None, again, at, contact=at)
    assert due - at == timedelta(hours=6), "that was the try"


def test_a_file_that_nobody_names_is_let_go_a_day_later() -> None:
    here = {URL: HERE}
    assert list(unused([Wanted(URL)], here, {}, NOW)) == []
    assert list(unused([], here, {}, NOW)) == [(URL, False)]
    known = {URL: replace(KNOWN, unused_since=NOW)}
    assert list(unused([], here, known, NOW + timedelta(hours=23))) == [(URL, False)]
    assert list(unused([], here, known, NOW + timedelta(hours=24))) == [(URL, True)]
