"""One SQLite file behind SQLAlchemy, for sync: one connection, one transaction at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from kiosk.store.sqlite import (
    NO_STEPS,
    Create,
    Steps,
    is_damage,
    open_writable,
    set_aside,
    store_error,
)

Result = TypeVar("Result")


class Database:
    """Runs functions in transactions. Threads may share it; they take turns."""

    def __init__(
        self, path: Path, *, version: int, create: Create, steps: Steps = NO_STEPS
    ) -> None:
        """Opens the file, making it where there is none, setting it aside where it is damaged.

        Raises:
            StoreError: it can neither be opened nor made.
        """
        self._path = path
        self._version = version
        self._create = create
        self._steps = steps
        self._lock = Lock()
        self._engine = self._open()

    def _open(self) -> Engine:
        self._raw = open_writable(
            self._path, version=self._version, create=self._create, steps=self._steps
        )

        def give() -> sqlite3.Connection:
            return self._raw

        engine = create_engine("sqlite://", creator=give, poolclass=StaticPool)

        @event.listens_for(engine, "begin")
        def _begin(opened: Connection) -> None:
            # The driver is in autocommit. IMMEDIATE: wait for the lock here, not in the middle.
            opened.exec_driver_sql("BEGIN IMMEDIATE")

        return engine

    def run(self, work: Callable[[Connection], Result]) -> Result:
        """Runs `work` in one transaction. On a damaged file, again on the one made anew.

        Raises:
            StoreError: the disk is full, the file cannot be written, ...
        """
        with self._lock:
            try:
                return self._once(work)
            except DatabaseError as cause:
                if not is_damage(cause.orig):
                    raise store_error(self._path, cause.orig or cause) from cause
                why = str(cause.orig)
            self._close()
            set_aside(self._path, why)
            self._engine = self._open()
            try:
                return self._once(work)
            except DatabaseError as cause:
                raise store_error(self._path, cause.orig or cause) from cause

    def _once(self, work: Callable[[Connection], Result]) -> Result:
        with self._engine.begin() as connection:
            return work(connection)

    def close(self) -> None:
        """Closes the file. May be called again."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        self._engine.dispose()
        # A pool that was never asked does not know its connection, and would leave it open.
        self._raw.close()


def put(run: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Inserts the row, or writes it over the one with the same key."""
    statement = upsert(table).values(dict(row))
    run.execute(
        statement.on_conflict_do_update(
            index_elements=list(table.primary_key),
            set_={name: statement.excluded[name] for name in row},
        )
    )
