"""Somebody else's keys, lost ones and stolen ones: what walls take, and when they follow again."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Snapshot, TargetFile, Targets, Timestamp

from kiosk.errors import PublishError
from kiosk.model.publication import Publication
from tests.publish.world import PASSWORD, AWall, Office, now, refused


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
    key = load_pem_private_key(Path(stolen).read_bytes(), PASSWORD.encode())
    document = Metadata[Targets].from_file(str(office.out / "metadata" / "2.targets.json"))
    document.signed.version = 3
    document.sign(CryptoSigner(key))  # type: ignore[arg-type]
    offer(office, thief(office), 9, document.to_bytes(), 3)
    refused(showing, "forged", shows="Nouveau")
