"""The play log (proof of play), and what each player shows now. Only the player writes here."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Lock
from typing import Any, Literal

from kiosk.errors import StoreError
from kiosk.model.base import Value
from kiosk.store.folder import DataFolder
from kiosk.store.sqlite import (
    connect,
    instant_text,
    is_damage,
    open_writable,
    set_aside,
    store_error,
    text_instant,
)

_log = logging.getLogger(__name__)

_VERSION = 1
_KEPT = timedelta(days=400)
"""How long plays are kept: a year, and the month in which it is looked at."""
_TABLES = (
    """CREATE TABLE play (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        screen TEXT NOT NULL,
        item TEXT NOT NULL,
        notice TEXT,
        title TEXT NOT NULL,
        started TEXT NOT NULL,
        seconds REAL,
        how TEXT
    )""",
    "CREATE INDEX play_started ON play (started)",
    "CREATE INDEX play_open ON play (screen) WHERE how IS NULL",
    "CREATE TABLE state (screen TEXT PRIMARY KEY, doc TEXT NOT NULL)",
)


class How(StrEnum):
    """How a showing ended."""

    COMPLETE = "complete"
    """It stood as long as it should."""
    EARLY = "ended early"
    """What it shows ended or was withdrawn."""
    INTERRUPTED = "interrupted"
    """Something urgent took its place, or the player was stopped."""
    FAILED = "failed"
    """A clip could not be played, or stalled."""
    CUT_OFF = "cut off"
    """The player or the power went away; how long it stood is not known."""


@dataclass(frozen=True, slots=True)
class Play:
    """One showing."""

    screen: str
    item: str
    """Which item of the playlist, such as `hall[3] outages`; or `takeover`, `directory`."""
    notice: str | None
    """Id of the notice, `source/key`."""
    started: datetime
    """Aware UTC."""
    title: str = ""
    """What stood there, in words."""
    seconds: float | None = None
    """How long it stood; None: it still stands, or nobody knows."""
    how: str | None = None
    """How it ended; None: it still stands."""
    id: int = 0
    """Given by the log."""


class LeftOut(Value):
    """A file that the wall leaves out, because it cannot be drawn or played."""

    kind: Literal["picture", "video"]
    file: str
    """As it is named: its path in the site, or the address that it came from."""
    reason: str
    """What is wrong with it, in words."""


class PlayerState(Value):
    """What a player shows now, and how it does."""

    screen: str
    pid: int
    at: datetime
    """When it said this."""
    since: datetime
    """Since when it shows this."""
    showing: str
    """What, in words."""
    item: str = ""
    notice: str | None = None
    next: str = ""
    """What comes after it, in words, where that is known."""
    faults: int = 0
    """How many faults the site has."""
    trouble: str = ""
    """What keeps the player from showing everything, and what to do; empty: nothing."""
    left_out: tuple[LeftOut, ...] = ()
    """The files that were found to be no good and are still named, by name."""
    video: Mapping[str, float] = {}
    """Figures of the present or last clip, such as frames shown and dropped."""

    @property
    def alive(self) -> bool:
        """Whether the player that said this still runs (on this machine)."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


class PlayStore:
    """The play log and the present state, in `plays.db`.

    Several players of one machine may share it, each with its own screen. The first `begin`
    of a process on a screen closes the showing that a player before it left open there.
    """

    def __init__(self, folder: DataFolder, *, read_only: bool = False) -> None:
        """Nothing is opened before it is needed."""
        self._path = folder.plays_db
        self._read_only = read_only
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._begun: set[str] = set()

    def begin(self, play: Play) -> int:
        """Notes that this showing has begun; returns its number for `end`.

        Raises:
            StoreError: it cannot be written down (disk full, ...). So do the others.
        """
        if play.screen not in self._begun:
            self.recover(play.screen, play.started)
            self._begun.add(play.screen)
        cursor = self._run(
            "INSERT INTO play (screen, item, notice, title, started, seconds, how)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                play.screen,
                play.item,
                play.notice,
                play.title,
                instant_text(play.started),
                play.seconds,
                play.how,
            ),
        )
        return cursor.lastrowid or 0

    def end(self, play_id: int, how: str, seconds: float) -> None:
        """Notes how a showing ended, and after how many seconds on the screen."""
        self._run("UPDATE play SET how = ?, seconds = ? WHERE id = ?", (how, seconds, play_id))

    def recover(self, screen: str, now: datetime) -> int:
        """Closes, as cut off, what a player that is no more left open on this screen.

        Forgets plays that are too old, too. Returns how many showings it closed.
        """
        closed = self._run(
            "UPDATE play SET how = ? WHERE how IS NULL AND screen = ?", (How.CUT_OFF, screen)
        ).rowcount
        if closed:
            _log.warning("showing was cut off screen=%s count=%d", screen, closed)
        self._run("DELETE FROM play WHERE started < ?", (instant_text(now - _KEPT),))
        return closed

    def plays(
        self, since: datetime, until: datetime, screen: str | None = None
    ) -> tuple[Play, ...]:
        """The showings that began in `[since, until)`, oldest first."""
        where, values = "started >= ? AND started < ?", [instant_text(since), instant_text(until)]
        if screen is not None:
            where, values = f"{where} AND screen = ?", [*values, screen]
        rows = self._all(
            "SELECT screen, item, notice, started, title, seconds, how, id FROM play"  # noqa: S608
            f" WHERE {where} ORDER BY started, id",
            values,
        )
        return tuple(
            Play(row[0], row[1], row[2], text_instant(row[3]) or since, *row[4:]) for row in rows
        )

    def last_shown(self) -> dict[str, datetime]:
        """By id of the notice: when it was last on a screen of this machine."""
        rows = self._all(
            "SELECT notice, max(started) FROM play WHERE notice IS NOT NULL GROUP BY notice", []
        )
        moments = ((notice, text_instant(started)) for notice, started in rows)
        return {notice: moment for notice, moment in moments if moment is not None}

    def say(self, state: PlayerState) -> None:
        """Says what this player shows now."""
        self._run(
            "INSERT INTO state VALUES (?, ?) ON CONFLICT (screen) DO UPDATE SET doc = excluded.doc",
            (state.screen, state.model_dump_json()),
        )

    def states(self) -> tuple[PlayerState, ...]:
        """What each player said last, the latest first. Its process may be gone: see `alive`."""
        rows = self._all("SELECT doc FROM state", [])
        found = []
        for (doc,) in rows:
            with contextlib.suppress(ValueError):
                found.append(PlayerState.model_validate_json(doc))
        return tuple(sorted(found, key=lambda state: state.at, reverse=True))

    def state(self, screen: str | None = None) -> PlayerState | None:
        """What the player of that screen said last; of any screen, when none is named."""
        return next((s for s in self.states() if screen in (None, s.screen)), None)

    def close(self) -> None:
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _run(self, statement: str, values: tuple[object, ...]) -> sqlite3.Cursor:
        if self._read_only:
            raise StoreError(f"{self._path}: opened for reading only")
        with self._lock:
            for last in (False, True):
                try:
                    return self._writable().execute(statement, values)
                except sqlite3.Error as error:
                    self._close()
                    if last or not is_damage(error):
                        raise store_error(self._path, error) from error
                    # A log that cannot be written must not stop the screen: begin a new one.
                    set_aside(self._path, str(error))
        raise AssertionError("unreachable")

    def _all(self, statement: str, values: list[str]) -> list[Any]:
        with self._lock:
            if not self._path.exists():
                return []
            try:
                if not self._read_only:
                    return self._writable().execute(statement, values).fetchall()
                connection = connect(self._path, read_only=True)
                try:
                    return connection.execute(statement, values).fetchall()
                finally:
                    connection.close()
            except sqlite3.Error as error:
                if "no such table" in str(error):
                    return []
                raise store_error(self._path, error) from error

    def _writable(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = open_writable(
                self._path, version=_VERSION, create=_create, thorough=False
            )
        return self._connection


def _create(connection: sqlite3.Connection) -> None:
    for statement in _TABLES:
        connection.execute(statement)
