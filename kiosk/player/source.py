"""Reading site and store into what a screen shows. Knows no thread and no Qt."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.errors import StoreError
from kiosk.model.notice import State
from kiosk.player.setup import setup_site
from kiosk.schedule.program import Program
from kiosk.site.film_captions import with_films_captions
from kiosk.site.lastgood import keep, kept
from kiosk.site.messages import tell
from kiosk.site.read import read_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.model.fault import Fault
    from kiosk.model.notice import Notice
    from kiosk.model.site import Screen, Site
    from kiosk.store.content import ContentStore
    from kiosk.store.folder import DataFolder

log = logging.getLogger(__name__)

FAULTS_LOGGED = 20
_NO_CLOCK = "the clock is not known to be right: no date, day or hour hides anything"


@dataclass(frozen=True, slots=True)
class Loaded:
    """One reading of site and store."""

    site: Site
    screen: Screen
    program: Program
    notices: Mapping[str, Notice]
    """By id, those of the feeds and those of the site."""
    faults: tuple[Fault, ...]
    """What is wrong with the site as it lies there now, warnings included."""
    good: bool
    """Whether `site` is what lies there now; not the last good one, nor a stand-in."""
    known: bool
    """Whether the site that lies there, if it could be read, has this screen."""
    screens: tuple[str, ...]
    """The ids of the screens that it has."""


class Source:
    """Reads. One thread at a time."""

    def __init__(
        self,
        folder: Path,
        data: DataFolder,
        store: ContentStore,
        screen_id: str | None,
        clock: Clock,
        *,
        insists: bool = True,
    ) -> None:
        """`screen_id`: None for the first screen of the site. `insists`: show something even
        when the site has no such screen, and log that; else whoever asked will be told."""
        self._insists = insists
        self._folder = folder
        self._data = data
        self._store = store
        self._screen_id = screen_id
        self._clock = clock
        self._seen_over: dict[str, datetime] = {}
        """Since when a notice is known to be over whose source does not say."""
        self._site: Site | None = None
        self._good = False
        self._known = True
        self._screens: tuple[str, ...] = ()
        self._faults: tuple[Fault, ...] = ()
        self._notices: tuple[Notice, ...] = ()
        self._codes: Mapping[str, str] = {}
        """Of services in the complaint form, as lists among the feeds give them."""
        self._as_of: datetime | None = None
        """When the office that publishes the site was last heard from, where that is long ago."""
        self._clock_trusted = True

    def load(self, *, site: bool, notices: bool) -> Loaded:
        """Read anew what is asked for, keep the rest, and build the program."""
        if site:
            self._read_site()
        if notices:
            self._read_notices()
        shown = self._site or setup_site(self._screen_id)
        shown = shown.with_codes(self._codes).with_age(self._as_of)
        # No other site is kept than one that has it.
        screen = self._screen_of(shown) or shown.screens[0]
        return Loaded(
            site=shown,
            screen=screen,
            program=Program.of(
                shown, screen, self._notices, self._seen_over, clock_trusted=self._clock_trusted
            ),
            notices={notice.id: notice for notice in (*shown.notices, *self._notices)},
            faults=self._faults,
            good=self._good,
            known=self._known,
            screens=self._screens,
        )

    def _read_site(self) -> None:
        reading = read_site(self._folder)
        self._tell(reading.faults)
        self._faults = reading.faults
        site = reading.site
        self._screens = tuple(screen.id for screen in site.screens) if site else ()
        self._good = site is not None and self._screen_of(site) is not None
        self._known = site is None or self._good
        if site is not None and self._good:
            self._site = site
            self._keep(site)
            return
        if site is not None and self._site is None and not self._insists:
            return
        if site is not None:
            log.error(
                "screens.yaml has no screen of this name; the last site that had it stays on."
                " Name one of its screens: screen=%s screens=%s",
                self._screen_id,
                ",".join(self._screens),
            )
        if self._site is None:
            self._site = self._last_good()

    def _screen_of(self, site: Site) -> Screen | None:
        if self._screen_id is None:
            return site.screens[0] if site.screens else None
        return site.screen(self._screen_id)

    def _keep(self, site: Site) -> None:
        try:
            keep(site, self._data.site_json)
        except OSError as error:
            log.warning(
                "the good site cannot be kept for a start with a broken one; look at the disk:"
                " error=%r",
                str(error),
            )

    def _last_good(self) -> Site | None:
        site = kept(self._data.site_json)
        if site is not None and self._screen_of(site) is not None:
            log.warning("the site cannot be read, the last good one shows")
            return site
        log.error(
            "there is no site to show, and none was shown before: visitors read that the screen"
            " is being set up. See the faults with: kiosk check --site %s",
            self._folder,
        )
        return None

    def _read_notices(self) -> None:
        try:
            self._notices = with_films_captions(self._store.notices())
            self._codes = self._store.codes()
            self._as_of = self._store.site_as_of()
            verdict = self._store.clock()
        except StoreError as error:
            log.warning("the notices cannot be read, those from before stay: %s", error)
            return
        now = self._clock.now()
        # Where nobody judges the clock there is none of the network's content either.
        trusted = verdict is None or verdict.holds(now, self._clock.monotonic())
        if trusted != self._clock_trusted:
            log.info("the clock counts from now on" if trusted else _NO_CLOCK)
        self._clock_trusted = trusted
        self._seen_over = {
            notice.id: self._seen_over.get(notice.id, now)
            for notice in self._notices
            if notice.state in (State.RESOLVED, State.CANCELLED) and notice.updated is None
        }

    def _tell(self, faults: tuple[Fault, ...]) -> None:
        """Log what changed: new faults, and that there are none any more."""
        if faults == self._faults:
            return
        for fault in faults[:FAULTS_LOGGED]:
            level = logging.ERROR if fault.level == "error" else logging.WARNING
            log.log(level, "%s: %s", fault.place, tell(fault, "en"))
        if len(faults) > FAULTS_LOGGED:
            log.error("and %d more; see them with: kiosk check", len(faults) - FAULTS_LOGGED)
        if not faults:
            log.info("the site has no faults any more")
