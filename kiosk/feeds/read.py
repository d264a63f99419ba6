"""Bytes → notices: finds out which format they are, and reads it. Pure.

read_feed(data, feed=..., site=..., base_url=..., read_at=...) -> ParsedFeed
"""

from __future__ import annotations

from datetime import datetime

from kiosk.errors import FeedError, FeedUnsafe
from kiosk.feeds import xml
from kiosk.feeds.atom import read_atom
from kiosk.feeds.clean import clean_title
from kiosk.feeds.entry import Document, ParsedFeed
from kiosk.feeds.jsonfeed import read_jsonfeed
from kiosk.feeds.notice import once, to_notice
from kiosk.feeds.reading import Reading
from kiosk.feeds.rss import read_rss
from kiosk.feeds.tolerant import read_tolerantly
from kiosk.model.site import Feed, Site

READER = 1
"""Raised whenever the same bytes become other notices, so that stored ones are read again."""

MAX_ENTRIES = 20_000
_WARNINGS_LIMIT = 20
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

__all__ = ["MAX_ENTRIES", "READER", "ParsedFeed", "read_feed"]


def read_feed(
    data: bytes, *, feed: Feed, site: Site, base_url: str, read_at: datetime, content_type: str = ""
) -> ParsedFeed:
    """Reads a feed in any format that we know, told by its bytes.

    Args:
        data: the whole document.
        feed: what the site says about this feed: its defaults.
        site: its services, areas, languages and time zone.
        base_url: where it was found, after redirects; for a file of the site its path in it.
        read_at: now; aware UTC.
        content_type: what the server calls it. Only named in messages, servers err.

    Raises:
        FeedError: it is no feed that we know, or a damaged one. Never anything else.
    """
    document = _document(data, base_url, content_type)
    if len(document.entries) > MAX_ENTRIES:
        raise FeedUnsafe(f"it has {len(document.entries)} entries; {MAX_ENTRIES} are the most")
    reading = Reading(feed, site, read_at)
    warnings = document.warnings
    notices = []
    for entry in document.entries:
        entry.base = entry.base or base_url
        notice = to_notice(entry, reading)
        if notice is None:
            warnings.append(f"entry {entry.key[:60]!r} has no text and was left out")
        else:
            notices.append(notice)
    if document.next_url:
        warnings.append("the feed goes on at another address; its first page was read")
    found = once(notices, warnings)
    warnings = list(dict.fromkeys(warnings))
    if len(warnings) > _WARNINGS_LIMIT:
        more = len(warnings) - _WARNINGS_LIMIT
        warnings[_WARNINGS_LIMIT:] = [f"and {more} more warnings"]
    return ParsedFeed(
        document.format,
        clean_title(document.title),
        found,
        tuple(warnings),
        document.next_url,
    )


def _document(data: bytes, base_url: str, content_type: str) -> Document:
    start = data[:400].lstrip(b"".join(_MARKS) + b"\x00 \t\r\n")[:40]
    if not start:
        raise FeedError("the answer is empty")
    if start.startswith((b"{", b"[")):
        return read_jsonfeed(data)
    if start.startswith(b"<"):
        return _xml_document(data.lstrip(b" \t\r\n"), base_url)
    if start.upper().startswith(b"BEGIN:VCALENDAR"):
        raise FeedError("this is an iCalendar file; RSS, Atom and JSON Feed are read")
    named = f" (the server calls it {content_type[:60]})" if content_type else ""
    raise FeedError(f"this is neither RSS, Atom nor JSON Feed{named}")


def _xml_document(data: bytes, base_url: str) -> Document:
    if _is_web_page(data):
        raise FeedError(
            "this is a web page, not a feed; look in the page for the address of its feed"
        )
    xml.gate(data)
    try:
        root = xml.parse(data)
    except FeedError as reason:
        return read_tolerantly(data, base_url, reason)
    space, local = xml.name(root)
    if local in ("feed", "entry") and (space in (xml.ATOM, xml.ATOM_03) or not space):
        return read_atom(root, xml.base(root, base_url))
    if local in ("rss", "RDF", "channel"):
        return read_rss(root, xml.base(root, base_url))
    raise FeedError(f"this is XML, but neither RSS nor Atom: its root is {local[:40]!r}")


def _is_web_page(data: bytes) -> bool:
    head = data[:1000].lstrip(b"".join(_MARKS)).lower()
    return head.startswith((b"<!doctype html", b"<html")) or b"<html" in head
