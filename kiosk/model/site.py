"""The site: everything that staff wrote, read and checked, as one frozen value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pydantic import Field

from kiosk.model.base import Value
from kiosk.model.notice import Area, Kind, Notice
from kiosk.model.playlist import Playlist
from kiosk.model.text import Language, Text
from kiosk.model.when import DayHours, Days, Inches, Metres, Moment, Seconds, YesNo
from kiosk.model.zones import zone

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$", examples=["#0b5394"])]

COMPLAINT_FIELDS = ("service", "screen", "notice", "language")


class Orientation(StrEnum):
    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


class Service(Value):
    """A public service of the municipality."""

    id: str = Field("", exclude=True)
    """The key it stands under in screens.yaml."""
    name: Text
    """What visitors call it."""
    description: Text = Text()
    """What it does, in one sentence, for the directory."""
    colour: Colour
    """Its colour, as #rrggbb; white text on it must have a contrast of 7 : 1."""
    icon: str
    """One of the built-in icons (drop, bolt, pipe, bin, lamp, bus, person, info, ...), or the
    path of an SVG file in the site."""
    phone: str = ""
    """The number to call, as visitors dial it."""
    code: str = ""
    """Its code in the complaint form. Left out: that of the list of services (Open311), if one
    of the feeds is such a list; else its key."""
    words: tuple[str, ...] = ()
    """Words by which feeds name this service in their categories."""


class Feed(Value):
    """Where notices come from."""

    name: Id
    """A short name, for the log and for `sources` in playlists."""
    url: str
    """An http(s) address, or the path of a file in the site."""
    every_s: Seconds = Field(900.0, alias="every", ge=30)
    """How often it is fetched, such as 15 min."""
    service: str | None = None
    """The service of entries that do not name one."""
    language: Language | None = None
    """The language of entries that do not say theirs. Left out: the site's first."""
    kind: Kind = Kind.ANNOUNCEMENT
    """What entries are that do not say so."""
    keep_s: Seconds | None = Field(None, alias="keep", gt=0)
    """For a feed that lists only its newest entries: how long an entry that has left it is
    still shown, such as 14 days. Left out: it is gone when it leaves."""
    lasts_s: Seconds | None = Field(None, alias="lasts", gt=0)
    """How long an entry that states no end is shown after its publication."""
    demo_day: Moment | None = None
    """Only for demonstrations: the day for which the file was written. Its dates are moved to
    today, so that the demonstration is never stale."""


class OpeningHours(Value):
    """When the reception is open."""

    days: Days = ()
    """Days, such as mon-fri. Left out: every day."""
    hours: DayHours
    """Hours, such as "08:30-16:30"."""


class Screen(Value):
    """One screen on a wall."""

    id: Id
    """A short name, unique; it is part of the complaint address."""
    name: Text
    """What people call it."""
    playlist: str
    """The file in playlists/ that it shows, without .yaml."""
    languages: tuple[Language, ...] = ()
    """Its languages, in order. Left out: the site's."""
    areas: tuple[str, ...] = ()
    """Only notices for these areas, and those for everywhere. Left out: all."""
    services: tuple[str, ...] = ()
    """Only notices of these services, and those of none. Left out: all."""
    orientation: Orientation = Orientation.LANDSCAPE
    """landscape or portrait."""
    rotation: Literal[0, 90, 180, 270] = 0
    """How far the picture is turned clockwise, for a panel that hangs on its side."""
    viewing_distance_m: Metres = Field(4.0, alias="viewing_distance", ge=0.5, le=30)
    """From how far away visitors read it, such as 4 m. Sizes follow from it."""
    diagonal_in: Inches = Field(55.0, alias="diagonal", ge=7, le=200)
    """The panel's diagonal, such as 43 in."""
    opening_hours: tuple[OpeningHours, ...] = ()
    """When the reception is open; outside it the screen rests. Left out: always."""


class Takeover(Value):
    """How an urgent notice shares the screen with the rotation."""

    alternate: YesNo = True
    """yes: urgent notice and rotation take turns. no: only the urgent notice shows."""
    slides_between: int = Field(2, ge=1, le=20)
    """How many slides of the rotation come between two showings of the urgent notice."""


class Site(Value):
    """Everything that staff wrote. `screens.yaml`, `playlists/` and `content/` together."""

    name: Text
    logo: str | None = None
    """Absolute path of the logo file."""
    time_zone: str
    languages: tuple[Language, ...]
    complaint_url: str
    feeds: tuple[Feed, ...] = ()
    areas: tuple[Area, ...] = ()
    services: tuple[Service, ...]
    screens: tuple[Screen, ...]
    playlists: tuple[Playlist, ...]
    notices: tuple[Notice, ...] = ()
    """What staff wrote in content/, capsules included."""
    takeover: Takeover = Takeover()
    reduced_motion: bool = True
    """Only cuts and fades, nothing slides."""
    resolved_for_s: float = 7200.0
    """How long a resolved or cancelled outage is still shown as such."""
    folder: Path

    @cached_property
    def zone(self) -> ZoneInfo:
        return zone(self.time_zone)

    def screen(self, screen_id: str) -> Screen | None:
        return next((screen for screen in self.screens if screen.id == screen_id), None)

    def playlist(self, playlist_id: str) -> Playlist | None:
        return next((entry for entry in self.playlists if entry.id == playlist_id), None)

    def service(self, service_id: str | None) -> Service | None:
        return next((service for service in self.services if service.id == service_id), None)

    def area(self, name: str) -> Area | None:
        """The site's area of that id or that name in any language."""
        wanted = plain_name(name)
        for area in self.areas:
            names = (text for _, text in area.name.entries)
            if wanted in (plain_name(area.id or ""), *map(plain_name, names)):
                return area
        return None

    def languages_of(self, screen: Screen) -> tuple[str, ...]:
        return screen.languages or self.languages

    def with_codes(self, codes: Mapping[str, str]) -> Site:
        """The site with these codes in the complaint form, by service, where it states none."""
        if not any(codes.get(service.id) and not service.code for service in self.services):
            return self
        services = tuple(
            service.model_copy(update={"code": service.code or codes.get(service.id, "")})
            for service in self.services
        )
        return self.model_copy(update={"services": services})

    def with_age(self, as_of: datetime | None) -> Site:
        """The site whose office was last heard from then, for its own notices may have changed
        since; None: lately enough."""
        if as_of is None:
            return self
        notices = tuple(notice.model_copy(update={"as_of": as_of}) for notice in self.notices)
        return self.model_copy(update={"notices": notices})

    def complaint_address(
        self, screen: Screen, *, service: str | None, notice: str | None, language: str
    ) -> str:
        """The complaint form's address, percent-encoded, for a QR code.

        A part of the path that has no value, such as `{service}` of a notice of no service, is
        left out together with its slash.
        """
        known = self.service(service)
        values = {
            "service": (known.code or known.id) if known else "",
            "screen": screen.id,
            "notice": notice or "",
            "language": language,
        }
        template = re.sub(
            r"/\{(\w+)\}(?=[/?#]|$)",
            lambda field: field[0] if values.get(field[1], "") else "",
            self.complaint_url,
        )
        return re.sub(
            r"\{(\w+)\}", lambda field: quote(values.get(field[1], ""), safe=""), template
        )


def plain_name(name: str) -> str:
    """A name as it is compared: case and runs of white space do not matter."""
    return " ".join(name.split()).casefold()
