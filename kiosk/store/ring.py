"""A few blocks of memory that a file's bytes go through: received, written, then hashed.

Memory that is taken anew for each piece costs more than the bytes: in a process of several
threads, every page that goes back has to be taken from the other processors first. These blocks
are used again and again, the bytes are received right into them, and nothing copies them.
"""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor

BLOCK = 1 << 20
"""Bytes. Measured: smaller ones cost more calls, larger ones no longer fit the nearest cache."""
_LAG = 3
"""How many blocks the hash may lag behind; one more is being filled."""
_NONE = memoryview(b"")


class Ring:
    """Put bytes into `room()`, say how many with `fill`, `pass_on` what is written. `close` it.

    SHA-256 is worked out on a thread of its own, so that it costs no time while bytes come.
    """

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="hash")
        self._under_way: deque[tuple[Future[None], memoryview]] = deque()
        self._block = _NONE
        self.filled = 0
        """How many bytes are held."""

    def room(self) -> memoryview:
        """Where the next bytes go; empty when it is full."""
        if not self._block:
            self._block = self._empty()
        return self._block[self.filled :]

    def fill(self, count: int) -> None:
        """So many bytes have been put there."""
        self.filled += count

    @property
    def held(self) -> memoryview:
        """The bytes that were put there since it was passed on."""
        return self._block[: self.filled]

    def pass_on(self) -> None:
        """Hashes the bytes that are held, and goes on with another block."""
        if self.filled:
            self._under_way.append((self._pool.submit(self._hash.update, self.held), self._block))
            self._block, self.filled = _NONE, 0

    def _empty(self) -> memoryview:
        """A block that is no longer being hashed; waits for one rather than make too many."""
        waiting = self._under_way
        if waiting and (len(waiting) >= _LAG or waiting[0][0].done()):
            hashed, block = waiting.popleft()
            hashed.result()
            return block
        return memoryview(bytearray(BLOCK))

    def restart(self) -> None:
        """Forgets all bytes."""
        self._settle()
        self._hash = hashlib.sha256()
        self.filled = 0

    def hexdigest(self) -> str:
        """SHA-256 of all bytes that were passed on."""
        self._settle()
        return self._hash.hexdigest()

    def _settle(self) -> None:
        while self._under_way:
            self._under_way.popleft()[0].result()

    def close(self) -> None:
        self._pool.shutdown()
