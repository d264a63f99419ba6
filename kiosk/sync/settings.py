"""What IT may set about syncing on one machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.device.timesync import TimeFacts, time_facts
from kiosk.sync.network import Network, ServerTime
from kiosk.sync.room import Room


@dataclass(frozen=True, slots=True)
class Settings:
    """The defaults are right for a machine that is alone with the internet."""

    network: Network = field(default_factory=Network)
    room: Room = field(default_factory=Room)
    machine: str | None = None
    """What tells this machine from every other one, to spread requests by; None: whatever is due
    is asked for at once."""
    server_time: ServerTime = field(default_factory=ServerTime)
    """What the servers of feeds say; whoever asks others may tell theirs."""
    time_facts: Callable[[], TimeFacts] = time_facts
    """A lever for tests."""
