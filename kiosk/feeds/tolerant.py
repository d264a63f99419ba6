"""RSS and Atom that only nearly are XML, through feedparser. The only `import feedparser`.

feedparser reads almost anything. It is not asked to look at sound documents, whose raw texts
we need: it rewrites guids, leaves enclosures relative and loses dates that it does not know.
"""

from __future__ import annotations

import re
from typing import Any

from kiosk.errors import FeedError
from kiosk.feeds.entry import Document, Entry, RawMedia

_BEGINNING = re.compile(rb"<(?:[\w.-]+:)?(?:rss|feed|rdf)\b", re.I)
_END = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.I | re.S)


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
    if not _END.search(data.rstrip(b"\x00 \t\r\n")):
        raise FeedError("the feed is cut off: its last tag is missing", line=reason.line)
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
    return Entry(
        _text(item, "id") or _text(item, "link"),
        title=_text(item, "title"),
        body=next(filter(None, contents), "") or _text(item, "summary"),
        published=_text(item, "published"),
        updated=_text(item, "updated"),
        categories=tuple(filter(None, (_text(tag, "term") for tag in item.get("tags", ())))),
        link=_text(item, "link"),
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
