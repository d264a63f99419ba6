"""Feeds that the office fetches for walls that reach nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.model.notice import (
    Area,
    Captions,
    Kind,
    Media,
    Notice,
    NoticeText,
    Role,
    Severity,
    State,
    Urgency,
)
from kiosk.model.text import Text
from kiosk.publish.publish import publish
from kiosk.site.read import read_site
from kiosk.store.content import ContentStore
from kiosk.sync.round import sync_once
from tests.make import utc
from tests.publish.world import HALL, SCREENS, AWall, Office, now

FEED = "feeds:\n  - {name: presse, url: 'https://presse.example/feed', keep: 14 days}\n"


@pytest.fixture
def fed(office: Office) -> Office:
    """The office with a feed on the network, and a hall that shows its outages."""
    office.write("screens.yaml", FEED + SCREENS)
    office.write("playlists/hall.yaml", HALL + "  - kind: outages\n  - kind: capsules\n")
    return office


def everything(folder: Path) -> Notice:
    """A notice that has all there is."""
    video, captions = folder / f"{'ab' * 32}.mp4", folder / f"{'cd' * 32}.vtt"
    folder.mkdir(parents=True, exist_ok=True)
    video.write_bytes(b"signs")
    captions.write_text("WEBVTT\n")
    return Notice(
        key="coupure/1",
        source="presse",
        kind=Kind.OUTAGE,
        service="water",
        severity=Severity.MODERATE,
        urgency=Urgency.EXPECTED,
        state=State.ACTUAL,
        planned=True,
        areas=(Area(name=Text.of({"ar": "حي", "fr": "Quartier"})),),
        texts=(
            NoticeText(language="ar", title="انقطاع الماء", body="يوم الخميس."),
            NoticeText(language="fr", title="Coupure", body="Jeudi.", instruction="Stockez."),
        ),
        published=utc("2026-11-20 08:00"),
        updated=utc("2026-11-21 08:00"),
        starts=utc("2026-11-26 08:00"),
        ends=utc("2026-11-26 14:00"),
        shows_from=utc("2026-11-22 00:00"),
        expires=utc("2099-11-27 00:00"),
        link="https://presse.example/1",
        media=(
            Media(
                url="https://presse.example/v.mp4",
                role=Role.SIGN_VIDEO,
                type="video/mp4",
                sha256=hashlib.sha256(b"signs").hexdigest(),
                captions=(Captions(language="fr", url="x", path=str(captions)),),
                path=str(video),
            ),
        ),
    )


def test_a_notice_arrives_with_all_that_is_known_of_it(
    fed: Office, wall: AWall, tmp_path: Path
) -> None:
    sent = everything(tmp_path / "media")
    publish(fed.read(), fed.out, fed.keys, now(), fetched=(sent,))
    assert wall.round().switched
    site = read_site(wall.sites.pointer).site
    assert site is not None
    report = sync_once(site, wall.data, SystemClock())
    assert not report.failed
    store = ContentStore(wall.data)
    (came,) = store.notices()
    store.close()
    for name in Notice.model_fields:
        if name not in ("media", "end_rule", "warnings"):
            assert getattr(came, name) == getattr(sent, name), name
    assert came.sign_video is not None
    assert Path(str(came.sign_video.path)).read_bytes() == b"signs"
    assert came.sign_video.captions[0].path is not None


def test_the_wall_does_not_ask_the_feed(fed: Office, wall: AWall) -> None:
    publish(fed.read(), fed.out, fed.keys, now(), fetched=())
    wall.round()
    site = read_site(wall.sites.pointer).site
    assert site is not None
    (feed,) = site.feeds
    assert feed.url == "content/feeds/published-presse.json"
    assert feed.keep_s is None  # settled in the dates of the notices


def test_without_being_asked_the_feeds_stay_as_they_are(fed: Office, wall: AWall) -> None:
    fed.publish()
    wall.round()
    site = read_site(wall.sites.pointer).site
    assert site is not None
    assert site.feeds[0].url == "https://presse.example/feed"


def test_a_screen_that_shows_none_gets_none(fed: Office, wall: AWall, tmp_path: Path) -> None:
    sent = everything(tmp_path / "media")
    publish(fed.read(), fed.out, fed.keys, now(), fetched=(sent,))
    wall.screen = "civil"
    wall.round()
    text = (wall.sites.pointer / "content/feeds/published-presse.json").read_text("utf-8")
    assert "coupure/1" not in text
    assert not (wall.sites.pointer / "content/feeds/media").exists()


def test_the_same_notices_are_nothing_new(fed: Office, tmp_path: Path) -> None:
    sent = everything(tmp_path / "media")
    publish(fed.read(), fed.out, fed.keys, now(), fetched=(sent,))
    report = publish(fed.read(), fed.out, fed.keys, now(), fetched=(sent,))
    assert (report.number, report.screens) == (1, ())
