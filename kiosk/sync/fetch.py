"""Fetching over HTTP: conditional, resumable, bounded in time, size and redirects."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Event
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from kiosk.errors import FetchError, FetchTooLarge
from kiosk.sync.addresses import Home
from kiosk.sync.answer import Answer, Part, conditions, http_date, to_answer
from kiosk.sync.limits import FEED, MEDIA, Limits
from kiosk.sync.network import Network
from kiosk.sync.reasons import too_slow
from kiosk.sync.session import AGENT, Reply, Session

__all__ = ["AGENT", "FEED", "MEDIA", "Answer", "Fetcher", "Limits", "Part", "Sink", "conditions"]

_PIECE = 1 << 18
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CONDITIONS = frozenset({"If-None-Match", "If-Modified-Since"})
_SLOW_S = 60.0

FEED_TYPES = (
    "application/feed+json, application/rss+xml, application/atom+xml, application/json;q=0.9,"
    " application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)


class Sink(Protocol):
    """Where the bytes of a body go."""

    def room(self) -> memoryview:
        """Memory for the next bytes, at least one."""
        ...

    def fill(self, count: int) -> None:
        """So many bytes have been put into `room`. May raise to refuse them."""
        ...


class Fetcher:
    """Asks servers. One for a thread."""

    def __init__(self, stop: Event | None = None, network: Network | None = None) -> None:
        """
        Args:
            stop: set: a fetch under way is given up at its next byte.

        Raises:
            FetchError: IT's certificates cannot be read.
        """
        self._stop = stop or Event()
        self._network = network or Network()
        self._session = Session(self._network)

    @property
    def stopped(self) -> bool:
        """Whether nothing more is wanted."""
        return self._stop.is_set()

    def close(self) -> None:
        self._session.close()

    def home(self, url: str | None) -> Home:
        """What goes out from that address of the site; None: from a file of the site."""
        return Home(url, self._network.private)

    def document(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        limits: Limits = FEED,
        home: Home | None = None,
    ) -> tuple[Answer, bytes]:
        """A whole document in memory; no bytes when the server says that nothing is new.

        Raises:
            FetchError: it did not come; FetchTooLarge and FetchRefused are such.
        """
        parts: list[bytes] = []
        headers = {"Accept": FEED_TYPES, **_conditions(etag, last_modified)}
        answer = self.stream(url, parts.append, headers=headers, limits=limits, home=home)
        return answer, b"".join(parts)

    def stream(
        self,
        url: str,
        take: Callable[[bytes], object],
        *,
        headers: Mapping[str, str] | None = None,
        limits: Limits = MEDIA,
        home: Home | None = None,
    ) -> Answer:
        """Hands the bytes over as they come; none when the server says that nothing is new.

        Raises:
            FetchError: as `document`. What `take` raises passes through.
        """
        return self.pour(url, _Handed(take), headers=headers, limits=limits, home=home)

    def pour(
        self,
        url: str,
        sink: Sink,
        *,
        headers: Mapping[str, str] | None = None,
        limits: Limits = MEDIA,
        begin: Callable[[Answer], object] | None = None,
        home: Home | None = None,
    ) -> Answer:
        """Receives the bytes right where they are wanted; else as `stream`.

        Args:
            headers: with `Range` among them the answer may be a part (206); which one, `begin`
                has to check.
            begin: told what the server says, before the first byte; may raise to refuse it.
            home: the address in the site that led here; None: this one stands there itself.

        Raises:
            FetchError: as `document`. What `sink` and `begin` raise passes through.
        """
        deadline = time.monotonic() + limits.total_s
        asked = dict(headers or {})
        with self._following(url, asked, limits, deadline, home) as (reply, answer):
            if answer.status == 304:
                return answer
            if answer.length is not None and answer.length > limits.size:
                raise FetchTooLarge(
                    url, f"it announces {answer.length} bytes; {limits.size} are the most"
                )
            if begin is not None:
                begin(answer)
            self._pour(url, reply, sink, limits)
            return answer

    @contextmanager
    def _following(
        self, url: str, headers: dict[str, str], limits: Limits, deadline: float, home: Home | None
    ) -> Iterator[tuple[Reply, Answer]]:
        """The reply at the end of the redirects."""
        home = home or self.home(url)
        at, hops, moved_to, lasting = url, 0, None, True
        while True:
            home.check(at)
            with self._session.get(at, headers, limits, deadline, home) as reply:
                self._hear(at, reply)
                target = reply.headers.get("Location")
                if reply.status not in _REDIRECTS or target is None:
                    asked = headers.keys()
                    part, known = "Range" in asked, not _CONDITIONS.isdisjoint(asked)
                    yield reply, to_answer(url, reply, at, moved_to, part=part, known=known)
                    return
                status = reply.status
            hops += 1
            if hops > limits.redirects:
                raise FetchError(url, f"it redirects more than {limits.redirects} times")
            if time.monotonic() > deadline:
                raise too_slow(url, limits.total_s)
            before, at = at, urljoin(at, target)
            # Only as far as every step is for good: what comes after one that is not may change.
            # And a server that leads away from https once is not to do so for ever.
            lasting = lasting and status in _PERMANENT and not _less_safe(before, at)
            moved_to = at if lasting else moved_to

    def _hear(self, at: str, reply: Reply) -> None:
        """What the server says the time is. Behind a cache its `Date` is `Age` seconds old."""
        date = http_date(reply.headers.get("Date"))
        age = reply.headers.get("Age", "0")
        if date is not None and age.isascii() and age.isdigit():
            said = date.timestamp() + int(age[:9]) - time.monotonic()
            self._network.heard(urlsplit(at).netloc, said)

    def _pour(self, url: str, reply: Reply, sink: Sink, limits: Limits) -> None:
        since, came, size = time.monotonic(), 0, 0
        while True:
            if self._stop.is_set():
                raise FetchError(url, "it was given up, for sync is being stopped")
            count = reply.receive(sink.room())
            if not count:
                return
            size += count
            if size > limits.size:
                raise FetchTooLarge(url, f"it is larger than {limits.size} bytes")
            sink.fill(count)
            came += count
            now = time.monotonic()
            if now - since > _SLOW_S:
                if came < limits.slowest * (now - since):
                    raise FetchError(
                        url, f"it comes too slowly: {came} bytes in {now - since:.0f} s"
                    )
                since, came = now, 0


class _Handed:
    """A sink that hands on what came, piece by piece."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        self._take = take
        self._piece = memoryview(b"")

    def room(self) -> memoryview:
        if not self._piece:
            self._piece = memoryview(bytearray(_PIECE))
        return self._piece

    def fill(self, count: int) -> None:
        self._take(bytes(self._piece[:count]))


def _less_safe(before: str, after: str) -> bool:
    """Whether whoever stands between could change what comes from there, and not from before."""
    return before.lower().startswith("https:") and not after.lower().startswith("https:")


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    headers = {}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    return headers
