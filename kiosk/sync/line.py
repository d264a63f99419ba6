"""The bytes of a connection, none of them later than allowed and none of them copied.

urllib3 reads a body through four copies, each into memory taken anew; for a film those copies
cost more than the network. A body that comes over the wire unchanged is received here, right
into the memory where it is wanted.
"""

from __future__ import annotations

import http.client
import io
import socket
import time
from typing import Any, cast

from kiosk.sync.addresses import Home

_BUFFER = 1 << 16


class Line:
    """What the connections of one session must heed just now."""

    def __init__(self) -> None:
        self.home = Home(None)
        self.until = 0.0
        """On the clock of `time.monotonic`."""
        self.read_s = 0.0
        self.body: Body | None = None
        """The latest answer's."""


class Body(http.client.HTTPResponse):
    """An answer whose every read, headers included, heeds a line."""

    def __init__(self, line: Line, sock: socket.socket, *args: Any, **more: Any) -> None:
        super().__init__(sock, *args, **more)
        self._bounded = _Bounded(self.fp.detach(), sock, line)
        self.fp = io.BufferedReader(self._bounded, _BUFFER)
        self._buffered = True
        line.body = self

    @property
    def plain(self) -> bool:
        """Whether what comes over the wire is the body and nothing else."""
        return not self.chunked and "Content-Encoding" not in self.headers

    def receive(self, room: memoryview) -> int:
        """Puts the bytes that are there into `room`; 0 at the end. Only of one that is `plain`.

        Raises:
            OSError: the connection broke, or its time is over; none of the bytes is lost.
            http.client.IncompleteRead: it ended before the length that was announced.
        """
        if self.isclosed():
            return 0
        count = self._some(room if self.length is None else room[: self.length])
        if self.length is not None:
            self.length -= count
        if not count or self.length == 0:
            self.close()  # which leaves the connection open, for the next request
        if not count and self.length:
            raise http.client.IncompleteRead(b"", self.length)
        return count

    def _some(self, room: memoryview) -> int:
        if not room:
            return 0
        if self._buffered:
            # What came along with the headers goes first, then the buffer is left aside.
            here = self.fp.peek(1)
            self._buffered = len(here) > len(room)
            return self.fp.readinto1(room[: len(here)])
        return self._bounded.readinto(room) or 0


class _Bounded(io.RawIOBase):
    """A socket's bytes, none of them later than the line allows."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, line: Line) -> None:
        self._raw = raw
        self._sock = sock
        self._line = line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._line.until - time.monotonic()
        if left <= 0:
            raise TimeoutError("its time is over")
        wait = min(left, self._line.read_s)
        if wait != self._sock.gettimeout():
            self._sock.settimeout(wait)
        return cast("Any", self._raw).readinto(buffer)  # type: ignore[no-any-return]

    def close(self) -> None:
        self._raw.close()
        super().close()
