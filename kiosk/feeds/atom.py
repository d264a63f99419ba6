"""Atom (RFC 4287), and Atom 0.3 as far as it goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kiosk.feeds import extension, xml
from kiosk.feeds.entry import Document, Entry, RawMedia
from kiosk.feeds.rss import media_rss


def read_atom(root: Any, base_url: str) -> Document:
    """The `feed` element (or a lone `entry`) → the feed as it was written."""
    space = xml.name(root)[0]
    document = Document("atom", title=_content(root, space, "title")[0])
    own = xml.name(root)[1] == "entry"
    for number, element in enumerate([root] if own else root.iterchildren(_in(space, "entry"))):
        entry = _entry(element, space, base_url)
        if not entry.key:
            document.warnings.append(f"entry {number + 1} has no id and was left out")
            continue
        document.entries.append(entry)
    for link in root.iterchildren(_in(space, "link")):
        if link.get("rel") == "next":
            document.next_url = link.get("href")
    return document


def _in(space: str, local: str) -> str:
    return f"{{{space}}}{local}" if space else local


def _entry(element: Any, space: str, base_url: str) -> Entry:
    links = list(element.iterchildren(_in(space, "link")))
    link = next(
        (found.get("href") or "" for found in links if found.get("rel") in (None, "alternate")), ""
    )
    title, _ = _content(element, space, "title")
    body, markup = _content(element, space, "content")
    if not body:
        body, markup = _content(element, space, "summary")
    # An id is compared character by character; it is no address to be made absolute.
    return Entry(
        xml.text(element, _in(space, "id")) or link,
        title=title,
        body=body,
        body_markup=markup,
        language=xml.language(element),
        published=xml.text(element, _in(space, "published"), _in(space, "issued")),
        updated=xml.text(element, _in(space, "updated"), _in(space, "modified")),
        categories=tuple(
            found
            for category in element.iterchildren(_in(space, "category"))
            for found in (category.get("term"), category.get("label"))
            if found
        ),
        link=link.strip(),
        base=xml.base(element, base_url),
        media=[*_enclosures(links), *media_rss(element)],
        said=extension.said(element),
        hints=extension.hints(element),
    )


def _content(element: Any, space: str, local: str) -> tuple[str, bool]:
    """A text construct, and whether it is markup. Its type is plain text when none is stated."""
    found = next(element.iterchildren(_in(space, local)), None)
    if found is None:
        return "", False
    kind = (found.get("type") or "text").lower()
    if "xhtml" in kind or (len(found) and kind in ("text", "text/html")):
        return xml.inner_markup(found), True
    return xml.whole_text(found), "html" in kind


def _enclosures(links: list[Any]) -> Iterator[RawMedia]:
    for link in links:
        if link.get("rel") == "enclosure":
            yield RawMedia(
                url=(link.get("href") or "").strip(),
                type=link.get("type") or "",
                title=link.get("title") or "",
                length=link.get("length"),
                language=link.get("hreflang"),
            )
