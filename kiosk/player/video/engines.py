"""Where a deck's engines come from: libVLC, loaded when the first clip is opened."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from kiosk.errors import LibraryMissing
from kiosk.player.video.clip import Ending
from kiosk.player.video.playback import Engine, Playback
from kiosk.player.video.vlc import Library
from kiosk.player.video.vlc_player import Player

log = logging.getLogger(__name__)


class Engines:
    """Makes a `Player` for each playback. Used on workers; `close` it when all are closed."""

    def __init__(self, options: tuple[str, ...] = ()) -> None:
        self._options = options
        self._guard = threading.Lock()
        self._library: Library | None = None
        self._missing: LibraryMissing | None = None

    @property
    def missing(self) -> str:
        """Why no clip at all can be played, and what to do; empty while that is not so."""
        return f"libVLC {self._missing.reason}" if self._missing else ""

    def open(
        self, playback: Playback, report: Callable[[Ending], None]
    ) -> tuple[Engine, float | None]:
        """An `Opener`. Raises MediaError."""
        library = self._loaded()
        clip = playback.clip
        track = library.parse(clip.path)
        player = Player(
            library, clip.path, track, playback.layout, playback.pool, report,
            muted=clip.muted,
        )  # fmt: skip
        return player, track.duration_s

    def close(self) -> None:
        with self._guard:
            library, self._library = self._library, None
        if library is not None:
            library.close()

    def _loaded(self) -> Library:
        with self._guard:
            if self._missing is not None:
                raise self._missing
            if self._library is None:
                try:
                    self._library = Library(*self._options)
                except LibraryMissing as error:
                    self._missing = error
                    log.warning(
                        "every video is skipped and the rest of the show goes on: %s, then start"
                        " the player again",
                        self.missing,
                    )
                    raise
            return self._library
