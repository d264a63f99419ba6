"""Fetching over HTTP, bounded in time, size and redirects. The only `import requests`."""

from __future__ import annotations

import ipaddress
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from urllib.parse import urljoin, urlsplit

import requests
import urllib3.exceptions

from kiosk import __version__
from kiosk.errors import FetchError, FetchRefused, FetchTooLarge

AGENT = f"kiosk/{__version__} (reception screen)"
_CHUNK = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

FEED_TYPES = (
    "application/feed+json, application/rss+xml, application/atom+xml, application/json;q=0.9,"
    " application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much one fetch may take."""

    connect_s: float = 10
    read_s: float = 20
    """Without a byte."""
    total_s: float = 90
    """From the request to the last byte."""
    size: int = 32 << 20
    """Bytes, after decompression."""
    redirects: int = 5


FEED = Limits()
MEDIA = Limits(total_s=6 * 3600, size=2 << 30)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    """200, or 304: nothing new."""
    url: str
    """Where it was found, after redirects."""
    etag: str | None = None
    last_modified: str | None = None
    content_type: str = ""
    length: int | None = None
    """As announced, of what comes over the wire unchanged; None: not announced."""


class Fetcher:
    """Asks servers. One for a thread."""

    def __init__(self, stop: Event | None = None) -> None:
        """
        Args:
            stop: set: a fetch under way is given up at its next byte.
        """
        self._stop = stop or Event()
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": AGENT})

    def close(self) -> None:
        self._session.close()

    def document(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        limits: Limits = FEED,
    ) -> tuple[Answer, bytes]:
        """A whole document in memory; no bytes when the server says that nothing is new.

        Raises:
            FetchError: it did not come; FetchTooLarge and FetchRefused are such.
        """
        parts: list[bytes] = []
        headers = {"Accept": FEED_TYPES, **_conditions(etag, last_modified)}
        answer = self.stream(url, parts.append, headers=headers, limits=limits)
        return answer, b"".join(parts)

    def stream(
        self,
        url: str,
        take: Callable[[bytes], object],
        *,
        headers: Mapping[str, str] | None = None,
        limits: Limits = MEDIA,
        begin: Callable[[Answer], object] | None = None,
    ) -> Answer:
        """Hands the bytes over as they come; none when the server says that nothing is new.

        Args:
            begin: told what the server says, before the first byte; may raise to refuse it.

        Raises:
            FetchError: as `document`. What `take` and `begin` raise passes through.
        """
        deadline = time.monotonic() + limits.total_s
        with self._following(url, dict(headers or {}), limits, deadline) as (response, answer):
            if answer.status == 304:
                return answer
            if answer.length is not None and answer.length > limits.size:
                raise FetchTooLarge(
                    url, f"it announces {answer.length} bytes; {limits.size} are the most"
                )
            if begin is not None:
                begin(answer)
            size = 0
            for chunk in self._chunks(url, response, limits, deadline):
                size += len(chunk)
                if size > limits.size:
                    raise FetchTooLarge(url, f"it is larger than {limits.size} bytes")
                take(chunk)
            return answer

    @contextmanager
    def _following(
        self, url: str, headers: dict[str, str], limits: Limits, deadline: float
    ) -> Iterator[tuple[requests.Response, Answer]]:
        """The response at the end of the redirects."""
        at, hops = url, 0
        while True:
            check_address(at, first=url)
            response = self._get(at, headers, limits)
            with response:
                target = response.headers.get("Location")
                if response.status_code not in _REDIRECTS or target is None:
                    yield response, _answer(url, response, at)
                    return
            hops += 1
            if hops > limits.redirects:
                raise FetchError(url, f"it redirects more than {limits.redirects} times")
            if time.monotonic() > deadline:
                raise _too_slow(url, limits)
            at = urljoin(at, target)

    def _get(self, url: str, headers: dict[str, str], limits: Limits) -> requests.Response:
        for last in (False, True):
            try:
                return self._session.get(
                    url,
                    headers=headers,
                    stream=True,
                    allow_redirects=False,
                    timeout=(limits.connect_s, limits.read_s),
                )
            except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError) as cause:
                # A server may close a kept connection just when it is used again.
                if not last and any(isinstance(one, ConnectionResetError) for one in _chain(cause)):
                    continue
                raise FetchError(url, in_words(cause, limits)) from cause
        raise AssertionError("unreachable")

    def _chunks(
        self, url: str, response: requests.Response, limits: Limits, deadline: float
    ) -> Iterator[bytes]:
        # read1 gives what is there; a server that drips cannot hold it beyond the total time.
        while True:
            if self._stop.is_set():
                raise FetchError(url, "it was given up, for sync is being stopped")
            if time.monotonic() > deadline:
                raise _too_slow(url, limits)
            try:
                chunk = response.raw.read1(_CHUNK, decode_content=True)
            except (urllib3.exceptions.HTTPError, OSError, ValueError) as cause:
                raise FetchError(url, in_words(cause, limits)) from cause
            if not chunk:
                return
            yield chunk


def check_address(url: str, *, first: str) -> None:
    """Refuses what we do not fetch.

    An address in the site may lead into the private network of the town hall; a redirect from
    a public server may not.

    Raises:
        FetchRefused: neither http nor https, no host, or a redirect to a private address.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError as cause:
        raise FetchRefused(first, f"{url[:200]!r} is no web address") from cause
    if parts.scheme not in ("http", "https") or not host:
        raise FetchRefused(first, f"{url[:200]!r} is neither http:// nor https://")
    if url != first and _private(host) and not _private(urlsplit(first).hostname or ""):
        raise FetchRefused(first, f"it redirects into a private network ({host})")


def _private(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


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


def _answer(url: str, response: requests.Response, at: str) -> Answer:
    status = response.status_code
    if status not in (200, 304):
        reason = f"the server answers {status} {response.reason or ''}".strip()
        raise FetchError(url, f"{reason}{_advice(status)}", status=status)
    length = response.headers.get("Content-Length", "")
    plain = "Content-Encoding" not in response.headers
    return Answer(
        status=status,
        url=at,
        etag=response.headers.get("ETag"),
        last_modified=response.headers.get("Last-Modified"),
        content_type=response.headers.get("Content-Type", ""),
        length=int(length) if plain and length.isascii() and length.isdigit() else None,
    )


def _advice(status: int) -> str:
    if status in (401, 403):
        return "; it wants to know who asks: the feed must be public"
    if status in (404, 410):
        return "; check the address"
    if status == 429 or status >= 500:
        return "; it is tried again later"
    return ""


def _too_slow(url: str, limits: Limits) -> FetchError:
    return FetchError(url, f"it was not complete after {limits.total_s:.0f} s")


def _chain(error: BaseException) -> list[BaseException]:
    """The error and all that it wraps, the outermost first."""
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain:
        chain.append(at)
        wrapped = (*at.args, getattr(at, "reason", None), at.__cause__, at.__context__)
        at = next((one for one in wrapped if isinstance(one, BaseException)), None)
    return chain


def in_words(error: BaseException, limits: Limits) -> str:
    """What went wrong on the network, and what to look at."""
    chain = _chain(error)

    def find(*kinds: type[BaseException]) -> BaseException | None:
        return next((one for one in chain if isinstance(one, kinds)), None)

    certificate = find(ssl.SSLCertVerificationError)
    if isinstance(certificate, ssl.SSLCertVerificationError):
        reason = certificate.verify_message
        return f"its certificate is not accepted ({reason}); check the clock too"
    if find(urllib3.exceptions.NameResolutionError):
        return "its name is not known; check the address and the network"
    if find(ConnectionRefusedError):
        return "the connection was refused; is the server up?"
    if find(requests.ConnectTimeout):
        return f"no connection within {limits.connect_s:.0f} s; is the network up?"
    if find(requests.ReadTimeout, urllib3.exceptions.ReadTimeoutError, TimeoutError):
        return f"nothing came for {limits.read_s:.0f} s"
    if find(urllib3.exceptions.IncompleteRead):
        return "it broke off before its end"
    if find(requests.exceptions.InvalidURL, urllib3.exceptions.LocationParseError):
        return "it is no web address"
    return f"the connection failed ({str(chain[-1])[:120]})"
