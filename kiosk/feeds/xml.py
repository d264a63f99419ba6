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
from kiosk.feeds.charset import settled

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


_TAGS_LIMIT = 1_000_000
_DEPTH_LIMIT = 256
_SPACES_LIMIT = 100
"""Namespaces that one element may declare; each of them is looked at again for every other."""
_DECLARES = "it declares a DOCTYPE or an entity, which no feed needs"
_TOO_DEEP = "the XML is nested too deeply to be a feed"


class _Looker:
    """A parser's target that keeps nothing: the gate looks, and builds no tree."""

    def __init__(self) -> None:
        self._depth = self._spaces = 0

    def start_ns(self, _prefix: str, _uri: str) -> None:
        self._spaces += 1
        if self._spaces > _SPACES_LIMIT:
            raise FeedUnsafe(f"an element of it declares more than {_SPACES_LIMIT} namespaces")

    def start(self, _tag: str, _attrs: dict[str, str]) -> None:
        self._spaces = 0
        self._depth += 1
        if self._depth > _DEPTH_LIMIT:
            raise FeedUnsafe(_TOO_DEEP)

    def end(self, _tag: str) -> None:
        self._depth -= 1

    def close(self) -> None: ...


def gate(data: bytes) -> bool:
    """Lets no document pass that declares a DOCTYPE or an entity, or would take all memory.

    Feeds need neither, and both are how XML attacks are made. Returns whether it is sound XML
    that has been looked through to its end.

    Raises:
        FeedUnsafe: it declares one, is nested too deeply, or has too many elements.
    """
    if data.count(b"<") > 2 * _TAGS_LIMIT:
        raise FeedUnsafe(f"it has more than {_TAGS_LIMIT} elements")
    try:
        parser = DefusedXMLParser(target=_Looker(), forbid_dtd=True)
        parser.feed(data)
        parser.close()
    except DefusedXmlException as cause:
        raise FeedUnsafe(_DECLARES) from cause
    except (ParseError, ValueError, LookupError):
        # No sound XML, or in an encoding that this parser does not know: look for the words.
        if _DOCTYPE.search(_decoded(data)):
            raise FeedUnsafe(_DECLARES) from None
        return False
    return True


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "latin-1")
    return data.decode(encoding, "replace")


def parse(data: bytes, *, looked_through: bool = False) -> Any:
    """The root element of a sound document.

    Args:
        looked_through: by the gate, to its end; then a text in it may have any length.

    Raises:
        FeedError: it is no sound XML; `reason` and `line` say where.
        FeedUnsafe: it is nested more deeply, or has longer texts, than any feed; or declares a
            DOCTYPE in an encoding that the gate could not read.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=looked_through
    )
    try:
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.doctype:
            raise FeedUnsafe(_DECLARES)
        return root
    except etree.XMLSyntaxError as cause:
        line = cause.lineno or None
        # What libxml2 says goes on with a piece of the document, for as long as that is.
        what = str(cause.msg).partition(", line ")[0].partition("\n")[0][:120]
        if cause.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise FeedUnsafe(
                "the XML is nested too deeply, or a text in it too long", line=line
            ) from cause
        raise FeedError(f"not sound XML: {what}", line=line) from cause
    except (ValueError, LookupError) as cause:
        raise FeedError(f"not sound XML: {cause}") from cause


def sound(data: bytes) -> tuple[Any, str]:
    """The root element of a document that must be sound, and what was guessed to read it.

    Raises:
        FeedError: as `gate` and `parse`.
    """
    data, told = settled(data.lstrip(b" \t\r\n"))
    return parse(data, looked_through=gate(data)), told


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
        result = joined(result, found)
    return result


def joined(base_url: str, address: str) -> str:
    """The address as seen from there; what is no address stays as it is written."""
    try:
        return urljoin(base_url, address)
    except ValueError:
        return address
