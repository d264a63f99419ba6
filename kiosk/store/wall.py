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

_FILE = "state.json"

_SENTENCES: Mapping[str, str] = {
    "unreachable": "the office's server cannot be reached: {reason}. The screen shows what it has;"
    " check the network and the address.",
    "expired": "the office's publication was to be renewed by {until} and was not. Either nobody"
    " published or renewed it (in the office: kiosk publish --renew), or somebody between here and"
    " there holds back what is new (then it is renewed there and old here: look at the server and"
    " at proxies). It may also be the clock of this machine. The screen shows what it has.",
    "keys-expired": "the office's document of keys has ended, so nothing new is taken. In the"
    " office: kiosk keys extend, then kiosk publish. The screen shows what it has.",
    "forged": "what the server offers is not signed by the office's keys ({detail}), so it was not"
    " taken. If the office changed its keys, publish again there; if not, somebody changed the"
    " files on the server. The screen shows what it has.",
    "rolled-back": "the server offers an older publication than it did before ({detail}), so it"
    " was not taken. Somebody put old files back on the server, on purpose or from a backup:"
    " publish again. The screen shows what it has.",
    "altered": "a file on the server is not what the office published ({detail}), so nothing of it"
    " was taken. Copy the publication to the server again; if that does not help, somebody changes"
    " files there. The screen shows what it has.",
    "too-large": "the server sent more than the office published ({detail}), and was cut off. Copy"
    " the publication to the server again; if that does not help, somebody changes files there."
    " The screen shows what it has.",
    "no-screen": "the office publishes no screen called {screen}. It publishes: {known}. Correct"
    " --screen here, or the screen's id in the office's screens.yaml.",
    "key": "the key given with --key is not that of this server: {detail}. Ask the office for its"
    " fingerprint (kiosk keys list), and whether the address is right.",
    "version": "the office publishes with a newer kiosk than this wall has ({detail}). Update kiosk"
    " here. The screen shows what it has.",
    "unreadable": "the publication cannot be shown by this wall's version of kiosk ({detail})."
    " Update kiosk here. The screen shows what it has.",
    "gone": "the office's server says that its publication is gone for good ({url} answers 410)."
    " If it moved, give the new address with --from; this one is asked once a day. The screen shows"
    " what it has.",
    "disk-full": "there is no room for the publication: {reason}. Make room, or publish smaller"
    " videos. The screen shows what it has.",
    "disk": "this machine's disk failed: {reason}. Look at the disk. The screen shows what it has.",
}


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

    @property
    def sentence(self) -> str:
        """What is wrong and what to do; empty: nothing is wrong."""
        return told(self.trouble, self.values) if self.trouble else ""


def told(code: str, values: Mapping[str, str]) -> str:
    """A trouble in words: what is wrong, what to do, and what visitors see meanwhile."""
    return _SENTENCES[code].format_map(values)


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
