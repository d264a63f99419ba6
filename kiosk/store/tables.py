"""The tables that sync writes. `content.db` is what the player shows; `sync.db` is about fetching.

The player reads `content.db` with the statements in `content.py`, without SQLAlchemy.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    update,
)
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeDecorator

from kiosk.store.sqlite import Steps, instant_text, text_instant

CONTENT_VERSION = 4
SYNC_VERSION = 5


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as UTC text of fixed width."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> str | None:
        return None if value is None else instant_text(value)

    def process_result_value(self, value: Any, _dialect: Any) -> datetime | None:
        return text_instant(value)


content = MetaData()

revision = Table(
    "revision",
    content,
    # One row. It counts changes of what the player shows, and of nothing else.
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
)
source = Table(
    "source",
    content,
    Column("name", Text, primary_key=True),
    # Which document, read with which settings, the notices of this source come from.
    Column("digest", Text, nullable=False),
)
notice = Table(
    "notice",
    content,
    Column("source", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    # Of the notice as its feed gave it; `doc` has what the store filled in besides.
    Column("digest", Text, nullable=False),
    Column("doc", Text, nullable=False),
    Column("first_seen", Instant, nullable=False),
    # Not null: it has left its feed, and is still shown because of `keep`.
    Column("left_at", Instant),
    Column("expires", Instant),
    # How many media it names.
    Column("media", Integer, nullable=False),
    # What its entry is recognised by when it comes again; null: it is read again.
    Column("fingerprint", Text),
    # How many warnings it carries.
    Column("warned", Integer, nullable=False, server_default="0"),
)
ruling = Table(
    "ruling",
    content,
    # What alerts said of other alerts: kept for the case that these come later.
    Column("source", Text, primary_key=True),
    Column("sender", Text, primary_key=True),
    Column("identifier", Text, primary_key=True),
    Column("by", Text, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("cancels", Integer, nullable=False),
    Column("until", Instant, nullable=False),
)
service_code = Table(
    "service_code",
    content,
    # The codes of services in the complaint form, as a list of a complaint desk gives them.
    Column("source", Text, primary_key=True),
    Column("service", Text, primary_key=True),
    Column("code", Text, nullable=False),
)
media = Table(
    "media",
    content,
    Column("url", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("size_bytes", Integer, nullable=False),
)
clock = Table(
    "clock",
    content,
    # One row: whether the machine's clock is known to be right; see kiosk.model.clocktrust.
    Column("id", Integer, primary_key=True),
    Column("trusted", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("offset_s", Float, nullable=False),
)
stale = Table(
    "stale",
    content,
    # Sources that were not heard from for too long, and when they last were.
    Column("source", Text, primary_key=True),
    Column("as_of", Instant, nullable=False),
)

sync = MetaData()

feed_fetch = Table(
    "feed_fetch",
    sync,
    Column("name", Text, primary_key=True),
    Column("url", Text, nullable=False),
    # Settings that the stored document was read with, and those of the last attempt.
    Column("settings", Text),
    Column("tried", Text),
    Column("digest", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("format", Text),
    Column("title", Text),
    Column("last_attempt", Instant),
    Column("last_success", Instant),
    Column("last_change", Instant),
    Column("http_status", Integer),
    Column("error", Text),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("notices", Integer, nullable=False, server_default="0"),
    Column("warnings", Text, nullable=False, server_default="[]"),
    Column("warned", Integer, nullable=False, server_default="0"),
    # Before this moment the server does not want to be asked again.
    Column("retry_at", Instant),
    # Where `url` has moved for good.
    Column("moved_to", Text),
    # When the same bytes become other notices.
    Column("reread_at", Instant),
)
linked_alert = Table(
    "linked_alert",
    sync,
    # The alerts that the indexes point to, for the next round.
    Column("source", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("asked_at", Instant, nullable=False),
    Column("moved_to", Text),
)
media_fetch = Table(
    "media_fetch",
    sync,
    Column("url", Text, primary_key=True),
    Column("validator", Text),
    Column("last_attempt", Instant),
    Column("last_success", Instant),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("error", Text),
    Column("unused_since", Instant),
    Column("retry_at", Instant),
    Column("moved_to", Text),
    Column("http_status", Integer),
)


def create_content(connection: sqlite3.Connection) -> None:
    """Makes the tables of `content.db`."""
    _create(connection, content)
    # A database made anew must not begin with a number that the player has seen before.
    connection.execute("INSERT INTO revision VALUES (1, abs(random() % 1000000000) * 1000000 + 1)")


def count_change(run: Connection) -> None:
    """What the player shows is other than before: it looks at the number once a second."""
    run.execute(update(revision).values(number=revision.c.number + 1))


def _count_media(connection: sqlite3.Connection) -> None:
    """1 → 2. How many is not known; one is enough to have them looked for."""
    connection.execute("ALTER TABLE notice ADD COLUMN media INTEGER NOT NULL DEFAULT 1")


def _add_trust(connection: sqlite3.Connection) -> None:
    """2 → 3."""
    for table in (clock, stale):
        connection.execute(str(CreateTable(table, if_not_exists=True).compile(dialect=dialect())))


def _recognise(connection: sqlite3.Connection) -> None:
    """3 → 4. Everything is read again once, for no entry is recognised."""
    connection.execute("ALTER TABLE notice ADD COLUMN fingerprint TEXT")
    connection.execute("ALTER TABLE notice ADD COLUMN warned INTEGER NOT NULL DEFAULT 0")
    for table in (ruling, service_code):
        connection.execute(str(CreateTable(table).compile(dialect=dialect())))


CONTENT_STEPS: Steps = {1: _count_media, 2: _add_trust, 3: _recognise}


def _heed_servers(connection: sqlite3.Connection) -> None:
    """1 → 2."""
    connection.execute("ALTER TABLE feed_fetch ADD COLUMN retry_at TEXT")
    connection.execute("ALTER TABLE feed_fetch ADD COLUMN moved_to TEXT")
    connection.execute("ALTER TABLE media_fetch ADD COLUMN retry_at TEXT")


def _keep_alerts(connection: sqlite3.Connection) -> None:
    """2 → 3."""
    connection.execute("ALTER TABLE feed_fetch ADD COLUMN reread_at TEXT")
    connection.execute(str(CreateTable(linked_alert).compile(dialect=dialect())))


def _follow_moves(connection: sqlite3.Connection) -> None:
    """3 → 4. The step before makes the alerts' table as it is now."""
    connection.execute("ALTER TABLE media_fetch ADD COLUMN moved_to TEXT")
    columns = {name for _, name, *_ in connection.execute("PRAGMA table_info(linked_alert)")}
    if "moved_to" not in columns:
        connection.execute("ALTER TABLE linked_alert ADD COLUMN moved_to TEXT")


def _believe_what_is_gone(connection: sqlite3.Connection) -> None:
    """4 → 5."""
    connection.execute("ALTER TABLE media_fetch ADD COLUMN http_status INTEGER")


SYNC_STEPS: Steps = {
    1: _heed_servers,
    2: _keep_alerts,
    3: _follow_moves,
    4: _believe_what_is_gone,
}


def create_sync(connection: sqlite3.Connection) -> None:
    """Makes the tables of `sync.db`."""
    _create(connection, sync)


def _create(connection: sqlite3.Connection, tables: MetaData) -> None:
    for table in tables.sorted_tables:
        connection.execute(str(CreateTable(table).compile(dialect=dialect())))
