"""What every small server of the tests does: accepts connections, each on a thread of its own."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Sequence

Work = Callable[[], None]


@contextlib.contextmanager
def accepting(
    accepted: Callable[[socket.socket], tuple[Sequence[socket.socket], Work]],
) -> Iterator[int]:
    """Listens on a free port of the loopback and yields it. At the end every connection is cut,
    and every thread has ended.

    Args:
        accepted: called with each client, one after the other; gives the sockets of this
            connection, which are closed at the end, and what to do with it on its thread.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    threads: list[threading.Thread] = []
    opened: list[socket.socket] = []

    def accept() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            sockets, work = accepted(client)
            opened.extend(sockets)
            threads.append(threading.Thread(target=work))
            threads[-1].start()

    acceptor = threading.Thread(target=accept)
    acceptor.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        acceptor.join()
        for one in opened:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()
        for one in opened:
            one.close()
