"""Getting one feed, or one media file, from the network or from the site. Runs in workers."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.errors import FetchError, FetchTooLarge, MediaError, NoRoom
from kiosk.store.fetches import FeedFetch
from kiosk.store.media import MediaFolder, StoredMedia
from kiosk.store.partial import PartialMedia
from kiosk.sync.fetch import FEED, Answer, Fetcher
from kiosk.sync.local import is_web, read_file, site_file, validator
from kiosk.sync.resume import fetch_into
from kiosk.sync.room import Room, is_full
from kiosk.sync.wanted import Wanted

_PIECE = 1 << 20
_BEGINNING = 512
WEB_PAGE = (
    "a web page came instead of the {what}; open its address in a browser on this network: it may"
    " be wrong, or the network wants a login first"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A feed's bytes, and what to ask with next time."""

    base_url: str
    """Where it was found: after redirects, or its path in the site."""
    data: bytes | None
    """None: nothing new."""
    status: int | None = None
    """The server's; None for a file of the site."""
    etag: str | None = None
    last_modified: str | None = None
    content_type: str = ""
    moved_to: str | None = None
    """Where it has moved for good; None: it has not."""


@dataclass(frozen=True, slots=True)
class Download:
    """A media file that is here now."""

    stored: StoredMedia | None
    """None: the one that was here is still the right one."""
    validator: str | None
    moved_to: str | None = None
    """Where it has moved for good; None: it has not."""


def fetch_feed(
    fetcher: Fetcher,
    url: str,
    folder: Path,
    known: FeedFetch | None,
    moved_to: str | None = None,
) -> Document:
    """Gets a feed.

    Args:
        folder: the site's, for a feed that is a file in it.
        known: what was fetched last, to be asked whether it is still the newest; None: get it
            whole.
        moved_to: where it was found to have moved for good.

    Raises:
        FetchError: it did not come.
    """
    etag, modified = (known.etag, known.last_modified) if known else (None, None)
    if not is_web(url):
        path = site_file(folder, url)
        mark = validator(path)
        data = None if mark == etag else read_file(url, path, FEED.size)
        return Document(url, data, etag=mark)
    answer, body = fetcher.document(
        moved_to or url, etag=etag, last_modified=modified, home=fetcher.home(url)
    )
    fresh = answer.status != 304
    return Document(
        answer.url,
        body if fresh else None,
        answer.status,
        etag=answer.etag or (None if fresh else etag),
        last_modified=answer.last_modified or (None if fresh else modified),
        content_type=answer.content_type,
        moved_to=answer.moved_to or moved_to,
    )


def fetch_media(
    fetcher: Fetcher,
    wanted: Wanted,
    folder: Path,
    media: MediaFolder,
    known: str | None,
    room: Room,
    moved_to: str | None = None,
) -> Download:
    """Gets a file into the media folder, complete and checked.

    Args:
        known: the validator of the file that is here; None: get it whole.
        moved_to: where it was found to have moved for good.

    Raises:
        FetchError: it did not come, or it is not what it should be; NoRoom: there is no room.
    """
    try:
        if is_web(wanted.url):
            done = _from_web(fetcher, wanted, media, known, room, moved_to)
        else:
            done = _from_site(wanted, folder, media, known, room)
        if done.stored is not None and wanted.checksum is not None:
            _check(media.path(done.stored), wanted.checksum)
        return done
    except MediaError as cause:
        raise FetchError(wanted.url, cause.reason) from cause
    except OSError as cause:
        if is_full(cause):
            reason = "the disk is full; free some space"
            raise NoRoom(wanted.url, reason, needs_bytes=wanted.length or _PIECE) from cause
        reason = cause.strerror or str(cause)
        raise FetchError(wanted.url, f"it cannot be stored ({reason})") from cause


def _check(file: Path, checksum: str) -> None:
    """Compares a file with the sum that its feed states, which tells damage, not attacks.

    Raises:
        MediaError: it is another one. The file is named by no notice then, and swept up.
    """
    algorithm, _, stated = checksum.partition(":")
    with file.open("rb") as opened:
        found = hashlib.file_digest(opened, algorithm.replace("sha-1", "sha1")).hexdigest()
    if found != stated:
        raise MediaError(str(file), f"its {algorithm.upper()} is not the one that the feed states")


def _from_web(
    fetcher: Fetcher,
    wanted: Wanted,
    media: MediaFolder,
    known: str | None,
    room: Room,
    moved_to: str | None,
) -> Download:
    partial = PartialMedia(media, wanted.url)

    def begin(answer: Answer, coming: int) -> None:
        kind = answer.content_type.partition(";")[0].strip().lower()
        if kind in ("text/html", "application/xhtml+xml"):
            raise FetchError(wanted.url, WEB_PAGE.format(what="file"))
        room.check(wanted.url, media, coming)
        partial.suffix = suffix_of(wanted, kind)

    try:
        answer = fetch_into(
            partial,
            fetcher,
            moved_to or wanted.url,
            known=known,
            hashed=wanted.sha256 is not None,
            home=fetcher.home(wanted.home),
            begin=begin,
            came=room.watching(wanted.url, media, partial.size),
        )
        mark = answer.etag or answer.last_modified
        moved_to = answer.moved_to or moved_to
        if answer.status == 304:
            partial.drop()
            return Download(None, mark or known, moved_to)
        if answer.length is None and partial.size < (wanted.length or 0):
            raise FetchError(wanted.url, "it broke off before the length that its feed states")
        if is_page(partial.beginning(_BEGINNING)):
            partial.drop()
            raise FetchError(wanted.url, WEB_PAGE.format(what="file"))
        return Download(partial.finish(sha256=wanted.sha256), mark, moved_to)
    except (OSError, NoRoom, FetchTooLarge):
        partial.drop()  # its room is worth more than what came
        raise
    finally:
        partial.close()


def is_page(begins: bytes) -> bool:
    """Whether that is a web page, whatever its server calls it."""
    text = begins.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return text.startswith((b"<!doctype html", b"<html"))


def _from_site(
    wanted: Wanted, folder: Path, media: MediaFolder, known: str | None, room: Room
) -> Download:
    path = site_file(folder, wanted.url)
    mark = validator(path)
    if mark == known:
        return Download(None, mark)
    room.check(wanted.url, media, path.stat().st_size)
    writing = media.write(suffix_of(wanted, ""))
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                writing.add(piece)
        return Download(writing.finish(sha256=wanted.sha256), mark)
    finally:
        writing.close()


def suffix_of(wanted: Wanted, kind: str) -> str:
    """What the file's name ends with: players look at it."""
    name = urlsplit(wanted.url).path.rpartition("/")[2]
    suffix = Path(name).suffix.lower()
    if 2 <= len(suffix) <= 5 and suffix[1:].isalnum() and suffix.isascii():
        return suffix
    return mimetypes.guess_extension(kind) or ""
