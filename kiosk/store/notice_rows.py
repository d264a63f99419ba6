"""Rows of notices: what stands in them, which of them go, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from kiosk.model.notice import EndRule, Notice, State
from kiosk.store import tables
from kiosk.store.documents import document


def parting(
    absent: Iterable[Any], *, gone_at: datetime, keep_s: float | None, now: datetime
) -> tuple[list[str], list[Any]]:
    """Of the rows of entries that are absent from their feed: the keys of those that go at once,
    and the rows of those that have just left and stay for a while."""
    removed, kept = [], []
    for row in absent:
        if keep_s is None or (row.expires is not None and row.expires <= now):
            removed.append(row.key)
        elif row.left_at is not None:
            continue
        elif gone_at + timedelta(seconds=keep_s) <= now:
            removed.append(row.key)
        else:
            kept.append(row)
    return removed, kept


def settled(
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


def row_of(
    notice: Notice,
    *,
    first_seen: datetime,
    left_at: datetime | None = None,
    digest: str = "",
    fingerprint: str | None = None,
    doc: str | None = None,
) -> dict[str, Any]:
    """What is stored of a notice, for `write_rows`.

    Args:
        left_at: when it was found to be absent from its feed; None: it is there.
        digest: of the notice as its feed gives it; empty: it is there no longer.
        fingerprint: what its entry is recognised by.
        doc: the notice as a document, where that is known already.
    """
    return {
        "b_key": notice.key,
        "digest": digest,
        "doc": document(notice) if doc is None else doc,
        "first_seen": first_seen,
        "left_at": left_at,
        "expires": notice.expires,
        "media": len(notice.media),
        "warned": len(notice.warnings),
        "fingerprint": fingerprint,
    }


def known_rows(run: Connection, source: str) -> dict[str, Any]:
    """By key: what is stored of each notice of that source, without the notice itself."""
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


def write_rows(
    run: Connection,
    source: str,
    add: list[dict[str, Any]],
    change: list[dict[str, Any]],
    removed: list[str],
) -> None:
    """Writes the rows of new and of changed notices, and removes those with these keys."""
    table = tables.notice
    this = (table.c.source == source, table.c.key == bindparam("b_key"))
    if add:
        rows = [{"source": source, "key": row.pop("b_key"), **row} for row in add]
        run.execute(insert(table), rows)
    if change:
        run.execute(update(table).where(*this), change)
    if removed:
        run.execute(delete(table).where(*this), [{"b_key": key} for key in removed])


def recognise(run: Connection, source: str, key: str, fingerprint: str | None) -> None:
    """The entry is written otherwise and says the same."""
    table = tables.notice
    this = (table.c.source == source, table.c.key == key)
    run.execute(update(table).where(*this).values(fingerprint=fingerprint))


def stored_notice(run: Connection, source: str, key: str) -> Notice:
    """A notice that is stored, as it is."""
    table = tables.notice
    chosen = select(table.c.doc).where(table.c.source == source, table.c.key == key)
    return Notice.model_validate_json(run.execute(chosen).scalar_one())


def kept_rows(
    run: Connection, source: str, kept: Iterable[Any], *, gone_at: datetime, keep_s: float
) -> list[dict[str, Any]]:
    """New rows for entries that have just left their feed and are still shown for a while."""
    until = gone_at + timedelta(seconds=keep_s)
    rows = []
    for row in kept:
        notice = stored_notice(run, source, row.key)
        if notice.expires is None or notice.expires > until:
            notice = notice.model_copy(update={"expires": until, "end_rule": EndRule.ABSENT})
        rows.append(row_of(notice, first_seen=row.first_seen, left_at=gone_at))
    return rows
