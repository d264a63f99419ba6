"""Where the data of one machine lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import StoreError


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The names of everything under one folder; making none of it.

    `content.db` and `media/` are what the player shows; `sync.db` is sync's own bookkeeping
    (what it fetched, when, and how that went), kept apart so that a round without change
    leaves `content.db` untouched; `plays.db` is the player's.
    """

    root: Path

    @property
    def content_db(self) -> Path:
        return self.root / "content.db"

    @property
    def sync_db(self) -> Path:
        return self.root / "sync.db"

    @property
    def plays_db(self) -> Path:
        return self.root / "plays.db"

    @property
    def media(self) -> Path:
        return self.root / "media"

    @property
    def site_json(self) -> Path:
        """The last good site, for a start with a broken one."""
        return self.root / "site.json"

    @property
    def sync_lock(self) -> Path:
        """Held, by flock, by the one sync process that may write here."""
        return self.root / "sync.lock"

    def player_lock(self, screen: str) -> Path:
        """Held, by flock, by the one player that shows this screen from here."""
        return self.root / f"player-{screen}.lock"

    @property
    def sites(self) -> Path:
        """The sites that an office published for this wall; `current` names the one that shows."""
        return self.root / "sites"

    @property
    def blobs(self) -> Path:
        """The files of these sites, each once, by its content."""
        return self.root / "blobs"

    @property
    def wall(self) -> Path:
        """What this wall knows of its office: whom it trusts, when it was last heard."""
        return self.root / "wall"

    def make(self) -> DataFolder:
        """Makes the folder, if it is not there yet.

        Raises:
            StoreError: it cannot be made.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as cause:
            raise StoreError(
                f"{self.root}: the data folder cannot be made ({cause.strerror}). "
                "Name another one with --data"
            ) from cause
        return self
