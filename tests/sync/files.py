"""A server of files that knows ranges, and ways of getting them wrong."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class FileServer:
    """Like nginx, but with a lever: `misbehaves`."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        self.misbehaves = ""
        self.ranges: list[str | None] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer._answer(self)

            def log_message(self, *_: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = False

            def handle_error(self, *_: object) -> None:
                pass  # clients that go away are what the tests are about

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    def put(self, path: str, body: bytes) -> None:
        self._files[path] = body

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True
        body = self._files[request.path]
        etag = f'"{hashlib.md5(body).hexdigest()}"'
        asked = request.headers.get("Range")
        self.ranges.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        if request.headers.get("If-Range", etag) != etag or self.misbehaves == "ignores":
            start = 0
        if start and self.misbehaves == "416":
            self._say(request, 416, {"Content-Range": f"bytes */{len(body)}"}, b"")
            return
        headers = {"ETag": etag}
        if start:
            shift = 7 if self.misbehaves == "shifted" else 0
            total = len(body) + (9 if self.misbehaves == "other total" else 0)
            if self.misbehaves != "no range":
                headers["Content-Range"] = f"bytes {start - shift}-{len(body) - 1}/{total}"
            self._say(request, 206, headers, body[start - shift :])
        else:
            self._say(request, 200, headers, body)

    def _say(
        self, request: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes
    ) -> None:
        request.send_response_only(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        with contextlib.suppress(OSError):
            for at in range(0, len(body), 65536):
                request.wfile.write(body[at : at + 65536])

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def serving_files() -> Iterator[FileServer]:
    server = FileServer()
    yield server
    server.close()
