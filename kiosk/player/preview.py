"""A live picture of the screen as a page on 127.0.0.1, for a machine without a display.

Two sides with a wall between them. `Pictures` is a mailbox: server threads wait there for a
picture newer than the one they have. `Preview` lives in the GUI thread and fills it, and only
while somebody waits. No server thread ever touches Qt.
"""

from __future__ import annotations

import importlib.resources
import logging
import threading
from collections.abc import Callable
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImageWriter

from kiosk.errors import DisplayError

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickWindow

log = logging.getLogger(__name__)

FIRST_PORT = 8700
WAIT_S = 20.0
"""How long a request waits for a newer picture before it is answered with "nothing new"."""
SETTLE_MS = 80
"""Pause between two pictures: twelve a second at most."""


class Pictures:
    """The newest picture and its number; threads may wait for the next one."""

    def __init__(self, wanted: Callable[[], None]) -> None:
        """`wanted`: called, on any thread, when somebody begins to wait."""
        self._wanted = wanted
        self._changed = threading.Condition()
        self._picture = b""
        self._number = 0
        self._waiting = 0
        self._closed = False

    def put(self, picture: bytes) -> None:
        with self._changed:
            self._picture = picture
            self._number += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Wake everybody up; nobody waits any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def waiting(self) -> int:
        """How many threads wait for a newer picture."""
        with self._changed:
            return self._waiting

    def after(self, number: int, timeout_s: float) -> tuple[int, bytes] | None:
        """The newest picture if it is another than `number`, waiting for it; None: none came."""
        with self._changed:
            self._waiting += 1
        self._wanted()
        with self._changed:
            try:
                self._changed.wait_for(
                    lambda: self._closed or (self._number > 0 and self._number != number),
                    timeout_s,
                )
            finally:
                self._waiting -= 1
            if self._closed or self._number in (0, number):
                return None
            return self._number, self._picture


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 60
    server_version = "kiosk"
    sys_version = ""

    def do_GET(self) -> None:
        if self.headers.get("Host", "") not in self.server.hosts:
            # A page elsewhere that made its name point here (DNS rebinding) sees nothing.
            self._answer(403, b"Open this page by the address that the player printed.\n")
            return
        address = urlsplit(self.path)
        if address.path == "/":
            self._answer(200, self.server.page, "text/html; charset=utf-8")
        elif address.path == "/picture":
            self._picture(parse_qs(address.query).get("after", ["0"])[0])
        else:
            self._answer(404, b"There is only the page / here.\n")

    def _picture(self, after: str) -> None:
        number = int(after) if after.isascii() and after.isdigit() and len(after) < 16 else 0
        found = self.server.pictures.after(number, WAIT_S)
        if found is None:
            self._answer(204, b"")
        else:
            self._answer(200, found[1], "image/jpeg", {"X-Picture": str(found[0])})

    def _answer(
        self,
        status: int,
        body: bytes,
        content_type: str = "text/plain; charset=utf-8",
        headers: dict[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' blob:; style-src 'unsafe-inline';"
            " script-src 'unsafe-inline'; frame-ancestors 'none'",
        )
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if status != 204:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        log.debug("preview: %s", format % args)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, pictures: Pictures, title: str) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.pictures = pictures
        page = importlib.resources.files("kiosk.player").joinpath("preview.html")
        told = Template(page.read_text("utf-8")).substitute(title=escape(title))
        self.page = told.encode("utf-8")
        chosen = self.server_address[1]
        self.hosts = (f"127.0.0.1:{chosen}", f"localhost:{chosen}")

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        log.debug("preview: the browser went away: client=%s", client_address, exc_info=True)


class Preview(QObject):
    """Serves a window's picture. GUI thread.

    Raises (on construction):
        DisplayError: no port is free.
    """

    _wanted = Signal()

    def __init__(self, window: QQuickWindow, port: int = 0, *, title: str = "kiosk") -> None:
        """`port`: 0 for 8700, or any free one where that is taken. `title`: the page's."""
        super().__init__()
        self._window: QQuickWindow | None = None
        self._pictures = Pictures(self._wanted.emit)
        self._server = _listen(port, self._pictures, title)
        self._dirty = True
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SETTLE_MS)
        self._pause.timeout.connect(self._look)
        self._wanted.connect(self._look_soon, Qt.ConnectionType.QueuedConnection)
        self.look_at(window)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.5,), name="preview"
        )
        self._thread.start()

    def look_at(self, window: QQuickWindow) -> None:
        """Serve this window's picture from now on."""
        if self._window is not None:
            self._window.frameSwapped.disconnect(self._drawn)
        self._window = window
        window.frameSwapped.connect(self._drawn, Qt.ConnectionType.QueuedConnection)
        self._drawn()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    @property
    def watched(self) -> bool:
        """Whether somebody waits for a picture."""
        return self._pictures.waiting > 0

    def close(self) -> None:
        """Stop serving; requests that wait are answered."""
        self._pause.stop()
        self._pictures.close()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _drawn(self) -> None:
        self._dirty = True
        self._look_soon()

    def _look_soon(self) -> None:
        if self._dirty and self._pictures.waiting and not self._pause.isActive():
            self._pause.start()

    def _look(self) -> None:
        if not self._dirty or not self._pictures.waiting or self._window is None:
            return
        self._dirty = False
        picture = _jpeg(self._window)
        if picture:
            self._pictures.put(picture)


def _listen(port: int, pictures: Pictures, title: str) -> _Server:
    reasons = []
    for candidate in (port,) if port else (FIRST_PORT, 0):
        try:
            return _Server(candidate, pictures, title)
        except OSError as error:
            reasons.append(f"port {candidate}: {error}")
    raise DisplayError(
        f"the live picture cannot be served ({'; '.join(reasons)}). Choose another port."
    )


def _jpeg(window: QQuickWindow) -> bytes:
    image = window.grabWindow()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpg"))
    writer.setQuality(90)
    if not writer.write(image):
        log.warning("the live picture cannot be drawn: error=%r", writer.errorString())
    return bytes(buffer.data().data())
