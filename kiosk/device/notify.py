"""What systemd is told: ready, alive, how it goes, stopping.

The protocol is one datagram a message to the socket that `NOTIFY_SOCKET` names. Without that
variable (a desk, a test) everything here does nothing.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Mapping

log = logging.getLogger(__name__)


class Notifier:
    """Speaks to the service manager that started us, if one did.

    It never blocks and never raises: a service manager that does not listen is no reason for
    the screen to stop.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        """`environment`: NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID are read from it."""
        self._address = _address(environment.get("NOTIFY_SOCKET", ""))
        self._watchdog_s = _watchdog_s(environment) if self._address else None
        self._socket: socket.socket | None = None
        self._failed = False
        self._status = ""
        if self._address:
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
            self._socket.setblocking(False)

    @property
    def watchdog_s(self) -> float | None:
        """Seconds after which systemd restarts us unless `alive` was called; None: it does
        not watch."""
        return self._watchdog_s

    def ready(self) -> None:
        """The first slide is on the screen."""
        self._send("READY=1")

    def alive(self) -> None:
        """The picture is still being drawn."""
        self._send("WATCHDOG=1")

    def status(self, line: str) -> None:
        """One line for `systemctl status`; sent only when it differs from the last."""
        line = " ".join(line.split())
        if line != self._status:
            self._status = line
            self._send(f"STATUS={line}")

    def stopping(self) -> None:
        """We were asked to stop and are putting things away."""
        self._send("STOPPING=1")

    def close(self) -> None:
        """Let go of the socket."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _send(self, message: str) -> None:
        if self._socket is None:
            return
        try:
            self._socket.sendto(message.encode(), self._address)
        except OSError as error:
            if not self._failed:
                log.warning(
                    "systemd does not take our messages, it may restart this service: error=%r",
                    str(error),
                )
            self._failed = True
        else:
            self._failed = False


def _address(name: str) -> str:
    """`/run/…` as it is, `@abstract` with a leading NUL; anything else is not for us."""
    if name.startswith("@"):
        return "\0" + name[1:]
    if name.startswith("/"):
        return name
    if name:
        log.warning("NOTIFY_SOCKET is not a path, nothing will be told to systemd: value=%s", name)
    return ""


def _watchdog_s(environment: Mapping[str, str]) -> float | None:
    pid = environment.get("WATCHDOG_PID")
    # Our own number, or that of a compositor that systemd started and that started us.
    if pid and pid not in (str(os.getpid()), str(os.getppid())):
        return None
    try:
        microseconds = int(environment.get("WATCHDOG_USEC", "0"))
    except ValueError:
        return None
    return microseconds / 1e6 if microseconds > 0 else None
