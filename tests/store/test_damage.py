"""A damaged database is set aside and made anew; the screen goes on."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from pathlib import Path

import pytest

from kiosk.errors import StoreError
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.store.plays import How, Play, PlayStore
from kiosk.store.writing import ContentWriter
from tests.make import notice, utc

NOW = utc("2026-11-24 09:00")


def spoil(path: Path, at: int = 0) -> None:
    """Overwrites a page of the file in place, as a dying card does."""
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xde\xad" * 2048)


def filled(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    writer = ContentWriter(folder)
    writer.replace("commune", [notice(f"n{n}") for n in range(200)], digest="d", now=NOW)
    writer.close()
    return folder


@pytest.mark.parametrize("at", [0, 4096, 3 * 4096])
def test_a_damaged_content_is_set_aside_when_sync_starts(
    tmp_path: Path, at: int, caplog: pytest.LogCaptureFixture
) -> None:
    folder = filled(tmp_path)
    spoil(folder.content_db, at)
    writer = ContentWriter(folder)
    assert writer.digests() == {}, "nothing is stored, so every feed is fetched whole"
    writer.replace("commune", [notice("a")], digest="d", now=NOW)
    writer.close()
    assert list(tmp_path.glob("content.db.broken-*"))
    assert "set aside" in caplog.text
    store = ContentStore(folder)
    assert [found.key for found in store.notices()] == ["a"]
    store.close()


def test_the_player_notices_that_the_file_is_another_one(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    store = ContentStore(folder)
    before = store.data_version()
    assert len(store.notices()) == 200
    spoil(folder.content_db)
    writer = ContentWriter(folder)
    writer.replace("commune", [notice("a")], digest="d", now=NOW)
    assert store.data_version() not in (before, 0)
    assert [found.key for found in store.notices()] == ["a"]
    store.close()
    writer.close()


def test_a_player_that_meets_the_damage_first_keeps_its_number_and_says_why(
    tmp_path: Path,
) -> None:
    folder = filled(tmp_path)
    spoil(folder.content_db)
    store = ContentStore(folder)
    assert store.data_version() == 0
    with pytest.raises(StoreError, match=r"content\.db"):
        store.notices()
    store.close()


def test_damage_while_sync_runs_is_met_as_well(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    writer = ContentWriter(folder)
    for at in range(0, folder.content_db.stat().st_size, 4096):
        spoil(folder.content_db, at)
    writer.replace("commune", [notice("a")], digest="d", now=NOW)
    assert writer.digests() == {"commune": "d"}
    writer.close()


def test_a_schema_of_another_program_is_set_aside(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    writer = ContentWriter(folder)
    writer._database.run(lambda run: run.exec_driver_sql("PRAGMA user_version = 99"))
    writer.close()
    writer = ContentWriter(folder)
    assert writer.digests() == {}
    writer.close()


def test_a_database_of_the_version_before_is_brought_up_to_this_one(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    with contextlib.closing(sqlite3.connect(folder.content_db)) as connection:
        for column in ("media", "fingerprint", "warned"):
            connection.execute(f"ALTER TABLE notice DROP COLUMN {column}")
        for table in ("clock", "stale", "ruling", "service_code"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 1")
    writer = ContentWriter(folder)
    assert len(writer.with_media()) == 200
    writer.replace("commune", [notice("a")], digest="e", now=NOW)
    assert writer.with_media() == ()
    writer.close()
    assert not list(tmp_path.glob("*.broken-*"))


def test_only_the_last_few_damaged_files_are_kept(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    for _ in range(6):
        ContentWriter(folder).close()
        folder.content_db.write_bytes(b"no database at all" * 300)
    ContentWriter(folder).close()
    assert len(list(tmp_path.glob("content.db.broken-*"))) == 3


def test_a_damaged_play_log_does_not_stop_the_player(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = DataFolder(tmp_path)
    folder.plays_db.write_bytes(b"no database at all" * 300)
    with caplog.at_level(logging.WARNING):
        log = PlayStore(folder)
        number = log.begin(Play("hall", "hall[1]", None, NOW))
        log.end(number, How.COMPLETE, 10.0)
    assert len(log.plays(NOW, utc("2026-11-25 00:00"))) == 1
    log.close()
    assert list(tmp_path.glob("plays.db.broken-*"))
    assert "set aside" in caplog.text
