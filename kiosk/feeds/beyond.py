"""What belongs to a feed beyond one document: further pages, and the alerts it points to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.errors import FeedError
from kiosk.feeds.document import read_document
from kiosk.feeds.entry import ParsedFeed
from kiosk.feeds.media import absolute
from kiosk.feeds.pointers import follow_pointers
from kiosk.feeds.reading import Reading
from kiosk.model.notice import Notice
from kiosk.model.ruling import ruled
from kiosk.model.site import Feed, Site

PAGES_LIMIT = 5
"""Pages of one feed that are read, the first included."""

_SIGNS = (
    b"next_url", b'"next"', b"'next'", b"cap+xml", b"emergency:cap", b".xml<", b".xml]", b".cap<",
    b".cap]", b'.xml"', b'.cap"',
)  # fmt: skip
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
"""In which nothing looks like these signs."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """What else is to be fetched for a document; absolute addresses, or paths in the site."""

    follow: tuple[str, ...] = ()
    next_url: str | None = None

    def __bool__(self) -> bool:
        return bool(self.follow or self.next_url)


NOTHING = Beyond()


def beyond(data: bytes, *, feed: Feed, site: Site, base_url: str, read_at: datetime) -> Beyond:
    """What else is to be fetched for this document. Costs nothing for those that need nothing.

    A document that cannot be read needs nothing; `read_feed` says why.
    """
    if not (any(sign in data for sign in _SIGNS) or data.startswith(_UTF16)):
        return NOTHING
    reading = Reading(feed, site, read_at)
    try:
        document = read_document(data, base_url, "", reading, {})
    except FeedError:
        return NOTHING
    following = absolute(document.next_url, base_url) if document.next_url else None
    return Beyond(follow_pointers(document, {}, base_url, reading), following)


def merged(first: ParsedFeed, others: Iterable[ParsedFeed]) -> ParsedFeed:
    """One feed from its pages. What stands on an earlier page is newer, and counts."""
    others = tuple(others)
    if not others:
        return first
    pages = (first, *others)
    unchanged = dict.fromkeys(key for page in pages for key in page.unchanged)
    found: dict[str, Notice] = {}
    fingerprints: dict[str, str] = {}
    for page in pages:
        for notice in page.notices:
            if notice.key in found or notice.key in unchanged:
                continue
            found[notice.key] = notice
            if notice.key in page.fingerprints:
                fingerprints[notice.key] = page.fingerprints[notice.key]
    rulings = tuple(dict.fromkeys(ruling for page in pages for ruling in page.rulings))
    return replace(
        first,
        notices=ruled(found.values(), rulings),
        warnings=tuple(dict.fromkeys(warning for page in pages for warning in page.warnings)),
        next_url=pages[-1].next_url,
        rulings=rulings,
        follow=tuple(dict.fromkeys(url for page in pages for url in page.follow)),
        reread_at=min((page.reread_at for page in pages if page.reread_at), default=None),
        unchanged=tuple(unchanged),
        fingerprints=fingerprints,
    )
