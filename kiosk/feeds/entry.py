"""One entry of a feed as it was written, the same for every format, before anything is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kiosk.model.notice import EndRule, Kind, Notice
from kiosk.model.ruling import Ruling


@dataclass(slots=True)
class RawMedia:
    """A file that an entry names; nothing checked."""

    url: str
    type: str = ""
    title: str = ""
    length: object = None
    sha256: object = None
    checksum: str = ""
    """`ALGORITHM:DIGITS` as written."""
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
    dated: bool = True
    """Whether its format has dates of publication, so that a missing one is worth a word."""
    categories: tuple[str, ...] = ()
    link: str = ""
    base: str = ""
    """What relative addresses are relative to."""
    media: list[RawMedia] = field(default_factory=list)
    said: Mapping[str, Any] = field(default_factory=dict)
    """What the notice extension says, under the names of `_kiosk`."""
    hints: Mapping[str, str] = field(default_factory=dict)
    """What other extensions say, under the same names; the weaker word."""
    kind: Kind | None = None
    """What it is by its very format, where neither it nor the site says."""
    end_rule: EndRule | None = None
    """Why it ends when `said` says that it does; None: because it says so."""
    alerts: list[Any] = field(default_factory=list)
    """Elements of alerts (CAP) that stand in it; then it is only their wrapping."""
    pointer: str = ""
    """Address of the alert (CAP) for which this entry only stands, as written."""
    pointer_stated: bool = True
    """The entry says that an alert is there; else it is likely, from what else it says."""
    fingerprint: str = ""
    """Changes whenever anything that was written in it does; empty: not known."""
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ServiceOffer:
    """A service of a complaint desk's list (Open311)."""

    code: str
    name: str
    description: str = ""
    group: str = ""
    keywords: tuple[str, ...] = ()
    service: str | None = None
    """Id of the service of the site that it belongs to; None: to none."""


@dataclass(slots=True)
class Document:
    """A feed as it was written."""

    format: str
    title: str = ""
    entries: list[Entry] = field(default_factory=list)
    alerts: set[str] = field(default_factory=set)
    """Keys of the alerts (CAP) that were read."""
    next_url: str | None = None
    rulings: list[Ruling] = field(default_factory=list)
    offers: list[ServiceOffer] = field(default_factory=list)
    reread_at: datetime | None = None
    unchanged: list[str] = field(default_factory=list)
    """Keys of the entries that were seen before as they are now, and not read again."""
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What became of the bytes of a feed."""

    format: str
    """`jsonfeed`, `rss`, `atom`, `cap`, `gtfs-realtime`, `icalendar` or `open311`."""
    title: str
    notices: tuple[Notice, ...]
    warnings: tuple[str, ...]
    """What is odd about the feed as a whole; what is odd about a notice stands in the notice."""
    next_url: str | None = None
    """Where the feed says that it goes on, with older entries. Absolute."""
    rulings: tuple[Ruling, ...] = ()
    """Which alerts are replaced or cancelled, those of other documents included."""
    follow: tuple[str, ...] = ()
    """Addresses of the alerts that this index points to; they are to be fetched."""
    offers: tuple[ServiceOffer, ...] = ()
    """The services that a complaint desk offers."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """By service of the site: its code in the complaint form, from `offers`."""
    reread_at: datetime | None = None
    """When the same bytes will say something else, as recurring events do; None: never."""
    unchanged: tuple[str, ...] = ()
    """Keys of the entries that are as they were; they are not among `notices`."""
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    """By key of the notices: what to recognise their entries by next time."""
