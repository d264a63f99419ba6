"""The repository's own site, with its feeds stored as `kiosk sync` stores them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.model.notice import Notice
from kiosk.model.site import Site
from kiosk.site.read import Reading, read_site
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.sync.round import sync_once

TOP = Path(__file__).resolve().parents[2]


@dataclass
class HeldClock:
    """A clock whose hands the test holds."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()


@pytest.fixture(scope="session")
def reading() -> Reading:
    return read_site(TOP)


@pytest.fixture(scope="session")
def demo(reading: Reading) -> Site:
    assert reading.site is not None, reading.faults
    return reading.site


@pytest.fixture
def synced(demo: Site, tmp_path: Path) -> Callable[[datetime], tuple[Notice, ...]]:
    """What the store has after a round of syncing at that moment."""

    def at(now: datetime) -> tuple[Notice, ...]:
        folder = DataFolder(tmp_path / "data" / now.strftime("%Y%m%dT%H%M"))
        sync_once(demo, folder, HeldClock(now))
        store = ContentStore(folder)
        try:
            return store.notices()
        finally:
            store.close()

    return at
