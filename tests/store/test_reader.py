"""Somebody who may read the data folder and not write it, as the group `kiosk` of a wall."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.store.plays import Play, PlayStore
from kiosk.store.writing import ContentWriter
from tests.make import notice, utc

NOW = utc("2026-11-24 09:00")
NOBODY = 65534


@contextmanager
def without_write(root: Path) -> Iterator[None]:
    """Everything below reads only; root, who may all, becomes nobody meanwhile."""
    for path in (*root.iterdir(), root):
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o222 | 0o444)
    root.chmod(0o555)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if was_root:
            os.seteuid(0)
        root.chmod(0o755)


@pytest.fixture
def folder() -> Iterator[DataFolder]:
    # Not in tmp_path, which is closed to everybody else.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield DataFolder(Path(name) / "data").make()


def write(folder: DataFolder, *titles: str) -> None:
    writer = ContentWriter(folder)
    notices = [notice(title) for title in titles]
    writer.replace("commune", notices, digest="-".join(titles), now=NOW, lasts_s=None)
    writer.close()


def test_a_reader_reads_databases_that_nobody_has_open(folder: DataFolder) -> None:
    write(folder, "eau")
    log = PlayStore(folder)
    log.begin(Play("hall", "hall[1] message", None, NOW, "Eau"))
    log.close()
    assert not folder.content_db.with_name("content.db-wal").exists()
    with without_write(folder.root):
        store = ContentStore(folder)
        assert len(store.notices()) == 1
        assert store.data_version() > 0
        plays = PlayStore(folder, read_only=True).plays(NOW, utc("2026-11-25 09:00"))
        assert [play.title for play in plays] == ["Eau"]
        store.close()


def test_what_changes_afterwards_is_read_too(folder: DataFolder) -> None:
    write(folder, "eau")
    store = ContentStore(folder)
    with without_write(folder.root):
        before = store.data_version()
        assert len(store.notices()) == 1
    folder.content_db.chmod(0o644)
    write(folder, "eau", "gaz")
    with without_write(folder.root):
        assert store.data_version() != before
        assert len(store.notices()) == 2
    store.close()
