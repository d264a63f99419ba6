"""Whatever is done to what lies on the web server, the wall shows what the office published, and
says in words what is wrong.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.model.publication import Publication
from kiosk.store.folder import DataFolder
from tests.publish.world import AWall, Office, now, refused, serve
from tests.sync.world import Server, serving


def blob(office: Office, name: str) -> Path:
    """Where the content of a file of the site lies in the publication."""
    data = (office.site_folder / name).read_bytes()
    return next(path for path in office.out.glob("files/??/*") if path.read_bytes() == data)


def test_an_altered_file_of_the_same_length_is_not_taken(office: Office, showing: AWall) -> None:
    office.hall("Nouveau")
    office.publish()
    file = blob(office, "playlists/hall.yaml")
    file.write_bytes(file.read_bytes().replace(b"Nouveau", b"Achetez"))
    assert "playlists/hall.yaml" in refused(showing, "altered")
    assert office.publish().files == 1, "the damaged one is replaced"
    assert showing.round().switched
    assert showing.shows() == "Nouveau"


def test_a_longer_file_is_cut_off_at_the_length_that_was_signed(
    office: Office, showing: AWall
) -> None:
    office.hall("Nouveau")
    office.publish()
    file = blob(office, "playlists/hall.yaml")
    file.write_bytes(file.read_bytes() + b"x" * 1_000_000)
    refused(showing, "too-large")
    assert not list(showing.data.blobs.glob("*.part"))


def test_a_shorter_file_is_not_taken(office: Office, showing: AWall) -> None:
    office.hall("Nouveau")
    office.publish()
    file = blob(office, "playlists/hall.yaml")
    file.write_bytes(file.read_bytes()[:-1])
    refused(showing, "altered")


def test_a_file_that_is_missing_is_waited_for(office: Office, showing: AWall) -> None:
    office.hall("Nouveau")
    office.publish()
    file = blob(office, "playlists/hall.yaml")
    data = file.read_bytes()
    file.unlink()
    assert "playlists/hall.yaml" in refused(showing, "unreachable")
    file.write_bytes(data)
    assert showing.round().switched


@pytest.mark.parametrize("name", ["timestamp.json", "2.snapshot.json", "2.targets.json"])
def test_altered_metadata_is_not_taken(office: Office, showing: AWall, name: str) -> None:
    office.hall("Nouveau")
    office.publish()
    file = office.out / "metadata" / name
    plain = json.loads(file.read_bytes())
    plain["signed"]["expires"] = "2099-01-01T00:00:00Z"
    file.write_text(json.dumps(plain))
    report = showing.round()
    assert report.state.trouble in ("forged", "altered", "too-large")
    assert showing.shows() == "Bienvenue"


@pytest.mark.parametrize("name", ["timestamp.json", "2.snapshot.json", "2.targets.json"])
@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe" * 40, b"null"])
def test_damaged_metadata_is_not_taken(
    office: Office, showing: AWall, name: str, damage: bytes
) -> None:
    office.hall("Nouveau")
    office.publish()
    (office.out / "metadata" / name).write_bytes(damage)
    refused(showing, "altered")


def test_an_altered_list_of_files_is_not_taken(office: Office, showing: AWall) -> None:
    office.hall("Nouveau")
    office.publish()
    current = {path.name for path in (office.out / "targets").iterdir()}
    for name in current:
        file = office.out / "targets" / name
        file.write_bytes(file.read_bytes().replace(b'"hall"', b'"sale"'))
    refused(showing, "altered")


def test_a_whole_publication_of_yesterday_is_not_taken_again(
    office: Office, showing: AWall
) -> None:
    yesterday = shutil.copytree(office.out, office.root / "yesterday")
    office.hall("Nouveau")
    office.publish()
    assert showing.round().switched
    for name in ("metadata", "targets", "files"):
        shutil.rmtree(office.out / name)
        shutil.copytree(yesterday / name, office.out / name)
    assert "older publication" in refused(showing, "rolled-back", shows="Nouveau")


def test_an_old_timestamp_beside_the_new_files_is_not_taken(office: Office, showing: AWall) -> None:
    old = (office.out / "metadata" / "timestamp.json").read_bytes()
    office.hall("Nouveau")
    office.publish()
    assert showing.round().switched
    (office.out / "metadata" / "timestamp.json").write_bytes(old)
    refused(showing, "rolled-back", shows="Nouveau")


def test_a_publication_that_nobody_renews_stays_on_the_screen_and_is_reported(
    office: Office, showing: AWall
) -> None:
    office.renew(now() - timedelta(days=60))
    sentence = refused(showing, "expired")
    assert "kiosk publish --renew" in sentence
    assert "holds back" in sentence
    office.renew()
    assert showing.round().state.trouble is None


def test_a_new_wall_is_not_given_a_publication_of_long_ago(office: Office, wall: AWall) -> None:
    office.publish(now() - timedelta(days=60))
    report = wall.round()
    assert report.state.trouble == "expired"
    assert report.shows is None


def test_documents_of_two_publications_do_not_mix(office: Office, showing: AWall) -> None:
    first = (office.out / "metadata" / "1.targets.json").read_bytes()
    office.hall("Nouveau")
    office.publish()
    (office.out / "metadata" / "2.targets.json").write_bytes(first)
    refused(showing, "altered")


def test_a_snapshot_of_before_does_not_go_with_a_timestamp_of_now(
    office: Office, showing: AWall
) -> None:
    first = (office.out / "metadata" / "1.snapshot.json").read_bytes()
    office.hall("Nouveau")
    office.publish()
    (office.out / "metadata" / "2.snapshot.json").write_bytes(first)
    refused(showing, "altered")


@pytest.fixture
def hostile() -> Iterator[Server]:
    yield from serving()


@pytest.mark.parametrize(
    "name", ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"]
)
def test_documents_that_never_end_are_cut_off(
    office: Office, hostile: Server, tmp_path: Path, name: str
) -> None:
    office.publish()
    serve(hostile, office)
    hostile.put(f"/metadata/{name}", b"", endless=True)
    wall = AWall(DataFolder(tmp_path / "data"), hostile.url, office.fingerprint)
    report = wall.round()
    assert report.state.trouble == "too-large"
    assert report.shows is None


def test_a_file_that_never_ends_is_cut_off(office: Office, hostile: Server, tmp_path: Path) -> None:
    office.publish()
    serve(hostile, office)
    video = blob(office, "content/tri.mp4")
    hostile.put(f"/{video.relative_to(office.out).as_posix()}", b"", endless=True)
    wall = AWall(DataFolder(tmp_path / "data"), hostile.url, office.fingerprint)
    assert wall.round().state.trouble == "too-large"
    assert sum(file.stat().st_size for file in wall.data.blobs.rglob("*.part")) == 0


def test_content_that_leads_out_of_the_site_is_not_written(office: Office) -> None:
    for path in ("../evil", "/etc/passwd", "a/../../b", ".kiosk.json", "a//b", "a\\b", "a/\x00"):
        with pytest.raises(ValueError, match="no path in a site"):
            Publication.model_validate(
                {"screen": "hall", "files": [{"path": path, "sha256": "0" * 64, "size": 1}]}
            )
    with pytest.raises(ValueError, match="below a file"):
        Publication.model_validate(
            {
                "screen": "hall",
                "files": [
                    {"path": "a", "sha256": "0" * 64, "size": 1},
                    {"path": "a/b", "sha256": "0" * 64, "size": 1},
                ],
            }
        )
