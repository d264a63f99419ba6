"""Following the changes of site and store, on a thread of its own, so that the stage never
stumbles."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.site.watch import Known, SiteWatch

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.player.source import Source
    from kiosk.store.content import ContentStore

log = logging.getLogger(__name__)

ASK_MS = 400
"""How often the store is asked for its number: an urgent notice must show within a second."""


class Reloader(QObject):
    """Loads in the background and hands each reading to the GUI thread."""

    loaded = Signal(object)
    """A `Loaded`, in the thread that made this object."""
    _arrived = Signal(object)

    def __init__(self, source: Source, store: ContentStore, folder: Path, known: Known) -> None:
        """
        Args:
            known: the state of the site's files before its first reading.
        """
        super().__init__()
        self._source = source
        self._store = store
        self._wake = threading.Condition()
        self._wanted: set[str] = set()
        self._closed = False
        self._version = -1
        self._arrived.connect(self.loaded, Qt.ConnectionType.QueuedConnection)
        self._watch = SiteWatch(folder, lambda: self._want("site"), since=known)
        self._ask = QTimer(self)
        self._ask.setInterval(ASK_MS)
        self._ask.timeout.connect(self._ask_store)
        self._thread = threading.Thread(target=self._run, name="reload")

    def start(self, version: int) -> None:
        """Watch from now on; `version` is the store's number at the first reading."""
        self._version = version
        self._thread.start()
        self._watch.start()
        self._ask.start()

    def reload(self) -> None:
        """Read everything anew, though nothing was seen to change."""
        self._want("site", "notices")

    def stop(self) -> None:
        """Watch no more, and wait for the reading under way."""
        self._ask.stop()
        self._watch.stop()
        with self._wake:
            self._closed = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _ask_store(self) -> None:
        version = self._store.data_version()
        if version != self._version:
            self._version = version
            self._want("notices")

    def _want(self, *what: str) -> None:
        with self._wake:
            self._wanted.update(what)
            self._wake.notify()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._wanted or self._closed)
                if self._closed:
                    return
                wanted, self._wanted = self._wanted, set()
            try:
                loaded = self._source.load(site="site" in wanted, notices="notices" in wanted)
            except Exception:
                log.exception("reading the site has a bug, what shows stays")
                continue
            self._arrived.emit(loaded)
