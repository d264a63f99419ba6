"""What a difference is made of: a screen before and after, a change, its details."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from kiosk.model.notice import Notice
from kiosk.model.site import Screen, Site
from kiosk.schedule.verdict import Verdict


class What(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    ORDER = "order"
    """The same slides come in another order."""
    SETTING = "setting"
    """Something about the whole screen: its languages, its logo, where QR codes lead. A service
    or a feed is `ADDED`, `REMOVED` or `CHANGED`, as a slide is."""
    SCREEN_ADDED = "screen added"
    SCREEN_REMOVED = "screen removed"


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that differs."""

    field: str
    """`title`, `body`, `file`, `expires`, ..."""
    before: str = ""
    after: str = ""
    language: str = ""
    """For a text: which of its languages."""


@dataclass(frozen=True, slots=True)
class Change:
    """One slide, or one setting, that visitors will see differently."""

    what: What
    kind: str = ""
    """`message`, `image`, ... for an item; `outage`, `event`, ... for a notice; `service`, `feed`;
    empty for a setting."""
    title: str = ""
    place: str = ""
    """Where it is written: `playlists/hall.yaml, 3` or `content/notices/eau.md`."""
    details: tuple[Detail, ...] = ()
    verdict: Verdict | None = None
    """Whether and when it shows: after the change, or for what is removed, before it."""
    unread: bool = False
    """For a feed: nobody knows here what it has."""


@dataclass(frozen=True, slots=True)
class Side:
    """One screen as it is, or as it will be."""

    site: Site
    screen: Screen
    marks: Mapping[str, str]
    """By path in the site, the SHA-256 of its files."""
    fed: tuple[Notice, ...] = ()
    """The notices of its feeds that are files of the site."""


def plain(value: Any) -> str:
    """A value of a site as its files write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Mapping) and "opens" in value:
        return f"{str(value['opens'])[:5]}-{str(value['closes'])[:5]}"
    if isinstance(value, Mapping) and "day" in value:
        return " ".join([str(value["day"]), str(value.get("clock") or "")[:5]]).strip()
    if isinstance(value, (list, tuple)):
        return ", ".join(plain(one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {plain(one)}" for name, one in value.items())
    return str(value)


def normal(name: str) -> str:
    return Path(name).as_posix()
