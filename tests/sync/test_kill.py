"""`kill -9` at any moment, and power cuts: what was there stays, what comes is whole."""

from __future__ import annotations

import contextlib
import hashlib
import random
import sqlite3
import subprocess
from pathlib import Path

from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from tests.sync.process import Service, write_site
from tests.sync.world import Server, entry, jsonfeed

ROUNDS = 14
ENTRIES = 150
FILMS = 6


def film(version: int, number: int) -> bytes:
    return f"film {number} of {version} ".encode() * 20_000


def publish(server: Server, folder: Path, version: int) -> None:
    """A new edition of everything: every entry corrected, one come, one gone, new films."""
    items = [
        entry(
            str(number),
            f"édition {version}",
            attachments=[{"url": f"{number}-{version}.mp4"}] if number % 25 == 0 else [],
        )
        for number in range(version, version + ENTRIES)
    ]
    for number in range(ENTRIES + version):
        if number % 25 == 0:
            server.put(f"/{number}-{version}.mp4", film(version, number))
    server.put(f"/f-{version}", jsonfeed(*items), etag=f'"{version}"')
    # A changed address is due at once, without waiting for `every`.
    write_site(folder, {"name": "commune", "url": f"{server.url}/f-{version}"})


def check(data: DataFolder, editions: range) -> set[str]:
    """What must hold after every kill; returns the titles that the player would show."""
    for path in (data.content_db, data.sync_db):
        if path.exists():
            with contextlib.closing(sqlite3.connect(path)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert not list(data.root.glob("*.broken-*"))
    store = ContentStore(data)
    notices = store.notices()
    store.close()
    titles = {notice.texts[0].title for notice in notices}
    # One whole edition or another, never a mixture of two.
    assert len(titles) <= 1
    assert titles <= {f"édition {version}" for version in editions}
    assert len(notices) in (0, ENTRIES)
    for notice in notices:
        for media in notice.media:
            if media.path is not None:
                body = Path(media.path).read_bytes()
                assert hashlib.sha256(body).hexdigest() == media.sha256
                assert body.startswith(b"film")
    return titles


def test_killed_at_random_moments_it_loses_nothing(
    server: Server, folder: Path, data: DataFolder
) -> None:
    chance = random.Random(20261124)
    seen: set[str] = set()
    shown = False
    for version in range(ROUNDS):
        publish(server, folder, version)
        with Service(folder, data.root) as service:
            if version % 2:
                # While it starts, opens its databases, or fetches.
                with contextlib.suppress(subprocess.TimeoutExpired):
                    service.process.wait(chance.uniform(0.1, 1.2))
            else:
                # While it stores, or fetches films.
                service.wait_for(chance.choice(["sync started", "feed changed", "media here"]))
            service.process.kill()
            service.process.wait()
        titles = check(data, range(version + 1))
        assert titles or not shown, "what was there once is never nothing again"
        shown = shown or bool(titles)
        seen |= titles
    assert len(seen) > 2, "the kills came too early to prove anything"
    last = ROUNDS
    publish(server, folder, last)
    with Service(folder, data.root) as service:
        service.wait_for(f"{(last + ENTRIES - 1) // 25 * 25}-{last}.mp4")
        service.process.terminate()
        assert service.process.wait(10) == 0
    assert check(data, range(last, last + 1)) == {f"édition {last}"}
    store = ContentStore(data)
    films = [media for notice in store.notices() for media in notice.media]
    assert len(films) == FILMS
    assert all(media.path for media in films)
    store.close()
    assert not list(data.media.glob("*.part"))
