"""Atom (RFC 4287), and Atom 0.3 as far as it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from kiosk.feeds import extension, xml
from kiosk.feeds.entry import Document, Entry, RawMedia
from kiosk.feeds.media_rss import media_rss
from kiosk.feeds.reading import bounded, fingerprint
from kiosk.model.notice import Kind


def read_atom(root: Any, base_url: str, seen: Mapping[str, str]) -> Document:
    """The `feed` element (or a lone `entry`) → the feed as it was written."""
    space = xml.name(root)[0]
    document = Document("atom", title=_content(root, space, "title")[0])
    own = xml.name(root)[1] == "entry"
    context = f"{base_url}\n{xml.language(root)}"
    elements = [root] if own else list(root.iterchildren(_in(space, "entry")))
    bounded(len(elements))
    for number, element in enumerate(elements):
        mark = fingerprint(etree.tostring(element), context)
        key = xml.text(element, _in(space, "id")) or _link(element, space)
        if not key:
            document.warnings.append(f"entry {number + 1} has no id and was left out")
            continue
        if seen.get(key) == mark:
            document.unchanged.append(key)
            continue
        entry = _entry(element, space, key, base_url)
        entry.fingerprint = mark
        document.entries.append(entry)
    for link in root.iterchildren(_in(space, "link")):
        if link.get("rel") == "next":
            document.next_url = link.get("href")
    return document


def _in(space: str, local: str) -> str:
    return f"{{{space}}}{local}" if space else local


def _link(element: Any, space: str) -> str:
    """Where an entry says that it can be read, as written."""
    links = element.iterchildren(_in(space, "link"))
    return next(
        (
            (found.get("href") or "").strip()
            for found in links
            if found.get("rel") in (None, "alternate")
        ),
        "",
    )


def _entry(element: Any, space: str, key: str, base_url: str) -> Entry:
    links = list(element.iterchildren(_in(space, "link")))
    link = _link(element, space)
    pointer, stated = extension.pointer(element, link)
    title, _ = _content(element, space, "title")
    body, markup = _content(element, space, "content")
    if not body:
        body, markup = _content(element, space, "summary")
    # An id is compared character by character; it is no address to be made absolute.
    return Entry(
        key,
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
        link=link,
        base=xml.base(element, base_url),
        media=[*_enclosures(links), *media_rss(element)],
        said=extension.said(element),
        hints=extension.hints(element),
        alerts=extension.alerts(element),
        kind=Kind.ALERT if pointer else None,
        pointer=pointer,
        pointer_stated=stated,
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
        alert = (link.get("type") or "").partition(";")[0].strip() == extension.CAP_TYPE
        if link.get("rel") == "enclosure" and not alert:
            yield RawMedia(
                url=(link.get("href") or "").strip(),
                type=link.get("type") or "",
                title=link.get("title") or "",
                length=link.get("length"),
                language=link.get("hreflang"),
            )
