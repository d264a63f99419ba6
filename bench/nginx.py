"""A real nginx on the loopback, serving one folder."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROGRAM = shutil.which("nginx") or "/usr/sbin/nginx"

_CONFIGURATION = """\
daemon off;
master_process off;
pid {root}/nginx.pid;
error_log {root}/error.log warn;
events {{ worker_connections 512; }}
http {{
    types {{ application/feed+json json; video/mp4 mp4; image/png png; }}
    log_format plain '$status $bytes_sent $request_length $http_range $uri';
    access_log {root}/access.log plain buffer=4k flush=1s;
    sendfile on;
    keepalive_requests 100000;
    client_body_temp_path {root}/t1;
    proxy_temp_path {root}/t2;
    fastcgi_temp_path {root}/t3;
    uwsgi_temp_path {root}/t4;
    scgi_temp_path {root}/t5;
    server {{
        listen 127.0.0.1:{port};
        root {root}/www;
        {more}
    }}
}}
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of nginx's log."""

    status: int
    sent: int
    """Bytes, head and body."""
    received: int
    """Bytes of the request."""
    range: str
    """`-`: none."""
    path: str


@dataclass(frozen=True, slots=True)
class Nginx:
    """It serves `www`."""

    root: Path
    port: int

    @property
    def www(self) -> Path:
        return self.root / "www"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def asked(self) -> list[Asked]:
        """Every request so far; complete once nginx has stopped."""
        lines = (self.root / "access.log").read_text().splitlines()
        fields = (line.split(" ", 4) for line in lines)
        return [Asked(int(a), int(b), int(c), d, e) for a, b, c, d, e in fields]


def installed() -> bool:
    """Whether there is one: Debian's package nginx-light has it."""
    return Path(PROGRAM).exists()


@contextlib.contextmanager
def nginx(root: Path, more: str = "") -> Iterator[Nginx]:
    """Runs it until the block is left.

    Args:
        root: a folder for what it writes; it serves `www` in it.
        more: for the `server` part of its configuration.
    """
    (root / "www").mkdir(parents=True, exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (root / "nginx.conf").write_text(_CONFIGURATION.format(root=root, port=port, more=more))
    command = [
        PROGRAM,
        "-p",
        str(root),
        "-e",
        str(root / "error.log"),
        "-c",
        str(root / "nginx.conf"),
    ]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait(process, port, root)
        yield Nginx(root, port)
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait(process: subprocess.Popen[bytes], port: int, root: Path) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(
                    f"nginx did not start: {(root / 'error.log').read_text()}"
                ) from None
            time.sleep(0.02)
