"""What a wall knows of its office: when it was last heard, and what stands in the way.

Written by `kiosk sync --from`, read by `kiosk status`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from kiosk.errors import WallError
from kiosk.model.base import Value
from kiosk.store.aside import write_aside
from kiosk.store.folder import DataFolder
from kiosk.store.wall_words import sentences_in

_FILE = "state.json"


class WallState(Value):
    """How a wall stands with its office."""

    address: str
    screen: str
    key: str
    """Fingerprint of the document of keys that was trusted first."""
    tried: datetime
    """When the office was last asked."""
    contact: datetime | None = None
    """When it last answered, and all was well."""
    number: int | None = None
    """The newest publication that was seen."""
    newest_shows: bool = False
    """What shows is what that one has for this screen, though it may have come with an earlier."""
    valid_until: datetime | None = None
    """Until when it may be believed to be the newest."""
    trouble: str | None = None
    """Which way the last attempt failed; see `sentence`."""
    values: Mapping[str, str] = {}
    """What goes into its sentence."""
    retry_at: datetime | None = None
    """Before this the server does not want to be asked."""
    failures: int = 0
    """How many attempts in a row failed."""
    moved_to: str | None = None
    """Where the whole of what `address` stands for has moved for good."""
    home_asked: datetime | None = None
    """When `address` itself was last asked."""

    @property
    def sentence(self) -> str:
        """What is wrong and what to do; empty: nothing is wrong."""
        return self.sentence_in("en")

    def sentence_in(self, language: str) -> str:
        """The same in `en`, `fr` or `ar`."""
        return told(self.trouble, self.values, language) if self.trouble else ""


def told(code: str, values: Mapping[str, str], language: str = "en") -> str:
    """A trouble in words: what is wrong, what to do, and what visitors see meanwhile."""
    return sentences_in(language)[code].format_map(values)


def trouble_told(error: WallError) -> str:
    return told(error.code, error.values)


def write_wall(data: DataFolder, state: WallState) -> None:
    """Keeps the state.

    Raises:
        OSError: the disk cannot be written.
    """
    data.wall.mkdir(parents=True, exist_ok=True)
    file, text = data.wall / _FILE, state.model_dump_json().encode()
    try:
        write_aside(file, text)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT) or not file.exists():
            raise
        # That the disk is full must be told though it is: there is room where the old one lies.
        with file.open("r+b") as old:
            old.write(text)
            old.truncate()
            os.fsync(old.fileno())


def read_wall(data: DataFolder) -> WallState | None:
    """The state; None where no office is followed, or the file is damaged."""
    try:
        return WallState.model_validate_json((data.wall / _FILE).read_bytes())
    except (OSError, ValidationError):
        return None


def office_heard(data: DataFolder, site: Path) -> datetime | None:
    """When the office that publishes the site in that folder was last heard from, and all was
    well; None: nobody publishes it, or it is not known."""
    try:
        published = site.resolve().is_relative_to(data.sites.resolve())
    except OSError:
        return None
    state = read_wall(data) if published else None
    return state.contact if state else None
