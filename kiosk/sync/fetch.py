"""Fetching over HTTP: conditional, resumable, bounded in time, size and redirects."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Event
from urllib.parse import urljoin

from kiosk.clock import SystemClock
from kiosk.errors import FetchError, FetchTooLarge
from kiosk.sync.addresses import Home
from kiosk.sync.limits import FEED, MEDIA, Limits
from kiosk.sync.network import Network
from kiosk.sync.session import AGENT, Reply, Session, too_slow

__all__ = ["AGENT", "FEED", "MEDIA", "Answer", "Fetcher", "Limits", "Part", "conditions"]

_CHUNK = 1 << 19
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15}|\*)")
_SLOW_S = 60.0

FEED_TYPES = (
    "application/feed+json, application/rss+xml, application/atom+xml, application/json;q=0.9,"
    " application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Which bytes of a file an answer brings: `[start, end)` of `total`."""

    start: int
    end: int
    total: int | None
    """None: the server does not know."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    """200; 206: a part; 304: nothing new."""
    url: str
    """Where it was found, after redirects."""
    etag: str | None = None
    last_modified: str | None = None
    content_type: str = ""
    length: int | None = None
    """As announced, of what comes over the wire unchanged; None: not announced."""
    part: Part | None = None
    """Of a 206 that says which part it is."""
    moved_to: str | None = None
    """Where it has moved for good; None: it has not."""


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
        begin: Callable[[Answer], object] | None = None,
        home: Home | None = None,
    ) -> Answer:
        """Hands the bytes over as they come; none when the server says that nothing is new.

        Args:
            headers: with `Range` among them the answer may be a part (206); which one, `begin`
                has to check.
            begin: told what the server says, before the first byte; may raise to refuse it.
            home: the address in the site that led here; None: this one stands there itself.

        Raises:
            FetchError: as `document`. What `take` and `begin` raise passes through.
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
            size = 0
            for chunk in self._chunks(url, reply, limits):
                size += len(chunk)
                if size > limits.size:
                    raise FetchTooLarge(url, f"it is larger than {limits.size} bytes")
                take(chunk)
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
                self._hear(reply)
                target = reply.headers.get("Location")
                if reply.status not in _REDIRECTS or target is None:
                    yield reply, _answer(url, reply, at, moved_to, part="Range" in headers)
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

    def _hear(self, reply: Reply) -> None:
        """What the server says the time is. Behind a cache its `Date` is `Age` seconds old."""
        date = _http_date(reply.headers.get("Date"))
        age = reply.headers.get("Age", "0")
        if date is not None and age.isascii() and age.isdigit():
            self._network.heard(date.timestamp() + int(age[:9]) - time.monotonic())

    def _chunks(self, url: str, reply: Reply, limits: Limits) -> Iterator[bytes]:
        since, came = time.monotonic(), 0
        while True:
            if self._stop.is_set():
                raise FetchError(url, "it was given up, for sync is being stopped")
            chunk = reply.read(_CHUNK)
            if not chunk:
                return
            yield chunk
            came += len(chunk)
            now = time.monotonic()
            if now - since > _SLOW_S:
                if came < limits.slowest * (now - since):
                    raise FetchError(
                        url, f"it comes too slowly: {came} bytes in {now - since:.0f} s"
                    )
                since, came = now, 0


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


def conditions(validator: str | None) -> dict[str, str]:
    """The headers that ask for a file only if it is not the one of that validator."""
    if not validator:
        return {}
    # An ETag is quoted, a date is not.
    return {"If-None-Match" if '"' in validator else "If-Modified-Since": validator}


def _answer(url: str, reply: Reply, at: str, moved_to: str | None, *, part: bool) -> Answer:
    status, headers = reply.status, reply.headers
    if status not in (200, 304) and not (status == 206 and part):
        reason = f"the server answers {status} {reply.reason}".strip()
        raise FetchError(
            url, f"{reason}{_advice(status)}", status=status, retry_after_s=_retry_after(headers)
        )
    length = headers.get("Content-Length", "")
    plain = "Content-Encoding" not in headers
    return Answer(
        status=status,
        url=at,
        etag=headers.get("ETag"),
        last_modified=headers.get("Last-Modified"),
        content_type=headers.get("Content-Type", ""),
        length=int(length[:15]) if plain and length.isascii() and length.isdigit() else None,
        part=_part(headers.get("Content-Range")) if status == 206 else None,
        moved_to=moved_to,
    )


def _part(text: str | None) -> Part | None:
    found = _RANGE.fullmatch((text or "").strip())
    if found is None:
        return None
    start, last, total = found.groups()
    return Part(int(start), int(last) + 1, None if total == "*" else int(total))


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """In how many seconds the server wants to be asked again; None: it does not say."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    moment = _http_date(text)
    if moment is None:
        return None
    # By the server's own clock, for ours may be wrong.
    now = _http_date(headers.get("Date")) or SystemClock().now()
    return max(0.0, (moment - now).total_seconds())


def _http_date(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text or "")
    except (ValueError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _advice(status: int) -> str:
    if status in (401, 403):
        return "; it wants to know who asks: the feed must be public"
    if status == 407:
        return "; the proxy wants to know who asks: give --proxy with name and password"
    if status == 410:
        return "; it is gone for good and is not asked again until its address changes"
    if status == 404:
        return "; check the address"
    if status == 429 or status >= 500:
        return "; it is tried again later"
    return ""
