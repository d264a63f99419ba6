"""RSS 2.0 with Media RSS; 0.9x and RDF (1.0) are read as far as they go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from kiosk.feeds import extension, xml
from kiosk.feeds.entry import Document, Entry, RawMedia

_SPACES = ("", "http://purl.org/rss/1.0/", "http://backend.userland.com/rss2",
           "http://my.netscape.com/rdf/simple/0.9/")  # fmt: skip


def _names(local: str) -> tuple[str, ...]:
    return tuple(f"{{{space}}}{local}" if space else local for space in _SPACES)


def read_rss(root: Any, base_url: str) -> Document:
    """The `rss` or `RDF` element → the feed as it was written."""
    channel = next(xml.children(root, *_names("channel")), root)
    document = Document("rss", title=xml.text(channel, *_names("title")))
    stated = xml.text(channel, *_names("language"), f"{{{xml.DC}}}language") or None
    # RSS 2.0 has its items in the channel, RDF and 0.90 beside it.
    items = list(xml.children(channel, *_names("item")))
    if channel is not root:
        items += xml.children(root, *_names("item"))
    for item in items:
        entry = _entry(item, base_url)
        entry.language = xml.text(item, f"{{{xml.DC}}}language") or xml.language(item) or stated
        document.entries.append(entry)
    return document


def _entry(item: Any, base_url: str) -> Entry:
    title = _title(item)
    published = xml.text(item, *_names("pubDate"), f"{{{xml.DC}}}date")
    link = xml.text(item, *_names("link"))
    guid = next(xml.children(item, *_names("guid")), None)
    # A guid is an opaque text: never made absolute, never trimmed of its case.
    key = xml.whole_text(guid) if guid is not None else ""
    warnings: list[str] = []
    if not link and key and guid is not None and _is_address(guid, key):
        link = key
    if not key:
        key = item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or link
    if not key:
        key = hashlib.sha256(f"{title}\n{published}".encode("utf-8", "replace")).hexdigest()[:32]
        warnings.append("it has neither guid nor link; title and date stand for them")
    return Entry(
        key,
        title=title,
        body=xml.text(item, f"{{{xml.CONTENT}}}encoded", *_names("description")),
        published=published,
        updated=xml.text(item, f"{{{xml.ATOM}}}updated", f"{{{xml.DCTERMS}}}modified"),
        categories=tuple(
            xml.whole_text(child)
            for child in xml.children(item, *_names("category"), f"{{{xml.DC}}}subject")
        ),
        link=link,
        base=xml.base(item, base_url),
        media=list(_media(item)),
        said=extension.said(item),
        hints=extension.hints(item),
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


def _media(item: Any) -> Iterator[RawMedia]:
    for enclosure in xml.children(item, *_names("enclosure")):
        yield RawMedia(
            url=(enclosure.get("url") or "").strip(),
            type=enclosure.get("type") or "",
            length=enclosure.get("length"),
        )
    yield from media_rss(item)


def media_rss(item: Any) -> Iterator[RawMedia]:
    """The `media:content` of an entry: those in one group are renditions of one object."""
    for number, child in enumerate(item):
        space, local = xml.name(child)
        if space not in xml.MEDIA:
            continue
        contents = [child] if local == "content" else []
        if local == "group":
            contents = [one for one in child if xml.name(one)[1] == "content"]
        for content in contents:
            yield RawMedia(
                url=(content.get("url") or "").strip(),
                type=content.get("type") or _medium(content.get("medium")),
                title=_deepest(content, "title"),
                length=content.get("fileSize"),
                duration=content.get("duration"),
                language=content.get("lang"),
                group=f"group:{number}" if local == "group" else "",
                height=_whole(content.get("height")),
                preferred=content.get("isDefault") == "true",
            )
        if local == "thumbnail":
            yield RawMedia(url=(child.get("url") or "").strip(), role="thumbnail")


def _deepest(content: Any, local: str) -> str:
    """What Media RSS says of a content stands in it, or in what is round it."""
    for element in (content, content.getparent()):
        for space in xml.MEDIA:
            found = xml.text(element, f"{{{space}}}{local}")
            if found:
                return found
    return ""


def _medium(medium: str | None) -> str:
    return f"{medium}/*" if medium in ("image", "video", "audio") else ""


def _whole(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else 0
