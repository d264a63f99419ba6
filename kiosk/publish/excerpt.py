"""What one screen needs of a site: its playlist, what fills it, and screens.yaml without the
other screens. Nothing here depends on the time, so that the same site gives the same files.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from kiosk.errors import FeedError, PublishError
from kiosk.feeds.read import read_feed
from kiosk.model.notice import Media, Notice, State
from kiosk.model.playlist import ImageItem, VideoItem
from kiosk.model.site import Feed, Screen, Site
from kiosk.publish.carry import Fetched, as_written, carry, is_carried, of_feed, on_the_web
from kiosk.schedule.program import Program
from kiosk.site.files import PLAYLISTS, SCREENS
from kiosk.site.yaml import read_yaml

_log = logging.getLogger(__name__)

Source = Path | bytes
"""A file as it lies in the site, or bytes that were made for the screen."""

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""For reading feeds of which only the media's names are wanted."""


def excerpts(site: Site, fetched: Fetched | None = None) -> dict[str, Mapping[str, Source]]:
    """By screen, the files that it needs, by their path in the site.

    Args:
        fetched: what the feeds have, to be carried along; None: walls fetch their feeds.

    Raises:
        PublishError: a file is gone that was there a moment ago, or lies outside the site.
    """
    written = _screens_file(site.folder)
    common = [*_of_all(site)]
    return {screen.id: _excerpt(site, screen, written, common, fetched) for screen in site.screens}


def _excerpt(
    site: Site,
    screen: Screen,
    written: Mapping[str, Any],
    common: Iterable[Path],
    fetched: Fetched | None,
) -> Mapping[str, Source]:
    root = site.folder
    playlist = f"{PLAYLISTS}/{screen.playlist}.yaml"
    files: dict[str, Source] = {playlist: root / playlist}
    if fetched is not None:
        wanted = wanted_notices(site, screen, fetched.notices)
        feeds = list(written.get("feeds") or ())
        for feed in filter(is_carried, site.feeds):
            codes = fetched.codes.get(feed.name, {})
            carried = carry(site, feed, of_feed(feed, wanted), codes)
            if carried.lost:
                _log.warning(
                    "what a feed has cannot be carried to walls in full; this is a bug of kiosk,"
                    " please report it: feed=%s screen=%s left_out=%d",
                    feed.name, screen.id, carried.lost,
                )  # fmt: skip
            files |= {carried.path: carried.data, **carried.files}
            feeds = [
                as_written(one, carried.path) if one.get("name") == feed.name else one
                for one in feeds
            ]
        written = {**written, "feeds": feeds} if feeds else written
    files[SCREENS] = _alone(root, written, screen)
    for path in (*common, *_of_screen(site, screen)):
        try:
            files[path.relative_to(root).as_posix()] = path
        except ValueError as cause:
            raise PublishError(
                f"{path}: it lies outside the site. Copy it into the site"
            ) from cause
    return dict(sorted(files.items()))


def dated(site: Site, path: str) -> bool:
    """Whether the date at which that file was saved says something to visitors: a notice that
    is over and does not say since when is over since then."""
    return any(
        notice.file == path and notice.state in (State.RESOLVED, State.CANCELLED)
        for notice in site.notices
    )


def _screens_file(root: Path) -> Mapping[str, Any]:
    """What screens.yaml says, every value as the text that was written."""
    try:
        text = (root / SCREENS).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as cause:
        raise PublishError(f"{root / SCREENS}: it cannot be read. Publish again") from cause
    document, faults = read_yaml(text.replace("\r\n", "\n"), SCREENS)
    value = document.value
    if faults or not isinstance(value, dict) or not isinstance(value.get("screens"), list):
        raise PublishError(f"{root / SCREENS}: it changed while it was read. Publish again")
    return value


def _alone(root: Path, written: Mapping[str, Any], screen: Screen) -> bytes:
    """screens.yaml with that screen alone, as JSON, which is YAML."""
    alone = {
        **written,
        "screens": [one for one in written["screens"] if one.get("id") == screen.id],
    }
    made = json.dumps(alone, ensure_ascii=False, indent=1) + "\n"
    if not made.replace("\n", "").isprintable():
        again, faults = read_yaml(made, SCREENS)
        if faults or again.value != alone:
            raise PublishError(
                f"{root / SCREENS}: it has a character that no screen can be sent. Look for"
                " invisible characters, and write them anew"
            )
    return made.encode()


def _of_all(site: Site) -> Iterator[Path]:
    """The files that every screen of the site names."""
    if site.logo:
        yield Path(site.logo)
    for service in site.services:
        if "/" in service.icon or "." in service.icon:
            yield site.folder / service.icon
    for feed in site.feeds:
        if not is_carried(feed):
            yield from _of_feed(site, feed)


def _of_screen(site: Site, screen: Screen) -> Iterator[Path]:
    """The files that its playlist and its notices name."""
    playlist = site.playlist(screen.playlist)
    for item in playlist.items if playlist else ():
        if isinstance(item, ImageItem) and item.path:
            yield Path(item.path)
        elif isinstance(item, VideoItem) and item.media:
            yield from _of_media(site, (item.media,))
    for notice in wanted_notices(site, screen):
        if notice.file:
            yield site.folder / notice.file
        yield from _of_media(site, notice.media)


def wanted_notices(site: Site, screen: Screen, notices: Iterable[Notice] = ()) -> list[Notice]:
    """The notices that the screen shows at some time: its playlist takes them, or they are
    urgent."""
    lineup = Program.of(site, screen, notices).lineup
    return [
        card.notice
        for card in lineup.cards.values()
        if card.notice.takes_over or card.id in lineup.pools_of
    ]


def _of_media(site: Site, media: Iterable[Media]) -> Iterator[Path]:
    for one in media:
        if one.path:
            yield Path(one.path)
        elif not on_the_web(one.url):
            yield from _in_site(site, one.url)
        for captions in one.captions:
            if captions.path:
                yield Path(captions.path)
            elif not on_the_web(captions.url):
                yield from _in_site(site, captions.url)


def _of_feed(site: Site, feed: Feed) -> Iterator[Path]:
    """A feed that is a file of the site, and the site's files that its notices name."""
    for path in _in_site(site, feed.url):
        yield path
        try:
            parsed = read_feed(
                path.read_bytes(), feed=feed, site=site, base_url=feed.url, read_at=_ANY_TIME
            )
        except (FeedError, OSError):
            continue  # the wall will say so, as it would for a feed on the network
        for notice in parsed.notices:
            yield from _of_media(site, notice.media)


def _in_site(site: Site, written: str) -> Iterator[Path]:
    """The file of the site that a feed names; nothing when it is not there."""
    for name in (written, unquote(urlsplit(written).path)):
        path = site.folder / name
        try:
            if path.resolve().is_relative_to(site.folder.resolve()) and path.is_file():
                yield site.folder / path.resolve().relative_to(site.folder.resolve())
                return
        except (OSError, ValueError):
            return
