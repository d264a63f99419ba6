"""What a server said, read from its status and headers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from kiosk.clock import SystemClock
from kiosk.errors import FetchError
from kiosk.sync.session import Reply
from kiosk.sync.unpack import PACKINGS, UNREAD

_A_SECOND = timedelta(seconds=1)
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15}|\*)")


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
    changing: bool = False
    """Whether it was changed in the very second of the answer, as far as the server says: then
    `last_modified` may stand for two versions (RFC 9110, 8.8.2.2)."""
    content_type: str = ""
    length: int | None = None
    """As announced, of what comes over the wire unchanged; None: not announced."""
    packed: bool = False
    """Whether it came packed (gzip): then its ETag and its part are not of the file as such."""
    part: Part | None = None
    """Of a 206 that says which part it is."""
    moved_to: str | None = None
    """Where it has moved for good; None: it has not."""


def conditions(validator: str | None) -> dict[str, str]:
    """The headers that ask for a file only if it is not the one of that validator."""
    if not validator:
        return {}
    # An ETag is quoted, a date is not.
    return {"If-None-Match" if '"' in validator else "If-Modified-Since": validator}


def to_answer(
    url: str, reply: Reply, at: str, moved_to: str | None, *, part: bool, known: bool
) -> Answer:
    """The answer in our words.

    Args:
        url: what was asked for.
        at: where it was found.
        part: whether a part was asked for.
        known: whether only something new was asked for.

    Raises:
        FetchError: it is a refusal; says what to do.
    """
    status, headers = reply.status, reply.headers
    if status not in (200, 304) and not (status == 206 and part):
        reason = f"the server answers {status} {reply.reason}".strip()
        raise FetchError(
            url, f"{reason}{_advice(status)}", status=status, retry_after_s=_retry_after(headers)
        )
    if status == 304 and not known:
        raise FetchError(
            url,
            "the server answers that nothing is new (304), though nothing came from it before; look"
            " at the caches and proxies between",
            status=status,
        )
    if reply.packing in UNREAD:
        raise FetchError(
            url,
            f"it comes packed as {reply.packing}, which was not asked for; the server is to send it"
            " as it is, or as gzip",
        )
    length = headers.get("Content-Length", "")
    plain = "Content-Encoding" not in headers
    return Answer(
        status=status,
        url=at,
        etag=headers.get("ETag"),
        last_modified=headers.get("Last-Modified"),
        changing=_changing(headers),
        content_type=headers.get("Content-Type", ""),
        length=int(length[:15]) if plain and length.isascii() and length.isdigit() else None,
        packed=reply.packing in PACKINGS,
        part=_part(headers.get("Content-Range")) if status == 206 else None,
        moved_to=moved_to,
    )


def _part(text: str | None) -> Part | None:
    found = _RANGE.fullmatch((text or "").strip())
    if found is None:
        return None
    start, last, total = found.groups()
    return Part(int(start), int(last) + 1, None if total == "*" else int(total))


def _changing(headers: Mapping[str, str]) -> bool:
    modified, now = http_date(headers.get("Last-Modified")), http_date(headers.get("Date"))
    return modified is not None and now is not None and now - modified < _A_SECOND


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """In how many seconds the server wants to be asked again; None: it does not say."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    moment = http_date(text)
    if moment is None:
        return None
    # By the server's own clock, for ours may be wrong.
    now = http_date(headers.get("Date")) or SystemClock().now()
    return max(0.0, (moment - now).total_seconds())


def http_date(text: str | None) -> datetime | None:
    """The instant that a header states; None: it states none."""
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
