"""How much of the disk media may take."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import NoRoom
from kiosk.store.media import MediaFolder

FREE_FLOOR = 256 << 20
"""Bytes of the disk that stay free; databases and the system must go on."""


def free_bytes(root: Path) -> int:
    """How many bytes of the disk are free for us."""
    return shutil.disk_usage(root).free


@dataclass(frozen=True, slots=True)
class Room:
    """What IT allows."""

    quota: int | None = None
    """Bytes that all media together may take; None: as many as the disk has."""
    floor: int = FREE_FLOOR
    """Bytes of the disk that stay free."""
    free: Callable[[Path], int] = free_bytes
    """A lever for tests."""

    def lacking(self, media: MediaFolder, needs: int) -> int:
        """How many bytes have to go before so many more may come; 0: none."""
        media.root.mkdir(parents=True, exist_ok=True)
        lacking = self.floor + needs - self.free(media.root)
        if self.quota is not None:
            lacking = max(lacking, media.used() + needs - self.quota)
        return max(0, lacking)

    def check(self, url: str, media: MediaFolder, needs: int) -> None:
        """
        Raises:
            NoRoom: so many more bytes may not come.
        """
        if not self.lacking(media, needs):
            return
        if self.quota is not None and media.used() + needs > self.quota:
            reason = (
                f"media may take {_mb(self.quota)} (--media-quota), and with the {_mb(needs)} of"
                f" this file they would take {_mb(media.used() + needs)}"
            )
        else:
            reason = (
                f"the disk is full: {_mb(self.free(media.root))} are free, the file needs"
                f" {_mb(needs)} and {_mb(self.floor)} stay free (--free-floor)"
            )
        raise NoRoom(url, reason, needs_bytes=needs)


def _mb(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
