"""Fetching from a real server that behaves, and from one that does not."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Timer

import pytest

from kiosk.errors import FetchError, FetchRefused, FetchTooLarge
from kiosk.sync.addresses import Home
from kiosk.sync.fetch import AGENT, Fetcher, Limits
from kiosk.sync.local import read_file, site_file, validator
from tests.sync.world import Server

QUICK = Limits(connect_s=1, read_s=0.4, total_s=1.0, size=1000)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher()
    yield made
    made.close()


def test_a_document_comes_with_what_to_ask_with_next_time(server: Server, fetcher: Fetcher) -> None:
    server.put("/f", "hello", etag='"v1"', modified="Tue, 24 Nov 2026 09:00:00 GMT")
    answer, body = fetcher.document(f"{server.url}/f")
    assert (body, answer.status, answer.etag) == (b"hello", 200, '"v1"')
    again, nothing = fetcher.document(f"{server.url}/f", etag=answer.etag)
    assert (again.status, nothing) == (304, b"")
    by_date, nothing = fetcher.document(f"{server.url}/f", last_modified=answer.last_modified)
    assert (by_date.status, nothing) == (304, b"")


def test_the_server_hears_who_asks(server: Server, fetcher: Fetcher) -> None:
    server.put("/f", "x")
    fetcher.document(f"{server.url}/f")
    headers = server.asked[0][1]
    assert headers["User-Agent"] == AGENT
    assert "kiosk/" in AGENT
    assert "application/feed+json" in headers["Accept"]


def test_redirects_are_followed_to_their_end(server: Server, fetcher: Fetcher) -> None:
    server.put("/a", "", status=301, headers={"Location": "/b/"})
    server.put("/b/", "", status=307, headers={"Location": f"{server.url}/c"})
    server.put("/c", "found")
    answer, body = fetcher.document(f"{server.url}/a")
    assert (answer.url, body) == (f"{server.url}/c", b"found")


def test_redirects_end_after_five(server: Server, fetcher: Fetcher) -> None:
    server.put("/a", "", status=302, headers={"Location": "/a"})
    with pytest.raises(FetchError, match="redirects more than 5"):
        fetcher.document(f"{server.url}/a")
    assert server.times("/a") == 6


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://a.example/", "http:///x"])
def test_a_redirect_to_what_is_no_web_address_is_refused(
    server: Server, fetcher: Fetcher, target: str
) -> None:
    server.put("/a", "", status=302, headers={"Location": target})
    with pytest.raises(FetchError, match="http"):
        fetcher.document(f"{server.url}/a")


def test_a_public_server_may_not_lead_into_the_private_network() -> None:
    public = Home("https://198.41.0.4/a")
    for target in ("http://10.0.0.1/", "http://127.0.0.1:8080/", "http://localhost/",
                   "http://[::1]/", "http://169.254.169.254/latest", "http://[::ffff:10.0.0.1]/",
                   "http://[64:ff9b::a00:1]/"):  # fmt: skip
        with pytest.raises(FetchRefused, match="private"):
            public.check(target)
    Home("http://10.0.0.1/a").check("http://10.0.0.1/b")
    Home(None).check("http://10.0.0.1/b")
    public.check("https://other.example/")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "gopher://x", "https://", "nonsense", ""])
def test_only_web_addresses_are_fetched(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchRefused):
        fetcher.document(url)


@pytest.mark.parametrize(
    ("status", "advice"),
    [(404, "check the address"), (403, "public"), (500, "later"), (503, "later"), (429, "later")],
)
def test_an_answer_that_is_none_is_told_with_advice(
    server: Server, fetcher: Fetcher, status: int, advice: str
) -> None:
    server.put("/f", "sorry", status=status)
    with pytest.raises(FetchError, match=advice) as caught:
        fetcher.document(f"{server.url}/f")
    assert caught.value.status == status


def test_what_announces_too_much_is_not_fetched(server: Server, fetcher: Fetcher) -> None:
    server.put("/f", "x", headers={"Content-Length": str(2 << 30)})
    with pytest.raises(FetchTooLarge, match="announces"):
        fetcher.document(f"{server.url}/f", limits=QUICK)


def test_what_never_ends_is_given_up_at_the_limit(server: Server, fetcher: Fetcher) -> None:
    server.put("/f", "", endless=True)
    with pytest.raises(FetchTooLarge, match="larger than"):
        fetcher.document(f"{server.url}/f", limits=QUICK)


def test_a_bomb_in_gzip_is_given_up_at_the_limit(server: Server, fetcher: Fetcher) -> None:
    bomb = gzip.compress(b"\0" * (50 << 20))
    server.put("/f", bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchTooLarge):
        fetcher.document(f"{server.url}/f", limits=QUICK)


def test_gzip_is_read(server: Server, fetcher: Fetcher) -> None:
    server.put("/f", gzip.compress(b"hello"), headers={"Content-Encoding": "gzip"})
    assert fetcher.document(f"{server.url}/f")[1] == b"hello"


def test_broken_gzip_is_a_fetch_error(server: Server, fetcher: Fetcher) -> None:
    server.put("/f", b"no gzip", headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="not packed as its server says"):
        fetcher.document(f"{server.url}/f")


def test_nothing_new_is_no_answer_to_whoever_has_nothing(server: Server, fetcher: Fetcher) -> None:
    """A broken cache says so: an empty feed would be taken for a good one."""
    server.put("/f", "", status=304)
    with pytest.raises(FetchError, match=r"304.*caches"):
        fetcher.document(f"{server.url}/f")
    assert fetcher.document(f"{server.url}/f", etag='"1"')[0].status == 304


def test_a_redirect_to_nonsense_is_told(server: Server, fetcher: Fetcher) -> None:
    server.put("/f", "", status=302, headers={"Location": "http://[nonsense/"})
    with pytest.raises(FetchError, match="makes no sense"):
        fetcher.document(f"{server.url}/f")


def test_half_an_answer_is_none(server: Server, fetcher: Fetcher) -> None:
    server.put("/f", "x" * 500, cut_at=200)
    with pytest.raises(FetchError, match="broke off"):
        fetcher.document(f"{server.url}/f")


def test_a_server_that_says_nothing_is_given_up(server: Server, fetcher: Fetcher) -> None:
    server.put("/f", "", silent=True)
    with pytest.raises(FetchError, match="nothing came"):
        fetcher.document(f"{server.url}/f", limits=QUICK)


def test_a_server_that_drips_is_given_up_after_the_total_time(
    server: Server, fetcher: Fetcher
) -> None:
    server.put("/f", "x" * 500, drip_s=0.1)
    with pytest.raises(FetchError, match="not complete after 1 s"):
        fetcher.document(f"{server.url}/f", limits=QUICK)


def test_a_server_that_hangs_up_is_told_in_words(server: Server, fetcher: Fetcher) -> None:
    server.put("/f", "", hangs_up=True)
    with pytest.raises(FetchError, match="hung up"):
        fetcher.document(f"{server.url}/f")


def test_a_server_that_is_not_there_is_told_in_words(fetcher: Fetcher) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(FetchError, match="refused; is the server up"):
        fetcher.document(f"http://127.0.0.1:{port}/")
    with pytest.raises(FetchError, match="name is not known"):
        fetcher.document("http://nowhere.invalid/", limits=QUICK)


def test_a_fetch_under_way_ends_when_sync_is_stopped(server: Server) -> None:
    stop = Event()
    fetcher = Fetcher(stop)
    server.put("/f", "x" * 500, drip_s=0.05)
    Timer(0.2, stop.set).start()
    with pytest.raises(FetchError, match="being stopped"):
        fetcher.document(f"{server.url}/f")
    fetcher.close()


def test_a_file_of_the_site_is_found_and_no_other(folder: Path) -> None:
    (folder / "content").mkdir()
    (folder / "content" / "avis du jour.json").write_bytes(b"{}")
    (folder.parent / "secret").write_bytes(b"x")
    (folder / "link").symlink_to(folder.parent / "secret")
    for name in ("content/avis du jour.json", "content/avis%20du%20jour.json"):
        assert site_file(folder, name).read_bytes() == b"{}"
    for out in ("../secret", "/etc/passwd", "content/../../secret", "link", "%2e%2e/secret"):
        with pytest.raises(FetchRefused, match="leads out"):
            site_file(folder, out)
    with pytest.raises(FetchRefused):
        site_file(folder, "file:///etc/passwd")
    for missing in ("content/none.json", "content", "a\0b"):
        with pytest.raises(FetchError):
            site_file(folder, missing)


def test_a_file_is_known_to_have_changed(folder: Path) -> None:
    path = folder / "a"
    path.write_bytes(b"1")
    before = validator(path)
    assert validator(path) == before
    path.write_bytes(b"22")
    assert validator(path) != before
    with pytest.raises(FetchTooLarge):
        read_file("a", path, 1)
