"""The last good site, kept on disk: a restart while a file is broken still shows something."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import to_jsonable_python

from kiosk.model.notice import Media, Notice
from kiosk.model.playlist import DirectoryItem, ImageItem, Item, Playlist, VideoItem
from kiosk.model.site import Site
from kiosk.model.text import Text

_log = logging.getLogger(__name__)

_FORM = 1
"""Goes up when an older file can no longer be read; such a file is then ignored."""


def keep(site: Site, file: Path) -> None:
    """Writes the site aside, syncs it to disk, and puts it in the place of the one before.

    A site that is already there is not written again.

    Raises:
        OSError: the folder cannot be written.
    """
    data = json.dumps({"form": _FORM, "site": _plain(site)}, ensure_ascii=False).encode()
    try:
        if file.read_bytes() == data:
            return
    except OSError:
        pass  # there is none yet
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.{os.getpid()}.part")
    with aside.open("wb") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())
    aside.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def kept(file: Path) -> Site | None:
    """The site that was kept, without the media whose files are gone; None when there is none.

    A file that cannot be read is logged and ignored.
    """
    try:
        held: Any = json.loads(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        _log.warning("last good site unreadable: file=%s reason=%s", file, error)
        return None
    try:
        if held["form"] != _FORM:
            return None
        site = Site.model_validate(held["site"])
    except (KeyError, TypeError, ValidationError):
        _log.warning("last good site of another version ignored: file=%s", file)
        return None
    return _with_files_that_are_there(site)


def _plain(value: Any) -> Any:
    """The whole value as JSON, with the fields that a dump leaves out because staff do not
    write them (ids, absolute paths)."""
    if isinstance(value, Text):
        return dict(value.entries)
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, (tuple, list)):
        return [_plain(entry) for entry in value]
    return to_jsonable_python(value)


def _with_files_that_are_there(site: Site) -> Site:
    return site.model_copy(
        update={
            "logo": site.logo if _there(site.logo) else None,
            "notices": tuple(_notice(notice) for notice in site.notices),
            "playlists": tuple(_playlist(playlist) for playlist in site.playlists),
        }
    )


def _notice(notice: Notice) -> Notice:
    media = tuple(_media(entry) for entry in notice.media if _there(entry.path))
    return notice.model_copy(update={"media": media})


def _playlist(playlist: Playlist) -> Playlist:
    items = tuple(item for item in map(_item, playlist.items) if item is not None)
    # a playlist is never empty: the directory of services needs no file
    return playlist.model_copy(update={"items": items or (DirectoryItem(kind="directory"),)})


def _item(item: Item) -> Item | None:
    """The item, or None when what it shows is gone."""
    if isinstance(item, ImageItem):
        return item if _there(item.path) else None
    if isinstance(item, VideoItem):
        if item.media is None or not _there(item.media.path):
            return None
        return item.model_copy(update={"media": _media(item.media)})
    return item


def _media(media: Media) -> Media:
    captions = tuple(entry for entry in media.captions if _there(entry.path))
    return media.model_copy(update={"captions": captions})


def _there(path: str | None) -> bool:
    return path is not None and Path(path).is_file()
