"""Feeds that the office fetches for walls that reach nothing else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.feeds.read import read_feed
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
from kiosk.publish.carry import Fetched, carry
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
    publish(fed.read(), fed.out, fed.keys, now(), fetched=Fetched([sent]))
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


def test_a_notice_that_says_little_arrives_too(fed: Office, wall: AWall) -> None:
    """It begins to show at once and ends when it leaves its feed, as most do."""
    sent = Notice(
        key="1",
        source="presse",
        kind=Kind.ANNOUNCEMENT,
        texts=(NoticeText(language="fr", title="Avis"),),
        published=utc("2026-11-20 08:00"),
    )
    publish(fed.read(), fed.out, fed.keys, now(), fetched=Fetched([sent]))
    wall.round()
    site = read_site(wall.sites.pointer).site
    assert site is not None
    sync_once(site, wall.data, SystemClock())
    store = ContentStore(wall.data)
    (came,) = store.notices()
    store.close()
    assert (came.id, came.shows_from, came.expires) == ("presse/1", None, None)


def test_the_wall_does_not_ask_the_feed(fed: Office, wall: AWall) -> None:
    publish(fed.read(), fed.out, fed.keys, now(), fetched=Fetched())
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
    publish(fed.read(), fed.out, fed.keys, now(), fetched=Fetched([sent]))
    wall.screen = "civil"
    wall.round()
    text = (wall.sites.pointer / "content/feeds/published-presse.json").read_text("utf-8")
    assert "coupure/1" not in text
    assert not (wall.sites.pointer / "content/feeds/media").exists()


def test_the_same_notices_are_nothing_new(fed: Office, tmp_path: Path) -> None:
    sent = everything(tmp_path / "media")
    publish(fed.read(), fed.out, fed.keys, now(), fetched=Fetched([sent]))
    report = publish(fed.read(), fed.out, fed.keys, now(), fetched=Fetched([sent]))
    assert (report.number, report.screens) == (1, ())


def test_codes_of_a_complaint_desk_are_in_the_links_of_the_wall(
    office: Office, wall: AWall
) -> None:
    """The wall reaches nothing but the office, and its QR codes lead to the right form."""
    desk = "feeds:\n  - {name: bureau, url: 'https://plaintes.example/services.json'}\n"
    office.write("screens.yaml", desk + SCREENS)
    fetched = Fetched(codes={"bureau": {"water": "001"}})
    publish(office.read(), office.out, office.keys, now(), fetched=fetched)
    wall.round()
    site = read_site(wall.sites.pointer).site
    assert site is not None
    report = sync_once(site, wall.data, SystemClock())
    assert report.failed == ()
    assert [one.warnings for one in report.feeds] == [()]
    store = ContentStore(wall.data)
    told = site.with_codes(store.codes())
    store.close()
    link = told.complaint_address(told.screens[0], service="water", notice=None, language="fr")
    assert link == "https://plaintes.example/001?l=fr"
    offers = json.loads((wall.sites.pointer / "content/feeds/published-bureau.json").read_bytes())
    assert [one["service_name"] for one in offers] == ["الماء"], "as people here call it"


def test_a_code_is_found_again_though_another_service_is_called_so(office: Office) -> None:
    """A word of one service may be another one's name."""
    text = SCREENS.replace(
        "services:\n",
        "services:\n  river: {name: {ar: النهر, fr: Rivière}, colour: '#0b4f8a', icon: drop,"
        " words: [الماء]}\n",
    )
    desk = "feeds:\n  - {name: bureau, url: 'https://plaintes.example/services.json'}\n"
    office.write("screens.yaml", desk + text)
    site = office.read()
    codes = {"river": "7", "water": "8"}
    carried = carry(site, site.feeds[0], (), codes)
    again = read_feed(
        carried.data, feed=site.feeds[0], site=site, base_url=carried.path, read_at=now()
    )
    assert carried.lost == 0
    assert again.codes == codes
