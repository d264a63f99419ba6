"""What is good of a site, piece by piece, each with the place it was written at.

A file with one fault still has other pieces to check: all faults are told at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.model.fault import Fault, has_error
from kiosk.model.notice import Area
from kiosk.model.playlist import Item, Playlist
from kiosk.model.site import Feed, Screen, Service, plain_name
from kiosk.model.text import Text, normal_language
from kiosk.model.zones import zone, zone_names
from kiosk.site.files import SiteFolder
from kiosk.site.judge import attempt, judge, salvage
from kiosk.site.meant import meant
from kiosk.site.shapes import ScreenAsWritten, ScreensFile
from kiosk.site.yaml import Document, Path, read_yaml

if TYPE_CHECKING:
    from kiosk.site.probe import MediaProbe


@dataclass(frozen=True)
class PlaylistParts:
    """One file of playlists/."""

    id: str
    document: Document
    whole: Playlist | None
    """None when the file has a fault."""
    items: tuple[tuple[Path, Item], ...]
    """The items that have no fault, and where they stand."""


@dataclass(frozen=True)
class Parts:
    """Everything that could be made out of screens.yaml and playlists/."""

    folder: SiteFolder
    now: datetime
    probe: MediaProbe | None
    document: Document
    whole: ScreensFile | None
    """screens.yaml; None when it has a fault."""
    zone: ZoneInfo
    """The site's, UTC as long as it names none that there is."""
    languages: tuple[str, ...]
    """The site's; empty as long as it names none."""
    areas: dict[str, Text]
    services: dict[str, Service]
    feeds: tuple[tuple[Path, Feed], ...]
    screens: tuple[tuple[Path, Screen], ...]
    playlists: tuple[PlaylistParts, ...] = ()
    known_services: tuple[str, ...] = field(default=())
    """Every key below `services`, those with faults included: to name one is no fault."""
    known_areas: tuple[str, ...] = field(default=())

    @property
    def readable(self) -> bool:
        """Whether screens.yaml could be read at all; else no name in it is known, and nothing
        can be said about names elsewhere."""
        return isinstance(self.document.value, dict)

    def area(self, written: str) -> Area | None:
        """The site's area of that id, or of that name in any language."""
        wanted = plain_name(written)
        for area_id, name in self.areas.items():
            if wanted in (area_id, *(plain_name(text) for _, text in name.entries)):
                return Area(id=area_id, name=name)
        return None

    def unknown_service(self, document: Document, path: Path, written: str) -> list[Fault]:
        """The fault of naming a service that the site has not, if so."""
        if written in self.known_services or not self.readable:
            return []
        return [document.fault(path, "unknown-service", self._meant(written, self.services))]

    def unknown_area(self, document: Document, path: Path, written: str) -> list[Fault]:
        """The fault of naming an area that the site has not, if so."""
        if written in self.known_areas or self.area(written) or not self.readable:
            return []
        known = list(self.known_areas)
        names = {text: area_id for area_id, name in self.areas.items() for _, text in name.entries}
        found = meant(written, (*known, *names))
        if "suggestion" in found:
            found = {"suggestion": names.get(found["suggestion"], found["suggestion"])}
        values = {"value": written, "known": ", ".join(known) or "—", **found}
        return [document.fault(path, "unknown-area", values)]

    def _meant(self, written: str, services: dict[str, Service]) -> dict[str, str]:
        names = {text: key for key, entry in services.items() for _, text in entry.name.entries} | {
            word: key for key, entry in services.items() for word in entry.words
        }
        found = meant(written, (*self.known_services, *names))
        if "suggestion" in found:
            found = {"suggestion": names.get(found["suggestion"], found["suggestion"])}
        return {"value": written, "known": ", ".join(self.known_services) or "—", **found}


def read_screens(
    folder: SiteFolder, name: str, probe: MediaProbe | None, now: datetime
) -> tuple[Parts, list[Fault]]:
    """screens.yaml, read and judged by its shape."""
    text = folder.text(name)
    document, faults = read_yaml(text, name) if text is not None else (Document(name), [])
    whole: ScreensFile | None = None
    if text is not None and (document.value is not None or not has_error(faults)):
        whole, more = judge(ScreensFile, document)
        faults = [*faults, *more]
    site_zone = zone("UTC")
    written_zone = document.get("time_zone")
    if isinstance(written_zone, str):
        try:
            site_zone = zone(written_zone)
        except ZoneInfoNotFoundError:
            faults.append(_unknown_zone(document, written_zone))
    services, areas = _services(document, whole), _areas(document, whole)
    parts = Parts(
        folder=folder,
        now=now,
        probe=probe,
        document=document,
        whole=None if has_error(faults) else whole,
        zone=site_zone,
        languages=_languages(document.get("languages")),
        areas=areas,
        services=services,
        feeds=_pieces(
            document, "feeds", Feed, ("name", "url"), None if whole is None else whole.feeds
        ),
        screens=_pieces(
            document,
            "screens",
            ScreenAsWritten,
            ("id", "name", "playlist"),
            None if whole is None else whole.screens,
        ),
        known_services=tuple(key for key, _ in _entries(document.get("services"))),
        known_areas=tuple(key for key, _ in _entries(document.get("areas"))),
    )
    return parts, faults


def read_playlist(folder: SiteFolder, name: str) -> tuple[PlaylistParts, list[Fault]]:
    """One file of playlists/, read and judged by its shape."""
    text = folder.text(name)
    document, faults = read_yaml(text, name) if text is not None else (Document(name), [])
    whole: Playlist | None = None
    if text is not None and (document.value is not None or not has_error(faults)):
        whole, more = judge(Playlist, document)
        faults = [*faults, *more]
    playlist_id = name.rpartition("/")[2].removesuffix(".yaml")
    items: tuple[tuple[Path, Item], ...] = _pieces(
        document, "items", Item, ("kind", "file", "title"), None if whole is None else whole.items
    )
    if whole is not None:
        whole = whole.model_copy(update={"id": playlist_id})
    whole = None if has_error(faults) else whole
    return PlaylistParts(playlist_id, document, whole, items), faults


def _services(document: Document, whole: ScreensFile | None) -> dict[str, Service]:
    """The services by id; with `whole` None those, and so far, as they have no fault."""
    if whole is not None:
        read = dict(whole.services)
    else:
        core = ("name", "colour", "icon")
        read = {
            key: service
            for key, value in _entries(document.get("services"))
            if isinstance(service := salvage(Service, value, core), Service)
        }
    return {key: service.model_copy(update={"id": key}) for key, service in read.items()}


def _areas(document: Document, whole: ScreensFile | None) -> dict[str, Text]:
    if whole is not None:
        return dict(whole.areas)
    return {
        key: area
        for key, value in _entries(document.get("areas"))
        if isinstance(area := attempt(Text, value), Text)
    }


def _pieces(
    document: Document,
    key: str,
    shape: object,
    core: tuple[str, ...],
    whole: tuple[Any, ...] | None,
) -> tuple[tuple[Path, Any], ...]:
    """The entries of a list, and where they stand; with `whole` None those that have that
    shape, without the keys of theirs that have a fault."""
    if whole is not None:
        return tuple(((key, index), piece) for index, piece in enumerate(whole))
    values = document.get(key)
    if not isinstance(values, list):
        return ()
    read = ((index, salvage(shape, value, core)) for index, value in enumerate(values))
    return tuple(((key, index), piece) for index, piece in read if piece is not None)


def _entries(value: object) -> list[tuple[str, object]]:
    return list(value.items()) if isinstance(value, dict) else []


def _languages(value: object) -> tuple[str, ...]:
    languages: list[str] = []
    for entry in value if isinstance(value, list) else ():
        try:
            language = normal_language(str(entry))
        except ValueError:
            continue
        if language not in languages:
            languages.append(language)
    return tuple(languages)


def _unknown_zone(document: Document, written: str) -> Fault:
    by_city = {name.rpartition("/")[2].replace("_", " "): name for name in zone_names()}
    found = meant(written, (*zone_names(), *by_city))
    if "suggestion" in found:
        found = {"suggestion": by_city.get(found["suggestion"], found["suggestion"])}
    return document.fault(("time_zone",), "unknown-time-zone", {"value": written, **found})
