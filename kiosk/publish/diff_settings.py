"""What differs about a whole screen: its languages, its logo, where QR codes lead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.publish.change import Change, Detail, Side, What, normal, plain


def settings(before: Side, after: Side) -> Iterator[Change]:
    """What differs about the whole screen."""
    one, two = before.screen, after.screen
    pairs: list[tuple[str, Any, Any]] = [
        ("name", dict(before.site.name.entries), dict(after.site.name.entries)),
        ("languages", before.site.languages_of(one), after.site.languages_of(two)),
        ("orientation", one.orientation.value, two.orientation.value),
        ("rotation", one.rotation, two.rotation),
        ("viewing_distance", one.viewing_distance_m, two.viewing_distance_m),
        ("diagonal", one.diagonal_in, two.diagonal_in),
        ("complaint_url", before.site.complaint_url, after.site.complaint_url),
        ("time_zone", before.site.time_zone, after.site.time_zone),
    ]
    for name, old, new in pairs:
        if old != new:
            yield Change(What.SETTING, details=(Detail(name, plain(old), plain(new)),))
    for name, changed in (
        ("logo", _logo(before) != _logo(after)),
        ("services", _services(before) != _services(after)),
        ("opening_hours", one.opening_hours != two.opening_hours),
        ("takeover", before.site.takeover != after.site.takeover),
    ):
        if changed:
            yield Change(What.SETTING, details=(Detail(name),))


def _logo(side: Side) -> str:
    if not side.site.logo:
        return ""
    path = Path(side.site.logo)
    root = side.site.folder
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return side.marks.get(name, name)


def _services(side: Side) -> list[tuple[Any, ...]]:
    return [
        (
            service.id,
            service.name,
            service.description,
            service.colour,
            side.marks.get(normal(service.icon), service.icon),
            service.phone,
            service.code,
        )
        for service in side.site.services
        if not side.screen.services or service.id in side.screen.services
    ]
