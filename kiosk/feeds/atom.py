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
    document = Document("atom", title=_content(root, space, "title", [])[0])
    own = xml.name(root)[1] == "entry"
    context = f"{xml.base(root, base_url)}\n{xml.language(root)}"
    elements = [root] if own else list(root.iterchildren(_in(space, "entry")))
    bounded(len(elements))
    for number, element in enumerate(elements):
        mark = fingerprint(etree.tostring(element), context)
        key = xml.text(element, _in(space, "id")) or _href(_link(element, space))
        if not key:
            document.warnings.append(f"entry {number + 1} has no id and was left out")
            continue
        if seen.get(key) == mark:
            document.unchanged.append(key)
            continue
        entry = _entry(element, space, key, base_url)
        if not (entry.pointer or entry.alerts):
            # What only stands for an alert may become that alert, written as it is now.
            entry.fingerprint = mark
        document.entries.append(entry)
    for link in root.iterchildren(_in(space, "link")):
        if link.get("rel") == "next":
            document.next_url = _address(link, base_url)
    return document


def _in(space: str, local: str) -> str:
    return f"{{{space}}}{local}" if space else local


def _link(element: Any, space: str) -> Any:
    """The link to where an entry can be read; None: it has none."""
    links = element.iterchildren(_in(space, "link"))
    return next((found for found in links if found.get("rel") in (None, "alternate")), None)


def _href(link: Any) -> str:
    return (link.get("href") or "").strip() if link is not None else ""


def _address(link: Any, base_url: str) -> str:
    """Where a link leads: as written, unless it has a base of its own."""
    address = _href(link)
    if link is None or link.get(f"{{{xml.XML}}}base") is None:
        return address
    return xml.joined(xml.base(link, base_url), address)


def _entry(element: Any, space: str, key: str, base_url: str) -> Entry:
    links = list(element.iterchildren(_in(space, "link")))
    link = _address(_link(element, space), base_url)
    pointer, stated = extension.pointer(element, link)
    warnings: list[str] = []
    title, _ = _content(element, space, "title", warnings)
    body, markup = _content(element, space, "content", warnings)
    if not body:
        body, markup = _content(element, space, "summary", warnings)
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
        media=[*_enclosures(links, base_url), *media_rss(element)],
        said=extension.said(element),
        hints=extension.hints(element),
        alerts=extension.alerts(element),
        kind=Kind.ALERT if stated or extension.speaks_cap(element) else None,
        pointer=pointer,
        pointer_stated=stated,
        warnings=warnings,
    )


def _content(element: Any, space: str, local: str, warnings: list[str]) -> tuple[str, bool]:
    """A text construct, and whether it is markup. Its type is plain text when none is stated."""
    found = next(element.iterchildren(_in(space, local)), None)
    if found is None:
        return "", False
    kind = (found.get("type") or "text").lower()
    if "xhtml" in kind or (len(found) and kind in ("text", "text/html")):
        return xml.inner_markup(found), True
    if kind not in ("text", "html") and not kind.startswith("text/"):
        # By the standard it is packed (Base64), or a picture drawn in elements.
        if found.get("src") is None:
            warnings.append(f"its {local} is {kind[:40]}, which is no text, and was left out")
        return "", False
    return xml.whole_text(found), "html" in kind


def _enclosures(links: list[Any], base_url: str) -> Iterator[RawMedia]:
    for link in links:
        alert = (link.get("type") or "").partition(";")[0].strip() == extension.CAP_TYPE
        if link.get("rel") == "enclosure" and not alert:
            yield RawMedia(
                url=_address(link, base_url),
                type=link.get("type") or "",
                title=link.get("title") or "",
                length=link.get("length"),
                language=link.get("hreflang"),
            )
