"""Following an office: what it published for this screen is brought here, whole, and shown.

One round asks the office, fetches what is missing, builds the site aside, reads it as the
player will, and only then switches. Whatever fails, the screen shows what it has.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.clock import Clock
from kiosk.errors import StoreError, WallError
from kiosk.model.publication import Publication
from kiosk.site.read import read_site
from kiosk.store.folder import DataFolder
from kiosk.store.sites import KeptSite, Sites
from kiosk.store.wall import WallState, read_wall, trouble_told, write_wall
from kiosk.sync.addresses import without_password
from kiosk.sync.bring import Bring, GiveWay, Progress
from kiosk.sync.fetch import Fetcher
from kiosk.sync.following import Following
from kiosk.sync.office import Offer, Office, first_trust
from kiosk.sync.room import Room, is_full
from kiosk.sync.syncer import giving_way

__all__ = ["Following", "Progress", "Wall", "WallReport"]

_log = logging.getLogger(__name__)

_HOME_AGAIN = timedelta(days=1)
"""How often an office that has moved is asked at its first address all the same."""
_A_YEAR_S = 366 * 86400.0


@dataclass(frozen=True, slots=True)
class WallReport:
    """What one round did."""

    state: WallState
    shows: KeptSite | None
    """The site that shows now."""
    switched: bool = False
    fetched: int = 0
    """Bytes of files that came."""
    rolled_back: bool = False
    """The newest publication is kept away, because somebody rolled back from it."""


class Wall:
    """One wall that follows one office."""

    def __init__(
        self,
        following: Following,
        data: DataFolder,
        clock: Clock,
        fetcher: Fetcher,
        room: Room | None = None,
        *,
        give_way: GiveWay | None = None,
    ) -> None:
        """
        Args:
            give_way: has media of feeds go for want of room; None: they are looked after here, as
                far as nobody else does.
        """
        self._following = following
        self._data = data
        self._clock = clock
        self._fetcher = fetcher
        room = room or Room()
        self._sites = Sites(data)
        give_way = give_way or giving_way(data, clock, room)
        self._bring = Bring(data, self._sites, room, fetcher, give_way)
        self._state = self._known()
        self._asked_at = following.address
        """Where it is now, as far as is known."""
        self._told: str | None = None
        self._tidy = False
        """Whether what is no longer needed was removed after the last switch."""
        self._refused: tuple[str, WallError] | None = None
        """The list of files that this version of kiosk could not show, and why."""

    @property
    def state(self) -> WallState | None:
        """How this wall stands with this office; None: it was never asked."""
        return self._state

    def round(self, progress: Progress | None = None) -> WallReport:
        """Brings what is new, if anything is. What went wrong is in the report's state."""
        now = self._clock.now()
        mine = self._following
        before = self._state or WallState(
            address=mine.address, screen=mine.screen, key=mine.key, tried=now
        )
        switched, fetched, rolled_back = False, 0, False
        number, valid_until, trouble = before.number, before.valid_until, None
        newest_shows = before.newest_shows
        try:
            ways = self._ways(before, now)
            offer, moved_to = self._ask(ways, before.moved_to)
            number, valid_until = offer.number, offer.valid_until
            home_asked = now if ways[0] == mine.address else before.home_asked
            before = before.model_copy(update={"moved_to": moved_to, "home_asked": home_asked})
            current = self._sites.current()
            newest_shows = current is not None and current.sha256 == offer.sha256
            rolled_back = offer.sha256 == self._sites.held()
            if not rolled_back and (current is None or current.sha256 != offer.sha256):
                self._keep(_heard(before, offer, now))  # it may take hours until all is here
                fetched = self._take(offer, progress)
                switched = newest_shows = True
            else:
                if not rolled_back:
                    self._sites.release()  # what was rolled back to is what the office wants now
                self._tidy_up()
        except WallError as error:
            trouble = error
        except OSError as error:
            trouble = _of_disk(error)
        except StoreError as error:
            trouble = WallError("disk", reason=str(error))
        state = before.model_copy(
            update={
                "tried": now,
                "contact": before.contact if trouble else now,
                "number": number,
                "newest_shows": newest_shows,
                "valid_until": valid_until,
                "trouble": trouble.code if trouble else None,
                "values": trouble.values if trouble else {},
                "retry_at": _retry_at(trouble, now),
                "failures": before.failures + 1 if trouble else 0,
            }
        )
        self._keep(state)
        self._tell(trouble)
        return WallReport(state, self._sites.current(), switched, fetched, rolled_back)

    def _known(self) -> WallState | None:
        """What was known before the start; nothing of another office or screen."""
        known = read_wall(self._data)
        mine = self._following
        if known and (known.address, known.screen, known.key) == (
            mine.address, mine.screen, mine.key,
        ):  # fmt: skip
            return known
        return None

    def _ways(self, before: WallState, now: datetime) -> list[str]:
        """The addresses to ask, one after the other until one answers.

        Where the office moved to is asked first as long as all is well there, then the address
        that a person gave; after a failure, and once a day, the other way round. So neither a new
        place that comes to nothing, or to a copy that nobody renews, nor an old one that is given
        up leaves the wall alone.
        """
        mine, there = self._following.address, before.moved_to
        if there is None:
            return [mine]
        asked = before.home_asked
        lately = asked is not None and timedelta() <= now - asked < _HOME_AGAIN
        return [there, mine] if lately and not before.trouble else [mine, there]

    def _ask(self, ways: list[str], there: str | None) -> tuple[Offer, str | None]:
        """What the office offers, and where it has moved to for good.

        Args:
            there: where it had moved to, as far as is known.
        """
        mine = self._following.address
        failed: dict[str, WallError] = {}
        for way in ways:
            try:
                offer = self._ask_at(way)
            except WallError as error:
                failed[way] = error
                continue
            moved_to = offer.moved_to or (way if way != mine else None)
            if moved_to not in (None, there):
                _log.warning(
                    "office has moved for good: give its new address with --from (KIOSK_FROM)"
                    " address=%s to=%s",
                    without_password(mine), without_password(moved_to or ""),
                )  # fmt: skip
            self._asked_at = way
            return offer, moved_to
        trouble = failed[mine]
        waits = [error.retry_after_s for error in failed.values()]
        # Asked again as soon as one of them may be.
        trouble.retry_after_s = None if None in waits else min(filter(None, waits), default=None)
        raise trouble

    def _ask_at(self, address: str) -> Offer:
        mine = self._following
        first = first_trust(mine.key, address, self._data.wall, self._fetcher, mine.address)
        folder = self._data.wall / hashlib.sha256(first).hexdigest()[:16]
        return Office(address, first, folder, self._fetcher, mine.address).ask(mine.screen)

    def _take(self, offer: Offer, progress: Progress | None) -> int:
        """Fetches, builds, reads, switches; returns how many bytes came."""
        if self._refused and self._refused[0] == offer.sha256:
            raise self._refused[1]
        try:
            publication = Publication.from_bytes(offer.listing)
        except ValueError as cause:
            raise WallError("version", detail=f"publication {offer.number}") from cause
        home = self._fetcher.home(self._following.address)
        fetched = self._bring.files(publication, self._asked_at, home, progress)
        with self._sites.alone():
            site = self._sites.build(publication, offer.number)
            self._read(site)
            self._sites.switch(site)
            self._sites.release()
        self._tidy = False
        self._tidy_up()
        _log.info(
            "new publication shows number=%d fetched=%d site=%s",
            offer.number, fetched, site.folder.name,
        )  # fmt: skip
        return fetched

    def _tidy_up(self) -> None:
        """Removes what no site needs any more, where nothing is on its way. A process that was
        ended in the midst of it leaves the rest to the next one."""
        if not self._tidy:
            with self._sites.alone():
                self._sites.prune()
            self._tidy = True

    def _read(self, site: KeptSite) -> None:
        """Reads the site as the player will; one that it could not show is not switched to."""
        reading = read_site(site.folder)
        if reading.site is not None and reading.site.screen(self._following.screen):
            return
        errors = [fault for fault in reading.faults if fault.level == "error"]
        detail = f"{errors[0].place} {errors[0].code}" if errors else "no such screen"
        self._sites.discard(site)
        self._refused = site.sha256, WallError("unreadable", detail=detail)
        raise self._refused[1]

    def _keep(self, state: WallState) -> None:
        self._state = state  # a disk that cannot be written must not make us ask all the time
        try:
            write_wall(self._data, state)
        except OSError as error:
            _log.warning("state of the wall cannot be stored error=%s", error)

    def _tell(self, trouble: WallError | None) -> None:
        """Logs what changed."""
        code = trouble.code if trouble else None
        if code == self._told:
            return
        self._told = code
        if trouble:
            _log.warning("office not followed: %s", trouble_told(trouble))
        else:
            _log.info("office followed address=%s", without_password(self._following.address))


def _heard(before: WallState, offer: Offer, now: datetime) -> WallState:
    """The state while what the office offers is fetched."""
    heard = {"tried": now, "contact": now, "number": offer.number, "newest_shows": False,
             "valid_until": offer.valid_until}  # fmt: skip
    return before.model_copy(update=heard)


def _of_disk(error: OSError) -> WallError:
    if is_full(error):
        return WallError("disk-full", reason="the disk is full")
    reason = error.strerror or str(error)
    if isinstance(error, PermissionError):
        return WallError("no-rights", reason=reason)
    return WallError("disk", reason=reason)


def _retry_at(trouble: WallError | None, now: datetime) -> datetime | None:
    """When the server wants to be asked again, if it says so."""
    if trouble is None or trouble.retry_after_s is None:
        return None
    return now + timedelta(seconds=min(trouble.retry_after_s, _A_YEAR_S))
