"""A deck without libVLC, with levers, for tests of whoever drives a deck."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kiosk.player.video.clip import Caption, Clip, ClipStats


class FakeDeck(QObject):
    """Has the interface of `Deck`; nothing happens until a lever is pulled.

    The levers emit at once. `automatic=True` makes `prepare` answer `ready` and `start` answer
    `firstFrame` by themselves, still in the same call.
    """

    ready = Signal(int)
    firstFrame = Signal(int)  # noqa: N815
    ended = Signal(int)
    failed = Signal(int, str)
    captionsChanged = Signal(int)  # noqa: N815

    def __init__(self, parent: QObject | None = None, *, automatic: bool = False) -> None:
        super().__init__(parent)
        self.automatic = automatic
        self.clips: dict[int, Clip] = {}
        """Every clip that was ever prepared, by its token."""
        self.started: list[int] = []
        self.stopped: list[int] = []
        self.closed = False
        self.missing = ""
        """Why no clip at all can be played."""
        self._captions: dict[int, tuple[Caption, ...]] = {}
        self._stats: dict[int, ClipStats] = {}

    def prepare(self, clip: Clip) -> int:
        token = len(self.clips) + 1
        self.clips[token] = clip
        if self.automatic:
            self.become_ready(token)
        return token

    def start(self, token: int) -> None:
        if token in self.clips and token not in self.stopped:
            self.started.append(token)
            if self.automatic:
                self.show_first_frame(token)

    def stop(self, token: int) -> None:
        if token in self.clips and token not in self.stopped:
            self.stopped.append(token)

    def captions(self, token: int) -> tuple[Caption, ...]:
        return self._captions.get(token, ())

    def stats(self, token: int) -> ClipStats:
        return self._stats.get(token, ClipStats())

    def close(self) -> None:
        self.closed = True

    @property
    def prepared(self) -> tuple[int, ...]:
        """Tokens that were prepared and not stopped, oldest first."""
        return tuple(token for token in self.clips if token not in self.stopped)

    # Levers

    def become_ready(self, token: int) -> None:
        """The first frame is decoded; the clip can start without delay."""
        self.ready.emit(token)

    def show_first_frame(self, token: int) -> None:
        """A surface has handed a frame of it to the scene graph."""
        self.firstFrame.emit(token)

    def finish(self, token: int) -> None:
        """The clip has reached its end."""
        self.ended.emit(token)

    def fail(self, token: int, reason: str = "the file is broken") -> None:
        """The clip cannot be played, or no longer."""
        self.failed.emit(token, reason)

    def say(self, token: int, *captions: Caption) -> None:
        """The captions change."""
        self._captions[token] = captions
        self.captionsChanged.emit(token)

    def count(self, token: int, stats: ClipStats) -> None:
        """Sets what `stats` answers."""
        self._stats[token] = stats
