"""Opening SQLite files, and what to do when one is damaged.

A damaged database is set aside under another name and made anew: content comes back with the
next round of sync, and the screen goes on.

The standard library's `sqlite3` is enough for what the player does, a dozen fixed statements;
SQLAlchemy (`tables.py`, `writing.py`, `fetches.py`) is for sync, and the player never loads it:
that is 17 MB of memory and 0.13 s of its start.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.errors import StoreError

_log = logging.getLogger(__name__)

_BUSY_S = 10.0
_KEPT_BROKEN = 3
"""How many damaged files are kept for whoever wants to look into them."""
_READ_ONLY, _CORRUPT, _CANNOT_OPEN, _NOT_A_DATABASE = 8, 11, 14, 26

Create = Callable[[sqlite3.Connection], None]
Steps = Mapping[int, Create]
"""By version: what makes a database of that version one of the next."""
NO_STEPS: Steps = {}


class Frozen(sqlite3.Connection):
    """A connection that sees the file as it was when it was opened. Not to be kept."""


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Opens a database in WAL mode, in autocommit; a read-only one cannot be written to.

    A reader of a database that nobody has open must make a file beside it. Where it may not
    (somebody of the group `kiosk` who asks for the status), the connection is `Frozen`.

    Raises:
        sqlite3.Error: it cannot be opened; a read-only one also when there is no such file.
    """
    if not read_only:
        return _connected(path, "mode=rwc")
    connection = _connected(path, "mode=ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        wal = path.with_name(f"{path.name}-wal")
        if code not in (_CANNOT_OPEN, _READ_ONLY) or wal.exists():
            raise
        return _connected(path, "mode=ro&immutable=1", Frozen)
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(
    path: Path, how: str, factory: type[sqlite3.Connection] = sqlite3.Connection
) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        timeout=_BUSY_S,
        isolation_level=None,
        check_same_thread=False,
        factory=factory,
    )
    try:
        if how.startswith("mode=ro"):
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            # In WAL mode NORMAL never corrupts; a power cut may lose the last transactions.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA journal_size_limit = 4194304")
    except BaseException:
        connection.close()
        raise
    return connection


def open_writable(
    path: Path, *, version: int, create: Create, steps: Steps = NO_STEPS, thorough: bool = True
) -> sqlite3.Connection:
    """Opens a database for writing, made by `create` where there is none, and brought up to
    this version by `steps` where it is an older one.

    One that is damaged, or of a schema that this program does not know, is set aside first.

    Args:
        version: the schema's, kept in `PRAGMA user_version`.
        thorough: look through every page; not for a file that may be large.

    Raises:
        StoreError: it cannot be opened or made.
    """
    for attempt in (1, 2):
        try:
            return _open(path, version, create, steps, thorough)
        except _Unusable as cause:
            why = str(cause)
        except sqlite3.Error as cause:
            if not is_damage(cause):
                raise store_error(path, cause) from cause
            why = str(cause)
        if attempt == 1:
            set_aside(path, why)
    raise StoreError(f"{path}: the database cannot be made anew ({why}). Is the disk all right?")


class _Unusable(Exception):
    """The file is a sound database, but not one of ours."""


def _open(
    path: Path, version: int, create: Create, steps: Steps, thorough: bool
) -> sqlite3.Connection:
    connection = connect(path, read_only=False)
    try:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if found == 0 and tables == 0:
            connection.execute("BEGIN IMMEDIATE")
            # Another process may have made it while this one waited for the lock.
            (found,) = connection.execute("PRAGMA user_version").fetchone()
            if found == 0:
                create(connection)
                connection.execute(f"PRAGMA user_version = {version:d}")
            connection.execute("COMMIT")
            return connection
        if thorough:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise _Unusable(verdict)
        while found != version:
            if found not in steps:
                raise _Unusable(f"its schema is version {found}, ours {version}")
            connection.execute("BEGIN IMMEDIATE")
            steps[found](connection)
            found += 1
            connection.execute(f"PRAGMA user_version = {found:d}")
            connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def is_damage(error: BaseException | None) -> bool:
    """Whether the error says that the file itself is damaged, and not busy, full or read-only."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (_CORRUPT, _NOT_A_DATABASE)


def store_error(path: Path, cause: BaseException) -> StoreError:
    """The failure of a database in words."""
    return StoreError(f"{path}: the database failed ({cause}). Check the disk and its free space")


def set_aside(path: Path, why: str) -> None:
    """Renames a damaged database and its journal; the oldest of several are removed."""
    stamp = SystemClock().now().strftime("%Y%m%dT%H%M%S%f")
    broken = path.with_name(f"{path.name}.broken-{stamp}")
    _log.warning("database set aside path=%s as=%s reason=%s", path, broken.name, why)
    for suffix in ("", "-wal", "-shm"):
        old = path.with_name(path.name + suffix)
        if old.exists():
            old.replace(broken.with_name(broken.name + suffix))
    kept = sorted(
        entry
        for entry in path.parent.glob(f"{path.name}.broken-*")
        if not entry.name.endswith(("-wal", "-shm"))
    )
    for entry in kept[:-_KEPT_BROKEN]:
        for suffix in ("", "-wal", "-shm"):
            entry.with_name(entry.name + suffix).unlink(missing_ok=True)


def instant_text(moment: datetime) -> str:
    """An aware instant as text of fixed width, which sorts as time does."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def text_instant(text: str | None) -> datetime | None:
    """What `instant_text` wrote."""
    return None if text is None else datetime.fromisoformat(text)
