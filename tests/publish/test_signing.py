"""Keys, who signs with them, and what happens when one is lost."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from tuf.api.metadata import Metadata, Targets

from kiosk.errors import PublishError
from kiosk.publish import signing
from kiosk.publish.keyring import Keyring, Public
from kiosk.publish.trust import trust_of
from tests.publish.world import PASSWORD, AWall, Office, now


def test_secret_keys_are_for_their_owner_alone(office: Office) -> None:
    files = list((office.root / "keys").glob("*.pem"))
    assert len(files) == 4
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    locked = {file.name.partition("-")[0] for file in files if b"ENCRYPTED" in file.read_bytes()}
    assert locked == {"master", "content"}
    files[0].chmod(0o644)
    with pytest.raises(PublishError, match="chmod 600"):
        office.keys.signers(files[0].name.partition("-")[0], [files[0].stem[-8:]])  # type: ignore[arg-type]


def test_a_short_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="too short"):
        Keyring(tmp_path / "keys", lambda _file: "").new("content", "secret")
    assert not (tmp_path / "keys").exists()


def test_keys_are_not_made_twice(office: Office) -> None:
    with pytest.raises(PublishError, match="kiosk keys rotate"):
        signing.begin(office.keys, [], {"master": 1, "content": 1, "renewal": 1}, now())


def test_two_people_sign_a_publication(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.found()
    colleague = Keyring(tmp_path / "colleague", lambda _file: PASSWORD)
    public = colleague.new("content", PASSWORD)
    public = Public.from_file(colleague.folder / f"{public.name}.pub")
    assert signing.rotate(office.keys, "content", now(), add=[public], threshold=2) is None
    report = office.publish()
    assert report.missing is not None
    assert report.missing.needs == 1
    assert not (office.out / "metadata" / "timestamp.json").exists()  # walls see nothing yet
    for number in (1, 2):
        name = f"{number}.root.json"
        (colleague.folder / name).write_bytes((office.root / "keys" / name).read_bytes())
    assert signing.sign(colleague, report.missing.file) is None
    document = Metadata[Targets].from_bytes(report.missing.file.read_bytes())
    assert len(document.signatures) == 2
    done = office.publish()
    assert (done.number, done.missing) == (1, None)
    assert not report.missing.file.exists()


def test_two_people_change_the_keys(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.found()
    keys = office.keys
    one, other = trust_of(keys).keyids("master")
    assert signing.rotate(keys, "master", now(), threshold=2) is None
    stick = tmp_path / "stick"
    stick.mkdir()
    (office.root / "keys" / f"master-{other[:8]}.pem").rename(stick / f"master-{other[:8]}.pem")
    fresh = office.key("content", office.keys)
    missing = signing.rotate(office.keys, "content", now(), add=[fresh])
    assert missing is not None
    assert missing.needs == 1
    for number in (1, 2):
        name = f"{number}.root.json"
        (stick / name).write_bytes((office.root / "keys" / name).read_bytes())
    assert signing.sign(Keyring(stick, lambda _file: PASSWORD), missing.file) is None
    assert signing.sign(office.keys, missing.file) is None
    assert len(trust_of(office.keys).versions) == 3
    assert one in trust_of(office.keys).keyids("master")


def test_a_lost_master_key_is_replaced_by_the_other(office: Office, wall: AWall) -> None:
    office.publish()
    wall.round()
    lost, kept = trust_of(office.keys).keyids("master")
    (office.root / "keys" / f"master-{lost[:8]}.pem").unlink()
    fresh = office.key("master", office.keys)
    assert signing.rotate(office.keys, "master", now(), add=[fresh], drop=[lost[:8]]) is None
    office.hall("Nouveau")
    office.publish()
    assert wall.round().switched
    assert kept in trust_of(office.keys).keyids("master")


def test_without_a_master_key_nothing_is_replaced(office: Office) -> None:
    for file in (office.root / "keys").glob("master-*.pem"):
        file.unlink()
    with pytest.raises(PublishError, match=r"no master key that counts lies here.*--stick"):
        office.rotate("content")


def test_a_changed_document_of_keys_is_noticed_in_the_office(office: Office) -> None:
    file = office.root / "keys" / "1.root.json"
    plain = json.loads(file.read_bytes())
    plain["signed"]["roles"]["targets"]["threshold"] = 3
    file.write_text(json.dumps(plain))
    with pytest.raises(PublishError, match="somebody changed it"):
        office.publish()
