"""One entry of a feed as it was written, the same for every format, before anything is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.model.notice import Notice


@dataclass(slots=True)
class RawMedia:
    """A file that an entry names; nothing checked."""

    url: str
    type: str = ""
    title: str = ""
    length: object = None
    sha256: object = None
    duration: object = None
    language: object = None
    role: object = None
    captions: object = None
    """As in `_kiosk`: addresses by language."""
    group: str = ""
    """Renditions of one object share a group; one of them is chosen."""
    height: int = 0
    preferred: bool = False


@dataclass(slots=True)
class Entry:
    """One entry. Texts and dates are as written; `said` is the notice extension's."""

    key: str
    title: str = ""
    body: str = ""
    body_markup: bool = True
    """Whether `body` is HTML."""
    language: str | None = None
    """As the entry, or the document round it, states it."""
    published: str = ""
    updated: str = ""
    categories: tuple[str, ...] = ()
    link: str = ""
    base: str = ""
    """What relative addresses are relative to."""
    media: list[RawMedia] = field(default_factory=list)
    said: Mapping[str, Any] = field(default_factory=dict)
    """What the notice extension says, under the names of `_kiosk`."""
    hints: Mapping[str, str] = field(default_factory=dict)
    """What other extensions say, under the same names; the weaker word."""
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """A feed as it was written."""

    format: str
    title: str = ""
    entries: list[Entry] = field(default_factory=list)
    next_url: str | None = None
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What became of the bytes of a feed."""

    format: str
    """`jsonfeed`, `rss` or `atom`."""
    title: str
    notices: tuple[Notice, ...]
    warnings: tuple[str, ...]
    """What is odd about the feed as a whole; what is odd about a notice stands in the notice."""
    next_url: str | None = None
    """Where the feed says that it goes on, with older entries."""
