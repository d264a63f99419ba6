"""When a wall asks its office: spread, seldom after failures, and when the server wants it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.cli.follow import followed as following_office
from kiosk.clock import SystemClock
from kiosk.store.folder import DataFolder
from kiosk.store.wall import WallState, read_wall
from kiosk.sync.due import OFFICE_EVERY_S, next_round
from kiosk.sync.follower import WallFollower
from kiosk.sync.network import Network, ServerTime
from kiosk.sync.settings import Settings
from kiosk.sync.spread import FIRST_START_S, Spread
from kiosk.sync.wall import Following
from tests.publish.world import AWall, Office, serve
from tests.sync.forward import ForwardProxy, forwarding
from tests.sync.world import NOW, HeldClock, Server, serving

URL = "https://screens.example"
EVERY = timedelta(seconds=OFFICE_EVERY_S)


def state(failures: int = 0, tried: datetime = NOW, retry: timedelta | None = None) -> WallState:
    return WallState(
        address=URL,
        screen="hall",
        key="k",
        tried=tried,
        failures=failures,
        retry_at=tried + retry if retry else None,
    )


def walls(count: int = 200) -> list[Spread]:
    return [Spread(f"machine {number}", NOW) for number in range(count)]


def due(known: WallState | None, spread: Spread, *, shows: bool = True) -> timedelta:
    return next_round(URL, known, NOW, shows=shows, spread=spread) - NOW


def busiest(waits: list[timedelta], slice_s: float) -> int:
    return max(Counter(int(wait.total_seconds() // slice_s) for wait in waits).values())


def test_walls_switched_on_in_the_morning_ask_one_after_the_other() -> None:
    yesterday = state(tried=NOW - timedelta(hours=14))
    waits = [due(yesterday, spread) for spread in walls()]
    assert timedelta(0) <= min(waits)
    assert max(waits) <= EVERY
    # 200 over 300 s: 20 in 30 s on the average.
    assert busiest(waits, 30) < 40


def test_new_walls_wait_for_seconds_only() -> None:
    waits = [due(None, spread, shows=False) for spread in walls()]
    assert timedelta(seconds=FIRST_START_S / 2) < max(waits) <= timedelta(seconds=FIRST_START_S)
    assert busiest(waits, 1) < 45


def test_while_all_is_well_each_wall_keeps_to_a_moment_of_its_own() -> None:
    for spread in walls(5):
        first = NOW + due(state(), spread)
        again = next_round(URL, state(tried=first), first, shows=True, spread=spread)
        assert again - first == EVERY
    assert busiest([due(state(), spread) for spread in walls()], 30) < 40


def test_after_failures_it_is_asked_less_and_less_and_never_in_step() -> None:
    for failures, limit_s in ((1, 15), (2, 30), (3, 60), (5, 240), (6, 300), (500, 300)):
        waits = [due(state(failures), spread) for spread in walls()]
        assert len(set(waits)) == 200
        assert timedelta(seconds=limit_s / 10) <= min(waits)
        assert timedelta(seconds=limit_s * 0.9) < max(waits) <= timedelta(seconds=limit_s)


@pytest.mark.parametrize(
    ("wanted", "waits"),
    [(timedelta(hours=1), timedelta(hours=1)), (timedelta(days=9), timedelta(days=1))],
)
def test_the_server_says_when_it_wants_to_be_asked_again(
    wanted: timedelta, waits: timedelta
) -> None:
    assert due(state(1, retry=wanted), walls(1)[0]) == waits


def test_a_clock_that_was_set_back_holds_nothing_up() -> None:
    assert due(state(tried=NOW + timedelta(days=9)), walls(1)[0]) <= EVERY


def test_one_command_waits_for_nothing() -> None:
    assert next_round(URL, None, NOW, shows=True) == NOW


@pytest.fixture
def server() -> Iterator[Server]:
    yield from serving()


def asked_once(server: Server, data: DataFolder, office: Office) -> WallState:
    """The state after one round against that server."""
    report = AWall(data, server.url, office.fingerprint).round()
    kept = read_wall(data)
    assert kept == report.state
    return report.state


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def test_retry_after_of_the_office_is_kept(
    server: Server, data: DataFolder, office: Office
) -> None:
    server.put("/metadata/1.root.json", "", status=503, headers={"Retry-After": "600"})
    found = asked_once(server, data, office)
    assert found.trouble == "unreachable"
    assert found.retry_at == found.tried + timedelta(minutes=10)


def test_retry_after_of_a_document_and_of_a_file_count_too(
    server: Server, data: DataFolder, office: Office
) -> None:
    office.publish()
    serve(server, office)
    for path in ("/metadata/timestamp.json", next(p for p in server.pages if "/files/" in p)):
        page = server.pages[path]
        server.put(path, "", status=429, headers={"Retry-After": "60"})
        found = asked_once(server, data, office)
        assert found.retry_at == found.tried + timedelta(minutes=1)
        server.pages[path] = page
    assert asked_once(server, data, office).trouble is None


def test_an_office_that_is_gone_is_asked_once_a_day(
    server: Server, data: DataFolder, office: Office
) -> None:
    server.put("/metadata/1.root.json", "", status=410)
    found = asked_once(server, data, office)
    assert found.trouble == "gone"
    assert "gone for good" in found.sentence
    assert "--from" in found.sentence
    due = next_round(server.url, found, found.tried, shows=True, spread=walls(1)[0])
    assert due == found.tried + timedelta(days=1)


@contextmanager
def followed(wall: AWall, until: Callable[[], object], **more: object) -> Iterator[None]:
    """The wall follows on its thread, until that is so."""
    follower = WallFollower(
        Following(wall.address, wall.screen, wall.key),
        wall.data,
        SystemClock(),
        **more,  # type: ignore[arg-type]
    )
    follower.start()
    try:
        patience = threading.Event()
        for _ in range(800):
            if until():
                break
            patience.wait(0.05)
        else:
            raise AssertionError(read_wall(wall.data))
        yield
    finally:
        follower.stop()


def test_the_follower_reaches_the_office_through_its_proxy(office: Office, wall: AWall) -> None:
    office.publish()
    proxy = ForwardProxy({"office.invalid": int(wall.address.rpartition(":")[2])})
    wall.address = "http://office.invalid"
    with (
        forwarding(proxy),
        followed(wall, wall.sites.current, network=Network(proxy=proxy.url)),
    ):
        assert wall.shows() == "Bienvenue"
    assert any("office.invalid/files/" in asked for asked in proxy.asked)


def test_what_the_time_is_by_the_office(office: Office, wall: AWall) -> None:
    """Where no feed and no time service tells it."""
    office.publish()
    servers = ServerTime()
    with followed(wall, wall.sites.current, network=Network().told_to(servers)):
        clock = SystemClock()
        offset_s = clock.now().timestamp() - clock.monotonic()
        said = servers.nearest(offset_s)
        assert said is not None
        assert abs(said - offset_s) < 5


def test_a_state_that_cannot_be_stored_makes_nobody_ask_all_the_time(
    office: Office, wall: AWall, server: Server
) -> None:
    server.put("/metadata/1.root.json", "", status=503)
    clock = HeldClock()
    follower = WallFollower(
        Following(server.url, wall.screen, wall.key), wall.data, clock, machine="m"
    )
    wall.data.wall.parent.mkdir(parents=True)
    wall.data.wall.write_bytes(b"")  # a file, where a folder should be
    clock.forward(seconds=FIRST_START_S)
    follower.start()
    patience = threading.Event()
    for _ in range(800):
        if server.asked:
            break
        patience.wait(0.05)
    patience.wait(0.3)
    follower.stop()
    assert len(server.asked) == 1


@pytest.mark.parametrize("machine", ["this one", None])
def test_the_command_spreads_its_requests_by_machine(
    office: Office, wall: AWall, server: Server, machine: str | None
) -> None:
    """What is here shows meanwhile; only who spreads nothing asks at once."""
    office.publish()
    wall.round()
    following = Following(server.url, wall.screen, wall.key)
    patience = threading.Event()
    with following_office(following, wall.data, once=False, settings=Settings(machine=machine)):
        for _ in range(8 if machine else 800):
            if server.asked:
                break
            patience.wait(0.05)
    assert bool(server.asked) == (machine is None)
