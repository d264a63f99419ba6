"""Pictures, films and linked alerts that have moved for good are asked at their new place."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.model.site import Site
from kiosk.store.content import ContentStore
from kiosk.store.fetches import Fetches, KeptAlert, MediaFetch
from kiosk.store.folder import DataFolder
from kiosk.sync.addresses import is_private
from kiosk.sync.network import Network
from kiosk.sync.round import sync_once
from kiosk.sync.settings import Settings
from tests.sync.test_further import alert, index
from tests.sync.world import NOW, HeldClock, Server, a_site, entry, feed, jsonfeed, stored

Redirect = Callable[[int, str], Any]


@pytest.fixture
def site(server: Server, folder: Path) -> Site:
    return a_site(folder, feed("commune", f"{server.url}/f"))


@pytest.fixture
def film(server: Server) -> Redirect:
    """Has the feed name a film that the server redirects."""
    video = {"url": "/v.mp4", "mime_type": "video/mp4"}
    server.put("/f", jsonfeed(entry("a", attachments=[video])))

    def redirect(status: int, target: str) -> None:
        server.put("/v.mp4", "", status=status, headers={"Location": target})

    return redirect


def body(data: DataFolder) -> bytes | None:
    """What the player would show."""
    store = ContentStore(data)
    (notice,) = store.notices()
    store.close()
    path = notice.media[0].path
    return Path(path).read_bytes() if path else None


def moved_to(data: DataFolder) -> str | None:
    fetches = Fetches(data)
    (known,) = fetches.media().values()
    fetches.close()
    return known.moved_to


@pytest.mark.parametrize("status", [301, 308])
def test_a_film_that_moved_for_good_is_asked_after_at_its_new_place(
    server: Server, other_server: Server, film: Redirect, site: Site, data: DataFolder,
    clock: HeldClock, status: int,
) -> None:  # fmt: skip
    film(status, f"{other_server.url}/w.mp4")
    other_server.put("/w.mp4", b"film", etag='"1"')
    sync_once(site, data, clock)
    sync_once(site, data, clock)
    assert (server.times("/v.mp4"), other_server.times("/w.mp4")) == (1, 2)
    assert other_server.asked[-1][1]["If-None-Match"] == '"1"'
    other_server.put("/w.mp4", b"corrected film", etag='"2"')
    sync_once(site, data, clock)
    assert body(data) == b"corrected film"
    assert server.times("/v.mp4") == 1


def test_it_moves_on_from_where_it_was(
    server: Server, other_server: Server, film: Redirect, site: Site, data: DataFolder,
    clock: HeldClock,
) -> None:  # fmt: skip
    film(301, f"{other_server.url}/w.mp4")
    other_server.put("/w.mp4", b"film")
    sync_once(site, data, clock)
    other_server.put("/w.mp4", "", status=308, headers={"Location": "/x.mp4"})
    other_server.put("/x.mp4", b"film")
    sync_once(site, data, clock)
    assert moved_to(data) == f"{other_server.url}/x.mp4"


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_redirect_for_today_is_not_remembered(
    server: Server, film: Redirect, site: Site, data: DataFolder, clock: HeldClock, status: int
) -> None:
    film(status, "/w.mp4")
    server.put("/w.mp4", b"film")
    sync_once(site, data, clock)
    sync_once(site, data, clock)
    assert server.times("/v.mp4") == 2
    assert moved_to(data) is None


def test_of_a_chain_only_what_is_for_good_is_remembered(
    server: Server, film: Redirect, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    film(301, "/w.mp4")
    server.put("/w.mp4", "", status=302, headers={"Location": "/x.mp4"})
    server.put("/x.mp4", "", status=301, headers={"Location": "/y.mp4"})
    server.put("/y.mp4", b"film")
    sync_once(site, data, clock)
    assert moved_to(data) == f"{server.url}/w.mp4"
    assert body(data) == b"film"


def test_a_new_place_that_is_no_more_is_forgotten(
    server: Server, other_server: Server, film: Redirect, site: Site, data: DataFolder,
    clock: HeldClock,
) -> None:  # fmt: skip
    film(301, f"{other_server.url}/w.mp4")
    other_server.put("/w.mp4", b"film")
    sync_once(site, data, clock)
    other_server.pages.clear()
    sync_once(site, data, clock)
    assert moved_to(data) is None
    assert body(data) == b"film", "what is here stays"
    server.put("/v.mp4", b"back at its own place")
    clock.forward(hours=1)
    sync_once(site, data, clock)
    assert body(data) == b"back at its own place"


def test_a_new_place_that_later_lies_in_the_town_hall_is_not_asked(
    server: Server, other_server: Server, film: Redirect, site: Site, data: DataFolder,
    clock: HeldClock, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The address is looked at each time that it is used: its name may lead elsewhere by then."""
    leads = ["127.0.0.1"]
    resolve = socket.getaddrinfo

    def names(host: str, *more: object, **named: object) -> object:
        return resolve(leads[0] if host == "new.example" else host, *more, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(socket, "getaddrinfo", names)

    def private(address: str) -> bool:
        """The loopback stands for the public internet, all of it but 127.0.0.2."""
        return address == "127.0.0.2" or (is_private(address) and not address.startswith("127."))

    settings = Settings(network=Network(private=private))
    port = other_server.url.rpartition(":")[2]
    film(301, f"http://new.example:{port}/w.mp4")
    other_server.put("/w.mp4", b"film")
    assert sync_once(site, data, clock, settings=settings).failed == ()
    inner = socket.create_server(("127.0.0.2", int(port)))
    try:
        leads[0] = "127.0.0.2"
        (failed,) = sync_once(site, data, clock, settings=settings).failed
        assert "private network" in (failed.error or "")
        inner.setblocking(False)
        connection, _ = inner.accept()
        assert connection.recv(4096) == b"", "nothing was said there"
        connection.close()
    finally:
        inner.close()
    assert moved_to(data) is None
    assert body(data) == b"film"


def test_an_alert_that_moved_for_good_is_asked_after_at_its_new_place(
    server: Server, other_server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", index("a"))
    headers = {"Location": f"{other_server.url}/a.xml"}
    server.put("/alerts/a.xml", "", status=301, headers=headers)
    other_server.put("/a.xml", alert("a"), etag='"a"')
    sync_once(site, data, clock)
    clock.forward(hours=2)
    sync_once(site, data, clock)
    assert (server.times("/alerts/a.xml"), other_server.times("/a.xml")) == (1, 2)
    assert other_server.asked[-1][1]["If-None-Match"] == '"a"'
    # It is there no more: what is known of the alert stays, and its own address is asked again.
    other_server.pages.clear()
    clock.forward(hours=2)
    server.put("/f", index("a", "a"))
    sync_once(site, data, clock)
    server.put("/alerts/a.xml", alert("a", title="Corrigé"))
    server.put("/f", index("a"))
    clock.forward(hours=2)
    sync_once(site, data, clock)
    store = ContentStore(data)
    assert [notice.texts[0].title for notice in store.notices()] == ["Corrigé"]
    store.close()


def test_a_feed_whose_new_place_is_a_web_page_is_asked_at_its_own_address(
    server: Server, other_server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    """Names that are given up are taken by others, whose pages answer 200."""
    server.put("/f", "", status=301, headers={"Location": f"{other_server.url}/f"})
    other_server.put("/f", jsonfeed(entry("a", "Avis")))
    sync_once(site, data, clock)
    other_server.put("/f", "<!DOCTYPE html><title>This name is for sale</title>")
    assert len(sync_once(site, data, clock).failed) == 1
    server.put("/f", jsonfeed(entry("a", "Corrigé")))
    assert sync_once(site, data, clock).failed == ()
    assert stored(data) == {"commune/a": "Corrigé"}


def test_what_the_version_before_kept_stays(data: DataFolder) -> None:
    data.make()
    fetches = Fetches(data)
    fetches.put_media(MediaFetch("https://a.example/v.mp4", validator='"1"'))
    fetches.put_alerts("commune", [KeptAlert("https://a.example/a.xml", b"alert", NOW)])
    fetches.close()
    with sqlite3.connect(data.sync_db) as old:
        for table in ("media_fetch", "linked_alert"):
            old.execute(f"ALTER TABLE {table} DROP COLUMN moved_to")
        old.execute("ALTER TABLE media_fetch DROP COLUMN http_status")
        old.execute("PRAGMA user_version = 3")
    old.close()
    fetches = Fetches(data)
    assert fetches.media()["https://a.example/v.mp4"].validator == '"1"'
    assert fetches.alerts("commune")["https://a.example/a.xml"].moved_to is None
    fetches.close()
