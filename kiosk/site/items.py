"""What is wrong in the items of a playlist beyond their shape, and the files that they show."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.model.fault import Fault
from kiosk.model.notice import CONTENT, Role
from kiosk.model.playlist import (
    DirectoryItem,
    ImageItem,
    Item,
    MessageItem,
    Playlist,
    QrChoice,
    VideoItem,
)
from kiosk.site.links import link_faults
from kiosk.site.meant import meant
from kiosk.site.media import PANEL, image, video
from kiosk.site.parts import Parts, PlaylistParts
from kiosk.site.repeat import repeat_fault
from kiosk.site.screens import bare_playlist
from kiosk.site.when import told
from kiosk.site.yaml import Document, Path


def finish_playlist(parts: Parts, playlist: PlaylistParts) -> tuple[Playlist | None, list[Fault]]:
    """The playlist with the files of its items filled in, and the faults of the items."""
    document, faults = playlist.document, list[Fault]()
    users = [screen for _, screen in parts.screens if screen.playlist == playlist.id]
    # while no screen uses it, it is checked for the one way that screens mostly hang
    sizes = sorted({PANEL[screen.orientation] for screen in users}, reverse=True)
    if parts.readable and document.value is not None and not _is_used(parts, playlist.id):
        faults.append(
            Fault(document.file, 0, 0, "playlist-unused", {"name": playlist.id}, "warning")
        )
    items: list[Item] = []
    for path, item in playlist.items:
        finished, more = _finish(parts, document, path, item, sizes)
        items.append(finished)
        faults += [*more, *_when(parts, document, path, item)]
    if playlist.whole is None:
        return None, faults
    return playlist.whole.model_copy(update={"items": tuple(items)}), faults


def _finish(
    parts: Parts, document: Document, path: Path, item: Item, sizes: Sequence[tuple[int, int]]
) -> tuple[Item, list[Fault]]:
    faults: list[Fault] = []
    if isinstance(item, (ImageItem, VideoItem, MessageItem)):
        if item.link is not None:
            faults += link_faults(document, (*path, "link"), item.link)
        elif item.qr is QrChoice.LINK:
            faults.append(document.fault((*path, "qr"), "qr-without-link", level="warning"))
    if isinstance(item, ImageItem):
        picture, more = image(parts, document, (*path, "file"), item.file, sizes)
        return item.model_copy(update={"path": picture and picture.path}), [*faults, *more]
    if isinstance(item, VideoItem):
        media, more = video(
            parts,
            document,
            (*path, "file"),
            item.file,
            Role.VIDEO,
            item.captions,
            (*path, "captions"),
        )
        return item.model_copy(update={"media": media}), [*faults, *more]
    if isinstance(item, MessageItem):
        if item.service is not None:
            faults += parts.unknown_service(document, (*path, "service"), item.service)
        if not item.title:
            faults.append(document.fault((*path, "title"), "title-empty"))
        return item, faults
    for index, service in enumerate(item.services):
        faults += parts.unknown_service(document, (*path, "services", index), service)
    if isinstance(item, DirectoryItem):
        return item, faults
    areas: list[str] = []
    for index, written in enumerate(item.areas):
        area = parts.area(written)
        areas.append(area.id if area and area.id else written)
        faults += parts.unknown_area(document, (*path, "areas", index), written)
    feeds = list(dict.fromkeys([CONTENT, *(feed.name for _, feed in parts.feeds)]))
    written_feeds = parts.document.get("feeds")
    for index, source in enumerate(item.sources):
        if source not in feeds and parts.readable and not _is_written(written_feeds, source):
            values = {"value": source, "known": ", ".join(feeds), **meant(source, feeds)}
            faults.append(document.fault((*path, "sources", index), "unknown-feed", values))
    return item.model_copy(update={"areas": tuple(areas)}), faults


def _is_used(parts: Parts, playlist_id: str) -> bool:
    """Whether a screen names that playlist, be it in a way that has a fault of its own."""
    screens = parts.document.get("screens")
    if not isinstance(screens, list):
        return True
    named = [screen.get("playlist") for screen in screens if isinstance(screen, dict)]
    return playlist_id in [bare_playlist(name) for name in named if isinstance(name, str)]


def _is_written(feeds: object, name: str) -> bool:
    """Whether a feed of that name is there, be it with a fault of its own."""
    entries = feeds if isinstance(feeds, list) else []
    return any(isinstance(entry, dict) and entry.get("name") == name for entry in entries)


def _when(parts: Parts, document: Document, path: Path, item: Item) -> list[Fault]:
    """Whether it can ever show."""
    first, last = item.valid_from, item.valid_until
    if item.repeat is not None:
        found = repeat_fault(item.repeat)
        if found is not None:
            return [document.fault((*path, "repeat"), found[0], found[1])]
    if not (first or last or item.repeat):
        return []
    # following rules costs time that a site without rules has no use for
    from kiosk.schedule.never import Reason, never_shows

    reason = never_shows(item, parts.zone, parts.now)
    if reason is Reason.BACKWARDS and first and last:
        values = {"start": told(first), "end": told(last)}
        return [document.fault((*path, "until"), "until-before-from", values)]
    if reason is Reason.BAD_RULE:
        values = {"value": item.repeat or ""}
        return [document.fault((*path, "repeat"), "repeat-not-rule", values)]
    if reason is Reason.OVER and last and last.end(parts.zone) <= parts.now:
        values = {"end": told(last)}
        return [document.fault((*path, "until"), "period-over", values, level="warning")]
    code = {
        Reason.OVER: "repeat-over",
        Reason.RULE_NEVER: "repeat-never",
        Reason.NEVER_MEET: "days-never",
    }.get(reason) if reason else None  # fmt: skip
    if code is None:
        return []
    place = (*path, "repeat") if item.repeat else (*path, "from" if first else "until")
    return [document.fault(place, code, level="warning")]
