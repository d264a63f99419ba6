"""A file that breaks off goes on where it broke off; whatever a server does, it comes whole."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import FetchError, FetchTooLarge, MediaError
from kiosk.store.media import MediaFolder
from kiosk.store.partial import PartialMedia
from kiosk.sync.fetch import Fetcher
from kiosk.sync.limits import Limits
from kiosk.sync.resume import fetch_into
from tests.store.filling import put
from tests.sync.faults import Proxy, proxied
from tests.sync.world import Server

BODY = random.Random(1).randbytes(3_000_000)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher()
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> MediaFolder:
    return MediaFolder(tmp_path / "media")


def offer(server: Server, body: bytes, **levers: Any) -> None:
    """Puts the file there, under a version of its own."""
    version = {"etag": f'"{hashlib.md5(body).hexdigest()}"'}
    server.put("/v.mp4", body, ranges=True, **{**version, **levers})


def fetch(folder: MediaFolder, fetcher: Fetcher, url: str, **more: object) -> bytes:
    """The finished file's bytes; else what fetching raises."""
    partial = PartialMedia(folder, url, ".mp4")
    try:
        fetch_into(partial, fetcher, url, **more)  # type: ignore[arg-type]
        path = folder.complete(partial.finish())
        assert path is not None
        return Path(path).read_bytes()
    finally:
        partial.close()


def test_twenty_cuts_cost_next_to_nothing(
    server: Server, folder: MediaFolder, fetcher: Fetcher
) -> None:
    offer(server, BODY * 4)
    chance = random.Random(20)
    cuts = [chance.randrange(300_000, 550_000) for _ in range(20)]
    with proxied(server.port, Proxy(cuts=cuts)) as proxy:
        assert fetch(folder, fetcher, f"{proxy.url}/v.mp4") == BODY * 4
        assert proxy.connections == 21
        assert proxy.passed < 1.01 * len(BODY * 4)


def test_it_goes_on_after_the_program_was_ended(
    server: Server, folder: MediaFolder, fetcher: Fetcher
) -> None:
    offer(server, BODY)
    with proxied(server.port, Proxy(cuts=[1_000_000, 0, 0])) as proxy:
        url = f"{proxy.url}/v.mp4"
        with pytest.raises(FetchError):
            fetch(folder, fetcher, url)
        assert fetch(folder, fetcher, url) == BODY
    assert server.ranges
    assert all(int(asked[len("bytes=") : -1]) > 900_000 for asked in server.ranges)


def test_a_file_that_changed_meanwhile_is_not_mixed(
    server: Server, folder: MediaFolder, fetcher: Fetcher
) -> None:
    offer(server, BODY)
    with proxied(server.port, Proxy(cuts=[1_000_000, 0, 0])) as proxy:
        url = f"{proxy.url}/v.mp4"
        with pytest.raises(FetchError):
            fetch(folder, fetcher, url)
        offer(server, BODY[::-1])
        assert fetch(folder, fetcher, url) == BODY[::-1]


@pytest.mark.parametrize("misbehaviour", ["ignores", "shifted", "other total", "no range", "416"])
def test_a_server_that_cannot_go_on_begins_anew(
    server: Server, folder: MediaFolder, fetcher: Fetcher, misbehaviour: str
) -> None:
    offer(server, BODY, misbehaves=misbehaviour)
    with proxied(server.port, Proxy(cuts=[1_000_000])) as proxy:
        assert fetch(folder, fetcher, f"{proxy.url}/v.mp4") == BODY
    assert server.ranges, "it tried to go on"


def test_with_neither_etag_nor_date_it_is_gone_on_with_where_its_hash_is_stated(
    server: Server, folder: MediaFolder, fetcher: Fetcher
) -> None:
    """So that a second copy of it needs neither time nor room."""
    offer(server, BODY, etag=None)
    with proxied(server.port, Proxy(cuts=[1_000_000])) as proxy:
        assert fetch(folder, fetcher, f"{proxy.url}/v.mp4", hashed=True) == BODY
        assert proxy.passed < 1.01 * len(BODY)
    assert len(server.ranges) == 1
    assert "If-Range" not in server.asked[-1][1]
    with proxied(server.port, Proxy(cuts=[1_000_000])) as proxy:
        assert fetch(folder, fetcher, f"{proxy.url}/v.mp4") == BODY
    assert len(server.ranges) == 1, "nothing tells whether it is the same file"


def test_packed_bytes_are_not_gone_on_with(
    server: Server, folder: MediaFolder, fetcher: Fetcher
) -> None:
    """Its parts are parts of what was packed: they would never fit what was unpacked."""
    offer(server, gzip.compress(BODY), headers={"Content-Encoding": "gzip"})
    with proxied(server.port, Proxy(cuts=[1_000_000])) as proxy:
        assert fetch(folder, fetcher, f"{proxy.url}/v.mp4") == BODY
    assert server.ranges == []
    offer(server, BODY)
    with proxied(server.port, Proxy(cuts=[1_000_000, 0, 0])) as proxy:
        with pytest.raises(FetchError):
            fetch(folder, fetcher, f"{proxy.url}/v.mp4")
        # From now on it packs, and believes that the version is still the same.
        etag = server.pages["/v.mp4"].etag
        offer(server, gzip.compress(BODY), headers={"Content-Encoding": "gzip"}, etag=etag)
        assert fetch(folder, fetcher, f"{proxy.url}/v.mp4") == BODY
    assert server.ranges, "it tried to go on"


def test_the_rest_from_somebody_else_is_not_mixed_in(
    server: Server, other_server: Server, folder: MediaFolder, fetcher: Fetcher
) -> None:
    """A redirect that leads to another place for the rest, which does not know the version."""
    offer(server, BODY)
    other_server.put("/v.mp4", BODY[::-1], ranges=True)
    with proxied(server.port, Proxy(cuts=[1_000_000, 0, 0])) as proxy:
        with pytest.raises(FetchError):
            fetch(folder, fetcher, f"{proxy.url}/v.mp4")
        there = {"Location": f"{other_server.url}/v.mp4"}
        server.put("/v.mp4", "", status=302, headers=there)
        assert fetch(folder, fetcher, f"{proxy.url}/v.mp4") == BODY[::-1]
    assert len(other_server.ranges) == 1


def test_a_date_of_this_very_second_is_no_version(
    server: Server, folder: MediaFolder, fetcher: Fetcher
) -> None:
    """A file that is just being copied there changes again before the second is over."""
    modified = "Tue, 24 Nov 2026 09:00:00 GMT"
    for second, asked in (("00", []), ("01", ["If-Range"])):
        said = {"Date": f"Tue, 24 Nov 2026 09:00:{second} GMT"}
        offer(server, BODY, etag=None, modified=modified, headers=said)
        with proxied(server.port, Proxy(cuts=[1_000_000])) as proxy:
            assert fetch(folder, fetcher, f"{proxy.url}/v.mp4") == BODY
        assert [name for name in server.asked[-1][1] if name == "If-Range"] == asked


def test_garbled_bytes_are_found_by_their_hash(
    server: Server, folder: MediaFolder, fetcher: Fetcher
) -> None:
    offer(server, BODY)
    sha256 = hashlib.sha256(BODY).hexdigest()
    with proxied(server.port, Proxy(garble_at=500_000)) as proxy:
        partial = PartialMedia(folder, "v")
        fetch_into(partial, fetcher, f"{proxy.url}/v.mp4")
        with pytest.raises(MediaError, match="SHA-256"):
            partial.finish(sha256=sha256)
        partial.close()
    assert list(folder.root.iterdir()) == [], "nothing of it is gone on with"


def test_more_than_is_accepted_is_refused(
    server: Server, folder: MediaFolder, fetcher: Fetcher
) -> None:
    offer(server, BODY)
    with pytest.raises(FetchTooLarge):
        fetch(folder, fetcher, f"{server.url}/v.mp4", limits=Limits(size=2_000_000))


def test_only_what_is_safe_on_the_disk_is_built_upon(folder: MediaFolder) -> None:
    partial = PartialMedia(folder, "v")
    partial.restart('"1"', 100)
    put(partial, b"a" * 40)
    partial.keep()
    # The power fails: the next bytes' length reached the disk, the bytes did not.
    part = next(folder.root.glob("*.part"))
    with part.open("ab") as file:
        file.write(b"\0" * 20)
    again = PartialMedia(folder, "v")
    assert (again.size, again.validator, again.total) == (40, '"1"', 100)
    put(again, b"b" * 60)
    stored = again.finish(sha256=hashlib.sha256(b"a" * 40 + b"b" * 60).hexdigest())
    assert folder.complete(stored)
    assert [path for path in folder.root.iterdir() if path.is_file()] == []
    partial.close()


@pytest.mark.parametrize(
    "note",
    [b"", b"{", b"[]", b'{"name": "other", "size": 3, "total": 9, "validator": null}',
     b'{"name": "v", "size": 9999, "total": 9, "validator": null}',
     b'{"name": "v", "size": "3", "total": 9, "validator": null}'],
)  # fmt: skip
def test_a_note_that_says_nonsense_is_not_believed(folder: MediaFolder, note: bytes) -> None:
    partial = PartialMedia(folder, "v")
    put(partial, b"abc")
    partial.keep()
    next(folder.root.glob("*.note")).write_bytes(note)
    again = PartialMedia(folder, "v")
    assert again.size == 0
    again.close()
    partial.close()


def test_unfinished_files_that_nobody_wants_go(folder: MediaFolder) -> None:
    for name in ("a", "b"):
        partial = PartialMedia(folder, name)
        put(partial, b"abc")
        partial.close()
    folder.keep_coming(["a"])
    (note,) = folder.root.glob("*.note")
    assert json.loads(note.read_bytes())["name"] == "a"
    assert folder.sweep(()) == (0, 0)
