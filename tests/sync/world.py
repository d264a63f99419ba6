"""A web server with levers, a clock with hands, and a site to sync."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from kiosk.model.site import Feed, Site
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.sync.report import FeedOutcome
from kiosk.sync.round import sync_once
from tests.make import service, site, utc

NOW = utc("2026-11-24 09:00")


@dataclass
class HeldClock:
    """A clock whose hands the test holds."""

    at: datetime = NOW
    passed_s: float = 0.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return time.monotonic() + self.passed_s

    def forward(self, **by: float) -> None:
        """So much time passes."""
        self.at += timedelta(**by)
        self.passed_s += timedelta(**by).total_seconds()

    def set(self, at: datetime) -> None:
        """Somebody sets the clock; no time passes."""
        self.at = at


@dataclass
class Page:
    """What the server has under one path, and how it misbehaves."""

    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    etag: str | None = None
    modified: str | None = None
    cut_at: int | None = None
    """Announces the whole length and breaks off after so many bytes."""
    drip_s: float = 0.0
    """Seconds between single bytes."""
    silent: bool = False
    """Takes the request and says nothing until the server is closed."""
    endless: bool = False
    """Sends for ever, without announcing a length."""
    hangs_up: bool = False
    ranges: bool = False
    """Knows Range and If-Range, as nginx does."""
    misbehaves: str = ""
    """How it gets ranges wrong: it `ignores` them, answers `416`, sends a part that is `shifted`,
    of an `other total`, or says `no range`."""


class Server:
    """A real HTTP server on the loopback. `pages` are its levers, `asked` what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.closing = threading.Event()
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
                pass  # a client that hangs up is what several tests are about

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    def put(self, path: str, body: bytes | str | dict[str, Any], **levers: Any) -> Page:
        if isinstance(body, dict):
            body = json.dumps(body, ensure_ascii=False)
        page = Page(body.encode() if isinstance(body, str) else body, **levers)
        self.pages[path] = page
        return page

    def times(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)

    @property
    def ranges(self) -> list[str]:
        """The parts that were asked for."""
        return [headers["Range"] for _, headers in self.asked if "Range" in headers]

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append((request.path, dict(request.headers)))
        request.close_connection = True
        page = self.pages.get(request.path, Page(b"not here", status=404))
        if page.silent:
            self.closing.wait(30)
            return
        if page.hangs_up:
            request.connection.shutdown(socket.SHUT_RDWR)
            return
        known = request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")
        same = (page.etag is not None and known[0] == page.etag) or (
            page.modified is not None and known[1] == page.modified
        )
        status, body, more = _part(page, request.headers) or (page.status, page.body, {})
        # Says nothing of the time: the hands of the test's clock stand where they stand.
        request.send_response_only(304 if same else status)
        for name, value in (("ETag", page.etag), ("Last-Modified", page.modified)):
            if value is not None:
                request.send_header(name, value)
        for name, value in {**page.headers, **more}.items():
            request.send_header(name, value)
        if same:
            request.end_headers()
            return
        if not page.endless and "Content-Length" not in page.headers:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        with contextlib.suppress(OSError):  # the client has had enough
            self._send(request, page, body)

    def _send(self, request: BaseHTTPRequestHandler, page: Page, body: bytes) -> None:
        if page.endless:
            while not self.closing.is_set():
                request.wfile.write(b"x" * 65536)
        elif page.drip_s:
            for byte in body:
                if self.closing.wait(page.drip_s):
                    return
                request.wfile.write(bytes([byte]))
                request.wfile.flush()
        else:
            request.wfile.write(body[: page.cut_at])

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _part(page: Page, asked: Mapping[str, str]) -> tuple[int, bytes, dict[str, str]] | None:
    """Status, bytes and headers of the part that is asked for; None: the whole is to come."""
    wanted, version = asked.get("Range"), page.etag or page.modified
    if not page.ranges or wanted is None or page.misbehaves == "ignores":
        return None
    if asked.get("If-Range", version) != version:
        return None
    start = int(wanted.removeprefix("bytes=").rstrip("-"))
    size = len(page.body)
    if start >= size or page.misbehaves == "416":
        return 416, b"", {"Content-Range": f"bytes */{size}"}
    begins = start - 7 if page.misbehaves == "shifted" else start
    total = size + 9 if page.misbehaves == "other total" else size
    says = {"Content-Range": f"bytes {begins}-{size - 1}/{total}"}
    return 206, page.body[begins:], {} if page.misbehaves == "no range" else says


def serving() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def entry(key: str, title: str = "Avis", **more: Any) -> dict[str, Any]:
    return {"id": key, "title": title, "date_published": "2026-11-20T10:00:00Z", **more}


def jsonfeed(*items: dict[str, Any]) -> dict[str, Any]:
    return {"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": list(items)}


def feed(name: str, url: str, **more: Any) -> Feed:
    return Feed.model_validate({"name": name, "url": url, **more})


def a_site(folder: Path, *feeds: Feed, **more: Any) -> Site:
    return site(folder=folder, feeds=feeds, services=(service(),), **more)


def stored(data: DataFolder) -> dict[str, str]:
    """Id → title of everything that the player would read."""
    store = ContentStore(data)
    try:
        return {notice.id: notice.texts[0].title for notice in store.notices()}
    finally:
        store.close()


def synced(site: Site, data: DataFolder, clock: HeldClock) -> FeedOutcome:
    """One round of sync; what became of the first feed."""
    return sync_once(site, data, clock).feeds[0]


def titles(data: DataFolder) -> list[str]:
    """Of the notices that are stored, in their order."""
    return list(stored(data).values())
