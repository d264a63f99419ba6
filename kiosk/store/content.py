"""What the player and the commands read: the notices of the feeds, and how the feeds do."""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from kiosk.errors import StoreError
from kiosk.model.clocktrust import ClockTrust, Reason
from kiosk.model.notice import CONTENT, Notice
from kiosk.store.documents import aged, read_documents, with_files
from kiosk.store.folder import DataFolder
from kiosk.store.media import MediaFolder, StoredMedia
from kiosk.store.sqlite import Frozen, connect, store_error, text_instant

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """How one feed does. Instants are aware UTC; None: never."""

    name: str
    url: str
    format: str
    """What it was recognised as, such as `jsonfeed` or `rss`; empty before the first success."""
    title: str
    """What the feed calls itself."""
    notices: int
    """How many notices it gave when it was last read."""
    last_attempt: datetime | None
    last_success: datetime | None
    """When it was last reached and found sound, changed or not."""
    last_change: datetime | None
    """When a notice of it last changed."""
    error: str | None
    """What went wrong at the last attempt, in words; None: nothing."""
    http_status: int | None
    """The last answer's; None for a file of the site, and when no answer came."""
    failures: int
    """Failed attempts in a row."""
    warnings: tuple[str, ...]
    """What is odd about the feed as a whole, in words."""
    warned: int
    """How many of its notices carry warnings of their own."""


@dataclass(frozen=True, slots=True)
class MediaTrouble:
    """A file of a notice that does not come."""

    url: str
    error: str
    """What is wrong, and what to look at."""
    failures: int
    """Failed attempts in a row."""


class ContentStore:
    """Reads `content.db`. Before sync has ever run it is empty. Threads may share it."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._media = MediaFolder(folder.media)
        self._lock = Lock()
        self._kept: sqlite3.Connection | None = None
        self._inode: tuple[int, int] | None = None
        self._pragma: int | None = None
        self._revision = 0

    def data_version(self) -> int:
        """A number that changes whenever `notices()` would answer differently; 0: no content.

        Cheap enough to be asked once a second. Never raises: while the file cannot be read,
        the number stays.
        """
        with self._lock:
            try:
                connection = self._connection()
                if connection is None:
                    self._revision = 0
                    return 0
                (pragma,) = connection.execute("PRAGMA data_version").fetchone()
                if pragma != self._pragma:
                    row = connection.execute("SELECT number FROM revision").fetchone()
                    self._revision = row[0] if row else 0
                    self._pragma = pragma
            except sqlite3.Error as error:
                _log.debug("content unreadable error=%s", error)
                self._forget()
            return self._revision

    def notices(self) -> tuple[Notice, ...]:
        """Every notice of the feeds, expired ones too, in the order in which they arrived.

        `Media.path` is set where the file is here, complete, and only there.

        Raises:
            StoreError: the database cannot be read.
        """
        with self._lock:
            try:
                connection = self._connection()
                if connection is None:
                    return ()
                connection.execute("BEGIN")
                try:
                    docs = connection.execute("SELECT doc FROM notice ORDER BY rowid").fetchall()
                    rows = connection.execute(
                        "SELECT url, sha256, suffix, size_bytes FROM media"
                    ).fetchall()
                    silent = _silent(connection)
                finally:
                    connection.execute("COMMIT")
            except sqlite3.Error as error:
                self._forget()
                if _no_table(error):
                    return ()
                raise store_error(self._folder.content_db, error) from error
        stored = {url: StoredMedia(sha256, suffix, size) for url, sha256, suffix, size in rows}
        return tuple(
            with_files(aged(notice, silent.get(notice.source)), stored, self._media)
            for notice in read_documents([doc for (doc,) in docs])
        )

    def codes(self) -> dict[str, str]:
        """By service of the site: its code in the complaint form, where a feed is a list of
        such codes (Open311). Of several lists, the one whose feed is first by name counts.

        Raises:
            StoreError: the database cannot be read.
        """
        return {
            service: code
            for codes in reversed(self.code_lists().values())
            for service, code in codes.items()
        }

    def code_lists(self) -> dict[str, dict[str, str]]:
        """By the name of its feed, in order: the codes that a list of services gives.

        Raises:
            StoreError: the database cannot be read.
        """
        found: dict[str, dict[str, str]] = {}
        for source, service, code in self._content(
            "SELECT source, service, code FROM service_code ORDER BY source, service"
        ):
            found.setdefault(source, {})[service] = code
        return found

    def site_as_of(self) -> datetime | None:
        """When the office that publishes the site was last heard from, where visitors should be
        told; None: lately enough, or the site is nobody's but ours.

        Raises:
            StoreError: the database cannot be read.
        """
        rows = dict(self._content("SELECT source, as_of FROM stale"))
        return text_instant(rows.get(CONTENT))

    def clock(self) -> ClockTrust | None:
        """Whether the machine's clock is known to be right; None: nobody has judged it.

        Raises:
            StoreError: the database cannot be read.
        """
        for trusted, reason, offset_s in self._content(
            "SELECT trusted, reason, offset_s FROM clock LIMIT 1"
        ):
            return ClockTrust(bool(trusted), Reason(reason), offset_s)
        return None

    def feeds(self) -> tuple[FeedStatus, ...]:
        """How each feed does, in the order of their names; empty before sync has ever run.

        Raises:
            StoreError: the database cannot be read.
        """
        rows = self._bookkeeping(
            "SELECT name, url, format, title, notices, last_attempt, last_success,"
            " last_change, error, http_status, failures, warnings, warned"
            " FROM feed_fetch ORDER BY name"
        )
        return tuple(
            FeedStatus(
                name=row[0],
                url=row[1],
                format=row[2] or "",
                title=row[3] or "",
                notices=row[4],
                last_attempt=text_instant(row[5]),
                last_success=text_instant(row[6]),
                last_change=text_instant(row[7]),
                error=row[8],
                http_status=row[9],
                failures=row[10],
                warnings=tuple(json.loads(row[11])),
                warned=row[12],
            )
            for row in rows
        )

    def media_troubles(self) -> tuple[MediaTrouble, ...]:
        """The files of notices that do not come, by their addresses.

        Raises:
            StoreError: the database cannot be read.
        """
        rows = self._bookkeeping(
            "SELECT url, error, failures FROM media_fetch"
            " WHERE error IS NOT NULL AND unused_since IS NULL ORDER BY url"
        )
        return tuple(MediaTrouble(*row) for row in rows)

    def close(self) -> None:
        with self._lock:
            self._forget()

    def _content(self, query: str) -> list[Any]:
        """Rows of content.db over the kept connection; none before sync has made them."""
        with self._lock:
            try:
                connection = self._connection()
                return [] if connection is None else connection.execute(query).fetchall()
            except sqlite3.Error as error:
                self._forget()
                if _no_table(error):
                    return []
                raise store_error(self._folder.content_db, error) from error

    def _bookkeeping(self, query: str) -> list[Any]:
        """Rows of sync.db; none before sync has made them."""
        path = self._folder.sync_db
        if not path.exists():
            return []
        try:
            with contextlib.closing(connect(path, read_only=True)) as connection:
                return connection.execute(query).fetchall()
        except sqlite3.Error as error:
            if _no_table(error):
                return []
            raise store_error(path, error) from error

    def _connection(self) -> sqlite3.Connection | None:
        """The kept connection, to the file that now has the name; None: there is no file."""
        try:
            stat = self._folder.content_db.stat()
        except FileNotFoundError:
            self._forget()
            return None
        inode = (stat.st_dev, stat.st_ino)
        if self._kept is None or inode != self._inode or isinstance(self._kept, Frozen):
            self._forget()
            self._kept = connect(self._folder.content_db, read_only=True)
            self._inode = inode
        return self._kept

    def _forget(self) -> None:
        if self._kept is not None:
            self._kept.close()
        self._kept = self._inode = self._pragma = None


def _silent(connection: sqlite3.Connection) -> dict[str, datetime | None]:
    """By source that was not heard from for too long: when it last was."""
    try:
        rows = connection.execute("SELECT source, as_of FROM stale").fetchall()
    except sqlite3.Error as error:
        if _no_table(error):
            return {}  # written by the version before; sync brings it up to this one
        raise
    return {source: text_instant(moment) for source, moment in rows}


def _no_table(error: sqlite3.Error) -> bool:
    """The file is there, and its maker has not made the tables yet."""
    return isinstance(error, sqlite3.OperationalError) and "no such table" in str(error)


def sync_running(folder: DataFolder) -> bool:
    """Whether a sync process is at work on this folder now."""
    import fcntl

    try:
        with folder.sync_lock.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False
    except FileNotFoundError:
        return False
    except OSError as cause:
        raise StoreError(f"{folder.sync_lock}: {cause.strerror}") from cause
