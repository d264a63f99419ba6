"""What a wall does with a publication: nothing, a new site, the old one again."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.cli.tongue import TONGUES
from kiosk.errors import StoreError
from kiosk.site.read import read_site
from kiosk.site.watch import SiteWatch
from kiosk.store.folder import DataFolder
from kiosk.store.sites import KEPT
from kiosk.store.wall import read_wall
from kiosk.store.wall_words import sentences_in
from kiosk.sync.follower import following_alone
from kiosk.sync.room import Room
from tests.catalogue import says_everything
from tests.cli.conftest import plain_environment
from tests.publish.world import AWall, Office, nginx


def test_a_wall_needs_three_things_and_has_its_site(office: Office, wall: AWall) -> None:
    office.publish()
    report = wall.round()
    assert report.switched
    assert report.state.trouble is None
    assert wall.shows() == "Bienvenue"
    reading = read_site(wall.sites.pointer)
    assert reading.site is not None
    assert [screen.id for screen in reading.site.screens] == ["hall"]
    assert [notice.key for notice in reading.site.notices] == ["eau"]
    report = wall.round()
    assert (report.switched, report.fetched) == (False, 0)


def test_the_document_of_keys_as_a_file_does_as_well(office: Office, wall: AWall) -> None:
    office.publish()
    wall.key = str(office.root / "keys" / "1.root.json")
    assert wall.round().switched


def test_only_what_is_new_is_fetched(office: Office, wall: AWall) -> None:
    office.publish()
    wall.round()
    office.hall("Nouveau")
    office.publish()
    report = wall.round()
    size = (office.site_folder / "playlists" / "hall.yaml").stat().st_size
    assert report.fetched == size
    assert wall.shows() == "Nouveau"


def test_a_change_for_another_screen_switches_nothing(office: Office, wall: AWall) -> None:
    office.publish()
    wall.round()
    text = (office.site_folder / "playlists" / "civil.yaml").read_text("utf-8")
    office.write("playlists/civil.yaml", text.replace("État civil}", "Guichet}"))
    assert office.publish().screens == ("civil",)
    report = wall.round()
    assert not report.switched
    assert report.state.number == 2


def test_status_tells_that_this_screen_is_not_behind(office: Office, wall: AWall) -> None:
    def newest() -> str:
        page = subprocess.run(
            [sys.executable, "-m", "kiosk", "status", "--site", str(wall.sites.pointer)],
            env=plain_environment(wall.data.root), capture_output=True, text=True, timeout=60,
            check=False,
        ).stdout  # fmt: skip
        (line,) = [line for line in page.splitlines() if line.startswith("newest")]
        return line.removeprefix("newest").strip()

    office.publish()
    wall.round()
    assert newest() == "publication 1"
    text = (office.site_folder / "playlists" / "civil.yaml").read_text("utf-8")
    office.write("playlists/civil.yaml", text.replace("État civil}", "Guichet}"))
    office.publish()
    wall.round()
    assert newest() == "publication 2, the same for this screen"
    office.hall("Nouveau")
    office.publish()
    wall.room = Room(free=lambda _: 0)
    assert wall.round().state.trouble == "disk-full"
    assert newest() == "publication 3"


def test_a_name_that_the_office_does_not_know_is_told_with_those_it_knows(
    office: Office, wall: AWall
) -> None:
    office.publish()
    wall.screen = "salle"
    report = wall.round()
    assert report.state.trouble == "no-screen"
    assert "civil, hall" in report.state.sentence


def test_no_network_leaves_what_shows(office: Office, wall: AWall) -> None:
    office.publish()
    wall.round()
    wall.address = "http://127.0.0.1:9"
    office.hall("Nouveau")
    report = wall.round()
    assert report.state.trouble == "unreachable"
    assert wall.shows() == "Bienvenue"


def test_a_key_replaced_by_the_office_is_learnt_without_a_visit(
    office: Office, wall: AWall
) -> None:
    office.publish()
    wall.round()
    for kind in ("content", "renewal", "content"):
        office.rotate(kind)  # type: ignore[arg-type]
    office.hall("Nouveau")
    office.publish()
    assert wall.round().switched


def test_a_wall_that_was_off_for_many_publications_takes_the_newest(
    office: Office, wall: AWall
) -> None:
    office.publish()
    wall.round()
    for number in range(8):
        office.hall(f"Nouveau {number}")
        office.publish()
    assert wall.round().switched
    assert wall.shows() == "Nouveau 7"


def test_the_last_sites_are_kept_and_no_more(office: Office, wall: AWall) -> None:
    for number in range(KEPT + 3):
        office.hall(f"Nouveau {number}")
        office.publish()
        wall.round()
    kept = wall.sites.kept()
    assert [site.number for site in kept] == [6, 5, 4, 3]
    wanted = {content for site in kept for content in site.contents}
    assert {path.name for path in wall.data.blobs.glob("??/*")} == wanted


def test_files_of_a_site_are_links_that_no_hand_can_edit(office: Office, wall: AWall) -> None:
    office.publish()
    wall.round()
    video = wall.sites.pointer / "content" / "tri.mp4"
    assert video.stat().st_nlink == 2
    assert video.stat().st_mode & 0o222 == 0


def test_the_player_notices_a_switch_as_one_change(office: Office, wall: AWall) -> None:
    office.publish()
    wall.round()
    changes: list[None] = []
    noticed = threading.Event()

    def changed() -> None:
        changes.append(None)
        noticed.set()

    with SiteWatch(wall.sites.pointer, changed, polling=False):
        office.hall("Nouveau")
        office.publish()
        wall.round()
        assert noticed.wait(20)
        assert wall.shows() == "Nouveau"
        assert len(changes) == 1


def test_two_do_not_follow_into_one_folder(office: Office, wall: AWall) -> None:
    with (
        following_alone(wall.data),
        pytest.raises(StoreError, match="another kiosk sync"),
        following_alone(wall.data),
    ):
        pass


def test_a_damaged_memory_of_the_office_is_learnt_anew(office: Office, wall: AWall) -> None:
    office.publish()
    wall.round()
    for path in wall.data.wall.rglob("*.json"):
        if not path.is_symlink():
            path.write_bytes(b"")
    office.hall("Nouveau")
    office.publish()
    assert wall.round().switched


def test_the_state_of_another_office_is_not_taken_over(
    office: Office, wall: AWall, tmp_path: Path
) -> None:
    office.publish()
    wall.round()
    other = Office(tmp_path / "other")
    other.found()
    other.hall("Ailleurs")
    other.publish()
    with nginx(other.out, tmp_path / "nginx2") as address:
        moved = AWall(wall.data, address, other.fingerprint)
        report = moved.round()
        assert report.switched
        assert moved.shows() == "Ailleurs"
        state = read_wall(DataFolder(wall.data.root))
        assert state is not None
        assert state.address == address


def test_hard_links_are_not_needed(
    office: Office, wall: AWall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some memory sticks have a file system without them."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    office.publish()
    assert wall.round().switched
    office.hall("Nouveau")
    office.publish()
    report = wall.round()
    assert wall.shows() == "Nouveau"
    assert report.fetched < 1000  # the video was not fetched again


def test_an_address_that_is_wrong_is_told_as_that(office: Office, wall: AWall) -> None:
    office.publish()
    right = wall.address
    for wrong in (f"{right}/metadata", f"{right}/screens"):
        wall.address = wrong
        report = wall.round()
        assert report.state.trouble == "nothing-there"
        assert "--from" in report.state.sentence
        assert wrong in report.state.sentence


def test_half_a_fingerprint_is_told_as_that(office: Office, wall: AWall) -> None:
    office.publish()
    wall.key = wall.key[:40]
    report = wall.round()
    assert report.state.trouble == "no-key"
    assert "64 digits" in report.state.sentence
    assert "40 are here" in report.state.sentence


def test_every_trouble_is_told_in_every_language() -> None:
    says_everything(sentences_in)
    assert all(one.endswith(".") for tongue in TONGUES for one in sentences_in(tongue).values())
