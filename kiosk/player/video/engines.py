"""Where a deck's engines come from: libVLC, loaded when the first clip is opened."""

from __future__ import annotations

import threading
from collections.abc import Callable

from kiosk.player.video.clip import Ending
from kiosk.player.video.playback import Engine, Playback
from kiosk.player.video.vlc import Library, Player


class Engines:
    """Makes a `Player` for each playback. Used on workers; `close` it when all are closed."""

    def __init__(self, options: tuple[str, ...] = ()) -> None:
        self._options = options
        self._guard = threading.Lock()
        self._library: Library | None = None

    def open(
        self, playback: Playback, report: Callable[[Ending], None]
    ) -> tuple[Engine, float | None]:
        """An `Opener`. Raises MediaError."""
        library = self._loaded()
        clip = playback.clip
        track = library.parse(clip.path)
        player = Player(
            library, clip.path, track, playback.layout, playback.pool, report,
            muted=clip.muted, loop=clip.loop,
        )  # fmt: skip
        return player, track.duration_s

    def close(self) -> None:
        with self._guard:
            library, self._library = self._library, None
        if library is not None:
            library.close()

    def _loaded(self) -> Library:
        with self._guard:
            if self._library is None:
                self._library = Library(*self._options)
            return self._library
