"""Bringing the files of a publication: room for all of it first, then each, checked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kiosk.errors import FetchError, FetchTooLarge, MediaError, NoRoom, WallError
from kiosk.model.publication import Publication, PublishedFile, file_path
from kiosk.store.folder import DataFolder
from kiosk.store.sites import Sites
from kiosk.sync.addresses import Home
from kiosk.sync.fetch import MEDIA, Fetcher
from kiosk.sync.office import unreachable
from kiosk.sync.resume import fetch_into
from kiosk.sync.room import Room

_log = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]
"""Bytes that have come, bytes in all, and the file that comes now."""
GiveWay = Callable[[int, int], bool]
"""Has media of feeds go, so that so many bytes come free, for so many that are to come; returns
whether they went."""


@dataclass(frozen=True, slots=True)
class Bring:
    """Brings files of publications into a data folder."""

    data: DataFolder
    sites: Sites
    room: Room
    fetcher: Fetcher
    give_way: GiveWay

    def files(
        self, publication: Publication, address: str, home: Home, progress: Progress | None
    ) -> int:
        """Fetches what is not here yet; returns how many bytes that is.

        Args:
            address: where the office serves them.
            home: what the fetch goes out from.

        Raises:
            WallError: one of them did not come, or there is no room.
            OSError: the disk cannot be written.
        """
        missing = self.sites.missing(publication)
        total, done = sum(file.size for file in missing), 0
        self.data.make()
        self.sites.blobs.keep_coming(missing)
        claim = self.room.claim
        try:
            needs = self._make_room(publication, missing, address)
            for file in missing:

                def tell(came: int, file: PublishedFile = file, before: int = done) -> None:
                    claim.hold(min(needs, total - before - came))
                    if progress:
                        progress(before + came, total, file.path)

                tell(0)
                self._file(file, address, home, tell)
                done += file.size
        finally:
            claim.hold(0)
        return total

    def _make_room(
        self, publication: Publication, missing: Sequence[PublishedFile], address: str
    ) -> int:
        """Sees that all of it can come before any of it does; returns how many bytes are to.

        Older publications go first, then media of feeds that are not needed in the coming day.
        Nothing goes where that would not do.

        Raises:
            WallError: there is no room.
        """
        if not missing:
            return 0
        blobs, room = self.sites.blobs, self.room
        needs = sum(max(0, file.size - blobs.came(file)) for file in missing)
        lacking = room.lacking(blobs.folder, needs)
        if lacking:
            with self.sites.alone():
                spare = self.sites.spare(publication)
            more = room.lacking_on_disk(blobs.folder, needs) - spare
            within_quota = room.lacking_of_quota(blobs.folder, needs) <= spare
            if within_quota and (more <= 0 or self.give_way(more, needs)):
                with self.sites.alone():
                    # Films that went may have freed more than was asked for.
                    lacking = min(room.lacking(blobs.folder, needs), spare)
                    if lacking and self.sites.make_room(lacking, publication):
                        _log.warning("kept publications went for want of room bytes=%d", lacking)
        try:
            room.check(address, blobs.folder, needs)
        except NoRoom as cause:
            if room.lacking(blobs.folder, 0):
                blobs.keep_coming(())  # databases need that room more than unfinished files
            raise WallError("disk-full", reason=cause.reason) from cause
        room.claim.hold(needs)
        return needs

    def _file(
        self, file: PublishedFile, address: str, home: Home, tell: Callable[[int], None]
    ) -> None:
        """Gets a file, complete and checked against what the office signed."""
        url = f"{address.rstrip('/')}/{file_path(file.sha256)}"
        partial = self.sites.blobs.write(file)
        look = self.room.watching(url, self.sites.blobs.folder, partial.size)

        def came(size: int) -> None:
            look(size)
            tell(size)

        try:
            if partial.size < file.size:
                limits = replace(MEDIA, size=file.size)
                fetch_into(
                    partial, self.fetcher, url, hashed=True, limits=limits, home=home, came=came
                )
            partial.finish(sha256=file.sha256, size_bytes=file.size)
        except FetchTooLarge as cause:
            partial.drop()
            raise WallError("too-large", detail=file.path) from cause
        except NoRoom as cause:
            partial.drop()
            raise WallError("disk-full", reason=cause.reason) from cause
        except FetchError as cause:
            raise unreachable(cause, file.path) from cause
        except MediaError as cause:
            raise WallError("altered", detail=file.path) from cause
        except OSError:
            partial.drop()  # its room is worth more than what came
            raise
        finally:
            partial.close()
