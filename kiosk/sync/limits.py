"""How long and how much one fetch may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch; whatever a server does, it ends within them."""

    connect_s: float = 10
    read_s: float = 20
    """Without a byte."""
    total_s: float = 90
    """From the request to the last byte."""
    size: int = 32 << 20
    """Bytes, after decompression."""
    redirects: int = 5
    head_s: float = 30
    """From the request to the end of the headers, each redirect for itself."""
    slowest: int = 0
    """Bytes a second, over a minute; a server that gives less is given up. 0: any."""


FEED = Limits()
MEDIA = Limits(total_s=6 * 3600, size=2 << 30, slowest=512)
