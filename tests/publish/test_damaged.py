"""The folder that is served was damaged, lost, or put back from a backup: publishing mends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.errors import PublishError
from kiosk.publish.publish import publish
from tests.publish.world import AWall, Office, now
from tests.soak.forked import Blow, in_a_fork, kill_myself


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20])


def alter(file: Path) -> None:
    """One bit of a number that is signed, or of a signature."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.fixture
def showing(office: Office, wall: AWall) -> AWall:
    """A wall that knows the third publication, which was renewed since."""
    for title in ("Un", "Deux", "Trois"):
        office.hall(title)
        office.publish()
    office.renew()
    assert wall.round().switched
    return wall


def again(office: Office, wall: AWall) -> None:
    """A publication of nothing new, and a wall that then hears that all is well."""
    office.publish()
    report = wall.round()
    assert report.state.trouble is None, report.state.sentence
    assert wall.shows() == "Trois"
    office.hall("Quatre")
    office.publish()
    assert wall.round().switched
    assert wall.shows() == "Quatre"


@pytest.mark.parametrize("harm", [cut, alter, Path.unlink])
@pytest.mark.parametrize(
    "name",
    ["metadata/timestamp.json", "metadata/3.snapshot.json", "metadata/3.targets.json",
     "metadata/2.targets.json", "metadata/1.root.json", "targets/*.hall.json", "files/??/*"],
)  # fmt: skip
def test_whatever_is_damaged_the_next_publication_mends_it(
    office: Office, showing: AWall, name: str, harm: Callable[[Path], None]
) -> None:
    for file in list(office.out.glob(name)):
        harm(file)
    again(office, showing)


def test_a_folder_that_was_lost_is_published_anew_and_walls_follow(
    office: Office, showing: AWall
) -> None:
    for path in office.out.iterdir():
        shutil.rmtree(path)
    again(office, showing)


def test_a_lost_folder_that_another_machine_renewed_is_published_anew(
    office: Office, showing: AWall
) -> None:
    remembered = (office.root / "keys" / "numbers.json").read_bytes()
    for _ in range(3):  # the machine that renews at night has a folder of keys of its own
        office.renew()
    showing.round()
    (office.root / "keys" / "numbers.json").write_bytes(remembered)
    for path in office.out.iterdir():
        shutil.rmtree(path)
    again(office, showing)


def test_a_backup_that_was_put_back_is_published_over(office: Office, wall: AWall) -> None:
    for title in ("Un", "Deux", "Trois"):
        office.hall(title)
        office.publish()
        if title == "Un":
            shutil.copytree(office.out, office.root / "backup")
    assert wall.round().switched
    for name in ("metadata", "targets", "files"):
        shutil.rmtree(office.out / name)
        shutil.copytree(office.root / "backup" / name, office.out / name)
    assert wall.round().state.trouble == "rolled-back"
    again(office, wall)


def test_two_publications_of_one_office_do_not_count_for_each_other(office: Office) -> None:
    office.publish()
    office.hall("Deux")
    office.publish()
    trial = office.root / "trial"
    publish(office.read(), trial, office.keys, now())
    for folder in (office.out, trial):
        before = {path: path.read_bytes() for path in folder.glob("metadata/*")}
        publish(office.read(), folder, office.keys, now())
        assert {path: path.read_bytes() for path in folder.glob("metadata/*")} == before


def test_what_is_damaged_is_not_renewed(office: Office, showing: AWall) -> None:
    cut(office.out / "metadata" / "3.targets.json")
    with pytest.raises(PublishError, match="Publish: kiosk publish"):
        office.renew()


def test_what_a_killed_publication_left_is_cleared_away(office: Office) -> None:
    office.publish()
    left = office.out / "metadata" / ".timestamp.json.1234-00ff.part"
    left.write_bytes(b"half")
    office.hall("Deux")
    office.publish()
    assert not left.exists()


def test_new_keys_are_told_right_before_the_signpost_is_turned(
    office: Office, tmp_path: Path
) -> None:
    """Ended between the two, walls take nothing until the next publication: so they are last."""
    office.publish()
    office.rotate("content")
    office.hall("Deux")
    before = shutil.copytree(office.root, tmp_path / "before")

    def work() -> int:
        office.publish()
        return 0

    whole = in_a_fork(work, tmp_path / "said")
    assert whole.well, whole.said
    between = 0
    for step in range(whole.steps):
        shutil.rmtree(office.root)
        shutil.copytree(before, office.root)
        assert in_a_fork(work, tmp_path / "said", blow=Blow(step, kill_myself)).killed
        here = {path.name for path in office.out.glob("metadata/*") if path.suffix == ".json"}
        if "2.root.json" in here:
            assert {"2.targets.json", "2.snapshot.json"} <= here
            between += 1
    assert between
