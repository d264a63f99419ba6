"""What sync writes into `content.db`. Only what changed is written."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.model.notice import EndRule, Notice, State
from kiosk.model.ruling import Ruling, ruled
from kiosk.store import tables
from kiosk.store.codes import replace_codes
from kiosk.store.database import Database
from kiosk.store.folder import DataFolder
from kiosk.store.marks import Marks
from kiosk.store.media import StoredMedia
from kiosk.store.rulings import judged_rows, remember_rulings

NO_FINGERPRINTS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Change:
    """How many notices of a feed are new, corrected, and gone."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    codes: int = 0
    """How many services have another code in the complaint form."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.codes)


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

    def fingerprints(self, source: str) -> dict[str, str]:
        """By key: what the entries of that source are recognised by, as far as they are."""
        table = tables.notice
        chosen = select(table.c.key, table.c.fingerprint).where(
            table.c.source == source, table.c.fingerprint.is_not(None), table.c.left_at.is_(None)
        )
        return self._database.run(
            lambda run: {row.key: row.fingerprint for row in run.execute(chosen)}
        )

    def warned(self, source: str) -> int:
        """How many notices of that source carry warnings."""
        table = tables.notice
        chosen = select(func.count()).where(table.c.source == source, table.c.warned > 0)
        return self._database.run(lambda run: run.execute(chosen).scalar_one())

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
        unchanged: Collection[str] = (),
        fingerprints: Mapping[str, str] = NO_FINGERPRINTS,
        rulings: Collection[Ruling] = (),
        codes: Mapping[str, str] = NO_FINGERPRINTS,
    ) -> Change:
        """Makes these the notices of that source, in one transaction.

        Args:
            digest: of the document that they come from; `digests` gives it back.
            seen_until: until when the entries that are absent now are known to have been in
                the feed; None: until now.
            keep_s: for how long, from `seen_until`, absent entries are still shown.
            lasts_s: how long an undated notice is shown after it was first seen.
            unchanged: keys of notices that stay as they are stored.
            fingerprints: by key: what `fingerprints` is to give back.
            rulings: which alerts of this source are replaced or cancelled. They hold for a
                month, for alerts too that only come later.
            codes: by service of the site: its code in the complaint form.
        """
        gone_at = seen_until or now

        def work(run: Connection) -> Change:
            said = remember_rulings(run, source, rulings, now)
            new = {notice.key: notice for notice in ruled(notices, said)}
            known = _known(run, source)
            add: list[dict[str, Any]] = []
            change: list[dict[str, Any]] = []
            for key, notice in new.items():
                old = known.get(key)
                doc = _doc(notice)
                mark = hashlib.blake2b(doc.encode(), digest_size=16).hexdigest()
                if old is not None and old.digest == mark and old.left_at is None:
                    if old.fingerprint != fingerprints.get(key):
                        _recognise(run, source, key, fingerprints.get(key))
                    continue
                first_seen = old.first_seen if old else now
                settled = _settled(notice, first_seen=first_seen, now=now, lasts_s=lasts_s)
                row = _row(settled, doc if settled is notice else _doc(settled))
                row |= {"digest": mark, "first_seen": first_seen, "left_at": None}
                row["fingerprint"] = fingerprints.get(key)
                (change if old else add).append(row)
            stays = set(unchanged)
            absent = [row for key, row in known.items() if key not in new and key not in stays]
            shown_as_over, replaced, absent = judged_rows(run, source, absent, said, now)
            removed, kept = _parting(absent, gone_at=gone_at, keep_s=keep_s, now=now)
            removed += replaced
            change += shown_as_over
            change += self._kept_docs(run, source, kept, gone_at=gone_at, keep_s=keep_s or 0)
            _write(run, source, add, change, removed)
            _put(run, tables.source, {"name": source, "digest": digest})
            done = Change(len(add), len(change), len(removed), replace_codes(run, source, codes))
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
            row = _row(notice, _doc(notice))
            row |= {"digest": "", "first_seen": found.first_seen, "left_at": gone_at}
            rows.append({**row, "fingerprint": None})
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
            forgotten = 0
            for each in (tables.ruling, tables.service_code):
                found = run.execute(delete(each).where(each.c.source.not_in(list(sources))))
                forgotten += found.rowcount
            if gone.rowcount or forgotten:
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


def _row(notice: Notice, doc: str) -> dict[str, Any]:
    """What of a notice stands in columns; its own part of a row."""
    return {
        "b_key": notice.key,
        "doc": doc,
        "expires": notice.expires,
        "media": len(notice.media),
        "warned": len(notice.warnings),
    }


def _known(run: Connection, source: str) -> dict[str, Any]:
    table = tables.notice
    chosen = select(
        table.c.key,
        table.c.digest,
        table.c.first_seen,
        table.c.left_at,
        table.c.expires,
        table.c.fingerprint,
    ).where(table.c.source == source)
    return {row.key: row for row in run.execute(chosen)}


def _write(
    run: Connection,
    source: str,
    add: list[dict[str, Any]],
    change: list[dict[str, Any]],
    removed: list[str],
) -> None:
    table = tables.notice
    this = (table.c.source == source, table.c.key == bindparam("b_key"))
    if add:
        rows = [{"source": source, "key": row.pop("b_key"), **row} for row in add]
        run.execute(insert(table), rows)
    if change:
        run.execute(update(table).where(*this), change)
    if removed:
        run.execute(delete(table).where(*this), [{"b_key": key} for key in removed])


def _recognise(run: Connection, source: str, key: str, fingerprint: str | None) -> None:
    """The entry is written otherwise and says the same."""
    table = tables.notice
    this = (table.c.source == source, table.c.key == key)
    run.execute(update(table).where(*this).values(fingerprint=fingerprint))


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
