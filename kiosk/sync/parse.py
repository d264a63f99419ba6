"""What a fetched feed becomes. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from kiosk.feeds.beyond import merged
from kiosk.feeds.read import ParsedFeed, read_feed
from kiosk.model.site import Feed, Site
from kiosk.store.fetches import FeedFetch
from kiosk.sync.demo import days_to_move, moved, moved_notice
from kiosk.sync.download import Document
from kiosk.sync.further import Further


def digest_of(document: Document, further: Further, settings: str) -> str:
    """Of all bytes that a feed's notices come from, with the settings that they are read by."""
    digest = hashlib.blake2b(document.data or b"", digest_size=16, key=settings.encode())
    for page in further.pages:
        digest.update(b"\0page\0" + page.data)
    for url, linked in further.linked:
        digest.update(b"\0alert\0" + url.encode("utf-8", "replace") + b"\0" + (linked.data or b""))
    return digest.hexdigest()


def parse(
    site: Site,
    feed: Feed,
    document: Document,
    further: Further,
    now: datetime,
    seen: Mapping[str, str],
) -> ParsedFeed:
    """The document as notices; those of a demonstration moved to today.

    Args:
        seen: as for `read_feed`.

    Raises:
        FeedError: it, or a further page of it, cannot be read.
    """
    days = days_to_move(feed, now, site.zone)
    read_at = moved(now, -days, site.zone)
    linked = dict(further.linked)

    def read(data: bytes, base_url: str) -> ParsedFeed:
        return read_feed(
            data,
            feed=feed,
            site=site,
            base_url=base_url,
            read_at=read_at,
            content_type=document.content_type,
            linked=linked,
            seen=seen,
        )

    parsed = merged(
        read(document.data or b"", document.base_url),
        (read(page.data, page.base_url) for page in further.pages),
    )
    if further.goes_on:
        more = f"the feed goes on after {len(further.pages) + 1} pages; so many were read"
        parsed = replace(parsed, warnings=(*parsed.warnings, more))
    if not days:
        return parsed
    notices = tuple(moved_notice(notice, days, site.zone) for notice in parsed.notices)
    again = parsed.reread_at and moved(parsed.reread_at, days, site.zone)
    return replace(parsed, notices=notices, reread_at=again)


def described(known: FeedFetch, parsed: ParsedFeed, warned: int) -> FeedFetch:
    """What is known of a feed that was read.

    Args:
        warned: how many of its stored notices carry warnings.
    """
    return replace(
        known,
        format=parsed.format,
        title=parsed.title,
        notices=len(parsed.notices) + len(parsed.unchanged),
        warnings=parsed.warnings,
        warned=warned,
        reread_at=parsed.reread_at,
    )
