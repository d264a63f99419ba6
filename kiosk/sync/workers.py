"""Threads that wait for the network, so that nobody else has to."""

from __future__ import annotations

import logging
from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread

from kiosk.sync.fetch import Fetcher
from kiosk.sync.network import Network

_log = logging.getLogger(__name__)

Task = Callable[[Fetcher], None]


class Workers:
    """A few threads with one fetcher each. They start with the first task."""

    def __init__(self, name: str, count: int, network: Network | None = None) -> None:
        self._name = name
        self._count = count
        self._network = network
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._stop = Event()

    def add(self, task: Task) -> None:
        """Runs the task when a thread is free. It delivers its result itself."""
        if len(self._threads) < self._count:
            # Daemons: a server that says nothing must not keep a stopped sync alive.
            thread = Thread(
                target=self._work, name=f"{self._name}-{len(self._threads)}", daemon=True
            )
            self._threads.append(thread)
            thread.start()
        self._tasks.put(task)

    def _work(self) -> None:
        fetcher = Fetcher(self._stop, self._network)
        try:
            while True:
                task = self._tasks.get()
                if task is None or self._stop.is_set():
                    return
                task(fetcher)
        finally:
            fetcher.close()

    def close(self, patience_s: float = 2.0) -> None:
        """Gives up what is under way, and waits a moment for the threads to end."""
        self._stop.set()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join(patience_s)
            if thread.is_alive():
                _log.debug("worker still waits for the network name=%s", thread.name)
