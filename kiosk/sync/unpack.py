"""Bodies that a server packed: unpacked piece by piece, and known to have come to their end.

urllib3 unpacks too, but does not say whether the packing came to its end; a server that breaks
off without having announced a length would pass for one that has said all.
"""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Callable

PACKINGS = frozenset({"gzip", "x-gzip", "deflate"})
"""The values of `Content-Encoding` that are read."""
UNREAD = frozenset({"br", "zstd", "compress", "x-compress", "gzip, gzip"})
"""Those that stand for a packing that we do not read, and never asked for. Any other value is
one that some server gives to bytes that are not packed at all."""
_PIECE = 1 << 16
_GZIP_BEGINS = b"\x1f\x8b"
_EITHER = zlib.MAX_WBITS | 32
"""zlib or gzip, whichever comes."""


class Unpacked:
    """A packed body, unpacked; never more of it in memory than is asked for."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        """
        Args:
            read: at most so many bytes of the packed body; none at its end.
        """
        self._read = read
        self._packed = b""
        self._begins = b""
        self._unpacking = zlib.decompressobj(_EITHER)

    def receive(self, room: memoryview) -> int:
        """Puts the bytes that are there into `room`; how many. 0 at the end.

        Raises:
            ValueError: what came is not packed as the server says.
            http.client.IncompleteRead: it ended before the packing did.
        """
        while True:
            packed = self._packed or self._read(_PIECE)
            if not packed:
                # No byte at all is an empty body, whatever its headers say.
                if self._begins and not self._unpacking.eof:
                    raise http.client.IncompleteRead(b"")
                return 0
            if len(self._begins) < 2:
                packed = self._begins + packed
                self._begins = packed[:2]
                if len(packed) < 2:
                    continue
                if not _is_wrapped(packed):
                    self._unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
            if self._unpacking.eof:
                if not packed.startswith(_GZIP_BEGINS):
                    self._packed = b""
                    continue  # some servers fill up what they send
                self._unpacking = zlib.decompressobj(_EITHER)  # one gzip after the other
            try:
                data = self._unpacking.decompress(packed, len(room))
            except zlib.error as cause:
                raise ValueError("it is not packed as its server says") from cause
            self._packed = self._unpacking.unconsumed_tail or self._unpacking.unused_data
            if data:
                room[: len(data)] = data
                return len(data)


def _is_wrapped(packed: bytes) -> bool:
    """Whether that begins as gzip or zlib do; else it is deflate as such, which some send."""
    first, second = packed[0], packed[1]
    return packed.startswith(_GZIP_BEGINS) or (
        first & 0x0F == zlib.DEFLATED and (first << 8 | second) % 31 == 0
    )
