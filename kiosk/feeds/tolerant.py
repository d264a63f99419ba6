"""RSS and Atom that only nearly are XML, through feedparser. The only `import feedparser`.

feedparser reads almost anything. It is not asked to look at sound documents, whose raw texts
we need: it rewrites guids, leaves enclosures relative and loses dates that it does not know.
"""

from __future__ import annotations

import re
from typing import Any

from kiosk.errors import FeedError
from kiosk.feeds import xml
from kiosk.feeds.entry import Document, Entry, RawMedia

_BEGINNING = re.compile(rb"<(?:[\w.-]+:)?(?:rss|feed|rdf)\b", re.I)
_END = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>\s*\Z", re.I)
_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_TAIL = 4000
"""Bytes at the end in which the last tag is looked for; comments may follow it."""
_TAGS_LIMIT = 300_000
_SERIOUS = (b"emergency:cap", b"cap+xml", xml.NOTICE.encode())
"""Signs of what says whether an entry is an exercise, which half a reading would lose."""


def read_tolerantly(data: bytes, base_url: str, reason: FeedError) -> Document:
    """Bytes that are no sound XML → what can be read of them, with a warning.

    Args:
        reason: why it is no sound XML.

    Raises:
        FeedError: not a feed at all, or one that was cut off on its way; entries that
            are missing from half a feed must not be taken for withdrawn.
    """
    if not _BEGINNING.search(data[:4000]):
        raise reason
    if not _END.search(_COMMENT.sub(b"", data.rstrip(b"\x00 \t\r\n")[-_TAIL:])):
        raise FeedError("the feed is cut off: its last tag is missing", line=reason.line)
    if data.count(b"<") > _TAGS_LIMIT:
        raise FeedError(f"{reason.reason}, and too large to be mended", line=reason.line)
    if any(sign in data for sign in _SERIOUS):
        raise FeedError(
            f"{reason.reason}; what carries alerts or the notice extension is read only when it is"
            " sound",
            line=reason.line,
        )
    import feedparser

    try:
        found = feedparser.parse(data, resolve_relative_uris=False, sanitize_html=False)
    except Exception as cause:
        # It meets bytes that nobody has thought of; whatever it raises, the feed is unreadable.
        raise FeedError(f"{reason.reason}, and not even nearly") from cause
    form = str(found.get("version") or "")
    if not form and not found.entries:
        raise reason
    head = found.feed
    document = Document("atom" if form.startswith("atom") else "rss", title=_text(head, "title"))
    place = f" (line {reason.line})" if reason.line else ""
    document.warnings.append(f"the feed is {reason.reason}{place}; it was read as far as it goes")
    stated = _text(head, "language")
    for number, item in enumerate(found.entries, start=1):
        try:
            entry = _entry(item, base_url)
            entry.language = _language(item) or stated or None
        except Exception as cause:
            # feedparser looks some things up only now, and trips over what it has read itself.
            document.warnings.append(f"entry {number} cannot be read ({str(cause)[:60]})")
            continue
        if entry.key:
            document.entries.append(entry)
        else:
            document.warnings.append(f"entry {number} has neither id nor link and was left out")
    return document


def _entry(item: Any, base_url: str) -> Entry:
    contents = [_text(one, "value") for one in item.get("content", ())]
    key, link = _text(item, "id"), _text(item, "link")
    if link == key and not link.startswith(("http://", "https://")):
        link = ""  # feedparser takes any guid for an address
    return Entry(
        key or link,
        title=_text(item, "title"),
        body=next(filter(None, contents), "") or _text(item, "summary"),
        published=_text(item, "published"),
        updated=_text(item, "updated"),
        categories=tuple(filter(None, (_text(tag, "term") for tag in item.get("tags", ())))),
        link=link,
        base=base_url,
        media=[
            RawMedia(url=_text(one, "href"), type=_text(one, "type"), length=_text(one, "length"))
            for one in item.get("enclosures", ())
        ],
    )


def _language(item: Any) -> str:
    details = item.get("title_detail") or {}
    return _text(details, "language")


def _text(of: Any, key: str) -> str:
    # Asked for `updated`, feedparser would answer with `published`, and complain of it.
    found = dict.get(of, key) if key == "updated" else of.get(key)
    return found if isinstance(found, str) else ""
