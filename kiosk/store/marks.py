"""What sync tells the player besides the notices: is the clock right, which feeds are silent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from kiosk.model.clocktrust import ClockTrust, Reason
from kiosk.store import tables
from kiosk.store.database import Database


class Marks:
    """Part of `content.db`; see ContentWriter. Every method may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def latest_change(self) -> datetime | None:
        """When a notice was last seen for the first time: a moment that has passed."""
        chosen = select(func.max(tables.notice.c.first_seen))
        return self._database.run(lambda run: run.execute(chosen).scalar_one_or_none())

    def clock(self) -> ClockTrust | None:
        """The verdict on the clock that was last published."""
        chosen = select(tables.clock.c.trusted, tables.clock.c.reason, tables.clock.c.offset_s)
        row = self._database.run(lambda run: run.execute(chosen).one_or_none())
        return None if row is None else ClockTrust(bool(row[0]), Reason(row[1]), row[2])

    def put_clock(self, verdict: ClockTrust) -> None:
        """Tells the player whether the clock is known to be right."""
        row = {
            "id": 1,
            "trusted": int(verdict.trusted),
            "reason": verdict.reason.value,
            "offset_s": verdict.offset_s,
        }

        def work(run: Connection) -> None:
            run.execute(delete(tables.clock))
            run.execute(insert(tables.clock), [row])
            tables.count_change(run)

        self._database.run(work)

    def put_stale(self, stale: Mapping[str, datetime]) -> bool:
        """Tells the player which sources were not heard from for too long, and since when.

        Returns whether that is news.
        """

        def work(run: Connection) -> bool:
            table = tables.stale
            known = {row.source: row.as_of for row in run.execute(select(table))}
            if known == dict(stale):
                return False
            run.execute(delete(table))
            if stale:
                rows = [{"source": name, "as_of": as_of} for name, as_of in stale.items()]
                run.execute(insert(table), rows)
            tables.count_change(run)
            return True

        return self._database.run(work)
