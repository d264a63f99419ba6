"""What is wrong in screens.yaml beyond its shape: names that lead nowhere, colours, addresses."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.model.fault import Fault
from kiosk.model.icons import ICONS, SERVICE_ICONS
from kiosk.model.notice import CONTENT
from kiosk.model.site import Service
from kiosk.site.colour import LEAST_CONTRAST, contrast_with_white, darker
from kiosk.site.files import PLAYLISTS
from kiosk.site.links import complaint_faults
from kiosk.site.meant import meant
from kiosk.site.parts import Parts
from kiosk.site.paths import find_file


def screens_faults(parts: Parts) -> Iterator[Fault]:
    """Every fault of screens.yaml that its shape does not show."""
    document = parts.document
    logo = document.get("logo")
    if isinstance(logo, str):
        yield from find_file(parts.folder, document, ("logo",), logo, "image")[1]
    template = document.get("complaint_url")
    if isinstance(template, str):
        yield from complaint_faults(document, template)
    for service in parts.services.values():
        yield from _service(parts, service)
    yield from _feeds(parts)
    yield from _screens(parts)


def _service(parts: Parts, service: Service) -> Iterator[Fault]:
    document, path = parts.document, ("services", service.id)
    contrast = contrast_with_white(service.colour)
    if contrast < LEAST_CONTRAST:
        values = {
            "value": service.colour,
            "contrast": f"{int(contrast * 10) / 10:.1f}",
            "darker": darker(service.colour),
        }
        yield document.fault((*path, "colour"), "low-contrast", values)
    if "/" in service.icon or "." in service.icon:
        yield from find_file(parts.folder, document, (*path, "icon"), service.icon, "icon")[1]
    elif service.icon not in ICONS:
        values = {
            "value": service.icon,
            "known": ", ".join(SERVICE_ICONS),
            **meant(service.icon, SERVICE_ICONS),
        }
        yield document.fault((*path, "icon"), "unknown-icon", values)


def _feeds(parts: Parts) -> Iterator[Fault]:
    document = parts.document
    lines: dict[str, int] = {}
    for path, feed in parts.feeds:
        place = (*path, "name")
        if feed.name == CONTENT:
            yield document.fault(place, "feed-name-reserved")
        elif feed.name in lines:
            values = {"value": feed.name, "line": str(lines[feed.name])}
            yield document.fault(place, "duplicate-id", values)
        lines.setdefault(feed.name, document.at(place).line)
        if feed.service is not None:
            yield from parts.unknown_service(document, (*path, "service"), feed.service)
        address = feed.url.strip()
        if "://" not in address:
            yield from find_file(parts.folder, document, (*path, "url"), feed.url, "any")[1]
        elif not address.lower().startswith(("http://", "https://")):
            yield document.fault((*path, "url"), "feed-scheme", {"value": feed.url})


def _screens(parts: Parts) -> Iterator[Fault]:
    document = parts.document
    lines: dict[str, int] = {}
    known = [playlist.id for playlist in parts.playlists]
    for path, screen in parts.screens:
        if screen.id in lines:
            values = {"value": screen.id, "line": str(lines[screen.id])}
            yield document.fault((*path, "id"), "duplicate-id", values)
        lines.setdefault(screen.id, document.at((*path, "id")).line)
        if screen.playlist not in known:
            name = bare_playlist(screen.playlist)
            values = {
                "value": screen.playlist,
                "name": name,
                "known": ", ".join(known) or "—",
                **meant(name, known),
            }
            yield document.fault((*path, "playlist"), "unknown-playlist", values)
        for index, service in enumerate(screen.services):
            yield from parts.unknown_service(document, (*path, "services", index), service)
        for index, area in enumerate(screen.areas):
            yield from parts.unknown_area(document, (*path, "areas", index), area)


def bare_playlist(written: str) -> str:
    """`playlists/hall.yaml` → `hall`: how a playlist is named."""
    return written.removeprefix(f"{PLAYLISTS}/").removesuffix(".yaml").removesuffix(".yml")
