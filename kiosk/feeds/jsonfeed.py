"""JSON Feed 1.1 and 1.0, with our extension `_kiosk` (see docs/feeds.md)."""

from __future__ import annotations

import json
import marshal
from collections.abc import Mapping
from typing import Any

from kiosk.errors import FeedError, FeedUnsafe
from kiosk.feeds.entry import Document, Entry, RawMedia
from kiosk.feeds.open311 import without_bare_codes
from kiosk.feeds.reading import bounded, fingerprint

_VERSION = "jsonfeed.org/version/"
_PARTS_LIMIT = 1_000_000
_TEXTS = (
    "title", "content_html", "content_text", "summary", "language", "date_published",
    "date_modified", "url", "external_url", "image", "banner_image",
)  # fmt: skip
_TYPES: Mapping[str, type] = {**dict.fromkeys(_TEXTS, str), "tags": list, "attachments": list}


def load_json(data: bytes) -> tuple[Any, list[str]]:
    """The value that a document of JSON is, and what had to be repaired to read it.

    Raises:
        FeedError: no JSON. It is never read in part.
    """
    if data.count(b"[") + data.count(b"{") > _PARTS_LIMIT:
        raise FeedUnsafe(f"it has more than {_PARTS_LIMIT} lists and objects")
    try:
        return json.loads(data), []
    except RecursionError as cause:
        raise FeedError("the JSON is nested too deeply to be a feed") from cause
    except json.JSONDecodeError as cause:
        repaired = without_bare_codes(data)
        if repaired is not None:
            return repaired, ["a service_code is written as a number with zeros before it, which"
                              " is no JSON; it was taken as a text"]  # fmt: skip
        raise FeedError(f"not valid JSON: {cause.msg}", line=cause.lineno) from cause
    except UnicodeDecodeError as cause:
        line = data.count(b"\n", 0, cause.start) + 1
        raise FeedError("not valid JSON: it is not in UTF-8, as JSON must be", line=line) from cause
    except ValueError as cause:
        raise FeedError("not valid JSON: a number in it is longer than any feed needs") from cause


def read_jsonfeed(feed: Any, base_url: str, seen: Mapping[str, str]) -> Document:
    """A value of JSON → the feed as it was written.

    Raises:
        FeedError: it is no JSON Feed.
    """
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise FeedError("this is JSON, but no JSON Feed: it has no list called items")
    bounded(len(feed["items"]))
    document = Document("jsonfeed", title=_text(feed.get("title")))
    if _VERSION not in _text(feed.get("version")):
        document.warnings.append("the feed does not say that it is a JSON Feed (version)")
    if feed.get("expired") is True:
        document.warnings.append("the feed says that it is finished; ask for the one after it")
    document.next_url = _text(feed.get("next_url")) or None
    language = feed.get("language")
    context = f"{base_url}\n{language}"
    for number, item in enumerate(feed["items"], start=1):
        key = _key(item)
        if not key:
            document.warnings.append(f"entry {number} has no id and was left out")
            continue
        # Version 2 of marshal writes equal values as equal bytes, and is the fastest way to them.
        try:
            mark = fingerprint(marshal.dumps(item, 2), context)
        except ValueError as cause:
            raise FeedError("the JSON is nested too deeply to be a feed") from cause
        if seen.get(key) == mark:
            document.unchanged.append(key)
            continue
        entry = _entry(key, item, language)
        entry.fingerprint = mark
        document.entries.append(entry)
    return document


def _key(item: Any) -> str:
    """The id; the specification has numbers turned into text and blank ones discarded."""
    found = item.get("id") if isinstance(item, dict) else None
    if isinstance(found, (int, float)) and not isinstance(found, bool):
        return str(found)
    return found.strip() if isinstance(found, str) else ""


def _entry(key: str, item: Mapping[str, Any], language: Any) -> Entry:
    entry = Entry(key)
    for name, value in item.items():
        if value is not None and name in _TYPES and not isinstance(value, _TYPES[name]):
            entry.warnings.append(
                f"{name} is no text and was left out"
                if _TYPES[name] is str
                else f"{name} is no list and was left out"
            )
    entry.title = _text(item.get("title"))
    plain, markup = _text(item.get("content_text")), _text(item.get("content_html"))
    entry.body = markup or plain
    entry.body_markup = bool(markup)
    if not entry.body:
        entry.body, entry.body_markup = _text(item.get("summary")), False
        if not entry.title and not entry.body and "_kiosk" not in item:
            entry.warnings.append("it has neither content_text nor content_html")
    entry.language = _text(item.get("language")) or _text(language)
    entry.published = _text(item.get("date_published"))
    entry.updated = _text(item.get("date_modified"))
    tags = item.get("tags")
    entry.categories = tuple(map(_text, tags)) if isinstance(tags, list) else ()
    entry.link = _text(item.get("url")) or _text(item.get("external_url"))
    said = item.get("_kiosk")
    if isinstance(said, dict):
        entry.said = said
    elif said is not None:
        entry.warnings.append("_kiosk is no object and was left out")
    _add_media(entry, item)
    return entry


def _add_media(entry: Entry, item: Mapping[str, Any]) -> None:
    attachments = item.get("attachments")
    for attachment in attachments if isinstance(attachments, list) else ():
        if not isinstance(attachment, dict) or not _text(attachment.get("url")):
            entry.warnings.append("an attachment has no url and was left out")
            continue
        own = attachment.get("_kiosk")
        said: Mapping[str, Any] = own if isinstance(own, dict) else {}
        title = _text(attachment.get("title"))
        entry.media.append(
            RawMedia(
                url=_text(attachment["url"]),
                type=_text(attachment.get("mime_type")),
                title=title,
                length=attachment.get("size_in_bytes"),
                duration=attachment.get("duration_in_seconds"),
                sha256=said.get("sha256"),
                language=said.get("language"),
                role=said.get("role"),
                captions=said.get("captions"),
                # Attachments of one title are renditions of one thing.
                group=title and f"title:{title}",
            )
        )
    image = _text(item.get("image")) or _text(item.get("banner_image"))
    if image:
        entry.media.append(RawMedia(url=image, role="image"))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
