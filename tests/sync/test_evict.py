"""What goes when there is no room, and what never does."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.model.notice import Media, Role
from kiosk.model.site import Site
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.store.media import MediaFolder, StoredMedia
from kiosk.store.partial import PartialMedia
from kiosk.store.plays import Play, PlayerState, PlayStore
from kiosk.sync.evict import Held, Use, evictions, last_shown, uses
from kiosk.sync.report import MediaOutcome
from kiosk.sync.room import Room
from kiosk.sync.round import sync_once
from kiosk.sync.settings import Settings
from tests.disk import disk_of_64_mb
from tests.make import notice, playlist
from tests.sync.world import NOW, HeldClock, Server, a_site, entry, feed, jsonfeed

DAY = timedelta(days=1)


def held(name: str, use: Use, size: int = 10, days_ago: float | None = None) -> Held:
    shown = None if days_ago is None else NOW - days_ago * DAY
    return Held(name, StoredMedia(name * 64, ".mp4", size), use, shown)


def names(going: tuple[Held, ...]) -> str:
    return "".join(one.url for one in going)


def test_what_is_needed_least_and_was_shown_least_recently_goes_first() -> None:
    here = [
        held("a", Use.LATER, days_ago=9),
        held("b", Use.NONE, days_ago=1),
        held("c", Use.NONE, days_ago=5),
        held("d", Use.NONE),
        held("e", Use.DUE, days_ago=99),
    ]
    assert names(evictions(here, 1, below=Use.DUE)) == "d"
    assert names(evictions(here, 25, below=Use.DUE)) == "dcb"
    assert names(evictions(here, 40, below=Use.DUE)) == "dcba"
    assert names(evictions(here, 25, below=Use.LATER)) == "dcb"


def test_nothing_goes_in_vain_and_what_is_due_never_does() -> None:
    here = [held("a", Use.NONE), held("e", Use.DUE)]
    assert evictions(here, 11, below=Use.DUE) == ()
    assert evictions([held("e", Use.DUE)], 1, below=Use.DUE) == ()


def test_a_file_under_two_addresses_goes_only_when_neither_needs_it() -> None:
    one, other = held("a", Use.NONE), replace(held("a", Use.DUE), url="b")
    assert evictions([one, other], 1, below=Use.DUE) == ()


def video(name: str) -> tuple[Media, ...]:
    return (Media(url=name, role=Role.VIDEO),)


def test_how_much_a_file_is_needed() -> None:
    site = a_site(Path("/site"), playlists=(playlist({"kind": "announcements"}),))
    notices = (
        notice("now", media=video("now")),
        notice("tomorrow", media=video("tomorrow"), shows_from=NOW + 0.9 * DAY),
        notice("later", media=video("later"), shows_from=NOW + 2 * DAY),
        notice("no item", media=video("no item"), kind="outage"),
        notice("playing", media=video("playing"), kind="outage"),
    )
    assert uses(site, notices, {"commune/playing"}, NOW) == {
        "now": Use.DUE,
        "tomorrow": Use.DUE,
        "later": Use.LATER,
        "no item": Use.LATER,
        "playing": Use.DUE,
    }
    assert last_shown(notices, {"commune/now": NOW}) == {"now": NOW}


@pytest.fixture
def site(server: Server, folder: Path) -> Site:
    return a_site(folder, feed("commune", f"{server.url}/f"))


def films(server: Server, *said: tuple[str, dict[str, Any]], size: int = 400_000) -> None:
    """Notices with one film each."""
    for name, _ in said:
        server.put(f"/{name}.mp4", name.encode() * (size // len(name)), etag=f'"{name}"')
    server.put(
        "/f",
        jsonfeed(
            *(entry(name, name, attachments=[{"url": f"{name}.mp4", "mime_type": "video/mp4"}],
                    _kiosk=more) for name, more in said)
        ),
    )  # fmt: skip


LATER = {"shows_from": "2027-01-01T00:00:00Z"}


def here(data: DataFolder) -> set[str]:
    store = ContentStore(data)
    try:
        return {found.key for found in store.notices() for media in found.media if media.path}
    finally:
        store.close()


def sync(site: Site, data: DataFolder, clock: HeldClock, room: Room) -> dict[str, str | None]:
    """By name of the film: what went wrong with it, if it was to come."""
    report = sync_once(site, data, clock, settings=Settings(room=room))

    def name(outcome: MediaOutcome) -> str:
        return outcome.url.rpartition("/")[2].removesuffix(".mp4")

    return {name(outcome): outcome.error for outcome in report.media}


def test_within_its_quota_what_is_due_displaces_what_is_not(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    room = Room(quota=1_000_000, floor=0)
    films(server, ("a", LATER), ("b", LATER))
    assert sync(site, data, clock, room) == {"a": None, "b": None}
    films(server, ("a", LATER), ("b", LATER), ("c", {}))
    told = sync(site, data, clock, room)
    assert told["c"] is None
    assert "c" in here(data)
    assert len(here(data)) == 2
    # What had to go does not push out what is here, and is told.
    told = sync(site, data, clock, room)
    assert sum("--media-quota" in (error or "") for error in told.values()) == 1
    assert "c" in here(data)


def test_within_the_quota_media_of_feeds_give_way_to_what_an_office_publishes(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    room = Room(quota=1_000_000, floor=0).after(MediaFolder(data.blobs))
    films(server, ("a", LATER), ("b", {}))
    assert sync(site, data, clock, room) == {"a": None, "b": None}
    (data.blobs / "00").mkdir(parents=True)
    (data.blobs / "00" / ("0" * 64)).write_bytes(b"x" * 500_000)
    sync(site, data, clock, room)
    assert here(data) == {"b"}


def test_what_is_due_is_never_displaced(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    room = Room(quota=1_000_000, floor=0)
    films(server, ("a", {}), ("b", {}))
    sync(site, data, clock, room)
    films(server, ("a", {}), ("b", {}), ("c", {}))
    told = sync(site, data, clock, room)
    assert "1 MB (--media-quota)" in (told["c"] or "")
    assert here(data) == {"a", "b"}


def test_what_was_shown_least_recently_goes_first(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    room = Room(quota=1_000_000, floor=0)
    films(server, ("a", LATER), ("b", LATER))
    sync(site, data, clock, room)
    plays = PlayStore(data)
    for name, day in (("a", 2), ("b", 7)):
        number = plays.begin(Play("hall", "hall[1]", f"commune/{name}", NOW - day * DAY))
        plays.end(number, "complete", 20)
    films(server, ("a", LATER), ("b", LATER), ("c", {}))
    sync(site, data, clock, room)
    assert here(data) == {"a", "c"}
    # What plays now stays, whatever its notice says.
    now = NOW.replace(microsecond=0)
    plays.say(PlayerState(screen="hall", pid=os.getpid(), at=now, since=now, showing="a",
                          notice="commune/a"))  # fmt: skip
    plays.close()
    films(server, ("a", LATER), ("b", LATER), ("c", {}), ("d", {}))
    told = sync(site, data, clock, room)
    assert told["d"] is not None
    assert here(data) == {"a", "c"}


def test_a_disk_that_fills_up_stops_downloads_and_recovers_by_itself(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    free = [10_000_000]
    room = Room(floor=1_000_000, free=lambda _: free[0])
    films(server, ("a", {}))
    sync(site, data, clock, room)
    free[0] = 1_200_000
    films(server, ("a", {}), ("b", {}))
    told = sync(site, data, clock, room)
    assert "the disk is full" in (told["b"] or "")
    assert here(data) == {"a"}, "what shows, shows"
    store = ContentStore(data)
    assert ["b.mp4" in trouble.url for trouble in store.media_troubles()] == [True]
    store.close()
    free[0] = 10_000_000
    assert sync(site, data, clock, room)["b"] is None
    assert here(data) == {"a", "b"}


def test_a_write_that_fails_for_want_of_room_is_told_so(
    server: Server, site: Site, data: DataFolder, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    films(server, ("a", {}))

    def full(self: PartialMedia) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(PartialMedia, "room", full)
        assert "the disk is full" in (sync(site, data, clock, Room(floor=0))["a"] or "")
    assert not list(data.media.glob("*.part")), "its room is worth more than what came"
    clock.forward(hours=1)
    assert sync(site, data, clock, Room(floor=0)) == {"a": None}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    yield from disk_of_64_mb(tmp_path / "disk")


def test_a_real_disk_of_64_mb_is_filled_and_goes_on(
    server: Server, site: Site, small_disk: Path, clock: HeldClock
) -> None:
    data = DataFolder(small_disk / "data")
    everything = Room(floor=0)
    films(server, ("a", {}), size=20_000_000)
    sync(site, data, clock, everything)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 30_000_000)
    films(server, ("a", {}), ("b", {}), size=20_000_000)
    assert "the disk is full" in (sync(site, data, clock, everything)["b"] or "")
    assert here(data) == {"a"}
    # Full to the last byte: not even the databases can be written.
    with pytest.raises(OSError, match="No space"):
        ballast.write_bytes(b"x" * 64_000_000)
    films(server, ("a", {}), ("c", {}), size=20_000_000)
    with contextlib.suppress(StoreError):
        sync(site, data, clock, everything)
    assert "a" in here(data)
    ballast.unlink()
    clock.forward(hours=12)
    assert sync(site, data, clock, everything) == {"a": None, "c": None}
    assert here(data) == {"a", "c"}


def test_a_month_of_new_films_stays_within_the_quota(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    room = Room(quota=1_500_000, floor=0)
    for day in range(12):
        today: datetime = clock.now()
        films(server, (f"film{day}", {"expires": (today + DAY).isoformat()}))
        assert sync(site, data, clock, room)[f"film{day}"] is None
        assert here(data) >= {f"film{day}"}
        used = sum(path.stat().st_size for path in data.media.rglob("*") if path.is_file())
        assert used <= 1_500_000
        clock.forward(days=1)
