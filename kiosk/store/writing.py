"""What sync writes into `content.db`. Only what changed is written."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select

from kiosk.model.notice import Notice
from kiosk.model.ruling import Ruling, ruled
from kiosk.store import tables
from kiosk.store.codes import replace_codes
from kiosk.store.database import Database, put
from kiosk.store.documents import document
from kiosk.store.folder import DataFolder
from kiosk.store.marks import Marks
from kiosk.store.media import StoredMedia
from kiosk.store.notice_rows import (
    kept_rows,
    known_rows,
    parting,
    recognise,
    row_of,
    settled,
    write_rows,
)
from kiosk.store.rulings import judged_rows, remember_rulings

_NONE: Mapping[str, str] = {}


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
        fingerprints: Mapping[str, str] = _NONE,
        rulings: Collection[Ruling] = (),
        codes: Mapping[str, str] = _NONE,
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
            known = known_rows(run, source)
            add: list[dict[str, Any]] = []
            change: list[dict[str, Any]] = []
            for key, notice in new.items():
                old = known.get(key)
                doc = document(notice)
                mark = hashlib.blake2b(doc.encode(), digest_size=16).hexdigest()
                if old is not None and old.digest == mark and old.left_at is None:
                    if old.fingerprint != fingerprints.get(key):
                        recognise(run, source, key, fingerprints.get(key))
                    continue
                first_seen = old.first_seen if old else now
                filled = settled(notice, first_seen=first_seen, now=now, lasts_s=lasts_s)
                row = row_of(
                    filled,
                    digest=mark,
                    first_seen=first_seen,
                    fingerprint=fingerprints.get(key),
                    doc=doc if filled is notice else None,
                )
                (change if old else add).append(row)
            stays = set(unchanged)
            absent = [row for key, row in known.items() if key not in new and key not in stays]
            shown_as_over, replaced, absent = judged_rows(
                run, source, absent, {*new, *stays}, said, now
            )
            removed, kept = parting(absent, gone_at=gone_at, keep_s=keep_s, now=now)
            removed += replaced
            change += shown_as_over
            change += kept_rows(run, source, kept, gone_at=gone_at, keep_s=keep_s or 0)
            write_rows(run, source, add, change, removed)
            put(run, tables.source, {"name": source, "digest": digest})
            done = Change(len(add), len(change), len(removed), replace_codes(run, source, codes))
            if done:
                tables.count_change(run)
            return done

        return self._database.run(work)

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
                tables.count_change(run)
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
            put(run, tables.media, row)
            tables.count_change(run)

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
            tables.count_change(run)

        self._database.run(work)
