"""Against the server that most towns have."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.nginx import Nginx, installed, nginx
from kiosk.errors import FetchError
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.store.media import MediaFolder
from kiosk.store.partial import PartialMedia
from kiosk.sync.fetch import Fetcher
from kiosk.sync.limits import Limits
from kiosk.sync.resume import fetch_into
from kiosk.sync.round import sync_once
from tests.sync.faults import Proxy, proxied
from tests.sync.world import a_site, entry, feed, jsonfeed

BODY = random.Random(5).randbytes(8_000_000)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Nginx]:
    if not installed():
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    with nginx(tmp_path / "nginx", "location /old { return 301 /f.json; }") as running:
        yield running


def put_feed(server: Nginx, title: str) -> None:
    video = {"url": "v.mp4", "mime_type": "video/mp4"}
    document = jsonfeed(entry("a", title, attachments=[video]))
    (server.www / "f.json").write_text(json.dumps(document))


def test_a_feed_and_its_film_come_once_and_are_asked_after(
    server: Nginx, folder: Path, data: DataFolder
) -> None:
    put_feed(server, "Avis")
    (server.www / "v.mp4").write_bytes(BODY)
    site = a_site(folder, feed("commune", f"{server.url}/old"))
    assert sync_once(site, data).failed == ()
    assert sync_once(site, data).failed == ()
    store = ContentStore(data)
    (found,) = store.notices()
    store.close()
    assert found.media[0].path is not None
    assert Path(found.media[0].path).read_bytes() == BODY
    (server.www / "f.json").unlink()  # and what is kept stays
    assert len(sync_once(site, data).failed) == 1


def test_nginx_goes_on_where_a_film_broke_off(server: Nginx, tmp_path: Path) -> None:
    (server.www / "v.mp4").write_bytes(BODY)
    chance = random.Random(6)
    cuts = [chance.randrange(300_000, 700_000) for _ in range(9)]
    with proxied(server.port, Proxy(cuts=cuts)) as proxy:
        fetcher = Fetcher()
        partial = PartialMedia(MediaFolder(tmp_path / "media"), "v", ".mp4")
        fetch_into(partial, fetcher, f"{proxy.url}/v.mp4")
        stored = partial.finish()
        fetcher.close()
        assert proxy.connections == 10
        assert proxy.passed <= 1.01 * len(BODY)
    path = MediaFolder(tmp_path / "media").complete(stored)
    assert path is not None
    assert Path(path).read_bytes() == BODY


def test_a_film_that_is_replaced_between_two_cuts_is_the_new_one(
    server: Nginx, tmp_path: Path
) -> None:
    (server.www / "v.mp4").write_bytes(BODY)
    folder = MediaFolder(tmp_path / "media")
    fetcher = Fetcher()
    with proxied(server.port, Proxy(cuts=[1_000_000, 0, 0])) as proxy:
        partial = PartialMedia(folder, "v")
        with pytest.raises(Exception, match=r"hung up|broke off"):
            fetch_into(partial, fetcher, f"{proxy.url}/v.mp4")
        partial.close()
        (server.www / "v.mp4").write_bytes(BODY[:5_000_000][::-1])
        partial = PartialMedia(folder, "v")
        assert partial.size > 900_000
        fetch_into(partial, fetcher, f"{proxy.url}/v.mp4")
        path = folder.complete(partial.finish())
    fetcher.close()
    assert path is not None
    assert Path(path).read_bytes() == BODY[:5_000_000][::-1]


def test_a_connection_carries_one_answer_after_the_other(server: Nginx) -> None:
    bodies = {"a.mp4": BODY[:700_001], "empty": b"", "c": b"c"}
    for name, body in bodies.items():
        (server.www / name).write_bytes(body)
    fetcher = Fetcher()
    with proxied(server.port, Proxy()) as proxy:
        for name in ("a.mp4", "empty", "c", "a.mp4", "c"):
            assert fetcher.document(f"{proxy.url}/{name}")[1] == bodies[name]
        assert proxy.connections == 1
        with pytest.raises(FetchError, match="announces"):
            fetcher.document(f"{proxy.url}/a.mp4", limits=Limits(size=1000))
        assert fetcher.document(f"{proxy.url}/c")[1] == b"c"
        assert proxy.connections == 2, "one that was left half-way carries nothing more"
        fetcher.close()
