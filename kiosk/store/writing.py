"""What sync writes into `content.db`. Only what changed is written."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.model.notice import EndRule, Notice, State
from kiosk.store import tables
from kiosk.store.database import Database
from kiosk.store.folder import DataFolder
from kiosk.store.marks import Marks
from kiosk.store.media import StoredMedia


@dataclass(frozen=True, slots=True)
class Change:
    """How many notices of a feed are new, corrected, and gone."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


class ContentWriter:
    """Writes `content.db`. Only sync has one."""

    def __init__(self, folder: DataFolder) -> None:
        """Opens the database, making it where there is none.

        Raises:
            StoreError: it can neither be opened nor made. So does every method.
        """
        self._database = Database(
            folder.content_db,
            version=tables.CONTENT_VERSION,
            create=tables.create_content,
            steps=tables.CONTENT_STEPS,
        )

    def close(self) -> None:
        self._database.close()

    @property
    def marks(self) -> Marks:
        """What the player has to know besides the notices."""
        return Marks(self._database)

    def digests(self) -> dict[str, str]:
        """By source: the digest that its notices were stored with."""
        chosen = select(tables.source.c.name, tables.source.c.digest)
        return self._database.run(lambda run: {row.name: row.digest for row in run.execute(chosen)})

    def replace(
        self,
        source: str,
        notices: Iterable[Notice],
        *,
        digest: str,
        now: datetime,
        seen_until: datetime | None = None,
        keep_s: float | None = None,
        lasts_s: float | None = None,
    ) -> Change:
        """Makes these the notices of that source, in one transaction.

        Args:
            digest: of the document that they come from; `digests` gives it back.
            seen_until: until when the entries that are absent now are known to have been in
                the feed; None: until now.
            keep_s: for how long, from `seen_until`, absent entries are still shown.
            lasts_s: how long an undated notice is shown after it was first seen.
        """
        new = {notice.key: notice for notice in notices}
        digests = {key: _digest(notice) for key, notice in new.items()}
        gone_at = seen_until or now

        def work(run: Connection) -> Change:
            table = tables.notice
            mine = table.c.source == source
            known = {
                row.key: row
                for row in run.execute(
                    select(
                        table.c.key,
                        table.c.digest,
                        table.c.first_seen,
                        table.c.left_at,
                        table.c.expires,
                    ).where(mine)
                )
            }
            add: list[dict[str, Any]] = []
            change: list[dict[str, Any]] = []
            for key, notice in new.items():
                old = known.get(key)
                if old is not None and old.digest == digests[key] and old.left_at is None:
                    continue
                first_seen = old.first_seen if old else now
                settled = _settled(notice, first_seen=first_seen, now=now, lasts_s=lasts_s)
                (change if old else add).append(
                    {
                        "b_key": key,
                        "digest": digests[key],
                        "doc": _doc(settled),
                        "first_seen": first_seen,
                        "left_at": None,
                        "expires": settled.expires,
                        "media": len(settled.media),
                    }
                )
            absent = [row for key, row in known.items() if key not in new]
            removed, kept = _parting(absent, gone_at=gone_at, keep_s=keep_s, now=now)
            change += self._kept_docs(run, source, kept, gone_at=gone_at, keep_s=keep_s or 0)
            if add:
                rows = [{"source": source, "key": row.pop("b_key"), **row} for row in add]
                run.execute(insert(table), rows)
            if change:
                run.execute(update(table).where(mine, table.c.key == bindparam("b_key")), change)
            if removed:
                run.execute(
                    delete(table).where(mine, table.c.key == bindparam("b_key")),
                    [{"b_key": key} for key in removed],
                )
            _put(run, tables.source, {"name": source, "digest": digest})
            done = Change(len(add), len(change), len(removed))
            if done:
                _count(run)
            return done

        return self._database.run(work)

    @staticmethod
    def _kept_docs(
        run: Connection, source: str, keys: Collection[str], *, gone_at: datetime, keep_s: float
    ) -> list[dict[str, Any]]:
        """Rows for entries that have just left their feed and are still shown for a while."""
        table = tables.notice
        until = gone_at + timedelta(seconds=keep_s)
        rows = []
        for key in keys:
            found = run.execute(
                select(table.c.doc, table.c.first_seen).where(
                    table.c.source == source, table.c.key == key
                )
            ).one()
            notice = Notice.model_validate_json(found.doc)
            if notice.expires is None or notice.expires > until:
                notice = notice.model_copy(update={"expires": until, "end_rule": EndRule.ABSENT})
            rows.append(
                {
                    "b_key": key,
                    "digest": "",
                    "doc": _doc(notice),
                    "first_seen": found.first_seen,
                    "left_at": gone_at,
                    "expires": notice.expires,
                    "media": len(notice.media),
                }
            )
        return rows

    def sweep(self, sources: Collection[str], now: datetime) -> int:
        """Removes notices of sources that the site no longer has, and those that have left
        their feed and whose time is over. Returns how many.
        """

        def work(run: Connection) -> int:
            table = tables.notice
            over = table.c.left_at.is_not(None) & (table.c.expires <= now)
            gone = run.execute(delete(table).where(over | table.c.source.not_in(list(sources))))
            run.execute(delete(tables.source).where(tables.source.c.name.not_in(list(sources))))
            if gone.rowcount:
                _count(run)
            return gone.rowcount

        return self._database.run(work)

    def with_media(self) -> tuple[Notice, ...]:
        """The notices that name media, without the paths of these."""
        chosen = select(tables.notice.c.doc).where(tables.notice.c.media > 0)
        docs = self._database.run(lambda run: run.execute(chosen).scalars().all())
        return tuple(Notice.model_validate_json(doc) for doc in docs)

    def media(self) -> dict[str, StoredMedia]:
        """By address: the files that are here."""
        chosen = select(tables.media)
        return self._database.run(
            lambda run: {
                row.url: StoredMedia(row.sha256, row.suffix, row.size_bytes)
                for row in run.execute(chosen)
            }
        )

    def put_media(self, url: str, stored: StoredMedia) -> None:
        """From now on that file is what the address stands for."""
        row = {
            "url": url,
            "sha256": stored.sha256,
            "suffix": stored.suffix,
            "size_bytes": stored.size_bytes,
        }

        def work(run: Connection) -> None:
            _put(run, tables.media, row)
            _count(run)

        self._database.run(work)

    def drop_media(self, urls: Collection[str]) -> None:
        """Forgets the files of these addresses."""
        if not urls:
            return

        def work(run: Connection) -> None:
            run.execute(
                delete(tables.media).where(tables.media.c.url == bindparam("b_url")),
                [{"b_url": url} for url in urls],
            )
            _count(run)

        self._database.run(work)


def _parting(
    absent: Iterable[Any], *, gone_at: datetime, keep_s: float | None, now: datetime
) -> tuple[list[str], list[str]]:
    """Which absent entries go at once, and which have just left and stay for a while."""
    removed, kept = [], []
    for row in absent:
        if keep_s is None or (row.expires is not None and row.expires <= now):
            removed.append(row.key)
        elif row.left_at is not None:
            continue
        elif gone_at + timedelta(seconds=keep_s) <= now:
            removed.append(row.key)
        else:
            kept.append(row.key)
    return removed, kept


def _settled(
    notice: Notice, *, first_seen: datetime, now: datetime, lasts_s: float | None
) -> Notice:
    """The notice with what its feed left open and only the store can know."""
    filled: dict[str, Any] = {}
    if notice.published is None:
        filled["published"] = first_seen
    if notice.updated is None and notice.state in (State.RESOLVED, State.CANCELLED):
        filled["updated"] = now
    if notice.expires is None and lasts_s is not None:
        filled["expires"] = (notice.published or first_seen) + timedelta(seconds=lasts_s)
        filled["end_rule"] = EndRule.SOURCE_DEFAULT
    return notice.model_copy(update=filled) if filled else notice


def _doc(notice: Notice) -> str:
    return notice.model_dump_json(exclude_defaults=True)


def _digest(notice: Notice) -> str:
    return hashlib.blake2b(_doc(notice).encode(), digest_size=16).hexdigest()


def _put(run: Connection, table: Any, row: Mapping[str, Any]) -> None:
    """Inserts the row, or writes it over the one with the same key."""
    statement = upsert(table).values(dict(row))
    run.execute(
        statement.on_conflict_do_update(
            index_elements=list(table.primary_key),
            set_={name: statement.excluded[name] for name in row},
        )
    )


def _count(run: Connection) -> None:
    run.execute(update(tables.revision).values(number=tables.revision.c.number + 1))
