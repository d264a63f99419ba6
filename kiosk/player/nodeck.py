"""The deck of a machine whose libVLC is missing or broken: no clip plays, the rest shows."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.errors import MediaError

if TYPE_CHECKING:
    from kiosk.player.video.clip import Caption, Clip, ClipStats
    from kiosk.player.video.deck import Deck

log = logging.getLogger(__name__)


class NoDeck(QObject):
    """Has the interface of `Deck`; every clip fails as soon as it is prepared."""

    ready = Signal(int)
    firstFrame = Signal(int)  # noqa: N815 - the deck's own names, as QML knows them
    ended = Signal(int)
    failed = Signal(int, str)
    captionsChanged = Signal(int)  # noqa: N815
    _refuse = Signal(int, str)

    def __init__(self, reason: str) -> None:
        super().__init__()
        self._reason = reason
        self._last = 0
        # Queued, as the deck's own word is: never inside the call of `prepare`.
        self._refuse.connect(self.failed, Qt.ConnectionType.QueuedConnection)

    def prepare(self, clip: Clip) -> int:  # noqa: ARG002 - the deck's interface
        self._last += 1
        self._refuse.emit(self._last, self._reason)
        return self._last

    def start(self, token: int) -> None:
        """Nothing is ever ready to start."""

    def stop(self, token: int) -> None:
        """Nothing ever runs."""

    def captions(self, token: int) -> tuple[Caption, ...]:  # noqa: ARG002
        return ()

    def stats(self, token: int) -> ClipStats:  # noqa: ARG002
        from kiosk.player.video.clip import ClipStats

        return ClipStats()

    def close(self) -> None:
        """There is nothing to let go of."""


def open_deck() -> Deck | NoDeck:
    """The real deck, or where libVLC cannot be loaded one that plays nothing."""
    try:
        from kiosk.player.video.deck import Deck

        return Deck()
    except (ImportError, OSError, MediaError) as error:
        log.error(
            "videos are left out, libVLC cannot be loaded; install the packages libvlc5 and"
            " vlc-plugin-base: error=%r",
            str(error),
        )
        return NoDeck("libVLC is missing")
