"""Bodies in every form that HTTP has, received into memory of every size."""

from __future__ import annotations

import gzip
import random
import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kiosk.errors import FetchError
from kiosk.sync.fetch import Fetcher
from kiosk.sync.limits import Limits
from tests.sync.faults import Proxy, proxied
from tests.sync.world import Server

BODY = random.Random(4).randbytes(700_001)


class Room:
    """A sink that gives room for a few bytes at a time."""

    def __init__(self, *sizes: int) -> None:
        self._sizes = sizes
        self._times = 0
        self._room = memoryview(b"")
        self.came = b""

    def room(self) -> memoryview:
        self._room = memoryview(bytearray(self._sizes[self._times % len(self._sizes)]))
        self._times += 1
        return self._room

    def fill(self, count: int) -> None:
        self.came += self._room[:count]


@contextmanager
def saying(*pieces: bytes) -> Iterator[str]:
    """A server that answers its first request with these bytes, piece by piece, and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        client, _ = listener.accept()
        with client:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client.recv(65536)
            for piece in pieces:
                client.sendall(piece)

    thread = threading.Thread(target=answer)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/v"
    thread.join()
    listener.close()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher()
    yield made
    made.close()


def head(*headers: str) -> bytes:
    return "\r\n".join(("HTTP/1.1 200 OK", *headers, "", "")).encode()


def chunked(body: bytes, size: int) -> bytes:
    pieces = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("sizes", [(1 << 20,), (1 << 16,), (100, 70_000), (1, 65_537, 30_000)])
@pytest.mark.parametrize("with_head", [0, 10, 65_000, 200_000])
def test_every_byte_comes_once_and_in_order(
    fetcher: Fetcher, sizes: tuple[int, ...], with_head: int
) -> None:
    length = head(f"Content-Length: {len(BODY)}")
    room = Room(*sizes)
    with saying(length + BODY[:with_head], BODY[with_head:]) as url:
        fetcher.pour(url, room)
    assert room.came == BODY


@pytest.mark.parametrize(
    "answer",
    [
        head("Connection: close") + BODY,
        head("Transfer-Encoding: chunked") + chunked(BODY, 50_000),
        head("Transfer-Encoding: chunked") + chunked(BODY, 600_000),
    ],
    ids=["until it hangs up", "small chunks", "large chunks"],
)
def test_a_body_of_a_length_that_nobody_announced(fetcher: Fetcher, answer: bytes) -> None:
    room = Room(100_000)
    with saying(answer) as url:
        fetcher.pour(url, room)
    assert room.came == BODY


def test_nothing_is_a_body_too(fetcher: Fetcher) -> None:
    room = Room(100)
    with saying(head("Content-Length: 0")) as url:
        fetcher.pour(url, room)
    assert room.came == b""


def test_more_than_was_announced_is_not_read(fetcher: Fetcher) -> None:
    room = Room(1 << 20)
    with saying(head("Content-Length: 5") + b"hello, and more") as url:
        fetcher.pour(url, room)
    assert room.came == b"hello"


@pytest.mark.parametrize("came", [0, 3, 200_000])
def test_what_came_before_it_broke_off_is_there(fetcher: Fetcher, came: int) -> None:
    room = Room(1 << 20)
    with (
        saying(head(f"Content-Length: {len(BODY)}") + BODY[:came]) as url,
        pytest.raises(FetchError, match="broke off before its end"),
    ):
        fetcher.pour(url, room)
    assert room.came == BODY[:came]


def packed(form: str) -> bytes:
    if form == "deflate, bare":
        packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return packing.compress(BODY) + packing.flush()
    if form == "deflate":
        return zlib.compress(BODY)
    return gzip.compress(BODY[:300_000]) + gzip.compress(BODY[300_000:])  # two members


@pytest.mark.parametrize("form", ["gzip", "deflate", "deflate, bare"])
@pytest.mark.parametrize("pieces", ["of a byte", "all at once"])
def test_a_packed_body_is_whole_or_broken_off(fetcher: Fetcher, form: str, pieces: str) -> None:
    """Where nobody announced a length, the end of the packing tells."""
    says = head(f"Content-Encoding: {form.partition(',')[0]}", "Connection: close")
    body = packed(form)
    small = [body[at : at + 1] for at in range(40)] if pieces == "of a byte" else []
    room = Room(50_000)
    with saying(says, *small, body[len(small) :]) as url:
        fetcher.pour(url, room)
    assert room.came == BODY
    room = Room(50_000)
    with (
        saying(says, *small, body[len(small) : -20]) as url,
        pytest.raises(FetchError, match="broke off"),
    ):
        fetcher.pour(url, room)
    assert BODY.startswith(room.came)


def test_what_some_servers_fill_up_with_is_no_part_of_it(fetcher: Fetcher) -> None:
    room = Room(50_000)
    with saying(head("Content-Encoding: gzip") + gzip.compress(BODY) + b"\0" * 100) as url:
        fetcher.pour(url, room)
    assert room.came == BODY


def test_what_came_before_a_silence_is_there(server: Server, fetcher: Fetcher) -> None:
    server.put("/v", BODY)
    room = Room(1 << 20)
    with (
        proxied(server.port, Proxy(stall_at=300_000)) as proxy,
        pytest.raises(FetchError, match=r"nothing came for 0 s"),
    ):
        fetcher.pour(f"{proxy.url}/v", room, limits=Limits(read_s=0.3))
    assert len(room.came) > 299_000
    assert BODY.startswith(room.came)
