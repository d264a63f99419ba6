"""How much of the disk media may take."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.errors import NoRoom
from kiosk.store.media import MediaFolder
from kiosk.sync.claim import Claim

FREE_FLOOR = 256_000_000
"""Bytes of the disk that stay free; databases and the system must go on."""
_LOOK_EVERY = 16 << 20
"""After so many bytes the free space is looked at again."""


def free_bytes(root: Path) -> int:
    """How many bytes of the disk are free for us."""
    return shutil.disk_usage(root).free


def is_full(error: OSError) -> bool:
    """Whether that says that the disk has no room."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Room:
    """What IT allows."""

    quota: int | None = None
    """Bytes that all media together may take; None: as many as the disk has."""
    floor: int = FREE_FLOOR
    """Bytes of the disk that stay free."""
    free: Callable[[Path], int] = free_bytes
    """A lever for tests."""
    beside: MediaFolder | None = None
    """Another folder whose files count towards the quota, and come first."""
    claim: Claim = field(default_factory=Claim, compare=False)
    """What is to come into that other folder."""

    def lacking(self, media: MediaFolder, needs: int) -> int:
        """How many bytes have to go before so many more may come; 0: none."""
        return max(self.lacking_on_disk(media, needs), self.lacking_of_quota(media, needs))

    def lacking_on_disk(self, media: MediaFolder, needs: int) -> int:
        """The same, so that the free floor stays."""
        media.root.mkdir(parents=True, exist_ok=True)
        return max(0, self._stays_free + needs - self.free(media.root))

    def lacking_of_quota(self, media: MediaFolder, needs: int) -> int:
        """The same, within the quota."""
        return 0 if self.quota is None else max(0, self._used(media) + needs - self.quota)

    def check(self, url: str, media: MediaFolder, needs: int) -> None:
        """
        Raises:
            NoRoom: so many more bytes may not come.
        """
        if not self.lacking(media, needs):
            return
        if self.quota is not None and self._used(media) + needs > self.quota:
            reason = (
                f"media may take {_mb(self.quota)} (--media-quota), and with the {_mb(needs)} that"
                f" are to come they would take {_mb(self._used(media) + needs)}"
            )
        else:
            reason = (
                f"the disk is full: {_mb(self.free(media.root))} are free, {_mb(needs)} are to"
                f" come and {_mb(self._stays_free)} stay free (--free-floor)"
            )
        raise NoRoom(url, reason, needs_bytes=needs)

    def watching(self, url: str, media: MediaFolder, size: int) -> Callable[[int], None]:
        """Looks at the room again now and then while a file comes: others write on this disk
        too, and not every server says how much is coming.

        Args:
            size: how many bytes of the file are here.

        Returns what is to be told, after each piece, how many are; it raises NoRoom.
        """
        looked_at = size

        def came(size: int) -> None:
            nonlocal looked_at
            if abs(size - looked_at) >= _LOOK_EVERY:
                looked_at = size
                self.check(url, media, 0)

        return came

    def after(self, first: MediaFolder) -> Room:
        """The same, for media that give way to those of that folder."""
        return replace(self, beside=first)

    @property
    def _stays_free(self) -> int:
        """Of the disk, also for what comes first and is on its way."""
        return self.floor + (self.claim.held if self.beside else 0)

    def _used(self, media: MediaFolder) -> int:
        return media.used() + (self.beside.used() if self.beside else 0)


def _mb(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
