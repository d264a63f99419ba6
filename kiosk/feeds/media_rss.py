"""Media RSS 1.5.1: the media of an entry, in RSS and in Atom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kiosk.feeds import xml
from kiosk.feeds.entry import RawMedia


def media_rss(item: Any, title: str = "") -> Iterator[RawMedia]:
    """The `media:content` of an entry: those in one group are renditions of one object.

    Args:
        title: what is said of all media of the feed. What Media RSS says stands in a content, or
            in what is round it, up to the channel; what stands deepest counts.
    """
    title = title_of_media(item) or title
    for number, child in enumerate(item):
        space, local = xml.name(child)
        if space not in xml.MEDIA:
            continue
        contents, of_group = ([child] if local == "content" else []), title
        if local == "group":
            contents = [one for one in child if xml.name(one)[1] == "content"]
            of_group = title_of_media(child) or title
        for content in contents:
            yield RawMedia(
                url=(content.get("url") or "").strip(),
                type=content.get("type") or _medium(content.get("medium")),
                title=title_of_media(content) or of_group,
                checksum=_checksum(content),
                length=content.get("fileSize"),
                duration=content.get("duration"),
                language=content.get("lang"),
                group=f"group:{number}" if local == "group" else "",
                height=_whole(content.get("height")),
                preferred=content.get("isDefault") == "true",
            )
        if local == "thumbnail":
            yield RawMedia(url=(child.get("url") or "").strip(), role="thumbnail")


def title_of_media(element: Any) -> str:
    """The title that Media RSS gives to the media in that element, itself."""
    return xml.text(element, *(f"{{{space}}}title" for space in xml.MEDIA))


def _checksum(content: Any) -> str:
    """The `media:hash` of a content itself; that of a group would be another file's."""
    for space in xml.MEDIA:
        for found in content.iterchildren(f"{{{space}}}hash"):
            return f"{found.get('algo') or 'md5'}:{xml.whole_text(found)}"
    return ""


def _medium(medium: str | None) -> str:
    return f"{medium}/*" if medium in ("image", "video", "audio") else ""


def _whole(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else 0
