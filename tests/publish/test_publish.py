"""What the office's side writes, and what it refuses to."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.errors import PublishError
from kiosk.model.publication import Publication
from kiosk.publish.folder import KEPT, PublicationFolder
from kiosk.publish.keyring import Keyring
from kiosk.publish.publish import publish
from tests.publish.world import AWall, Office, now


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Everything about every file that a web server could tell."""
    return {
        str(path): (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def lists(office: Office) -> dict[str, Publication]:
    folder = PublicationFolder(office.out)
    current = folder.current()
    assert current is not None
    return folder.lists(current.targets.signed)


def test_a_publication_of_nothing_new_changes_nothing(office: Office) -> None:
    report = office.publish()
    assert (report.number, report.screens) == (1, ("hall", "civil"))
    before = state(office.out)
    report = office.publish()
    assert (report.number, report.screens, report.renewed) == (1, (), False)
    assert state(office.out) == before
    assert office.passwords_asked[1:] == []  # nobody was asked for a key the second time


def test_the_same_site_gives_the_same_files_wherever_it_lies(office: Office) -> None:
    office.publish()
    first = {path.name for path in office.out.glob("files/??/*")}
    listed = lists(office)
    moved = Office(office.root / "elsewhere")
    moved.found()
    moved.publish()
    assert {path.name for path in moved.out.glob("files/??/*")} == first
    assert lists(moved) == listed


def test_each_screen_gets_what_it_shows_and_nothing_else(office: Office) -> None:
    office.write("content/notices/_brouillon.md", "# fr: Pas encore\n")
    office.write("content/secret.txt", "not for the web")
    office.publish()
    files = {screen: {file.path for file in one.files} for screen, one in lists(office).items()}
    assert files == {
        "hall": {"screens.yaml", "playlists/hall.yaml", "content/notices/eau.md",
                 "content/logo.svg", "content/tri.mp4"},
        "civil": {"screens.yaml", "playlists/civil.yaml", "content/logo.svg"},
    }  # fmt: skip


def test_a_change_for_one_screen_leaves_the_other_ones_list(office: Office) -> None:
    office.publish()
    office.hall("Nouveau")
    report = office.publish()
    assert (report.number, report.screens, report.files) == (2, ("hall",), 1)


def test_a_screen_that_is_gone_is_no_longer_published(office: Office) -> None:
    office.publish()
    text = (office.site_folder / "screens.yaml").read_text("utf-8")
    office.write("screens.yaml", text.replace(text.splitlines()[-1], ""))
    (office.site_folder / "playlists" / "civil.yaml").unlink()
    assert office.publish().gone == ("civil",)
    assert set(lists(office)) == {"hall"}


def test_half_way_to_its_end_it_is_renewed_by_itself(office: Office) -> None:
    office.publish()
    assert not office.publish(now() + timedelta(days=14)).renewed
    report = office.publish(now() + timedelta(days=16))
    assert report.renewed
    assert report.number == 1


def test_renewing_needs_the_renewal_key_alone(office: Office) -> None:
    office.publish()
    for kind in ("master", "content"):
        for file in (office.root / "keys").glob(f"{kind}-*.pem"):
            file.unlink()
    office.passwords_asked.clear()
    later = now() + timedelta(days=3)
    report = office.renew(later)
    assert report.valid_until == (later + timedelta(days=30)).replace(microsecond=0)
    assert office.passwords_asked == []


def test_nothing_is_renewed_where_nothing_was_published(office: Office) -> None:
    with pytest.raises(PublishError, match="kiosk publish"):
        office.renew()


def test_files_of_long_ago_are_removed_and_those_of_late_stay(office: Office) -> None:
    for number in range(KEPT + 2):
        office.hall(f"Nouveau {number}")
        office.publish()
    contents = b"".join(path.read_bytes() for path in office.out.glob("files/??/*"))
    assert b"Nouveau 1\n" not in contents.replace(b"}", b"\n")
    assert b"Nouveau 2\n" in contents.replace(b"}", b"\n")
    assert len(list(office.out.glob("metadata/*.targets.json"))) == KEPT


def test_a_file_that_somebody_removed_comes_back(office: Office) -> None:
    office.publish()
    before = {path.name for path in office.out.glob("files/??/*")}
    next(office.out.glob("files/??/*")).unlink()
    report = office.publish()
    assert (report.files, report.screens) == (1, ())
    assert {path.name for path in office.out.glob("files/??/*")} == before


def test_a_folder_with_other_things_is_left_alone(office: Office) -> None:
    office.out.mkdir()
    (office.out / "thesis.odt").write_text("mine")
    with pytest.raises(PublishError, match="other things"):
        office.publish()
    assert [path.name for path in office.out.iterdir()] == ["thesis.odt"]


def test_two_do_not_publish_into_one_folder_at_once(office: Office) -> None:
    office.publish()
    with (
        PublicationFolder(office.out).alone(),
        pytest.raises(PublishError, match="at this moment"),
    ):
        office.publish()


def test_the_keys_of_another_office_do_not_go_on_with_ours(office: Office) -> None:
    office.publish()
    other = Office(office.root / "other")
    other.found()
    with pytest.raises(PublishError, match="other keys"):
        publish(other.read(), office.out, other.keys, now())


def test_a_publication_that_was_cut_off_is_finished_by_the_next(
    office: Office, wall: AWall
) -> None:
    office.publish()
    timestamp = office.out / "metadata" / "timestamp.json"
    signpost = timestamp.read_bytes()
    wall.round()
    office.hall("Nouveau")
    office.publish()
    # As if the machine had stopped right before the signpost was turned.
    timestamp.write_bytes(signpost)
    report = office.publish()
    assert (report.number, report.screens) == (3, ("hall",))
    assert wall.round().switched
    assert wall.shows() == "Nouveau"


def test_a_notice_that_is_over_keeps_the_date_at_which_it_was_saved(
    office: Office, wall: AWall
) -> None:
    file = office.write(
        "content/notices/eau.md",
        "---\nkind: announcement\nstate: resolved\n---\n# fr: Réparé\n",
    )
    os.utime(file, (1_790_000_000, 1_790_000_000))
    office.publish()
    assert wall.round().switched
    taken = wall.sites.pointer / "content" / "notices" / "eau.md"
    assert taken.stat().st_mtime == 1_790_000_000
    os.utime(file)  # a fresh copy of the site, as git makes it
    before = state(office.out)
    office.publish()
    assert state(office.out) == before


def test_a_wrong_password_is_told_and_leaves_no_trace(office: Office) -> None:
    office.publish()
    before = state(office.out / "metadata")
    office.hall("Nouveau")
    keys = Keyring(office.root / "keys", lambda _file: "wrong")
    with pytest.raises(PublishError, match="password is wrong"):
        publish(office.read(), office.out, keys, now())
    assert state(office.out / "metadata") == before


def test_who_waits_hears_how_far_it_is(office: Office) -> None:
    """Within a large file too, and each step says when it is done."""
    office.write("content/tri.mp4", bytes(5_000_000))
    told: list[tuple[str, int, int]] = []

    def tell(what: str, done: int, total: int) -> None:
        told.append((what, done, total))

    for _ in range(2):
        publish(office.read(), office.out, office.keys, now(), progress=tell)
    for what in ("reading", "checking", "writing"):
        steps = [(done, total) for step, done, total in told if step == what]
        assert len(steps) > 4, what
        assert steps[-1][0] == steps[-1][1]
        assert all(0 <= done <= total for done, total in steps)
