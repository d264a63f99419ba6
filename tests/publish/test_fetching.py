"""How the files of a publication come: over a line that breaks, onto a disk that fills up."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.store.folder import DataFolder
from kiosk.store.sites import KEPT
from kiosk.store.wall import read_wall
from kiosk.sync.room import Room
from tests.disk import disk_of_64_mb
from tests.publish.world import AWall, Office, serve
from tests.sync.faults import Proxy, proxied
from tests.sync.world import Server, serving

WHOLE = 1 << 30
BROKEN = [WHOLE, 1_500_000, 0, 0, 0]
"""Cuts: the first connection ends by itself, with the next document of keys, which is not there."""


@pytest.fixture
def film(office: Office) -> bytes:
    """A video that does not come in one piece."""
    data = random.Random(3).randbytes(3_000_000)
    office.write("content/tri.mp4", data)
    office.publish()
    return data


def served(office: Office, data: bytes) -> Path:
    sha256 = hashlib.sha256(data).hexdigest()
    return office.out / "files" / sha256[:2] / sha256


def port(address: str) -> int:
    return int(address.rpartition(":")[2])


def broken_round(wall: AWall) -> None:
    """One over a line that breaks for good in the midst of the film."""
    with proxied(port(wall.address), Proxy(cuts=BROKEN)) as proxy:
        direct, wall.address = wall.address, proxy.url
        assert wall.round().state.trouble == "unreachable"
        wall.address = direct
    assert list(wall.data.blobs.glob("*.part"))


def test_a_line_that_breaks_is_gone_on_with_in_the_same_round(
    office: Office, wall: AWall, film: bytes
) -> None:
    with proxied(port(wall.address), Proxy(cuts=[WHOLE, 900_000, 600_000, 700_000])) as proxy:
        wall.address = proxy.url
        report = wall.round()
        assert report.switched
        assert proxy.connections == 5
        assert proxy.passed < 1.03 * len(film)
    assert (wall.sites.pointer / "content" / "tri.mp4").read_bytes() == film


def test_a_file_that_broke_off_is_taken_up_where_it_ended(
    office: Office, wall: AWall, film: bytes
) -> None:
    broken_round(wall)
    # The first half is no longer there: only who goes on can have the whole.
    file = served(office, film)
    saved = file.stat().st_mtime_ns
    file.write_bytes(b"?" * 1_000_000 + film[1_000_000:])
    os.utime(file, ns=(saved, saved))
    report = wall.round()
    assert report.switched, report.state
    assert (wall.sites.pointer / "content" / "tri.mp4").read_bytes() == film


@pytest.fixture
def server() -> Iterator[Server]:
    yield from serving()


def test_a_server_that_tells_no_version_is_gone_on_with_too(
    office: Office, wall: AWall, film: bytes, server: Server
) -> None:
    """What comes out is checked against what was signed, so a second copy need not come."""
    serve(server, office, ranges=True)
    with proxied(server.port, Proxy(cuts=[900_000] * 40)) as proxy:
        wall.address = proxy.url
        report = wall.round()
        assert report.switched, report.state.sentence
        assert proxy.passed < 1.1 * len(film)
    assert len(server.ranges) == 3


def test_a_beginning_that_is_damaged_is_thrown_away(
    office: Office, wall: AWall, film: bytes
) -> None:
    broken_round(wall)
    (part,) = wall.data.blobs.glob("*.part")
    with part.open("r+b") as file:
        file.write(b"\0" * 70_000)
    assert wall.round().state.trouble == "altered"
    assert not part.exists()
    assert wall.round().switched


def test_an_unfinished_file_that_the_office_does_not_want_any_more_goes(
    office: Office, wall: AWall, film: bytes
) -> None:
    broken_round(wall)
    office.write("content/tri.mp4", b"another one")
    office.publish()
    assert wall.round().switched
    assert [path for path in wall.data.blobs.iterdir() if path.is_file()] == []


def films(office: Office, wall: AWall, count: int, size: int = 1_000_000) -> None:
    """So many publications, each with another film and another title; the wall takes each."""
    for number in range(1, count + 1):
        office.hall(f"Film {number}")
        office.write("content/tri.mp4", random.Random(number).randbytes(size))
        office.publish()
        report = wall.round()
        assert report.switched, report.state.sentence


def kept(wall: AWall) -> list[int]:
    return [site.number for site in wall.sites.kept()]


def test_without_room_nothing_comes_and_it_is_said_how_much_is_lacking(
    office: Office, wall: AWall, film: bytes
) -> None:
    wall.room = Room(floor=1_000_000, free=lambda _: 2_000_000)
    report = wall.round()
    assert report.state.trouble == "disk-full"
    assert "2 MB are free, 3 MB are to come and 1 MB stay free (--free-floor)" in (
        report.state.sentence
    )
    assert "publish smaller videos" in report.state.sentence
    assert not list(wall.data.blobs.glob("??/*"))
    wall.room = None
    assert wall.round().switched


def test_what_came_already_needs_no_room_a_second_time(
    office: Office, wall: AWall, film: bytes
) -> None:
    broken_round(wall)
    wall.room = Room(floor=0, free=lambda _: 2_000_000)
    assert wall.round().switched


def test_a_quota_counts_for_what_is_published_too(office: Office, wall: AWall, film: bytes) -> None:
    wall.room = Room(quota=2_000_000, floor=0)
    sentence = wall.round().state.sentence
    assert "media may take 2 MB (--media-quota)" in sentence


def test_old_publications_give_way_and_the_one_that_shows_does_not(
    office: Office, wall: AWall
) -> None:
    wall.room = Room(quota=4_500_000, floor=0)
    films(office, wall, KEPT)
    assert kept(wall) == [3, 2, 1]
    films(office, wall, 1, 3_000_000)
    assert kept(wall) == [4, 3], "as many as had to go, and no more"
    office.write("content/tri.mp4", random.Random(9).randbytes(4_000_000))
    office.publish()
    report = wall.round()
    assert report.state.trouble == "disk-full"
    assert kept(wall) == [4, 3], "nothing goes in vain"
    assert wall.shows() == "Film 1"


def test_the_one_that_was_rolled_back_to_does_not_give_way(office: Office, wall: AWall) -> None:
    wall.room = Room(quota=3_500_000, floor=0)
    films(office, wall, 3)
    newest, *_, oldest = wall.sites.kept()
    wall.sites.hold(newest.sha256)
    wall.sites.switch(oldest)
    office.write("content/tri.mp4", random.Random(9).randbytes(2_700_000))
    office.publish()
    assert wall.round().state.trouble == "disk-full"
    office.write("content/tri.mp4", random.Random(9).randbytes(2_000_000))
    office.publish()
    assert wall.round().switched
    assert kept(wall) == [5, 1]


def test_a_disk_that_others_fill_up_meanwhile_stops_the_file(office: Office, wall: AWall) -> None:
    office.write("content/tri.mp4", random.Random(4).randbytes(40_000_000))
    office.publish()

    def free(blobs: Path) -> int:
        came = sum(part.stat().st_size for part in blobs.glob("*.part"))
        return 100_000_000 if came < 10_000_000 else 500_000

    wall.room = Room(floor=1_000_000, free=free)
    assert wall.round().state.trouble == "disk-full"
    assert not list(wall.data.blobs.glob("*.part")), "its room is worth more than what came"
    wall.room = None
    assert wall.round().switched


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    yield from disk_of_64_mb(tmp_path / "disk")


def test_a_real_disk_that_is_full_stops_the_download_and_not_the_screen(
    office: Office, wall: AWall, small_disk: Path
) -> None:
    wall.data = DataFolder(small_disk / "data")
    wall.room = Room(floor=0)
    films(office, wall, 1, 20_000_000)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 30_000_000)
    office.hall("Nouveau")
    office.write("content/tri.mp4", random.Random(5).randbytes(20_000_000))
    office.publish()
    # What is free is not known beforehand: the disk itself says no.
    wall.room = Room(floor=0, free=lambda _: 1 << 40)
    assert "the disk is full" in wall.round().state.sentence
    assert wall.shows() == "Film 1"
    with pytest.raises(OSError, match="No space"):
        ballast.write_bytes(b"x" * 64_000_000)
    office.renew()
    report = wall.round()
    assert wall.shows() == "Film 1"
    state = read_wall(wall.data)
    assert state is not None, "it is told though not a byte is free"
    assert state.failures == report.state.failures == 2
    ballast.unlink()
    assert wall.round().switched
    assert wall.shows() == "Nouveau"
