"""What differs about a whole screen: its languages, its logo, its services, its feeds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from kiosk.model.site import Feed, Screen, Service
from kiosk.model.text import Text
from kiosk.publish.carry import is_carried
from kiosk.publish.change import Change, Detail, Side, What, normal, plain
from kiosk.site.files import SCREENS


def settings(
    before: Side, after: Side, languages: Sequence[str], fetched: Collection[str]
) -> Iterator[Change]:
    """What differs about the whole screen.

    Args:
        languages: the languages in which names are told, the best first.
        fetched: names of the feeds on the network whose notices are known.
    """
    one, two = before.screen, after.screen
    for detail in _texts("screen_name", one.name, two.name):
        yield Change(What.SETTING, details=(detail,))
    for detail in _texts("name", before.site.name, after.site.name):
        yield Change(What.SETTING, details=(detail,))
    pairs: list[tuple[str, Any, Any]] = [
        ("languages", before.site.languages_of(one), after.site.languages_of(two)),
        ("orientation", one.orientation.value, two.orientation.value),
        ("rotation", one.rotation, two.rotation),
        ("viewing_distance", one.viewing_distance_m, two.viewing_distance_m),
        ("diagonal", one.diagonal_in, two.diagonal_in),
        ("opening_hours", _hours(one), _hours(two)),
        ("complaint_url", before.site.complaint_url, after.site.complaint_url),
        ("time_zone", before.site.time_zone, after.site.time_zone),
        ("alternate", before.site.takeover.alternate, after.site.takeover.alternate),
        (
            "slides_between",
            before.site.takeover.slides_between,
            after.site.takeover.slides_between,
        ),
        ("resolved_for_s", before.site.resolved_for_s, after.site.resolved_for_s),
        ("reduced_motion", before.site.reduced_motion, after.site.reduced_motion),
    ]
    for name, old, new in pairs:
        if old != new:
            yield Change(What.SETTING, details=(Detail(name, plain(old), plain(new)),))
    if _logo(before) != _logo(after):
        yield Change(What.SETTING, details=(Detail("logo"),))
    yield from _services(before, after, languages)
    yield from _feeds(before, after, fetched)


def _texts(field: str, before: Text, after: Text) -> Iterator[Detail]:
    old, new = dict(before.entries), dict(after.entries)
    for language in dict.fromkeys((*old, *new)):
        if old.get(language, "") != new.get(language, ""):
            yield Detail(field, old.get(language, ""), new.get(language, ""), language)


def _hours(screen: Screen) -> str:
    """`0, 1, 2|08:30-12:00; ...`: days, and hours."""
    found = (one.model_dump(mode="json") for one in screen.opening_hours)
    return ";".join(f"{plain(one['days'])}|{plain(one['hours'])}" for one in found)


def _logo(side: Side) -> str:
    if not side.site.logo:
        return ""
    path = Path(side.site.logo)
    root = side.site.folder
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return side.marks.get(name, name)


def _services(before: Side, after: Side, languages: Sequence[str]) -> Iterator[Change]:
    old, new = _shown(before), _shown(after)
    for name, service in new.items():
        title = service.name.best(languages)[1]
        if name not in old:
            yield Change(What.ADDED, "service", title, SCREENS)
            continue
        details = tuple(_of_service(before, old[name], after, service))
        if details:
            yield Change(What.CHANGED, "service", title, SCREENS, details)
    for name, service in old.items():
        if name not in new:
            yield Change(What.REMOVED, "service", service.name.best(languages)[1], SCREENS)
    both = [name for name in old if name in new]
    if both != [name for name in new if name in old]:
        yield Change(What.SETTING, details=(Detail("order"),))


def _shown(side: Side) -> dict[str, Service]:
    """The services that the screen speaks of."""
    return {
        service.id: service
        for service in side.site.services
        if not side.screen.services or service.id in side.screen.services
    }


def _of_service(before: Side, old: Service, after: Side, new: Service) -> Iterator[Detail]:
    yield from _texts("label", old.name, new.name)
    yield from _texts("description", old.description, new.description)
    for field in ("colour", "phone", "code"):
        one, two = getattr(old, field), getattr(new, field)
        if one != two:
            yield Detail(field, one, two)
    one, two = _icon(before, old), _icon(after, new)
    if one != two:
        drawn = before.marks.keys() | after.marks.keys()
        if {normal(old.icon), normal(new.icon)} & drawn:
            yield Detail("picture")
        else:
            yield Detail("icon", old.icon, new.icon)


def _icon(side: Side, service: Service) -> str:
    return side.marks.get(normal(service.icon), service.icon)


def _feeds(before: Side, after: Side, fetched: Collection[str]) -> Iterator[Change]:
    """Feeds that come, go or are fetched elsewhere. What they have is told notice by notice."""
    old = {feed.name: feed for feed in before.site.feeds}
    new = {feed.name: feed for feed in after.site.feeds}
    for name, feed in new.items():
        unread = is_carried(feed) and name not in fetched
        if name not in old:
            details = (Detail("url", "", feed.url),)
            yield Change(What.ADDED, "feed", name, SCREENS, details, unread=unread)
        elif _elsewhere(old[name], feed):
            details = (Detail("url", old[name].url, feed.url),)
            yield Change(What.CHANGED, "feed", name, SCREENS, details, unread=True)
    for name in old:
        if name not in new:
            yield Change(What.REMOVED, "feed", name, SCREENS)


def _elsewhere(old: Feed, new: Feed) -> bool:
    """Whether other notices may come of it. A file of the site is read on both sides, and may
    be what the office carried along of an address."""
    return is_carried(old) and is_carried(new) and old.url != new.url
