"""What must hold on a wall at every moment: databases, media, sites, and what the player reads."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.model.publication import Publication
from kiosk.player.source import Loaded, Source
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Cause
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.store.sites import KeptSite, Sites
from tests.soak.served import Broken


def databases(data: DataFolder) -> None:
    """Every database is sound, and every media row has its file, byte for byte.

    Raises:
        Broken: no.
    """
    if left := list(data.root.glob("*.broken-*")):
        raise Broken(f"a database was given up: {left[0].name}")
    for path in (data.content_db, data.sync_db):
        if not path.exists():
            continue
        with contextlib.closing(sqlite3.connect(path)) as connection:
            verdict = connection.execute("PRAGMA integrity_check").fetchall()
            if verdict != [("ok",)]:
                raise Broken(f"{path.name}: {verdict}")
            if path == data.content_db:
                rows = connection.execute("SELECT sha256, suffix, size_bytes FROM media").fetchall()
                for sha256, suffix, size in rows:
                    _file(data.media / sha256[:2] / f"{sha256}{suffix}", sha256, size)


def sites(data: DataFolder, published: dict[str, Publication]) -> KeptSite:
    """Every site that is kept is one that was published, whole; returns the one that shows.

    Args:
        published: every list of files that the office ever signed for this screen, by its
            SHA-256.

    Raises:
        Broken: no.
    """
    here = Sites(data)
    current = here.current()
    if current is None:
        raise Broken("no site shows")
    kept = here.kept()
    if current not in kept:
        raise Broken(f"what shows is not among what is kept: {current.folder.name}")
    for site in kept:
        if site.sha256 not in published:
            raise Broken(f"{site.folder.name} was never published")
        for file in published[site.sha256].files:
            _file(site.folder / file.path, file.sha256, file.size)
    for blob in data.blobs.glob("??/*"):
        _file(blob, blob.name, None)
    return current


def loaded(folder: Path, data: DataFolder) -> Loaded:
    """What the player reads, as it reads it; it has something to show.

    Raises:
        Broken: it is nothing good.
    """
    clock = SystemClock()
    store = ContentStore(data)
    try:
        found = Source(folder, data, store, "hall", clock).load(site=True, notices=True)
    finally:
        store.close()
    if not found.good:
        raise Broken(f"the player cannot read the site: {found.faults}")
    showing, _ = found.program.next(Rotation(), clock.now())
    if showing.cause is Cause.NOTHING:
        raise Broken("the player has nothing to show")
    return found


def _file(path: Path, sha256: str, size: int | None) -> None:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise Broken(f"a file is missing: {error}") from error
    if hashlib.sha256(body).hexdigest() != sha256 or size not in (None, len(body)):
        raise Broken(f"a file is not what it should be: {path}")
