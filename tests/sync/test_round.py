"""Rounds against a real server: what the player reads afterwards."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.model.site import Site
from kiosk.store.content import ContentStore, FeedStatus
from kiosk.store.folder import DataFolder
from kiosk.sync.lock import only_one
from kiosk.sync.report import Step, What
from kiosk.sync.round import sync_once
from tests.sync.world import NOW, HeldClock, Server, a_site, entry, feed, jsonfeed, stored


@pytest.fixture
def site(server: Server, folder: Path) -> Site:
    return a_site(folder, feed("commune", f"{server.url}/f"))


def status(data: DataFolder, name: str = "commune") -> FeedStatus:
    store = ContentStore(data)
    try:
        return next(one for one in store.feeds() if one.name == name)
    finally:
        store.close()


def version(data: DataFolder) -> int:
    store = ContentStore(data)
    try:
        return store.data_version()
    finally:
        store.close()


def test_entries_arrive_are_corrected_and_withdrawn(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", jsonfeed(entry("a", "Un"), entry("b", "Deux")))
    sync_once(site, data, clock)
    assert stored(data) == {"commune/a": "Un", "commune/b": "Deux"}
    server.put("/f", jsonfeed(entry("b", "Deux, corrigé"), entry("c", "Trois")))
    change = sync_once(site, data, clock).feeds[0].change
    assert (change.added, change.changed, change.removed) == (1, 1, 1)
    assert stored(data) == {"commune/b": "Deux, corrigé", "commune/c": "Trois"}
    server.put("/f", jsonfeed())
    sync_once(site, data, clock)
    assert stored(data) == {}, "an empty feed that is sound means that nothing is active"


def test_a_round_without_news_leaves_what_the_player_watches_alone(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", jsonfeed(entry("a")), etag='"1"')
    sync_once(site, data, clock)
    before, file = version(data), data.content_db.read_bytes()
    clock.forward(minutes=15)
    report = sync_once(site, data, clock)
    assert report.feeds[0].what is What.UNCHANGED
    assert server.asked[1][1]["If-None-Match"] == '"1"'
    assert (version(data), data.content_db.read_bytes()) == (before, file)
    assert status(data).last_success == clock.now()
    # The same bytes from a server that knows no ETag.
    server.put("/f", server.pages["/f"].body)
    sync_once(site, data, clock)
    assert (version(data), data.content_db.read_bytes()) == (before, file)


@pytest.mark.parametrize(
    ("levers", "reason"),
    [
        ({"status": 500}, "500"),
        ({"cut_at": 30}, "broke off"),
        ({"hangs_up": True}, "hung up"),
        ({"body": b"<html>moved</html>"}, "web page"),
        ({"body": b'{"items": ['}, "JSON"),
        ({"body": b"<rss><channel><item><title>x"}, "cut off"),
        ({"body": b"<!DOCTYPE a><rss/>"}, "DOCTYPE"),
        ({"body": b"<!DOCTYPE html><title>Log in</title>"}, "a login first"),
        ({"body": b""}, "empty"),
    ],
)
def test_a_feed_that_fails_keeps_what_it_had(
    server: Server, site: Site, data: DataFolder, clock: HeldClock, levers: Any, reason: str
) -> None:
    good = server.put("/f", jsonfeed(entry("a", "Un")), etag='"1"').body
    sync_once(site, data, clock)
    before = version(data)
    server.put("/f", **{"body": good, **levers})
    clock.forward(minutes=1)
    report = sync_once(site, data, clock)
    assert report.failed == report.feeds
    assert reason in (report.feeds[0].error or "")
    assert stored(data) == {"commune/a": "Un"}
    assert version(data) == before
    known = status(data)
    assert known.error == report.feeds[0].error
    assert (known.failures, known.last_success, known.notices) == (1, NOW, 1)
    server.put("/f", good, etag='"1"')
    sync_once(site, data, clock)
    assert (status(data).error, status(data).failures) == (None, 0)


def test_one_feeds_fault_stops_no_other(
    server: Server, folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    (folder / "local.json").write_text(json.dumps(jsonfeed(entry("l"))))
    server.put("/good", jsonfeed(entry("g")))
    server.put("/bad", "no feed")
    site = a_site(
        folder,
        feed("bad", f"{server.url}/bad"),
        feed("gone", "missing.json"),
        feed("out", "../outside.json"),
        feed("good", f"{server.url}/good"),
        feed("local", "local.json"),
    )
    steps: list[Step] = []
    report = sync_once(site, data, clock, steps.append)
    whats = {outcome.name: outcome.what.value for outcome in report.feeds}
    assert whats == {
        "bad": "failed", "gone": "failed", "out": "failed", "good": "changed", "local": "changed",
    }  # fmt: skip
    assert stored(data) == {"good/g": "Avis", "local/l": "Avis"}
    assert [(step.done, step.total) for step in steps] == [(n, 5) for n in range(1, 6)]


def test_a_failure_is_logged_when_it_begins_and_when_it_ends(
    server: Server, site: Site, data: DataFolder, clock: HeldClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    server.put("/f", "", status=503)
    for _ in range(3):
        sync_once(site, data, clock)
    assert caplog.text.count("feed failed") == 1
    server.put("/f", jsonfeed())
    for _ in range(2):
        sync_once(site, data, clock)
    assert caplog.text.count("feed is back") == 1


def test_a_password_in_an_address_stands_in_no_log(
    server: Server, folder: Path, data: DataFolder, clock: HeldClock,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    named = server.url.replace("//", "//agent:geheim@")
    server.put("/f", jsonfeed(entry("a", attachments=[{"url": "v", "mime_type": "video/mp4"}])))
    site = a_site(folder, feed("commune", f"{named}/f"))
    assert len(sync_once(site, data, clock).failed) == 1, "the film is not there"
    assert server.asked[0][1]["Authorization"].startswith("Basic ")
    server.pages.clear()
    sync_once(site, data, clock)
    told = [record.getMessage() for record in caplog.records]
    assert any("media failed" in line for line in told)
    assert any("feed failed" in line for line in told)
    assert "geheim" not in "".join(told)


def test_a_changed_setting_reads_the_feed_anew(
    server: Server, site: Site, folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", jsonfeed(entry("a")), etag='"1"')
    sync_once(site, data, clock)
    changed = a_site(folder, feed("commune", f"{server.url}/f", service="water"))
    sync_once(changed, data, clock)
    assert "If-None-Match" not in server.asked[1][1]
    store = ContentStore(data)
    assert store.notices()[0].service == "water"
    store.close()


def test_a_feed_that_left_the_site_takes_its_notices_along(
    server: Server, site: Site, folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", jsonfeed(entry("a")))
    sync_once(site, data, clock)
    sync_once(a_site(folder), data, clock)
    assert stored(data) == {}
    store = ContentStore(data)
    assert store.feeds() == ()
    store.close()


def test_keep_counts_from_when_the_entry_was_last_seen(
    server: Server, folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    site = a_site(folder, feed("commune", f"{server.url}/f", keep="14 days"))
    server.put("/f", jsonfeed(entry("a"), entry("b")))
    sync_once(site, data, clock)
    clock.forward(days=3)
    server.put("/f", jsonfeed(entry("b")))
    sync_once(site, data, clock)
    store = ContentStore(data)
    ends = {notice.key: notice.expires for notice in store.notices()}
    assert ends == {"a": NOW + timedelta(days=14), "b": None}
    clock.at = NOW + timedelta(days=14)
    sync_once(site, data, clock)
    assert [notice.key for notice in store.notices()] == ["b"]
    store.close()


def test_a_lost_database_is_filled_again_although_nothing_is_new(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", jsonfeed(entry("a")), etag='"1"')
    sync_once(site, data, clock)
    data.content_db.write_bytes(b"rubbish" * 1000)
    sync_once(site, data, clock)
    assert stored(data) == {"commune/a": "Avis"}


def test_an_odd_feed_is_counted_for_status(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", jsonfeed(entry("a"), entry("b", date_published="soon"), {"title": "x"}))
    report = sync_once(site, data, clock)
    known = status(data)
    assert (known.notices, known.warned, len(known.warnings)) == (2, 1, 1)
    assert report.feeds[0].warnings == known.warnings
    assert (known.format, known.title, known.http_status) == ("jsonfeed", "t", 200)


def test_only_one_sync_works_on_a_folder(site: Site, data: DataFolder, clock: HeldClock) -> None:
    with only_one(data), pytest.raises(StoreError, match="another kiosk sync"):
        sync_once(site, data, clock)
