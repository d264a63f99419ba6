"""A TCP proxy that does to a connection what networks do."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from tests.sync.accepting import Work, accepting

_PIECE = 1 << 16
_ON_ITS_WAY = 1 << 17
"""Bytes that were sent and have not arrived, at most: a line's, and not the megabytes that the
loopback would buffer. What is on its way is lost with the line."""


@dataclass
class Proxy:
    """Passes bytes on, to and fro. Its levers concern what servers send."""

    cuts: Sequence[int] = ()
    """After how many bytes each connection is cut, one after the other; those after the last
    one are not."""
    garble_at: int | None = None
    """Which byte of each connection is changed."""
    stall_at: int | None = None
    """After how many bytes each connection says nothing more, and stays open."""
    reset: bool = False
    """Whether a cut is a reset, and not a plain end."""
    port: int = 0
    connections: int = 0
    passed: int = 0
    """Bytes that were passed on to clients."""
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def proxied(server_port: int, proxy: Proxy) -> Iterator[Proxy]:
    """Runs the proxy in front of that port of the loopback."""

    def accepted(client: socket.socket) -> tuple[Sequence[socket.socket], Work]:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _ON_ITS_WAY)
        number, proxy.connections = proxy.connections, proxy.connections + 1
        cut = proxy.cuts[number] if number < len(proxy.cuts) else None
        server = socket.create_connection(("127.0.0.1", server_port))
        return (client, server), partial(_pass, proxy, server, client, cut)

    with accepting(accepted) as proxy.port:
        try:
            yield proxy
        finally:
            proxy.closing.set()


def _pass(proxy: Proxy, server: socket.socket, client: socket.socket, cut: int | None) -> None:
    """One connection, from its first byte to its last."""
    up = threading.Thread(target=_up, args=(client, server))
    up.start()
    _down(proxy, server, client, cut)
    up.join()
    for one in (client, server):
        one.close()


def _up(client: socket.socket, server: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := client.recv(_PIECE):
            server.sendall(data)
        server.shutdown(socket.SHUT_WR)


def _down(proxy: Proxy, server: socket.socket, client: socket.socket, cut: int | None) -> None:
    sent = 0
    with contextlib.suppress(OSError):
        while True:
            most = _PIECE if cut is None else min(_PIECE, cut - sent)
            data = server.recv(most) if most > 0 else b""
            if not data:
                break
            if proxy.garble_at is not None and sent <= proxy.garble_at < sent + len(data):
                at = proxy.garble_at - sent
                data = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
            if proxy.stall_at is not None and sent + len(data) > proxy.stall_at:
                client.sendall(data[: proxy.stall_at - sent])
                proxy.closing.wait(30)
                return
            client.sendall(data)
            sent += len(data)
            proxy.passed += len(data)
    if cut is not None and proxy.reset:
        linger = struct.pack("ii", 1, 0)
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            # Without this the other thread's `recv` would keep the connection open.
            client.shutdown(socket.SHUT_RD)
            client.close()
        return
    for one in (client, server):
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
