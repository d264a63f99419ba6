"""What a publication of the office needs of the disk, and media of feeds are to make.

The office is followed on a thread of its own; what feeds brought belongs to the thread of sync.
The one asks, the other one answers; and while the publication comes, nothing else takes its room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock

_PATIENCE_S = 60.0
"""As long as the thread of sync may be busy with something else."""


@dataclass(slots=True)
class RoomAsked:
    """Media of feeds are asked to go. Whoever takes it answers it."""

    lacking: int
    """How many bytes have to come free."""
    needs: int
    """How many bytes are to come then."""
    claim: Claim
    withdrawn: bool = False
    """Nobody waits for the answer any more."""
    _answers: SimpleQueue[bool] = field(default_factory=SimpleQueue)

    def answer(self, gone: bool) -> None:
        """Whether so much is free now. From then on it is held."""
        with self.claim.lock:
            if gone and not self.withdrawn:
                self.claim.hold(self.needs)
        self._answers.put(gone)

    def wait(self, patience_s: float) -> bool:
        try:
            return self._answers.get(timeout=patience_s)
        except Empty:
            with self.claim.lock:
                self.withdrawn = True
            return False


class Claim:
    """The room that a publication claims, on one machine. Threads share it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self._tell: Callable[[RoomAsked], object] | None = None
        self._asked: RoomAsked | None = None
        self._held = 0

    @property
    def held(self) -> int:
        """Bytes that are still to come, and nothing else may take."""
        return self._held

    def hold(self, size: int) -> None:
        """So many bytes are still to come."""
        self._held = size

    def ask(self, lacking: int, needs: int, patience_s: float = _PATIENCE_S) -> bool:
        """Asks media of feeds to go, and waits; returns whether they went.

        Args:
            lacking: how many bytes have to come free; none go where so many cannot.
            needs: how many bytes are to come then.
        """
        asked = RoomAsked(lacking, needs, self)
        with self.lock:
            tell, self._asked = self._tell, asked
        if tell is None:
            return False
        tell(asked)
        return asked.wait(patience_s)

    @contextmanager
    def heard_by(self, tell: Callable[[RoomAsked], object]) -> Iterator[None]:
        """Meanwhile that one is told when somebody asks, on the thread of whoever asks."""
        with self.lock:
            self._tell = tell
        try:
            yield
        finally:
            with self.lock:
                self._tell = None
                asked = self._asked
            if asked is not None:
                asked.answer(gone=False)  # nobody else will
