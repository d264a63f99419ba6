"""How this machine reaches the network: through which proxy, trusting which certificates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from kiosk.sync.addresses import IsPrivate, is_private

_SERVERS = 32
"""So many are remembered, those that spoke last."""


def _nobody(_host: str, _time: float) -> None:
    pass


class ServerTime:
    """What servers say the time is, of each its latest word. Any thread may `hear`."""

    def __init__(self) -> None:
        self._words: dict[str, float] = {}
        self._lock = Lock()

    def hear(self, host: str, time: float) -> None:
        """See `Network.heard`."""
        with self._lock:
            self._words.pop(host, None)
            self._words[host] = time
            if len(self._words) > _SERVERS:
                del self._words[next(iter(self._words))]

    def nearest(self, offset_s: float) -> float | None:
        """The word that agrees best with a clock of that distance to `monotonic`; None: no server
        has said anything yet.

        One server's clock may be wrong, and a login page's box at an inn often is: whoever agrees
        with ours is believed, for two clocks are hardly wrong by the same.
        """
        with self._lock:
            return min(self._words.values(), key=lambda word: abs(word - offset_s), default=None)


@dataclass(frozen=True, slots=True)
class Network:
    """Settings of IT. Threads share them."""

    proxy: str | None = None
    """Such as `http://proxy.town.example:3128`; None: what the environment says."""
    ca_file: Path | None = None
    """Certificates in PEM that are trusted besides the public ones and the system's."""
    private: IsPrivate = is_private
    """Whether an IP address lies in a private network. A lever for tests."""
    heard: Callable[[str, float], object] = _nobody
    """Called, on any thread, with a server's host and its idea of the time: its `Date` less this
    machine's `monotonic`, in seconds since 1970."""

    def told_to(self, servers: ServerTime) -> Network:
        """The same, whose servers tell that one what the time is, too."""

        def heard(host: str, time: float) -> None:
            servers.hear(host, time)
            self.heard(host, time)

        return replace(self, heard=heard)
