"""How this machine reaches the network: through which proxy, trusting which certificates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.sync.addresses import IsPrivate, is_private


def _nobody(_server: float) -> None:
    pass


class ServerTime:
    """What servers say the time is; the latest word counts. Any thread may `hear`."""

    def __init__(self) -> None:
        self.latest: float | None = None
        """See `Network.heard`; None: no server has said anything yet."""

    def hear(self, server: float) -> None:
        self.latest = server


@dataclass(frozen=True, slots=True)
class Network:
    """Settings of IT. Threads share them."""

    proxy: str | None = None
    """Such as `http://proxy.town.example:3128`; None: what the environment says."""
    ca_file: Path | None = None
    """Certificates in PEM that are trusted besides the public ones and the system's."""
    private: IsPrivate = is_private
    """Whether an IP address lies in a private network. A lever for tests."""
    heard: Callable[[float], object] = _nobody
    """Called, on any thread, with a server's idea of the time: its `Date` less this machine's
    `monotonic`, in seconds since 1970."""

    def told_to(self, servers: ServerTime) -> Network:
        """The same, whose servers tell that one what the time is, too."""

        def heard(server: float) -> None:
            servers.hear(server)
            self.heard(server)

        return replace(self, heard=heard)
