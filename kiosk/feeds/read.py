"""Bytes → notices: finds out which format they are, and reads it. Pure.

read_feed(data, feed=..., site=..., base_url=..., read_at=...) -> ParsedFeed
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kiosk.feeds.clean import clean_title
from kiosk.feeds.document import read_document
from kiosk.feeds.entry import Document, ParsedFeed
from kiosk.feeds.media import absolute
from kiosk.feeds.notice import once, to_notice
from kiosk.feeds.open311 import codes_of
from kiosk.feeds.pointers import Linked, follow_pointers
from kiosk.feeds.reading import MAX_ENTRIES, Reading, bounded, few
from kiosk.model.ruling import ruled
from kiosk.model.site import Feed, Site

READER = 5
"""Raised whenever the same bytes become other notices, so that stored ones are read again."""

_NOTHING: Mapping[str, str] = {}
_NOT_FETCHED: Mapping[str, Linked] = {}

__all__ = ["MAX_ENTRIES", "READER", "Linked", "ParsedFeed", "read_feed"]


def read_feed(
    data: bytes,
    *,
    feed: Feed,
    site: Site,
    base_url: str,
    read_at: datetime,
    content_type: str = "",
    linked: Mapping[str, Linked] = _NOT_FETCHED,
    seen: Mapping[str, str] = _NOTHING,
) -> ParsedFeed:
    """Reads a feed in any format that we know, told by its bytes.

    Args:
        data: the whole document.
        feed: what the site says about this feed: its defaults.
        site: its services, areas, languages and time zone.
        base_url: where it was found, after redirects; for a file of the site its path in it.
        read_at: now; aware UTC.
        content_type: what the server calls it. Only named in messages, servers err.
        linked: by address: the alerts that an index of alerts points to, as far as they have
            been fetched. `ParsedFeed.follow` says which those are.
        seen: by key: the fingerprints of entries that were read before with the same feed and
            site. Those that are unchanged are only named, in `ParsedFeed.unchanged`.

    Raises:
        FeedError: it is no feed that we know, or a damaged one. Never anything else.
    """
    reading = Reading(feed, site, read_at)
    document = read_document(data, base_url, content_type, reading, seen)
    if _repeats(document):
        # Which of several entries with one id is the valid one shows only when all are read.
        document = read_document(data, base_url, content_type, reading, _NOTHING)
    bounded(len(document.entries) + len(document.unchanged))
    follow = follow_pointers(document, linked, base_url, reading)
    warnings = document.warnings
    notices, fingerprints = [], {}
    for entry in document.entries:
        entry.base = entry.base or base_url
        notice = to_notice(entry, reading)
        if notice is None:
            warnings.append(f"entry {entry.key[:60]!r} has no text and was left out")
        else:
            notices.append(notice)
            if entry.fingerprint:
                fingerprints[notice.key] = entry.fingerprint
    found = ruled(once(notices, warnings), document.rulings)
    codes = codes_of(document.offers, reading.vocabulary, warnings)
    return ParsedFeed(
        document.format,
        clean_title(document.title),
        found,
        few(warnings),
        absolute(document.next_url, base_url) if document.next_url else None,
        rulings=tuple(dict.fromkeys(document.rulings)),
        follow=follow,
        offers=tuple(codes.offers),
        codes=codes.by_service,
        reread_at=document.reread_at,
        unchanged=tuple(document.unchanged),
        fingerprints=fingerprints,
    )


def _repeats(document: Document) -> bool:
    if not document.unchanged:
        return False
    keys = {*document.unchanged, *(entry.key for entry in document.entries)}
    return len(keys) < len(document.unchanged) + len(document.entries)
