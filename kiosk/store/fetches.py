"""Sync's own bookkeeping: what was fetched when, how that went, and what to ask for next."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from kiosk.store import tables
from kiosk.store.database import Database, put
from kiosk.store.folder import DataFolder


@dataclass(frozen=True, slots=True)
class FeedFetch:
    """What is known of fetching one feed. The fields are those of `FeedStatus`, and:"""

    name: str
    url: str
    settings: str | None = None
    """Digest of the settings that the stored document was read with."""
    tried: str | None = None
    """Digest of the settings at the last attempt."""
    digest: str | None = None
    """Of the stored document with its settings; equal to the one in `content.db`, or the two
    do not belong together and the document must be fetched whole."""
    etag: str | None = None
    last_modified: str | None = None
    """What the server wants to hear again when asked whether it has something new."""
    format: str | None = None
    title: str | None = None
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    last_change: datetime | None = None
    http_status: int | None = None
    error: str | None = None
    failures: int = 0
    notices: int = 0
    warnings: tuple[str, ...] = ()
    warned: int = 0
    retry_at: datetime | None = None
    """Before then the server does not want to be asked again."""
    moved_to: str | None = None
    """Where `url` has moved for good."""
    reread_at: datetime | None = None
    """From then on the same bytes are other notices; None: never."""


@dataclass(frozen=True, slots=True)
class KeptAlert:
    """An alert that an index points to, as it was fetched."""

    url: str
    data: bytes
    asked_at: datetime
    """When the server was last asked for it."""
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    """Where `url` has moved for good."""


@dataclass(frozen=True, slots=True)
class MediaFetch:
    """What is known of fetching one media file."""

    url: str
    validator: str | None = None
    """ETag, date, or size and time of the file: changed when the file has."""
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    failures: int = 0
    error: str | None = None
    unused_since: datetime | None = None
    """No notice names it any more."""
    retry_at: datetime | None = None
    """Before then the server does not want to be asked again."""
    moved_to: str | None = None
    """Where `url` has moved for good."""
    http_status: int | None = None
    """The server's, of an answer that was a refusal; None: it was none, or none came."""


class Fetches:
    """Reads and writes `sync.db`. Only sync has one. Every method may raise StoreError."""

    def __init__(self, folder: DataFolder) -> None:
        self._database = Database(
            folder.sync_db,
            version=tables.SYNC_VERSION,
            create=tables.create_sync,
            steps=tables.SYNC_STEPS,
        )

    def close(self) -> None:
        self._database.close()

    def feeds(self) -> dict[str, FeedFetch]:
        """By name of the feed."""

        def entry(row: Any) -> FeedFetch:
            known = FeedFetch(**row)
            return replace(known, warnings=tuple(json.loads(row["warnings"])))

        chosen = select(tables.feed_fetch)
        return self._database.run(
            lambda run: {row["name"]: entry(row) for row in run.execute(chosen).mappings()}
        )

    def put_feed(self, known: FeedFetch) -> None:
        row = _row(known)
        row["warnings"] = json.dumps(known.warnings, ensure_ascii=False)
        self._database.run(lambda run: put(run, tables.feed_fetch, row))

    def keep_feeds(self, names: Collection[str]) -> None:
        """Forgets every feed but these."""
        table, alerts = tables.feed_fetch, tables.linked_alert

        def work(run: Connection) -> None:
            run.execute(delete(table).where(table.c.name.not_in(list(names))))
            run.execute(delete(alerts).where(alerts.c.source.not_in(list(names))))

        self._database.run(work)

    def alerts(self, source: str) -> dict[str, KeptAlert]:
        """By address: the alerts that the index of that name points to, as far as they came."""
        table = tables.linked_alert
        chosen = select(table).where(table.c.source == source)

        def alert(row: Any) -> KeptAlert:
            return KeptAlert(**{name: getattr(row, name) for name in KeptAlert.__slots__})

        return self._database.run(lambda run: {row.url: alert(row) for row in run.execute(chosen)})

    def put_alerts(self, source: str, alerts: Collection[KeptAlert]) -> None:
        """Makes these the alerts of that index."""
        table = tables.linked_alert
        rows = [
            {"source": source, **{name: getattr(one, name) for name in one.__slots__}}
            for one in alerts
        ]

        def work(run: Connection) -> None:
            run.execute(delete(table).where(table.c.source == source))
            if rows:
                run.execute(insert(table), rows)

        self._database.run(work)

    def media(self) -> dict[str, MediaFetch]:
        """By address."""
        chosen = select(tables.media_fetch)
        return self._database.run(
            lambda run: {row["url"]: MediaFetch(**row) for row in run.execute(chosen).mappings()}
        )

    def put_media(self, known: MediaFetch) -> None:
        self._database.run(lambda run: put(run, tables.media_fetch, _row(known)))

    def drop_media(self, urls: Collection[str]) -> None:
        """Forgets these addresses."""
        table = tables.media_fetch
        self._database.run(
            lambda run: run.execute(delete(table).where(table.c.url.in_(list(urls))))
        )


def _row(known: FeedFetch | MediaFetch) -> dict[str, Any]:
    return {name: getattr(known, name) for name in known.__slots__}
