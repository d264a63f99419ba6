"""What servers ask of us, and where they must not lead us."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.errors import FetchError, FetchRefused
from kiosk.model.site import Site
from kiosk.store.content import ContentStore
from kiosk.store.fetches import Fetches
from kiosk.store.folder import DataFolder
from kiosk.sync.addresses import is_private
from kiosk.sync.fetch import Fetcher, Limits
from kiosk.sync.network import Network
from kiosk.sync.round import sync_once
from tests.sync.world import HeldClock, Server, a_site, entry, feed, jsonfeed, stored


def outside(address: str) -> bool:
    """The loopback stands for the public internet, all of it but 127.0.0.2."""
    return address == "127.0.0.2" or (is_private(address) and not address.startswith("127."))


@pytest.fixture
def stranger() -> Iterator[Fetcher]:
    """To whom 127.0.0.1 is a public server and 127.0.0.2 the town hall's own."""
    made = Fetcher(network=Network(private=outside))
    yield made
    made.close()


@pytest.fixture
def inner() -> Iterator[tuple[str, list[bytes]]]:
    """A server inside the town hall, and what it was told."""
    heard: list[bytes] = []
    listener = socket.create_server(("127.0.0.2", 0))

    def listen() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                said = connection.recv(4096)
                if said:
                    heard.append(said)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")

    thread = threading.Thread(target=listen)
    thread.start()
    yield f"127.0.0.2:{listener.getsockname()[1]}", heard
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def test_a_name_that_resolves_into_the_town_hall_is_not_followed(
    server: Server, stranger: Fetcher, inner: tuple[str, list[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    where, heard = inner
    resolve = socket.getaddrinfo

    def lying(host: str, *more: object, **named: object) -> object:
        return resolve("127.0.0.2" if host == "rebound.example" else host, *more, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(socket, "getaddrinfo", lying)
    server.put("/f", "", status=302, headers={"Location": f"http://rebound.example:{where[10:]}/"})
    with pytest.raises(FetchRefused, match="private network"):
        stranger.document(f"{server.url}/f")
    assert heard == [], "nothing was said on that connection"
    # The very same, where the site itself names it.
    assert stranger.document(f"http://rebound.example:{where[10:]}/")[1] == b"secret"


def test_a_kept_connection_into_the_town_hall_serves_no_stranger(
    server: Server, stranger: Fetcher, inner: tuple[str, list[bytes]]
) -> None:
    where, heard = inner
    stranger.document(f"http://{where}/")
    server.put("/f", "", status=302, headers={"Location": f"http://{where}/"})
    with pytest.raises(FetchRefused, match="private network"):
        stranger.document(f"{server.url}/f")
    assert len(heard) == 1


def test_what_a_public_feed_names_may_not_lie_in_the_town_hall(
    server: Server, stranger: Fetcher, inner: tuple[str, list[bytes]]
) -> None:
    where, heard = inner
    home = stranger.home(f"{server.url}/f")
    with pytest.raises(FetchRefused, match="private network"):
        stranger.stream(f"http://{where}/camera", lambda _: None, home=home)
    assert heard == []
    for allowed in (stranger.home(None), stranger.home("http://127.0.0.2/feed")):
        stranger.stream(f"http://{where}/camera", lambda _: None, home=allowed)


def test_headers_that_drip_are_given_up_in_time() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not done.wait(0.05):
                try:
                    connection.sendall(b"x")
                except OSError:
                    return

    thread = threading.Thread(target=drip)
    thread.start()
    fetcher = Fetcher()
    try:
        with pytest.raises(FetchError, match="not complete after 1 s"):
            fetcher.document(
                f"http://127.0.0.1:{listener.getsockname()[1]}/",
                limits=Limits(connect_s=1, read_s=5, head_s=1, total_s=60),
            )
    finally:
        fetcher.close()
        done.set()
        listener.close()
        thread.join()


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "Tue, 24 Nov 2026 10:00:00 GMT", "Date": "Tue, 24 Nov 2026 09:00:00 GMT"},
         3600),
        ({"Retry-After": "Tue, 24 Nov 2020 10:00:00 GMT"}, 0),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_a_server_says_how_long_to_wait(
    server: Server, headers: dict[str, str], wait_s: float | None
) -> None:
    server.put("/f", "", status=503, headers=headers)
    fetcher = Fetcher()
    with pytest.raises(FetchError) as caught:
        fetcher.document(f"{server.url}/f")
    fetcher.close()
    assert caught.value.retry_after_s == wait_s


def test_what_the_time_is_by_the_server(server: Server) -> None:
    heard: list[tuple[str, float]] = []
    server.put("/f", "x", headers={"Date": "Tue, 24 Nov 2026 09:00:00 GMT", "Age": "60"})
    fetcher = Fetcher(network=Network(heard=lambda *word: heard.append(word)))
    fetcher.document(f"{server.url}/f")
    fetcher.close()
    ((host, said),) = heard
    assert host == f"127.0.0.1:{server.port}"
    assert said + time.monotonic() == pytest.approx(1795510860, abs=30)


@pytest.fixture
def site(server: Server, folder: Path) -> Site:
    return a_site(folder, feed("commune", f"{server.url}/f"))


def known(data: DataFolder) -> tuple[str | None, int | None]:
    fetches = Fetches(data)
    found = fetches.feeds()["commune"]
    fetches.close()
    return found.moved_to, found.http_status


def test_a_feed_that_moved_for_good_is_asked_at_its_new_place(
    server: Server, other_server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    new = f"{other_server.url}/new"
    server.put("/f", "", status=301, headers={"Location": new})
    other_server.put("/new", jsonfeed(entry("a", "Ici")))
    sync_once(site, data, clock)
    assert known(data)[0] == new
    sync_once(site, data, clock)
    assert (server.times("/f"), other_server.times("/new")) == (1, 2)
    # The new place fails: its own address is asked again, which may know more.
    other_server.pages.clear()
    server.put("/f", jsonfeed(entry("a", "Là")))
    sync_once(site, data, clock)
    sync_once(site, data, clock)
    assert stored(data) == {"commune/a": "Là"}
    assert known(data)[0] is None


def test_a_redirect_for_today_is_not_remembered(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", "", status=302, headers={"Location": "/g"})
    server.put("/g", jsonfeed(entry("a")))
    sync_once(site, data, clock)
    sync_once(site, data, clock)
    assert server.times("/f") == 2


def test_a_feed_that_is_gone_keeps_what_it_had_and_says_so(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", jsonfeed(entry("a", "Avis")))
    sync_once(site, data, clock)
    server.put("/f", "", status=410)
    clock.forward(hours=1)
    sync_once(site, data, clock)
    assert stored(data) == {"commune/a": "Avis"}
    store = ContentStore(data)
    assert "gone for good" in (store.feeds()[0].error or "")
    store.close()
    assert known(data)[1] == 410


def test_retry_after_is_kept(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", "", status=429, headers={"Retry-After": "600"})
    sync_once(site, data, clock)
    fetches = Fetches(data)
    assert fetches.feeds()["commune"].retry_at == clock.now() + timedelta(seconds=600)
    fetches.close()


def test_a_proxy_is_asked_instead_of_the_server(server: Server) -> None:
    # A proxy is given the whole address; the test server takes that for its path.
    server.put("http://feeds.invalid/f", "by proxy")
    fetcher = Fetcher(network=Network(proxy=server.url))
    assert fetcher.document("http://feeds.invalid/f")[1] == b"by proxy"
    fetcher.close()


def test_the_environment_names_a_proxy(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "direct.invalid")
    server.put("http://feeds.invalid/f", "by proxy")
    fetcher = Fetcher()
    assert fetcher.document("http://feeds.invalid/f")[1] == b"by proxy"
    with pytest.raises(FetchError, match="name is not known"):
        fetcher.document("http://direct.invalid/f")
    fetcher.close()


def test_certificates_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    bad = tmp_path / "ca.pem"
    bad.write_text("no certificate")
    with pytest.raises(FetchError, match="PEM"):
        Fetcher(network=Network(ca_file=bad))
