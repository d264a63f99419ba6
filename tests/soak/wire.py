"""The tests' TCP proxy in a process of its own, told before each round what it does."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import overload

from tests.sync.faults import Proxy, proxied

_FORK = multiprocessing.get_context("fork")
_NEVER = 1 << 40


@dataclass(frozen=True, slots=True)
class Weather:
    """What happens to connections; every connection of a round has its own draw."""

    cut: float = 0.0
    """How likely one is reset, somewhere in what the server sends."""
    within: int = 0
    """Bytes: where that is at the latest."""
    garble_at: int | None = None
    """Which byte of each connection is another one."""
    seed: str = ""


CALM = Weather()


class _Cuts(Sequence[int]):
    """When each connection is cut, counted from the last change of the weather."""

    def __init__(self, weather: Weather, begun: int) -> None:
        self._weather = weather
        self._begun = begun

    def __len__(self) -> int:
        return 1 << 40

    @overload
    def __getitem__(self, number: int) -> int: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[int]: ...
    def __getitem__(self, number: int | slice) -> int | Sequence[int]:
        assert isinstance(number, int)
        weather = self._weather
        chance = random.Random(f"{weather.seed} {number - self._begun}")
        return chance.randrange(weather.within) if chance.random() < weather.cut else _NEVER


class Wire:
    """Stands between sync and the server."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.port: int = pipe.recv()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def change(self, weather: Weather) -> None:
        """From the next connection on."""
        self._pipe.send(weather)
        self._pipe.recv()


@contextlib.contextmanager
def wire(server_port: int) -> Iterator[Wire]:
    """Runs it in front of that port of the loopback."""
    ours, theirs = _FORK.Pipe()

    def run() -> None:
        ours.close()  # else the end of the one who asks would never be noticed
        with proxied(server_port, Proxy(reset=True)) as proxy:
            theirs.send(proxy.port)
            with contextlib.suppress(EOFError):
                while True:
                    weather = theirs.recv()
                    proxy.garble_at = weather.garble_at
                    proxy.cuts = _Cuts(weather, proxy.connections)
                    theirs.send(None)
        os._exit(0)

    process = _FORK.Process(target=run)
    process.start()
    theirs.close()
    try:
        yield Wire(ours)
    finally:
        ours.close()
        process.join(10)
        process.kill()
        process.join()
