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
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Snapshot, TargetFile, Targets, Timestamp

from kiosk.errors import PublishError
from kiosk.model.publication import Publication
from kiosk.store.folder import DataFolder
from tests.publish.world import AWall, Office, now, serve
from tests.sync.world import Server, serving


@pytest.fixture
def showing(office: Office, wall: AWall) -> AWall:
    """A wall that shows the first publication."""
    office.publish()
    report = wall.round()
    assert report.state.trouble is None
    assert wall.shows() == "Bienvenue"
    return wall


def refused(wall: AWall, trouble: str, *, shows: str = "Bienvenue") -> str:
    """The wall takes nothing, goes on showing what it had, and says why; its sentence."""
    report = wall.round()
    assert report.state.trouble == trouble, report.state
    assert not report.switched
    assert wall.shows() == shows
    return report.state.sentence


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


def test_another_office_is_not_taken_for_ours(
    office: Office, showing: AWall, tmp_path: Path
) -> None:
    other = Office(tmp_path / "other")
    other.found()
    other.hall("Achetez")
    other.publish()
    for name in ("metadata", "targets", "files"):
        shutil.rmtree(office.out / name)
        shutil.copytree(other.out / name, office.out / name)
    refused(showing, "forged")


def test_a_wrong_fingerprint_is_told_with_the_right_one(office: Office, wall: AWall) -> None:
    office.publish()
    wall.key = "00" * 32
    report = wall.round()
    assert report.state.trouble == "key"
    assert office.fingerprint in report.state.sentence
    assert report.shows is None


def test_a_lost_renewal_key_is_replaced_and_walls_follow(office: Office, showing: AWall) -> None:
    office.file_of("renewal").unlink()
    office.hall("Nouveau")
    with pytest.raises(PublishError, match="kiosk keys rotate renewal"):
        office.publish()
    assert showing.round().state.trouble is None  # nothing that walls read has changed
    assert showing.shows() == "Bienvenue"
    office.rotate("renewal")
    office.publish()
    assert showing.round().switched
    assert showing.shows() == "Nouveau"


def thief(office: Office) -> CryptoSigner:
    """Somebody who has copied the renewal key."""
    key = load_pem_private_key(office.file_of("renewal").read_bytes(), None)
    return CryptoSigner(key)  # type: ignore[arg-type]


def offer(office: Office, signer: CryptoSigner, version: int, targets: bytes, number: int) -> None:
    """What the thief puts on the web server: documents that name these targets."""
    expires = (now() + timedelta(days=300)).replace(microsecond=0)
    meta = MetaFile.from_data(number, targets, ["sha256"])
    snapshot = Metadata(Snapshot(version=version, expires=expires, meta={"targets.json": meta}))
    snapshot.sign(signer)
    data = snapshot.to_bytes()
    meta = MetaFile.from_data(version, data, ["sha256"])
    timestamp = Metadata(Timestamp(version=version, expires=expires, snapshot_meta=meta))
    timestamp.sign(signer)
    folder = office.out / "metadata"
    (folder / f"{number}.targets.json").write_bytes(targets)
    (folder / f"{version}.snapshot.json").write_bytes(data)
    timestamp.to_file(str(folder / "timestamp.json"))


def test_with_a_stolen_renewal_key_nobody_can_add_content(office: Office, showing: AWall) -> None:
    signer = thief(office)
    listing = Publication(screen="hall", files=()).to_bytes()
    targets = {"hall.json": TargetFile.from_data("hall.json", listing, ["sha256"])}
    expires = (now() + timedelta(days=300)).replace(microsecond=0)
    document = Metadata(Targets(version=2, expires=expires, targets=targets))
    document.sign(signer)
    offer(office, signer, 2, document.to_bytes(), 2)
    assert "not signed by the office" in refused(showing, "forged")


def test_after_a_stolen_renewal_key_was_replaced_walls_follow_again(
    office: Office, showing: AWall
) -> None:
    """The thief has counted far ahead, so that the office's own numbers look old."""
    signer = thief(office)
    genuine = (office.out / "metadata" / "1.targets.json").read_bytes()
    offer(office, signer, 1000, genuine, 1)
    assert showing.round().state.trouble is None
    office.rotate("renewal")
    office.hall("Nouveau")
    office.publish()
    assert showing.round().switched
    assert showing.shows() == "Nouveau"
    offer(office, signer, 2000, (office.out / "metadata" / "2.targets.json").read_bytes(), 2)
    refused(showing, "forged", shows="Nouveau")


def test_what_a_stolen_content_key_signs_is_refused_once_it_was_replaced(
    office: Office, showing: AWall
) -> None:
    stolen = shutil.copy(office.file_of("content"), office.root / "stolen.pem")
    office.rotate("content")
    office.hall("Nouveau")
    office.publish()
    assert showing.round().switched
    from tests.publish.world import PASSWORD

    key = load_pem_private_key(Path(stolen).read_bytes(), PASSWORD.encode())
    document = Metadata[Targets].from_file(str(office.out / "metadata" / "2.targets.json"))
    document.signed.version = 3
    document.sign(CryptoSigner(key))  # type: ignore[arg-type]
    offer(office, thief(office), 9, document.to_bytes(), 3)
    refused(showing, "forged", shows="Nouveau")


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
