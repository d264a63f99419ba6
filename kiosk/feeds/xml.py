"""XML for feeds: the gate that lets no DOCTYPE in, and small questions to elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from lxml import etree

from kiosk.errors import FeedError, FeedUnsafe

ATOM = "http://www.w3.org/2005/Atom"
ATOM_03 = "http://purl.org/atom/ns#"
XML = "http://www.w3.org/XML/1998/namespace"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
MEDIA = ("http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss")
NOTICE = "https://kiosk.example/ns/notice/1"
CAP = re.compile(r"urn:oasis:names:tc:emergency:cap:1\.\d")

_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)


class _Nothing:
    """A parser's target that keeps nothing: the gate looks, and builds no tree."""

    def start(self, tag: str, attrs: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, data: str) -> None: ...
    def close(self) -> None: ...


def gate(data: bytes) -> None:
    """Lets no document pass that declares a DOCTYPE or an entity.

    Feeds need neither, and both are how XML attacks are made.

    Raises:
        FeedUnsafe: it declares one.
    """
    try:
        parser = DefusedXMLParser(target=_Nothing(), forbid_dtd=True)
        parser.feed(data)
        parser.close()
    except DefusedXmlException as cause:
        raise FeedUnsafe("it declares a DOCTYPE or an entity, which no feed needs") from cause
    except (ParseError, ValueError, LookupError):
        # No sound XML, or in an encoding that this parser does not know: look for the words.
        if _DOCTYPE.search(_decoded(data)):
            raise FeedUnsafe("it declares a DOCTYPE or an entity, which no feed needs") from None


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "latin-1")
    return data.decode(encoding, "replace")


def parse(data: bytes) -> Any:
    """The root element of a sound document.

    Raises:
        FeedError: it is no sound XML; `reason` and `line` say where.
        FeedUnsafe: it is nested more deeply, or has longer texts, than any feed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as cause:
        line = cause.lineno or None
        what = str(cause.msg).partition(", line ")[0]
        if cause.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise FeedUnsafe(
                "the XML is nested too deeply, or a text in it too long", line=line
            ) from cause
        raise FeedError(f"not sound XML: {what}", line=line) from cause
    except (ValueError, LookupError) as cause:
        raise FeedError(f"not sound XML: {cause}") from cause


def name(element: Any) -> tuple[str, str]:
    """Namespace and local name; both empty for a comment or an instruction."""
    if not isinstance(element.tag, str):
        return "", ""
    space, mark, local = element.tag.rpartition("}")
    return (space[1:] if mark else "", local)


def children(element: Any, *names: str) -> Iterator[Any]:
    """Child elements of any of these names, written `{namespace}local` or `local`."""
    return (child for child in element if child.tag in names)


def text(element: Any, *names: str) -> str:
    """The text of the first child of any of these names that has one, in the names' order."""
    for wanted in names:
        for child in element.iterchildren(wanted):
            found = whole_text(child)
            if found:
                return found
    return ""


def whole_text(element: Any) -> str:
    """All the text inside, markup left out."""
    if len(element):
        return str(element.xpath("string()")).strip()
    return (element.text or "").strip()


def inner_markup(element: Any) -> str:
    """What stands inside, as markup: for XHTML that is written as elements."""
    parts = [element.text or ""]
    parts += [etree.tostring(child, encoding="unicode") for child in element]
    # Prefixes and namespaces mean nothing to a reader of HTML.
    return re.sub(r'(</?)[\w.-]+:(?=\w)|\sxmlns(?::[\w.-]+)?="[^"]*"', r"\1", "".join(parts))


def language(element: Any) -> str | None:
    """`xml:lang`, the element's own or inherited."""
    at = element
    while at is not None:
        found = at.get(f"{{{XML}}}lang")
        if found is not None:
            return str(found)
        at = at.getparent()
    return None


def base(element: Any, document: str) -> str:
    """What relative addresses in this element are relative to: nested `xml:base`."""
    chain = []
    at = element
    while at is not None:
        found = at.get(f"{{{XML}}}base")
        if found:
            chain.append(found)
        at = at.getparent()
    result = document
    for found in reversed(chain):
        try:
            result = urljoin(result, found)
        except ValueError:
            continue
    return result
