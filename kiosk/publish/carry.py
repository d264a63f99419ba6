"""Notices of the office's feeds, carried to the walls as a feed in the site, with their media.

For walls that reach nothing but the office's server. The notices are written as a JSON Feed
whose extension `_kiosk` says all that is known of them (docs/feeds.md), and read again to see
that it does. A list of a complaint desk's services (Open311) stays one, for its codes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.feeds.read import read_feed
from kiosk.feeds.words import Vocabulary
from kiosk.model.notice import Area, Captions, Media, Notice, Role
from kiosk.model.site import Feed, Site

_FOLDER = "content/feeds"
_DATES = ("starts", "ends", "shows_from", "expires", "as_of")
_PLAIN = ("kind", "service", "severity", "urgency", "state", "planned")
_COMPARED = (*_PLAIN, *_DATES, "published", "updated", "areas", "texts", "link")
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_NO_CODES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the office has fetched for its walls."""

    notices: Sequence[Notice] = ()
    """Of all feeds."""
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By the name of the feed, where that is a list of services (Open311): by service of the
    site its code in the complaint form."""


@dataclass(frozen=True, slots=True)
class CarriedFeed:
    """One feed as it stands in a screen's site."""

    path: str
    """Of the feed, in the site."""
    data: bytes
    files: Mapping[str, Path]
    """The media of its notices: path in the site → where they lie in the office."""
    lost: int
    """How many notices or codes cannot be said in such a feed, and are left out."""


def is_carried(feed: Feed) -> bool:
    """Whether the office fetches it for the walls; a file of the site goes with the site."""
    return on_the_web(feed.url)


def on_the_web(address: str) -> bool:
    """Whether the address is one of the web; otherwise it names a file of the site."""
    return address.lower().startswith(("http://", "https://"))


def carry(
    site: Site,
    feed: Feed,
    notices: Iterable[Notice],
    codes: Mapping[str, str] = _NO_CODES,
) -> CarriedFeed:
    """These notices of that feed, for a screen that wants them; or its codes, by service, where
    it is a list of services, which has no notices.
    """
    path = f"{_FOLDER}/published-{feed.name}.json"
    if codes:
        data, lost = _code_list(site, feed, codes)
        return CarriedFeed(path, data, {}, lost)
    files: dict[str, Path] = {}
    items, lost = [], 0
    for notice in sorted(notices, key=lambda one: one.key):
        more: dict[str, Path] = {}
        item = _item(notice, more)
        if _survives(site, feed, notice, item):
            items.append(item)
            files |= more
        else:
            lost += 1
    return CarriedFeed(path, _bytes(feed, items), files, lost)


def as_written(written: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The feed's entry in screens.yaml, which now names a file of the site. How long entries
    are kept, and how long they last, is settled in their dates already."""
    kept = {name: value for name, value in written.items() if name not in ("keep", "lasts")}
    return {**kept, "url": path}


def _bytes(feed: Feed, items: list[dict[str, Any]]) -> bytes:
    return _json({"version": "https://jsonfeed.org/version/1.1", "title": feed.name,
                  "items": items})  # fmt: skip


def _json(plain: Any) -> bytes:
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()


def _code_list(site: Site, feed: Feed, codes: Mapping[str, str]) -> tuple[bytes, int]:
    """A list of these services under names by which the wall finds them, and how many it
    would not find."""
    words = Vocabulary(site.services)
    offers = []
    for service in site.services:
        if service.id in codes:
            names = [*(text for _, text in service.name.entries), service.id]
            name = next((one for one in names if words.service(one) == service.id), service.id)
            offers.append({"service_code": codes[service.id], "service_name": name,
                           "type": "realtime", "metadata": False})  # fmt: skip
    data = _json(offers)
    found = read_feed(data, feed=feed, site=site, base_url=f"{_FOLDER}/x.json", read_at=_ANY_TIME)
    return data, len({*codes.items()} - {*found.codes.items()})


def _item(notice: Notice, files: dict[str, Path]) -> dict[str, Any]:
    said: dict[str, Any] = {
        name: getattr(value, "value", value)
        for name in _PLAIN
        if (value := getattr(notice, name)) is not None
    }
    said |= {name: moment.isoformat() for name in _DATES if (moment := getattr(notice, name))}
    said["texts"] = {
        text.language: {"title": text.title, "body": text.body, "instruction": text.instruction}
        for text in notice.texts
    }
    if notice.areas:
        said["areas"] = [_area(area) for area in notice.areas]
    item: dict[str, Any] = {"id": notice.key, "_kiosk": said}
    if notice.link:
        item["url"] = notice.link
    for name, moment in (("date_published", notice.published), ("date_modified", notice.updated)):
        if moment:
            item[name] = moment.isoformat()
    media = [_attachment(one, files) for one in notice.media if one.role is not Role.OTHER]
    if media:
        item["attachments"] = media
    return item


def _area(area: Area) -> Any:
    if area.id:
        return area.id
    names = dict(area.name.entries)
    return next(iter(names.values())) if len(names) == 1 else names


def _attachment(media: Media, files: dict[str, Path]) -> dict[str, Any]:
    said: dict[str, Any] = {"role": media.role.value, "language": media.language}
    if media.sha256:
        said["sha256"] = media.sha256
    if media.captions:
        said["captions"] = {one.language: _brought(one, files) for one in media.captions}
    made: dict[str, Any] = {"url": _brought(media, files), "mime_type": media.type, "_kiosk": said}
    if media.duration_s:
        made["duration_in_seconds"] = media.duration_s
    return made


def _brought(one: Media | Captions, files: dict[str, Path]) -> str:
    """Where the wall finds the file: in its site, or where the source has it while the office
    has it not."""
    if not one.path:
        return one.url
    path = Path(one.path)
    name = f"media/{path.name}"  # the media folder names files by their content
    files[f"{_FOLDER}/{name}"] = path
    return name  # as seen from the feed


def _survives(site: Site, feed: Feed, notice: Notice, item: dict[str, Any]) -> bool:
    """Whether the wall will read the notice that the office has."""
    # Read before its publication it would be one that is still to come.
    read_at = notice.published or _ANY_TIME
    parsed = read_feed(
        _bytes(feed, [item]), feed=feed, site=site, base_url=f"{_FOLDER}/x.json", read_at=read_at
    )
    if len(parsed.notices) != 1:
        return False
    (again,) = parsed.notices
    return again.key == notice.key and all(
        getattr(again, name) == getattr(notice, name) for name in _COMPARED
    )


def of_feed(feed: Feed, notices: Iterable[Notice]) -> Iterator[Notice]:
    """The notices that came from that feed."""
    return (notice for notice in notices if notice.source == feed.name)
