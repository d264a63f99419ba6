"""How far publications are numbered, remembered beside the keys.

Walls refuse a document with a lower number than they know. When the folder of a publication is
lost, damaged, or put back from a backup, the next publication goes on from here.
"""

from __future__ import annotations

import errno
import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from kiosk.store.aside import write_aside

_log = logging.getLogger(__name__)
_FILE = "numbers.json"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The highest that were given; 0: none."""

    targets: int = 0
    """Of the publication, as people read it."""
    snapshot: int = 0
    timestamp: int = 0

    def highest(self, other: Numbers) -> Numbers:
        return Numbers(*map(max, asdict(self).values(), asdict(other).values()))

    def lost(self, now: datetime) -> int:
        """The timestamp to go on with where none can be read. Machines that only renew count
        on without this folder: the seconds since 1970 are more than any of them came to."""
        return max(self.timestamp + 1, int(now.timestamp()))


def read_numbers(keys: Path, publication: Path) -> Numbers:
    """What is remembered of that publication, in that folder of keys."""
    return _read(keys).get(_name(publication), Numbers())


def highest_numbers(keys: Path) -> Numbers:
    """Of all publications with these keys: one that is lost may have been in another place."""
    numbers = Numbers()
    for one in _read(keys).values():
        numbers = numbers.highest(one)
    return numbers


def remember(keys: Path, publication: Path, numbers: Numbers) -> None:
    """Only ever goes up. Where the folder may not be written, nothing is remembered.

    Raises:
        OSError: the disk is full.
    """
    known = _read(keys)
    name = _name(publication)
    higher = known.get(name, Numbers()).highest(numbers)
    if higher == known.get(name):
        return
    plain = {place: asdict(one) for place, one in {**known, name: higher}.items()}
    try:
        write_aside(keys / _FILE, json.dumps(plain, indent=1, sort_keys=True).encode())
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        _log.info("the numbers of the publication are not remembered error=%s", error)


def _name(publication: Path) -> str:
    return str(publication.resolve())


def _read(keys: Path) -> Mapping[str, Numbers]:
    try:
        plain = json.loads((keys / _FILE).read_bytes())
        return {
            place: Numbers(*(int(one[name]) for name in ("targets", "snapshot", "timestamp")))
            for place, one in plain.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
