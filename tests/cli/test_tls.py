"""Over TLS with a certificate of the town's own authority, and through its proxy: real ones."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bench.nginx import installed, nginx
from kiosk.errors import FetchError
from kiosk.store.folder import DataFolder
from kiosk.store.sites import Sites
from kiosk.sync.fetch import Fetcher
from kiosk.sync.network import Network
from tests.authority import Authority
from tests.cli.conftest import Kiosk
from tests.publish.world import Office
from tests.sync.forward import ForwardProxy, forwarding
from tests.sync.world import entry, jsonfeed, stored

FILM = b"film" * 100_000
OFFICE = "screens.example"
"""A name that nobody knows but the town's proxy."""


@dataclass(frozen=True)
class Town:
    """A server that speaks TLS with a certificate of the town's own authority."""

    www: Path
    port: int
    plain_port: int
    authority: Authority

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    @property
    def ca(self) -> str:
        return str(self.authority.ca_file)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other proxy than the test's own."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def served(root: Path, authority: Authority, *names: str, days: int = 30) -> Iterator[Town]:
    if not installed():
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    made = authority.certificate(*names, valid=timedelta(days=days))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    more = (
        f"listen 127.0.0.1:{port} ssl; ssl_certificate {made.file}; ssl_certificate_key {made.key};"
        "location /unsafe { return 301 http://127.0.0.1:$arg_port/f.json; }"
    )
    with nginx(root, more) as running:
        yield Town(running.www, port, running.port, authority)


@pytest.fixture
def town(tmp_path: Path, authority: Authority) -> Iterator[Town]:
    yield from served(tmp_path / "nginx", authority, "127.0.0.1", OFFICE)


@pytest.fixture
def fed(town: Town, site: Path) -> Path:
    """A site whose feed and film come over TLS."""
    video = {"url": "v.mp4", "mime_type": "video/mp4"}
    (town.www / "f.json").write_text(json.dumps(jsonfeed(entry("a", attachments=[video]))))
    (town.www / "v.mp4").write_bytes(FILM)
    screens = site / "screens.yaml"
    text = screens.read_text("utf-8")
    screens.write_text(text.replace("content/feeds/commune.json", f"{town.url}/f.json"), "utf-8")
    return site


def films(data: Path) -> list[bytes]:
    return [path.read_bytes() for path in (data / "media").rglob("*.mp4")]


def test_a_certificate_of_nobody_known_is_refused_with_what_to_do(
    fed: Path, kiosk: Kiosk, tmp_path: Path
) -> None:
    done = kiosk("sync", "--once")
    assert done.returncode == 1
    assert "its certificate is not accepted (unable to get local issuer" in done.stdout
    assert "--ca" in done.stdout
    assert films(tmp_path / "data") == []


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"])
def test_the_names_that_other_programs_know_count_too(
    fed: Path, town: Town, kiosk: Kiosk, name: str
) -> None:
    assert kiosk("feed", "commune", **{name: town.ca}).returncode == 0


@pytest.mark.parametrize("by_option", [True, False])
def test_it_is_accepted_with_the_authority_of_the_town(
    fed: Path, town: Town, kiosk: Kiosk, tmp_path: Path, by_option: bool
) -> None:
    done = kiosk("sync", "--once", "--ca", town.ca) if by_option else kiosk(
        "sync", "--once", KIOSK_CA=town.ca
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert list(stored(DataFolder(tmp_path / "data"))) == ["commune/a"]
    assert films(tmp_path / "data") == [FILM]


def test_kiosk_feed_reaches_the_network_as_sync_does(fed: Path, town: Town, kiosk: Kiosk) -> None:
    refused = kiosk("feed", "commune")
    assert refused.returncode == 1
    assert "--ca" in refused.stderr
    for done in (
        kiosk("feed", "commune", KIOSK_CA=town.ca),
        kiosk("feed", "commune", "--ca", town.ca),
    ):
        assert done.returncode == 0, done.stderr
        assert "jsonfeed" in done.stdout


@pytest.fixture
def office(tmp_path: Path, town: Town) -> Office:
    """An office whose publication that server has."""
    made = Office(tmp_path / "office")
    made.found()
    made.publish()
    shutil.copytree(made.out, town.www, dirs_exist_ok=True)
    return made


def following(office: Office, address: str) -> list[str]:
    return ["sync", "--once", "--from", address, "--screen", "hall", "--key", office.fingerprint]


def test_a_wall_follows_an_office_with_the_authority_of_the_town_alone(
    office: Office, town: Town, kiosk: Kiosk, tmp_path: Path
) -> None:
    command = following(office, town.url)
    refused = kiosk(*command)
    assert refused.returncode == 1
    assert "its certificate is not accepted" in refused.stderr
    assert "--ca" in refused.stderr
    assert Sites(DataFolder(tmp_path / "data")).current() is None
    accepted = kiosk(*command, KIOSK_CA=town.ca)
    assert accepted.returncode == 0, accepted.stderr
    assert "Publication 1 shows now" in accepted.stdout


def test_what_was_published_is_compared_over_tls(office: Office, town: Town, kiosk: Kiosk) -> None:
    command = ["diff", str(office.site_folder), "--against", town.url,
               "--keys", str(office.root / "keys")]  # fmt: skip
    assert "--ca" in kiosk(*command).stderr
    done = kiosk(*command, "--ca", town.ca)
    assert done.returncode == 0, done.stderr
    assert "no difference" in done.stdout


def test_an_authority_that_is_trusted_vouches_for_no_other_name(
    tmp_path: Path, authority: Authority
) -> None:
    for town in served(tmp_path / "other", authority, "other.example"):
        fetcher = Fetcher(network=Network(ca_file=authority.ca_file))
        with pytest.raises(FetchError, match=r"certificate is not accepted.*not valid for"):
            fetcher.document(f"{town.url}/f.json")
        fetcher.close()


def test_a_certificate_that_has_expired_may_be_a_clock_that_is_wrong(
    tmp_path: Path, authority: Authority
) -> None:
    for town in served(tmp_path / "old", authority, "127.0.0.1", days=-1):
        fetcher = Fetcher(network=Network(ca_file=authority.ca_file))
        with pytest.raises(FetchError, match=r"expired\); check the clock"):
            fetcher.document(f"{town.url}/f.json")
        fetcher.close()


def test_from_https_nobody_is_led_away_for_good(fed: Path, town: Town) -> None:
    """One wrong answer must not have every later one come over a line that anybody can change."""
    fetcher = Fetcher(network=Network(ca_file=town.authority.ca_file))
    answer, _ = fetcher.document(f"{town.url}/unsafe?port={town.plain_port}")
    fetcher.close()
    assert answer.url.startswith("http://")
    assert answer.moved_to is None


@pytest.fixture
def proxy(town: Town) -> Iterator[ForwardProxy]:
    """Through which alone the office is reached."""
    with forwarding(ForwardProxy({OFFICE: town.port})) as running:
        yield running


def test_feed_and_film_come_through_a_tunnel_of_the_proxy(
    fed: Path, town: Town, proxy: ForwardProxy, kiosk: Kiosk, tmp_path: Path
) -> None:
    screens = fed / "screens.yaml"
    screens.write_text(screens.read_text("utf-8").replace(town.url, f"https://{OFFICE}"), "utf-8")
    done = kiosk("sync", "--once", "--proxy", proxy.url, "--ca", town.ca)
    assert done.returncode == 0, done.stdout
    assert films(tmp_path / "data") == [FILM]
    assert {*proxy.asked} == {f"CONNECT {OFFICE}:443 HTTP/1.0"}, "it saw nothing of what was said"
    asked = len(proxy.asked)
    assert kiosk("feed", "commune", KIOSK_PROXY=proxy.url, KIOSK_CA=town.ca).returncode == 0
    assert len(proxy.asked) == asked + 1


def test_a_wall_follows_an_office_through_a_tunnel_of_the_proxy(
    office: Office, town: Town, proxy: ForwardProxy, kiosk: Kiosk, tmp_path: Path
) -> None:
    proxy.password = "kiosk:mot de passe"
    command = following(office, f"https://{OFFICE}")
    refused = kiosk(*command, KIOSK_PROXY=proxy.url, KIOSK_CA=town.ca)
    assert refused.returncode == 1
    assert "the proxy" in refused.stderr
    assert "name and password" in refused.stderr
    named = proxy.url.replace("//", "//kiosk:mot%20de%20passe@")
    done = kiosk(*command, KIOSK_PROXY=named, KIOSK_CA=town.ca)
    assert done.returncode == 0, done.stderr
    assert "Publication 1 shows now" in done.stdout
    assert "mot" not in done.stdout + done.stderr + refused.stderr


def test_what_a_proxy_refuses_and_one_that_is_not_there_are_told_apart(
    proxy: ForwardProxy, kiosk: Kiosk, tmp_path: Path
) -> None:
    command = ["feed", "https://elsewhere.example/feed"]
    refused = kiosk(*command, cwd=tmp_path, KIOSK_PROXY=proxy.url)
    assert "does not let it through (502 Bad Gateway)" in refused.stderr
    nobody = kiosk(*command, cwd=tmp_path, KIOSK_PROXY="http://127.0.0.1:9")
    assert "the proxy cannot be reached; check --proxy" in nobody.stderr


def test_the_proxy_does_not_make_the_certificate_right(
    office: Office, proxy: ForwardProxy, kiosk: Kiosk
) -> None:
    done = kiosk(*following(office, f"https://{OFFICE}"), KIOSK_PROXY=proxy.url)
    assert done.returncode == 1
    assert "its certificate is not accepted" in done.stderr
