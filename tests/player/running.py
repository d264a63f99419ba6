"""A show that runs in this process, real stage and all, and the folders around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from kiosk.clock import SystemClock
from kiosk.player.app import PlayerOptions
from kiosk.player.display import Way
from kiosk.player.show import Show
from kiosk.player.source import Loaded, Source
from kiosk.player.stage.view import SlideView
from kiosk.player.video.deck import Deck
from kiosk.player.video.fake import FakeDeck
from kiosk.site.watch import files_of
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.store.plays import PlayStore
from tests import make


@dataclass
class Player:
    """A show that runs in this process, and the folders around it."""

    qtbot: QtBot
    site: Path
    data: DataFolder
    screen: str = "hall"
    show: Show = field(init=False)
    deck: Any = field(init=False)
    meanwhile: Callable[[], object] = lambda: None
    """Happens after the first reading, before changes are followed."""

    def start(self, *, deck: FakeDeck | Deck | None = None) -> None:
        store = ContentStore(self.data.make())
        source = Source(self.site, self.data, store, self.screen, SystemClock())
        version, files = store.data_version(), files_of(self.site)
        self.loaded: Loaded = source.load(site=True, notices=True)
        self.deck = deck or FakeDeck(automatic=True)
        options = PlayerOptions(site=self.site, data=self.data.root, screen=self.screen)
        self.show = Show(
            options, SystemClock(), self.data, self.loaded, Way.NONE, lambda: self.deck
        )
        self._store = store
        self.meanwhile()
        self.show.watch(source, store, version, files)

    def stop(self) -> None:
        self.show.close()
        self._store.close()

    @property
    def view(self) -> SlideView | None:
        return self.show.board.current

    @property
    def words(self) -> str:
        """Everything that stands on the slide; a blank that keeps two words together is one."""
        lines = [line.text for line in self.view.texts] if self.view else []
        return " ".join(" ".join(lines).split())

    def wait_for(self, true: Callable[[], bool], timeout_s: float = 20.0) -> None:
        """Run Qt's loop until it is so."""
        self.qtbot.waitUntil(true, timeout=int(timeout_s * 1000))

    def reload(self) -> None:
        with self.qtbot.waitSignal(self.show.reloader.loaded):
            self.show.reloader.reload()


def plays(player: Player) -> list[tuple[str, str | None]]:
    store = PlayStore(player.data, read_only=True)
    found = store.plays(make.utc("2010-01-01 00:00"), make.utc("2100-01-01 00:00"))
    return [(play.title, play.how) for play in found]
