"""A player for the tests that want one running."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.store.folder import DataFolder
from tests.player import sites
from tests.player.running import Player


@pytest.fixture
def player(qtbot: QtBot, tmp_path: Path) -> Iterator[Player]:
    threads = set(threading.enumerate())
    site = sites.write_site(tmp_path / "site")
    player = Player(qtbot, site, DataFolder(tmp_path / "data"))
    yield player
    if hasattr(player, "show"):
        player.stop()
    left = [thread for thread in threading.enumerate() if thread not in threads]
    qtbot.waitUntil(lambda: not any(thread.is_alive() for thread in left))
