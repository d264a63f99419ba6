"""A child process that is kept running: `kiosk sync` beside the player on one machine.

Under systemd nothing of this runs; there the two are two units.
"""

from __future__ import annotations

import logging
import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence

from kiosk.device.tether import tethered

log = logging.getLogger(__name__)

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
HELD_S = 2.0
"""Between two questions whether a child may start that had to wait."""
SETTLED_S = 60.0
"""A child that ran this long had started well: the next pause is the first again."""
STOP_S = 5.0
"""How long a child may take to stop before it is ended."""


def _always() -> bool:
    """The child may start whenever it likes."""
    return True


def pause_s(failures: int) -> float:
    """Seconds to wait before starting again, after so many ends in a row (1 = the first)."""
    return float(min(FIRST_PAUSE_S * 2 ** (min(failures, 32) - 1), LONGEST_PAUSE_S))


class Supervisor:
    """Runs a command in a child process and starts it again whenever it ends.

    The child is ended by the kernel when this process dies, and it is in a session of its own,
    so that a Ctrl-C in the terminal reaches us alone and we stop it in order.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        pause: Callable[[int], float] = pause_s,
        may_start: Callable[[], bool] = _always,
        quiet: bool = False,
    ) -> None:
        """`name`: for the log. `may_start`: while it answers False, the child waits; asked
        every two seconds. `quiet`: throw away what the child prints."""
        self._may_start = may_start
        self._name = name
        self._command = tuple(command)
        self._pause = pause
        self._output = subprocess.DEVNULL if quiet else None
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        # One thread starts every child and lives as long as they do: the kernel ties a child
        # to the thread that started it.
        self._thread = threading.Thread(target=self._keep_running, name=f"supervise {name}")

    @property
    def pid(self) -> int | None:
        """The child's process id, while one runs."""
        child = self._child
        return child.pid if child is not None and child.returncode is None else None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ask the child to stop, end it if it does not, and wait for that. Any thread."""
        self._stop.set()
        with self._lock:
            child = self._child
            if child is not None and child.poll() is None:
                child.terminate()
        if not self._thread.is_alive():
            return
        self._thread.join(STOP_S)
        if self._thread.is_alive() and child is not None:
            log.warning("did not stop and is ended: child=%s pid=%s", self._name, child.pid)
            child.kill()
            self._thread.join()

    def _keep_running(self) -> None:
        failures = 0
        while not self._stop.is_set():
            self._wait_until_it_may()
            started = time.monotonic()
            code = self._run_once()
            if self._stop.is_set():
                return
            ran_s = time.monotonic() - started
            failures = 1 if ran_s >= SETTLED_S else failures + 1
            pause = self._pause(failures)
            log.warning(
                "ended and will be started again: child=%s code=%s ran_s=%.1f pause_s=%.0f",
                self._name, code, ran_s, pause,
            )  # fmt: skip
            self._stop.wait(pause)

    def _wait_until_it_may(self) -> None:
        told = False
        while not self._may_start() and not self._stop.wait(HELD_S):
            if not told and not self._may_start():
                told = True
                log.info(
                    "another process does this already, ours starts when that one ends: child=%s",
                    self._name,
                )

    def _run_once(self) -> int | None:
        """Start the child and wait for its end; → its exit code, None if it cannot start."""
        try:
            with self._lock:
                if self._stop.is_set():
                    return None
                self._child = child = subprocess.Popen(
                    tethered(self._command),
                    stdin=subprocess.DEVNULL,
                    stdout=self._output,
                    stderr=self._output,
                    env=_environment(),
                    start_new_session=True,
                )
        except OSError as error:
            log.error("cannot be started: child=%s error=%r", self._name, str(error))
            return None
        return child.wait()


def _environment() -> dict[str, str]:
    """Ours, without what systemd and the benchmark say to us alone."""
    ours = ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "KIOSK_BENCH")
    return {name: value for name, value in os.environ.items() if name not in ours}
