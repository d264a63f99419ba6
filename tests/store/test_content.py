"""What sync writes is what the player reads, and a number says when to read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.model.notice import Captions, EndRule, Media, Notice, Role, State
from kiosk.store.content import ContentStore, sync_running
from kiosk.store.fetches import FeedFetch, Fetches
from kiosk.store.folder import DataFolder
from kiosk.store.media import MediaFolder, StoredMedia
from kiosk.store.writing import Change, ContentWriter
from tests.make import notice, utc

NOW = utc("2026-11-24 09:00")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data").make()


@pytest.fixture
def writer(folder: DataFolder) -> Iterator[ContentWriter]:
    made = ContentWriter(folder)
    yield made
    made.close()


@pytest.fixture
def store(folder: DataFolder) -> Iterator[ContentStore]:
    made = ContentStore(folder)
    yield made
    made.close()


def put(writer: ContentWriter, *notices: Notice, now: datetime = NOW, **more: Any) -> Change:
    return writer.replace("commune", notices, digest="d", now=now, **more)


def test_before_sync_has_ever_run_there_is_nothing(store: ContentStore, folder: DataFolder) -> None:
    assert (store.data_version(), store.notices(), store.feeds()) == (0, (), ())
    assert not sync_running(folder)
    assert list(folder.root.iterdir()) == []


def test_a_store_opened_before_the_file_was_there_finds_it(
    store: ContentStore, folder: DataFolder
) -> None:
    assert store.data_version() == 0
    writer = ContentWriter(folder)
    put(writer, notice("a"))
    assert store.data_version() != 0
    assert [found.key for found in store.notices()] == ["a"]
    writer.close()


def test_a_file_without_tables_yet_is_no_content(store: ContentStore, folder: DataFolder) -> None:
    folder.content_db.touch()
    assert (store.data_version(), store.notices()) == (0, ())


def test_everything_of_a_notice_comes_back(store: ContentStore, writer: ContentWriter) -> None:
    whole = notice(
        "a",
        published=NOW,
        starts=NOW,
        areas=({"name": {"ar": "حي", "fr": "Hay"}, "id": "salam"},),
        media=(Media(url="https://a.example/x.mp4", role=Role.VIDEO, captions=()),),
        warnings=("guessed",),
    )
    put(writer, whole)
    assert store.notices() == (whole,)


def test_the_number_changes_with_the_content_and_only_then(
    store: ContentStore, writer: ContentWriter
) -> None:
    put(writer, notice("a", published=NOW))
    first = store.data_version()
    assert store.data_version() == first
    assert not put(writer, notice("a", published=NOW))
    writer.replace("commune", [notice("a", published=NOW)], digest="other bytes", now=NOW)
    assert store.data_version() == first, "the same notices from other bytes are no change"
    assert put(writer, notice("a", published=NOW, body="corrected")) == Change(changed=1)
    second = store.data_version()
    assert second != first
    writer.put_media("https://a.example/x.png", StoredMedia("0" * 64, ".png", 3))
    assert store.data_version() != second, "a picture that arrived can now be shown"


def test_an_entry_that_left_is_gone(store: ContentStore, writer: ContentWriter) -> None:
    put(writer, notice("a"), notice("b"))
    assert put(writer, notice("b")) == Change(removed=1)
    assert [found.key for found in store.notices()] == ["b"]


def test_an_entry_that_left_stays_as_long_as_keep_says(
    store: ContentStore, writer: ContentWriter
) -> None:
    keep = timedelta(days=14).total_seconds()
    late = notice("late", expires=NOW + timedelta(days=90), end_rule=EndRule.EXPLICIT)
    soon = notice("soon", expires=NOW + timedelta(days=2), end_rule=EndRule.EXPLICIT)
    put(writer, notice("a"), late, soon, keep_s=keep)
    left = NOW + timedelta(days=1)
    assert put(writer, now=left, seen_until=NOW, keep_s=keep) == Change(changed=3)
    ends = {found.key: (found.expires, found.end_rule) for found in store.notices()}
    until = NOW + timedelta(days=14)
    assert ends == {
        "a": (until, EndRule.ABSENT),
        "late": (until, EndRule.ABSENT),
        "soon": (NOW + timedelta(days=2), EndRule.EXPLICIT),
    }
    before = store.data_version()
    assert not put(writer, now=left + timedelta(hours=1), seen_until=left, keep_s=keep)
    assert store.data_version() == before
    assert writer.sweep(["commune"], until) == 3
    assert store.notices() == ()


def test_an_entry_that_comes_back_is_as_it_was(store: ContentStore, writer: ContentWriter) -> None:
    put(writer, notice("a", published=NOW), keep_s=100.0)
    put(writer, keep_s=100.0)
    assert store.notices()[0].end_rule is EndRule.ABSENT
    put(writer, notice("a", published=NOW), now=NOW + timedelta(seconds=9), keep_s=100.0)
    assert store.notices() == (notice("a", published=NOW),)


def test_what_left_while_the_screen_was_offline_for_a_month_is_gone_at_once(
    store: ContentStore, writer: ContentWriter
) -> None:
    keep = timedelta(days=14).total_seconds()
    put(writer, notice("a"), keep_s=keep)
    put(writer, now=NOW + timedelta(days=30), seen_until=NOW, keep_s=keep)
    assert store.notices() == ()


def test_an_undated_entry_counts_from_when_it_was_first_seen(
    store: ContentStore, writer: ContentWriter
) -> None:
    undated = notice("a", end_rule=EndRule.SOURCE_DEFAULT)
    put(writer, undated, lasts_s=3600.0)
    put(writer, undated, now=NOW + timedelta(minutes=30), lasts_s=3600.0)
    (found,) = store.notices()
    assert (found.published, found.expires) == (NOW, NOW + timedelta(hours=1))
    corrected = notice("a", body="x", end_rule=EndRule.SOURCE_DEFAULT)
    put(writer, corrected, now=NOW + timedelta(minutes=40), lasts_s=3600.0)
    assert store.notices()[0].published == NOW


def test_when_it_was_resolved_is_when_it_was_first_seen_so(
    store: ContentStore, writer: ContentWriter
) -> None:
    put(writer, notice("a", published=NOW))
    later = NOW + timedelta(hours=2)
    resolved = notice("a", published=NOW, state=State.RESOLVED)
    put(writer, resolved, now=later)
    put(writer, resolved, now=later + timedelta(hours=1))
    assert store.notices()[0].updated == later


def test_what_a_feed_gave_goes_with_the_feed(store: ContentStore, writer: ContentWriter) -> None:
    put(writer, notice("a"))
    writer.replace("press", [notice("b", source="press")], digest="e", now=NOW)
    assert writer.digests() == {"commune": "d", "press": "e"}
    assert writer.sweep(["press"], NOW) == 1
    assert writer.digests() == {"press": "e"}
    assert [found.id for found in store.notices()] == ["press/b"]


def test_media_have_a_path_only_when_the_whole_file_is_here(
    store: ContentStore, writer: ContentWriter, folder: DataFolder
) -> None:
    url, vtt = "https://a.example/x.mp4", "https://a.example/x.vtt"
    captions = (Captions(language="ar", url=vtt),)
    put(writer, notice("a", media=(Media(url=url, role=Role.SIGN_VIDEO, captions=captions),)))
    assert store.notices()[0].sign_video is None
    stored = {}
    for address, data in ((url, b"video"), (vtt, b"WEBVTT")):
        writing = MediaFolder(folder.media).write(address[-4:])
        writing.add(data)
        stored[address] = writing.finish()
        writing.close()
        writer.put_media(address, stored[address])
    video = store.notices()[0].sign_video
    assert video is not None
    assert video.path is not None
    assert Path(video.path).read_bytes() == b"video"
    assert video.sha256 == stored[url].sha256
    assert video.captions[0].path is not None
    Path(video.path).write_bytes(b"vid")
    assert store.notices()[0].sign_video is None, "a file that was cut is not shown"
    Path(video.path).unlink()
    assert store.notices()[0].sign_video is None


def test_the_reader_cannot_write(store: ContentStore, writer: ContentWriter) -> None:
    put(writer, notice("a"))
    assert store.notices()
    connection = store._connection()
    assert connection is not None
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM notice")


def test_a_notice_of_another_version_is_left_out_and_the_rest_shows(
    store: ContentStore, writer: ContentWriter, folder: DataFolder
) -> None:
    put(writer, notice("a"), notice("b"))
    connection = sqlite3.connect(folder.content_db)
    with connection:
        connection.execute("UPDATE notice SET doc = '{\"new\": 1}' WHERE key = 'a'")
    connection.close()
    assert [found.key for found in store.notices()] == ["b"]


def test_how_the_feeds_do(store: ContentStore, folder: DataFolder) -> None:
    fetches = Fetches(folder)
    known = FeedFetch(
        "commune", "https://a.example/", format="rss", last_attempt=NOW, error="no answer",
        failures=2, notices=7, warnings=("odd",), http_status=503,
    )  # fmt: skip
    fetches.put_feed(known)
    assert fetches.feeds() == {"commune": known}
    fetches.close()
    (status,) = store.feeds()
    assert (status.name, status.error, status.failures) == ("commune", "no answer", 2)
    assert (status.last_attempt, status.last_success) == (NOW, None)
    assert (status.warnings, status.notices, status.http_status) == (("odd",), 7, 503)


def test_a_disk_that_cannot_be_written_is_a_store_error(tmp_path: Path) -> None:
    occupied = tmp_path / "data"
    occupied.write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="--data"):
        DataFolder(occupied).make()
