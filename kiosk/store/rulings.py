"""What alerts said of other alerts, and what that does to notices that are stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.model.notice import State
from kiosk.model.ruling import Ruling, Words, alert_of, cancelled, cancelled_keys
from kiosk.store import tables
from kiosk.store.notice_rows import row_of, stored_notice

_REMEMBERED = timedelta(days=31)
"""Since it was last said. An alert that comes later than that is nobody's concern."""
_LIMIT = 5_000
"""Of one source; the oldest go first."""
_SHOWN_AS_OVER = timedelta(days=7)
"""How long a cancelled alert that has left its feed is kept, for the schedule to show it as
cancelled as long as the site wants that."""
_NEVER_CANCELLED = (State.RESOLVED, State.TEST)


def remember_rulings(
    run: Connection, source: str, rulings: Collection[Ruling], now: datetime
) -> tuple[Ruling, ...]:
    """Adds these to what is remembered of that source; returns all of it that still holds."""
    table = tables.ruling
    run.execute(delete(table).where(table.c.source == source, table.c.until <= now))
    if rulings:
        newest = sorted(rulings, key=lambda one: one.at)[-_LIMIT:]
        statement = upsert(table)
        run.execute(
            statement.on_conflict_do_update(
                index_elements=list(table.primary_key),
                set_={name: statement.excluded[name] for name in ("at", "cancels", "until")},
            ),
            [{**one.model_dump(), "source": source, "until": now + _REMEMBERED} for one in newest],
        )
    chosen = select(table).where(table.c.source == source).order_by(table.c.at.desc())
    rows = run.execute(chosen).all()
    for row in rows[_LIMIT:]:
        run.execute(
            delete(table).where(
                table.c.source == source,
                table.c.sender == row.sender,
                table.c.identifier == row.identifier,
                table.c.by == row.by,
            )
        )
    return tuple(
        Ruling(
            sender=row.sender,
            identifier=row.identifier,
            by=row.by,
            at=row.at,
            cancels=bool(row.cancels),
        )
        for row in rows[:_LIMIT]
    )


def judged_rows(
    run: Connection,
    source: str,
    absent: Sequence[Any],
    present: Iterable[str],
    rulings: Collection[Ruling],
    now: datetime,
) -> tuple[list[dict[str, Any]], list[str], list[Any]]:
    """What becomes of the stored notices that are no longer in their feed.

    Args:
        present: keys of the notices that are.

    Returns rows to be written for those that are from now on shown as cancelled; the keys of
    those that another one has replaced, which are gone at once; and those of which nobody said
    anything.
    """
    rows: list[dict[str, Any]] = []
    replaced: list[str] = []
    others = []
    words = Words(rulings)
    said = {row.key: words.about(row.key) for row in absent}
    over_at = cancelled_keys(said)
    parts_of = {row.key: alert for row in absent if (alert := alert_of(row.key))}
    # The feed has that alert, in other parts or as what it was when it was cancelled.
    there = {alert_of(key) for key in present} if parts_of else set()
    for row in absent:
        if parts_of.get(row.key) in there or (said[row.key] and row.key not in over_at):
            replaced.append(row.key)
            continue
        at = over_at.get(row.key)
        until = (at or now) + _SHOWN_AS_OVER
        notice = stored_notice(run, source, row.key) if at else None
        if at is None or notice is None or until <= now or notice.state in _NEVER_CANCELLED:
            others.append(row)
        elif notice.state is State.ACTUAL or row.left_at is None:
            over = cancelled(notice, at)
            rows.append({**row_of(over, first_seen=row.first_seen, left_at=now), "expires": until})
    return rows, replaced, others
