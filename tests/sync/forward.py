"""A forward proxy such as towns have: plain requests by their whole address, tunnels by CONNECT."""

from __future__ import annotations

import base64
import contextlib
import select
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from tests.sync.accepting import accepting


@dataclass
class ForwardProxy:
    """Its levers, and what it was asked."""

    ports: Mapping[str, int]
    """Which port of the loopback stands for a host. It reaches no other one (502)."""
    password: str | None = None
    """`name:password`, without which it lets nobody through (407)."""
    port: int = 0
    asked: list[str] = field(default_factory=list)
    """The first line of each request."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(self, client: socket.socket) -> None:
        head = _head(client)
        if not head:
            return
        first, *lines = head.decode("latin-1").split("\r\n")
        self.asked.append(first)
        method, target, _ = first.split(" ")
        fields = {name.lower(): value for name, _, value in (one.partition(": ") for one in lines)}
        if self.password is not None:
            wanted = f"Basic {base64.b64encode(self.password.encode()).decode()}"
            if fields.get("proxy-authorization") != wanted:
                _say(client, "407 Proxy Authentication Required")
                return
        where = target if method == "CONNECT" else target.removeprefix("http://").partition("/")[0]
        port = self.ports.get(where.partition(":")[0])
        if port is None:
            _say(client, "502 Bad Gateway")
            return
        with socket.create_connection(("127.0.0.1", port), 10) as server:
            if method == "CONNECT":
                _say(client, "200 Connection established", end=False)
            else:
                path = "/" + target.removeprefix("http://").partition("/")[2]
                kept = [
                    one for one in lines if not one.lower().startswith(("proxy-", "connection"))
                ]
                server.sendall(
                    "\r\n".join([f"{method} {path} HTTP/1.1", *filter(None, kept),
                                 "Connection: close", "", ""]).encode("latin-1")
                )  # fmt: skip
            _pass_on(client, server)


def _head(client: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = client.recv(4096)
        if not piece:
            return b""
        data += piece
    return data


def _say(client: socket.socket, status: str, *, end: bool = True) -> None:
    more = "Content-Length: 0\r\nConnection: close\r\n" if end else ""
    client.sendall(f"HTTP/1.1 {status}\r\n{more}\r\n".encode())


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    pairs = {one: other, other: one}
    while True:
        ready, _, _ = select.select(list(pairs), [], [], 10)
        if not ready:
            return
        for source in ready:
            data = source.recv(1 << 16)
            if not data:
                return
            pairs[source].sendall(data)


@contextlib.contextmanager
def forwarding(proxy: ForwardProxy) -> Iterator[ForwardProxy]:
    """Runs it on a free port of the loopback."""

    def serve(client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            proxy.answer(client)

    with accepting(lambda client: ((client,), partial(serve, client))) as proxy.port:
        yield proxy
