"""RSS 2.0 with Media RSS; 0.9x and RDF (1.0) are read as far as they go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from kiosk.feeds import extension, xml
from kiosk.feeds.entry import Document, Entry, RawMedia
from kiosk.feeds.media_rss import media_rss, title_of_media
from kiosk.feeds.reading import bounded, fingerprint
from kiosk.model.notice import Kind

_SPACES = ("", "http://purl.org/rss/1.0/", "http://backend.userland.com/rss2",
           "http://my.netscape.com/rdf/simple/0.9/")  # fmt: skip


def _names(local: str) -> tuple[str, ...]:
    return tuple(f"{{{space}}}{local}" if space else local for space in _SPACES)


def read_rss(root: Any, base_url: str, seen: Mapping[str, str]) -> Document:
    """The `rss` or `RDF` element → the feed as it was written."""
    channel = next(xml.children(root, *_names("channel")), root)
    document = Document("rss", title=xml.text(channel, *_names("title")))
    stated = xml.text(channel, *_names("language"), f"{{{xml.DC}}}language") or None
    # RSS 2.0 has its items in the channel, RDF and 0.90 beside it.
    items = list(xml.children(channel, *_names("item")))
    if channel is not root:
        items += xml.children(root, *_names("item"))
    bounded(len(items))
    base = xml.base(channel, base_url)
    context = f"{base}\n{stated}\n{xml.language(channel)}\n{_told_of_all(channel)}"
    title = title_of_media(channel)
    for item in items:
        mark = fingerprint(etree.tostring(item), context)
        key, link, warnings = _identity(item)
        if seen.get(key) == mark:
            document.unchanged.append(key)
            continue
        entry = _entry(item, key, link, warnings, base_url, title)
        entry.language = xml.text(item, f"{{{xml.DC}}}language") or xml.language(item) or stated
        if not (entry.pointer or entry.alerts):
            # What only stands for an alert may become that alert, written as it is now.
            entry.fingerprint = mark
        document.entries.append(entry)
    return document


def _told_of_all(channel: Any) -> str:
    """What Media RSS says of all entries at once."""
    return "".join(
        etree.tostring(child, encoding="unicode")
        for child in channel
        if xml.name(child)[0] in xml.MEDIA
    )


def _identity(item: Any) -> tuple[str, str, list[str]]:
    """The key of an entry, its link, and what had to be guessed."""
    link = xml.text(item, *_names("link"))
    guid = next(xml.children(item, *_names("guid")), None)
    # A guid is an opaque text: never made absolute, never trimmed of its case.
    key = xml.whole_text(guid) if guid is not None else ""
    if not link and key and guid is not None and _is_address(guid, key):
        link = key
    if not key:
        key = item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or link
    if key:
        return key, link, []
    told = f"{_title(item)}\n{_published(item)}".encode("utf-8", "replace")
    return (
        hashlib.sha256(told).hexdigest()[:32],
        link,
        ["it has neither guid nor link; title and date stand for them"],
    )


def _published(item: Any) -> str:
    return xml.text(item, *_names("pubDate"), f"{{{xml.DC}}}date")


def _entry(
    item: Any, key: str, link: str, warnings: list[str], base_url: str, media_title: str
) -> Entry:
    pointer, stated = extension.pointer(item, link)
    return Entry(
        key,
        title=_title(item),
        body=xml.text(item, f"{{{xml.CONTENT}}}encoded", *_names("description")),
        published=_published(item),
        updated=xml.text(item, f"{{{xml.ATOM}}}updated", f"{{{xml.DCTERMS}}}modified"),
        categories=tuple(
            xml.whole_text(child)
            for child in xml.children(item, *_names("category"), f"{{{xml.DC}}}subject")
        ),
        link=link,
        base=xml.base(item, base_url),
        media=list(_media(item, media_title)),
        said=extension.said(item),
        hints=extension.hints(item),
        alerts=extension.alerts(item),
        kind=Kind.ALERT if stated or extension.speaks_cap(item) else None,
        pointer=pointer,
        pointer_stated=stated,
        warnings=warnings,
    )


def _title(item: Any) -> str:
    return xml.text(
        item, *_names("title"), f"{{{xml.DC}}}title", *(f"{{{s}}}title" for s in xml.MEDIA)
    )


def _is_address(guid: Any, key: str) -> bool:
    """A guid is the entry's address unless it says that it is not."""
    permanent = (guid.get("isPermaLink") or "true").strip().lower() != "false"
    return permanent and key.startswith(("http://", "https://"))


def _media(item: Any, title: str) -> Iterator[RawMedia]:
    for enclosure in xml.children(item, *_names("enclosure")):
        if (enclosure.get("type") or "").partition(";")[0].strip() == extension.CAP_TYPE:
            continue
        yield RawMedia(
            url=(enclosure.get("url") or "").strip(),
            type=enclosure.get("type") or "",
            length=enclosure.get("length"),
        )
    yield from media_rss(item, title)
