"""Which clip is opened ahead, which one plays, which one is fading out, which ones are no good.

The deck has two players. So at most one clip is opened ahead of its time, and the one before
is let go of when the transition away from it is over.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kiosk.player.stage.canvas import edition

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kiosk.clock import Clock
    from kiosk.player.parts import ClipDeck
    from kiosk.player.video.clip import Clip, ClipStats

log = logging.getLogger(__name__)

SHUNNED_S = 600.0
"""How long a clip that failed is not tried again."""


class Clips:
    """Keeps the deck's tokens. Events of tokens that were let go of are not ours any more."""

    def __init__(
        self, deck: ClipDeck, clock: Clock, on_gone: Callable[[Clip, ClipStats], None]
    ) -> None:
        """`on_gone` is told what became of the frames of a clip that played."""
        self._deck = deck
        self._on_gone = on_gone
        self._clock = clock
        self._ready: set[int] = set()
        self._ahead: tuple[Clip, int] | None = None
        self._opened: dict[int, Clip] = {}
        self._played: set[int] = set()
        self._playing = 0
        self._leaving = 0
        self._waits_for_ready = False
        self._shunned: dict[str, float] = {}
        self._failed: dict[str, tuple[str, str]] = {}
        """By path: the edition of the file that failed last time, and how."""

    @property
    def playing(self) -> int:
        """The token on the screen, 0 for none."""
        return self._playing

    @property
    def ahead(self) -> int:
        """The token that is opened ahead, 0 for none."""
        return self._ahead[1] if self._ahead else 0

    def prepare(self, clip: Clip) -> int:
        """Open it ahead of its time, unless that is done already; → its token."""
        if self._ahead is not None and self._ahead[0] == clip:
            return self._ahead[1]
        self.forget_ahead()
        self.settle()
        token = self._deck.prepare(clip)
        self._ahead = (clip, token)
        self._opened[token] = clip
        return token

    def is_ready(self, token: int) -> bool:
        """Whether its first frame is there."""
        return token in self._ready

    def play(self, token: int) -> None:
        """This one is on the screen now, or none (0); it starts as soon as it is ready.

        The one before keeps its last frame until `settle`, for the transition.
        """
        if token == self._playing:
            return
        self.settle()
        self._leaving, self._playing = self._playing, token
        self._waits_for_ready = False
        if self._ahead is not None and self._ahead[1] == token:
            self._ahead = None
        if token:
            if token in self._ready:
                self._start(token)
            else:
                self._waits_for_ready = True

    def settle(self) -> None:
        """The transition is over: let go of the clip that left."""
        if self._leaving:
            self._stop(self._leaving)
            self._leaving = 0

    def forget_ahead(self) -> None:
        """What was opened ahead will not come."""
        if self._ahead is not None:
            self._stop(self._ahead[1])
            self._ahead = None

    def stop(self) -> None:
        """Let go of everything."""
        self.forget_ahead()
        self.settle()
        if self._playing:
            self._stop(self._playing)
            self._playing = 0

    def became_ready(self, token: int) -> None:
        """The deck's word."""
        self._ready.add(token)
        if self._waits_for_ready and token == self._playing:
            self._waits_for_ready = False
            self._start(token)

    def shun_ahead(self, reason: str) -> None:
        """What was opened ahead failed."""
        if self._ahead is not None:
            clip = self._ahead[0]
            self.forget_ahead()
            self.shun(clip, reason)

    def shun(self, clip: Clip, reason: str) -> None:
        """It failed: not again for a while."""
        self._shunned[clip.path] = self._clock.monotonic() + SHUNNED_S
        self._failed[clip.path] = edition(clip.path), reason
        # Not a warning: the deck has given one where it was the deck that found out.
        log.info(
            "a video is left out for a while: path=%s reason=%r again_in_s=%.0f",
            clip.path, reason, SHUNNED_S,
        )  # fmt: skip

    def shunned(self, path: str) -> bool:
        """Whether that file failed lately."""
        until = self._shunned.get(path)
        if until is None:
            return False
        if self._clock.monotonic() >= until:
            del self._shunned[path]
            return False
        return True

    def failing(self) -> Mapping[str, str]:
        """By path: how files failed that have not played since, and are the same still."""
        for path, (seen, _) in list(self._failed.items()):
            if edition(path) != seen:
                del self._failed[path]
        return {path: reason for path, (_, reason) in self._failed.items()}

    def forgive(self) -> None:
        """Files may have been mended: try every clip again."""
        self._shunned.clear()

    def _start(self, token: int) -> None:
        self._played.add(token)
        self._deck.start(token)

    def _stop(self, token: int) -> None:
        self._ready.discard(token)
        clip = self._opened.pop(token, None)
        if clip is not None and token in self._played:
            if not self.shunned(clip.path):
                self._failed.pop(clip.path, None)  # it played well this time
            self._on_gone(clip, self._deck.stats(token))
        self._played.discard(token)
        self._deck.stop(token)
