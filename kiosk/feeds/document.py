"""Bytes → the feed as it was written: finds out which format they are, and calls its reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.errors import FeedError, FeedUnsafe
from kiosk.feeds import xml
from kiosk.feeds.atom import read_atom
from kiosk.feeds.cap import alerts_in, is_cap, read_cap
from kiosk.feeds.charset import settled
from kiosk.feeds.entry import Document
from kiosk.feeds.gtfs import is_gtfs_json, looks_like_gtfs, read_gtfs, read_gtfs_json
from kiosk.feeds.ics import read_ics
from kiosk.feeds.jsonfeed import load_json, read_jsonfeed
from kiosk.feeds.open311 import is_list, read_open311_json, read_open311_xml
from kiosk.feeds.reading import Reading
from kiosk.feeds.rss import read_rss
from kiosk.feeds.tolerant import read_tolerantly

KNOWN = "RSS, Atom, JSON Feed, CAP, GTFS-realtime, iCalendar or an Open311 service list"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read_document(
    data: bytes, base_url: str, content_type: str, reading: Reading, seen: Mapping[str, str]
) -> Document:
    """The feed as it was written, in whichever format.

    Args:
        seen: by key, the fingerprints of entries that need not be read again.

    Raises:
        FeedError: it is none that we know, or a damaged one.
    """
    data = _of_utf16(data)
    start = data[:400].lstrip(b"".join(_MARKS) + b"\x00 \t\r\n")[:40]
    if not data.strip(b"\x00 \t\r\n"):
        raise FeedError("the answer is empty")
    if looks_like_gtfs(data):  # first: it begins with a line feed, which JSON may do too
        return read_gtfs(data, reading)
    if start.startswith((b"{", b"[")):
        return _json_document(data, base_url, reading, seen)
    if start.startswith(b"<"):
        return _xml_document(data.lstrip(b" \t\r\n"), base_url, reading, seen)
    if start.upper().startswith(b"BEGIN:VCALENDAR"):
        return read_ics(data, reading)
    named = f" (the server calls it {content_type[:60]})" if content_type else ""
    raise FeedError(f"this is not {KNOWN}{named}")


def _of_utf16(data: bytes) -> bytes:
    """What is neither XML nor JSON and begins with the mark of UTF-16, in UTF-8."""
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            head = data[2:200].decode(codec, "replace").lstrip()
            if head.upper().startswith("BEGIN:VCALENDAR"):
                return data[2:].decode(codec, "replace").encode()
    return data


def _json_document(
    data: bytes, base_url: str, reading: Reading, seen: Mapping[str, str]
) -> Document:
    loaded, warnings = load_json(data)
    if is_list(loaded):
        document = read_open311_json(loaded)
    elif is_gtfs_json(loaded):
        document = read_gtfs_json(loaded, reading)
    elif warnings:
        raise FeedError(warnings[0])
    else:
        document = read_jsonfeed(loaded, base_url, seen)
    document.warnings += warnings
    return document


def _xml_document(
    data: bytes, base_url: str, reading: Reading, seen: Mapping[str, str]
) -> Document:
    if _is_web_page(data):
        raise FeedError(
            "this is a web page, not a feed; look in the page for the address of its feed"
        )
    data, told = settled(data)
    looked_through = xml.gate(data)
    try:
        root = xml.parse(data, looked_through=looked_through)
    except FeedUnsafe:
        raise
    except FeedError as reason:
        document = read_tolerantly(data, base_url, reason)
    else:
        document = _of_root(root, base_url, reading, seen)
    if told:
        document.warnings.insert(0, told)
    return document


def _of_root(root: Any, base_url: str, reading: Reading, seen: Mapping[str, str]) -> Document:
    space, local = xml.name(root)
    if local in ("feed", "entry") and (space in (xml.ATOM, xml.ATOM_03) or not space):
        return read_atom(root, base_url, seen)
    if local in ("rss", "RDF", "channel"):
        return read_rss(root, base_url, seen)
    if local == "services":
        return read_open311_xml(root)
    if (local == "alert" and is_cap(space)) or alerts_in(root):
        return read_cap(root, xml.base(root, base_url), reading)
    if local == "alert":
        raise FeedError(f"this is an alert of a CAP that we do not know: {space[:80]!r}")
    raise FeedError(f"this is XML, but not {KNOWN}: its root is {local[:40]!r}")


def _is_web_page(data: bytes) -> bool:
    head = data[:1000].lstrip(b"".join(_MARKS)).lower()
    return head.startswith((b"<!doctype html", b"<html")) or b"<html" in head
