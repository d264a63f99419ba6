"""Media of feeds give way to what the office publishes, on a real disk that is small."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from queue import SimpleQueue

import pytest

from kiosk.clock import SystemClock
from kiosk.site.read import read_site
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.store.media import MediaFolder
from kiosk.store.plays import Play, PlayerState, PlayStore
from kiosk.sync.claim import Claim, RoomAsked
from kiosk.sync.follower import WallFollower
from kiosk.sync.following import Following
from kiosk.sync.room import Room
from kiosk.sync.round import sync_once
from kiosk.sync.service import Inbox, Stop, serve
from kiosk.sync.settings import Settings
from tests.disk import disk_of_64_mb
from tests.publish.world import SCREENS, AWall, Office, now
from tests.sync.world import HeldClock, Server, jsonfeed, serving

FLOOR = 8_000_000
FILM = 12_000_000


@pytest.fixture
def server() -> Iterator[Server]:
    """Serves the feed."""
    yield from serving()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    yield from disk_of_64_mb(tmp_path / "disk")


@pytest.fixture
def fed(office: Office, wall: AWall, small_disk: Path, server: Server) -> AWall:
    """A wall whose site has a feed with three films: two that are not due yet, `c` that is. The
    one called `a` was shown last. 64 MB less 36 of films and 8 that stay free: 23 are left."""
    wall.data = DataFolder(small_disk / "data")
    wall.room = Room(floor=FLOOR)
    office.write("screens.yaml", f"feeds:\n  - {{name: presse, url: '{server.url}/f'}}\n" + SCREENS)
    office.publish()
    assert wall.round().switched
    later: dict[str, str] = {"shows_from": (now() + timedelta(days=9)).isoformat()}
    server.put(
        "/f",
        jsonfeed(
            *(
                {
                    "id": name, "title": name, "date_published": now().isoformat(),
                    "attachments": [{"url": f"{name}.mp4", "mime_type": "video/mp4"}],
                    "_kiosk": more,
                }
                for name, more in (("a", later), ("b", later), ("c", {}))
            )
        ),
    )  # fmt: skip
    for number, name in enumerate("abc"):
        server.put(f"/{name}.mp4", random.Random(number).randbytes(FILM), etag=f'"{name}"')
    site = read_site(wall.sites.pointer).site
    assert site is not None
    report = sync_once(site, wall.data, SystemClock(), settings=Settings(room=of_feeds(wall)))
    assert report.failed == ()
    plays = PlayStore(wall.data)
    for name, days in (("a", 1), ("b", 7)):
        played = plays.begin(
            Play("hall", "hall[1]", f"presse/{name}", now() - timedelta(days=days))
        )
        plays.end(played, "complete", 20)
    plays.close()
    return wall


def of_feeds(wall: AWall) -> Room:
    assert wall.room is not None
    return wall.room.after(MediaFolder(wall.data.blobs))


def here(data: DataFolder) -> set[str]:
    """The notices whose films are here."""
    store = ContentStore(data)
    try:
        return {one.key for one in store.notices() for media in one.media if media.path}
    finally:
        store.close()


def publish(office: Office, size: int, seed: int = 9) -> None:
    office.hall(f"Film {seed}")
    office.write("content/tri.mp4", random.Random(seed).randbytes(size))
    office.publish()


def test_what_was_shown_least_recently_goes_until_the_publication_fits(
    office: Office, fed: AWall
) -> None:
    publish(office, 30_000_000)
    report = fed.round()
    assert report.switched, report.state.sentence
    assert fed.shows() == "Film 9"
    assert here(fed.data) == {"a", "c"}


def test_what_fits_pushes_nothing_out(office: Office, fed: AWall) -> None:
    publish(office, 12_000_000)
    assert fed.round().switched
    assert here(fed.data) == {"a", "b", "c"}


def test_what_is_due_or_playing_does_not_go_and_nothing_goes_in_vain(
    office: Office, fed: AWall
) -> None:
    publish(office, 50_000_000)
    assert fed.round().state.trouble == "disk-full"
    assert here(fed.data) == {"a", "b", "c"}
    plays = PlayStore(fed.data)
    at = now().replace(microsecond=0)
    plays.say(PlayerState(screen="hall", pid=os.getpid(), at=at, since=at, showing="a",
                          notice="presse/a"))  # fmt: skip
    plays.close()
    publish(office, 40_000_000)
    assert fed.round().state.trouble == "disk-full", "it would need the film that plays, too"
    assert here(fed.data) == {"a", "b", "c"}
    assert fed.shows() == "Bienvenue"


def test_older_publications_go_first(office: Office, fed: AWall) -> None:
    publish(office, 10_000_000, 1)
    fed.round()
    publish(office, 1_000_000, 2)
    fed.round()
    publish(office, 20_000_000, 3)
    assert fed.round().switched
    assert here(fed.data) == {"a", "b", "c"}
    assert 2 not in [site.number for site in fed.sites.kept()]
    publish(office, 25_000_000, 4)
    report = fed.round()
    assert report.switched, report.state.sentence
    assert len(here(fed.data)) < 3


def test_older_publications_of_next_to_nothing_stay_for_rollback(
    office: Office, fed: AWall
) -> None:
    office.hall("Petit")
    office.publish()
    assert fed.round().switched
    publish(office, 30_000_000)
    assert fed.round().switched
    assert here(fed.data) == {"a", "c"}
    assert len(fed.sites.kept()) == 3


def test_beside_a_service_that_owns_the_media(office: Office, fed: AWall) -> None:
    """As `kiosk sync --from` runs: the office on one thread, feeds on another."""
    publish(office, 30_000_000)
    assert fed.room is not None
    inbox: Inbox = SimpleQueue()
    switched, patience = threading.Event(), threading.Event()
    # Asked a moment ago, the office is asked again in five minutes.
    clock = HeldClock(now() + timedelta(minutes=6))
    follower = WallFollower(
        Following(fed.address, fed.screen, fed.key), fed.data, clock, room=fed.room
    )

    def until_it_shows() -> None:
        """Ends the service when it shows, or after a while."""
        for _ in range(600):
            if fed.shows() == "Film 9":
                switched.set()
                break
            patience.wait(0.05)
        inbox.put(Stop())

    watching = threading.Thread(target=until_it_shows)
    begun = threading.Event()

    def idle(_wait_s: float) -> None:
        if not begun.is_set():
            begun.set()
            follower.start()
            watching.start()

    settings = Settings(room=of_feeds(fed), machine="m")
    serve(fed.sites.pointer, fed.data, SystemClock(), inbox, idle=idle, settings=settings)
    watching.join()
    follower.stop()
    assert switched.is_set()
    assert here(fed.data) == {"a", "c"}
    assert fed.room.claim.held == 0


def test_while_it_comes_media_of_feeds_do_not_take_its_room(tmp_path: Path) -> None:
    room = Room(floor=1_000, free=lambda _: 10_000)
    published = MediaFolder(tmp_path / "blobs")
    feeds = room.after(published)
    media = MediaFolder(tmp_path / "media")
    assert feeds.lacking(media, 5_000) == 0
    room.claim.hold(6_000)
    assert feeds.lacking(media, 5_000) == 2_000
    assert room.lacking(published, 6_000) == 0, "it is for this"
    room.claim.hold(0)
    assert feeds.lacking(media, 5_000) == 0


def test_who_asks_is_answered_whatever_happens() -> None:
    claim = Claim()
    assert not claim.ask(1, 1), "nobody is there"
    asked: list[RoomAsked] = []
    with claim.heard_by(asked.append):
        assert not claim.ask(1, 1, patience_s=0.01), "somebody is busy"
        asked[0].answer(gone=True)
        assert claim.held == 0, "it comes too late for anybody"
    with claim.heard_by(lambda one: one.answer(gone=True)):
        assert claim.ask(1, 7)
    assert claim.held == 7
    ended: list[bool] = []
    heard = threading.Event()
    with claim.heard_by(lambda _: heard.set()):
        waits = threading.Thread(target=lambda: ended.append(claim.ask(1, 1)))
        waits.start()
        assert heard.wait(10)
    waits.join(10)
    assert ended == [False], "the service has ended"
