"""An office whose publication has moved for good is asked at its new place; see `Wall`."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from kiosk.store.folder import DataFolder
from kiosk.store.wall import WallState, read_wall
from tests.cli.conftest import plain_environment
from tests.publish.world import AWall, Office, now, serve
from tests.sync.world import HeldClock, Server, serving

SIGNPOST = "/metadata/timestamp.json"
Move = Callable[..., None]


@pytest.fixture
def old() -> Iterator[Server]:
    yield from serving()


@pytest.fixture
def new() -> Iterator[Server]:
    yield from serving()


@pytest.fixture
def wall(office: Office, old: Server, tmp_path_factory: pytest.TempPathFactory) -> AWall:
    """It was given the old address."""
    data = DataFolder(tmp_path_factory.mktemp("wall") / "data")
    return AWall(data, old.url, office.fingerprint)


@pytest.fixture
def move(office: Office, old: Server, new: Server) -> Move:
    """Puts the publication on the new server, under a folder; the old one says where."""

    def moved(status: int = 301, folder: str = "/town") -> None:
        office.publish()
        serve(new, office)
        for path in list(new.pages):
            if not path.startswith(folder):
                new.pages[f"{folder}{path}"] = new.pages.pop(path)
        old.pages.clear()
        serve(old, office)
        for path, page in old.pages.items():
            page.status, page.body = status, b""
            page.headers = {"Location": f"{new.url}{folder}{path}"}

    return moved


def state(wall: AWall) -> WallState:
    found = read_wall(wall.data)
    assert found is not None
    return found


def come_back(office: Office, old: Server) -> None:
    """The office publishes something else, at its old place."""
    office.hall("Corrigé")
    office.publish()
    old.pages.clear()
    serve(old, office)


def status(wall: AWall, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "status", *arguments],
        env=plain_environment(wall.data.root), capture_output=True, text=True, timeout=60,
        check=False,
    ).stdout  # fmt: skip


@pytest.mark.parametrize("code", [301, 308])
def test_it_is_asked_at_its_new_place_from_then_on(
    office: Office, old: Server, new: Server, wall: AWall, move: Move, code: int,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    move(code)
    assert wall.round().switched
    assert state(wall).moved_to == f"{new.url}/town"
    (told,) = [one.getMessage() for one in caplog.records if "moved for good" in one.getMessage()]
    assert "--from" in told
    assert f"to={new.url}/town" in told
    asked = len(old.asked)
    office.hall("Nouveau")
    office.publish()
    serve(new, office)
    for path in [path for path in new.pages if not path.startswith("/town")]:
        new.pages[f"/town{path}"] = new.pages.pop(path)
    old.pages.clear()
    with caplog.at_level(logging.WARNING):
        caplog.clear()
        assert wall.round().switched
    assert wall.shows() == "Nouveau"
    assert len(old.asked) == asked, "neither for documents nor for files"
    assert caplog.messages == [], "it is told once"


@pytest.mark.parametrize("code", [302, 307])
def test_a_redirect_for_today_is_followed_and_not_remembered(
    old: Server, wall: AWall, move: Move, code: int
) -> None:
    move(code)
    assert wall.round().switched
    assert state(wall).moved_to is None
    asked = old.times(SIGNPOST)
    wall.round()
    assert old.times(SIGNPOST) == asked + 1


def test_of_a_chain_only_what_is_for_good_is_remembered(
    old: Server, new: Server, wall: AWall, move: Move
) -> None:
    move()
    for path, page in list(new.pages.items()):
        new.pages[path.replace("/town/", "/city/")] = page
        new.put(path, "", status=302, headers={"Location": path.replace("/town/", "/city/")})
    assert wall.round().switched
    assert state(wall).moved_to == f"{new.url}/town"


def test_it_moves_on_from_where_it_was(old: Server, new: Server, wall: AWall, move: Move) -> None:
    move()
    wall.round()
    for path, page in list(new.pages.items()):
        new.pages[path.replace("/town/", "/city/")] = page
        new.put(path, "", status=308, headers={"Location": path.replace("/town/", "/city/")})
    old.pages.clear()
    assert wall.round().state.trouble is None
    assert state(wall).moved_to == f"{new.url}/city"


def test_a_signpost_that_stands_elsewhere_alone_says_nothing_of_the_files(
    office: Office, old: Server, new: Server, wall: AWall
) -> None:
    office.publish()
    serve(old, office)
    page = old.pages[SIGNPOST]
    for place in ("/now.json", f"{SIGNPOST}?v=3"):
        new.pages[place] = page
        old.put(SIGNPOST, "", status=301, headers={"Location": f"{new.url}{place}"})
        assert wall.round().state.trouble is None
        assert state(wall).moved_to is None
    assert wall.shows() == "Bienvenue"


@pytest.mark.parametrize("way", ["404", "410", "hangs up", "forged"])
def test_a_new_place_that_comes_to_nothing_is_left_in_the_same_round(
    office: Office, old: Server, new: Server, wall: AWall, move: Move, way: str
) -> None:
    move()
    wall.round()
    come_back(office, old)
    for path, page in new.pages.items():
        if way.isdigit():
            page.status = int(way)
        elif way == "forged" and path.endswith(SIGNPOST):
            said = json.loads(page.body)
            said["signed"]["version"] += 8
            page.body = json.dumps(said).encode()
        page.hangs_up = way == "hangs up"
    report = wall.round()
    assert report.switched, report.state.sentence
    assert wall.shows() == "Corrigé"
    assert state(wall).moved_to is None


def test_a_copy_at_the_new_place_that_nobody_renews_holds_a_wall_back_for_a_day_at_most(
    office: Office, old: Server, wall: AWall, move: Move
) -> None:
    move()
    wall.clock = clock = HeldClock(now())
    wall.round()
    come_back(office, old)
    clock.forward(hours=23)
    assert not wall.round().switched
    clock.forward(hours=2)
    assert wall.round().switched
    assert wall.shows() == "Corrigé"
    assert state(wall).moved_to is None


def test_a_network_that_was_away_does_not_forget_where_it_is(
    old: Server, new: Server, wall: AWall, move: Move
) -> None:
    """The old server may have been given up long ago."""
    move()
    wall.round()
    for server in (old, new):
        for page in server.pages.values():
            page.hangs_up = True
    report = wall.round()
    assert report.state.trouble == "unreachable"
    assert wall.round().state.failures == 2
    assert state(wall).moved_to == f"{new.url}/town"
    for page in new.pages.values():
        page.hangs_up = False
    assert wall.round().state.trouble is None
    assert state(wall).moved_to == f"{new.url}/town"


def test_an_old_place_that_is_gone_for_good_does_not_keep_the_wall_from_the_new_one(
    old: Server, new: Server, wall: AWall, move: Move
) -> None:
    move()
    wall.round()
    old.pages.clear()
    old.put("/metadata/2.root.json", "", status=410)
    for page in new.pages.values():
        page.hangs_up = True
    failed = wall.round().state
    assert failed.trouble == "gone"
    assert failed.retry_at is None, "the new one may be back in a moment"


def test_a_file_that_is_missing_at_the_new_place_comes_from_the_old_one(
    office: Office, old: Server, new: Server, wall: AWall, move: Move
) -> None:
    move()
    wall.round()
    come_back(office, old)
    serve(new, office)
    for path in [path for path in new.pages if not path.startswith("/town")]:
        page = new.pages.pop(path)
        if "/files/" not in path:
            new.pages[f"/town{path}"] = page
    assert wall.round().state.trouble == "unreachable"
    assert wall.round().switched
    assert wall.shows() == "Corrigé"
    assert state(wall).moved_to is None


def test_another_address_begins_anew(old: Server, new: Server, wall: AWall, move: Move) -> None:
    move()
    wall.round()
    wall.address = f"{new.url}/town"
    wall.round()
    assert state(wall).moved_to is None


@pytest.mark.parametrize(
    ("language", "told"), [("en", "--from (KIOSK_FROM)"), ("fr", "pour de bon"), ("ar", "نهائيا")]
)
def test_status_tells_the_new_address(
    new: Server, wall: AWall, move: Move, language: str, told: str
) -> None:
    move()
    wall.round()
    site = str(wall.sites.pointer)
    page = status(wall, "--site", site, "--language", language)
    (line,) = [line for line in page.splitlines() if f"{new.url}/town" in line]
    assert told in line
    office = json.loads(status(wall, "--site", site, "--json"))["office"]
    assert office["moved_to"] == f"{new.url}/town"
