"""Media of the notices: what arrives, what is refused, what is fetched again or let go."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.model.notice import Media
from kiosk.model.site import Site
from kiosk.store.content import ContentStore
from kiosk.store.fetches import Fetches
from kiosk.store.folder import DataFolder
from kiosk.sync.report import RoundReport, What
from kiosk.sync.round import sync_once
from kiosk.sync.wanted import Wanted, next_download
from tests.sync.world import NOW, HeldClock, Server, a_site, entry, feed, jsonfeed


@pytest.fixture
def site(server: Server, folder: Path) -> Site:
    return a_site(folder, feed("commune", f"{server.url}/f"))


def media(data: DataFolder) -> tuple[Media, ...]:
    store = ContentStore(data)
    try:
        return tuple(found for notice in store.notices() for found in notice.media)
    finally:
        store.close()


def with_video(server: Server, **said: Any) -> None:
    video = {"url": "v.mp4", "mime_type": "video/mp4", "_kiosk": said}
    server.put("/f", jsonfeed(entry("a", attachments=[video])))


def test_media_arrive_under_their_hash(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    body = b"film" * 50_000
    sign = {"url": "/s.mp4", "captions": {"ar": "s.vtt"}}
    picture = {"url": "https://unreachable.invalid/p.png"}
    server.put("/f", jsonfeed(entry("a", _kiosk={"sign_video": sign}, attachments=[picture])))
    server.put("/s.mp4", body, headers={"Content-Type": "video/mp4"})
    server.put("/s.vtt", "WEBVTT\n")
    report = sync_once(site, data, clock)
    assert [outcome.what.value for outcome in report.media] == ["changed", "changed", "failed"]
    video, missing = media(data)
    assert video.path is not None
    assert Path(video.path).read_bytes() == body
    assert Path(video.path).name == hashlib.sha256(body).hexdigest() + ".mp4"
    assert video.captions[0].path is not None
    assert missing.path is None
    assert not list(data.media.glob("*.part"))


@pytest.mark.parametrize(
    ("levers", "reason"),
    [
        ({"cut_at": 100}, "broke off"),
        ({"headers": {"Content-Type": "text/html"}}, "web page"),
        ({"body": b"\n<!DOCTYPE html><title>Hotel WiFi: log in</title>"}, "a login first"),
        ({"status": 304}, "304"),
        ({"headers": {"Content-Encoding": "br"}}, "packed as br"),
        ({"status": 404}, "404"),
        ({"body": b""}, "empty"),
    ],
)
def test_a_file_that_did_not_come_whole_is_not_shown(
    server: Server, site: Site, data: DataFolder, clock: HeldClock, levers: Any, reason: str
) -> None:
    with_video(server)
    server.put("/v.mp4", **{"body": b"film" * 100, **levers})
    report = sync_once(site, data, clock)
    assert reason in (report.media[0].error or "")
    assert media(data)[0].path is None
    files = {path.suffix for path in data.media.rglob("*") if path.is_file()}
    assert files <= {".part", ".note"}, "unfinished ones, to go on with"


def test_a_file_that_is_gone_for_good_is_not_asked_for_again(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    with_video(server)
    server.put("/v.mp4", "", status=410)
    report = sync_once(site, data, clock)
    assert "gone for good" in (report.media[0].error or "")
    fetches = Fetches(data)
    (known,) = fetches.media().values()
    fetches.close()
    later = NOW + timedelta(days=999)
    assert next_download(Wanted(known.url), None, known, later).year == 9999
    server.put("/v.mp4", "film")
    assert sync_once(site, data, clock).failed == (), "a person who asks is heeded"
    assert media(data)[0].path is not None


def test_a_file_that_is_not_the_stated_one_is_refused(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    with_video(server, sha256=hashlib.sha256(b"other").hexdigest())
    server.put("/v.mp4", b"film")
    assert "SHA-256" in (sync_once(site, data, clock).media[0].error or "")
    with_video(server, sha256=hashlib.sha256(b"film").hexdigest())
    sync_once(site, data, clock)
    assert media(data)[0].path is not None
    sync_once(site, data, clock)
    assert server.times("/v.mp4") == 2, "what has the stated hash is not asked for again"


def test_the_very_file_under_another_address_does_not_come_again(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    said = {"sha256": hashlib.sha256(b"film").hexdigest()}
    server.put("/v.mp4", b"film")
    with_video(server, **said)
    sync_once(site, data, clock)
    video = {"url": "moved.mp4", "mime_type": "video/mp4", "_kiosk": said}
    server.put("/f", jsonfeed(entry("a", attachments=[video])))
    assert sync_once(site, data, clock).failed == ()
    assert server.times("/moved.mp4") == 0
    path = Path(media(data)[0].path or "")
    clock.forward(hours=25)
    sync_once(site, data, clock)
    assert path.read_bytes() == b"film", "the old address is forgotten, its file is not"


def test_a_file_of_the_stated_hash_is_not_fetched_anew_when_it_is_forgotten_how_it_came(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    with_video(server, sha256=hashlib.sha256(b"film").hexdigest())
    server.put("/v.mp4", b"film")
    sync_once(site, data, clock)
    data.sync_db.unlink()
    sync_once(site, data, clock)
    assert server.times("/v.mp4") == 1


def test_a_file_is_asked_after_and_fetched_only_when_it_changed(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    with_video(server)
    server.put("/v.mp4", b"film one", etag='"1"')
    sync_once(site, data, clock)
    first = media(data)[0].path
    report = sync_once(site, data, clock)
    assert report.media[0].what is What.UNCHANGED
    assert server.asked[-1][1]["If-None-Match"] == '"1"'
    server.put("/v.mp4", b"film two", etag='"2"')
    sync_once(site, data, clock)
    second = media(data)[0].path
    assert second is not None
    assert second != first
    assert Path(second).read_bytes() == b"film two"


def test_a_file_that_was_lost_is_fetched_again(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    with_video(server)
    server.put("/v.mp4", b"film", etag='"1"')
    sync_once(site, data, clock)
    path = media(data)[0].path
    assert path is not None
    Path(path).unlink()
    sync_once(site, data, clock)
    assert Path(path).read_bytes() == b"film"


def test_a_file_that_nobody_names_is_removed_a_day_later(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    with_video(server)
    server.put("/v.mp4", b"film")
    sync_once(site, data, clock)
    path = Path(media(data)[0].path or "")
    server.put("/f", jsonfeed(entry("a")))
    sync_once(site, data, clock)
    assert path.exists(), "it may be on the screen now"
    clock.forward(hours=25)
    report: RoundReport = sync_once(site, data, clock)
    assert report.failed == ()
    assert not path.exists()


def test_media_of_a_feed_in_the_site_are_copied_from_the_site(
    folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    (folder / "content").mkdir()
    (folder / "content" / "p.png").write_bytes(b"picture")
    secret = folder.parent / "secret.png"
    secret.write_bytes(b"secret")
    items = [entry("a", attachments=[{"url": "p.png"}, {"url": "%2e%2e/%2e%2e/secret.png"}])]
    (folder / "content" / "f.json").write_text(json.dumps(jsonfeed(*items)))
    site = a_site(folder, feed("local", "content/f.json"))
    report = sync_once(site, data, clock)
    assert [outcome.error for outcome in report.failed] == ["the path leads out of the site folder"]
    here, outside = media(data)
    assert here.path is not None
    assert Path(here.path).read_bytes() == b"picture"
    assert outside.path is None
