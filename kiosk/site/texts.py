"""Texts that a screen's visitors will miss: not written in one of its languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kiosk.model.fault import Fault
from kiosk.model.notice import Kind, Notice
from kiosk.model.playlist import ImageItem, MessageItem, NoticesItem, VideoItem
from kiosk.model.site import Screen
from kiosk.model.text import UNDETERMINED, Text
from kiosk.schedule.reading import dwell_s
from kiosk.site.judge import attempt
from kiosk.site.notices import WrittenNotice
from kiosk.site.parts import Parts
from kiosk.site.yaml import Document, Path

_LONG_S = 150.0
"""Five pages of one language. Visitors stay for half a minute, and others wait meanwhile."""


def text_faults(parts: Parts, written: Iterable[WrittenNotice]) -> Iterator[Fault]:
    """A warning for each text that lacks a language of a screen that shows it, and for each
    notice that no screen shows."""
    screens = [screen for _, screen in parts.screens]
    document = parts.document
    name = attempt(Text, document.get("name"))
    if isinstance(name, Text):
        yield from _missing(parts, document, ("name",), name, screens)
    for key, service in parts.services.items():
        shown_on = [s for s in screens if not s.services or key in s.services]
        path = ("services", key)
        yield from _missing(parts, document, (*path, "name"), service.name, shown_on)
        yield from _missing(parts, document, (*path, "description"), service.description, shown_on)
    for key, area in parts.areas.items():
        shown_on = [s for s in screens if not s.areas or key in s.areas]
        yield from _missing(parts, document, ("areas", key), area, shown_on)
    for playlist in parts.playlists:
        shown_on = [screen for screen in screens if screen.playlist == playlist.id]
        for steps, item in playlist.items:
            if isinstance(item, (MessageItem, ImageItem, VideoItem)):
                title = (*steps, "title")
                yield from _missing(parts, playlist.document, title, item.title, shown_on)
            if isinstance(item, MessageItem):
                body = (*steps, "body")
                yield from _missing(parts, playlist.document, body, item.body, shown_on)
                told = _long(dict(item.title.entries), item.body.entries)
                if told:
                    yield playlist.document.fault(
                        body, "text-long", told, key=True, level="warning"
                    )
    for entry in written:
        yield from _notice(parts, entry, screens)


def _missing(
    parts: Parts, document: Document, path: Path, text: Text, screens: Iterable[Screen]
) -> Iterator[Fault]:
    twice = _language_twice(text)
    if twice:
        yield document.fault(path, "language-twice", {"language": twice})
    if text:
        found = _languages_missing(parts, text.languages, screens)
        if found:
            values = {"name": str(path[-1]), **found}
            yield document.fault(path, "text-missing", values, key=True, level="warning")


def _language_twice(text: Text) -> str | None:
    """A language that is written twice, such as `fr` and `fr-MA`."""
    seen: set[str] = set()
    for language, _ in text.entries:
        if language in seen:
            return language
        seen.add(language)
    return None


def _long(titles: Mapping[str, str], bodies: Iterable[tuple[str, str]]) -> dict[str, str]:
    """How long the longest of these texts stands, by language; nothing when visitors can wait."""
    longest_s = max(
        (
            dwell_s([(language, titles.get(language, "")), (language, body)])
            for language, body in bodies
        ),
        default=0.0,
    )
    return {"minutes": f"{longest_s / 60:.0f}"} if longest_s >= _LONG_S else {}


def _languages_missing(
    parts: Parts, languages: Iterable[str], screens: Iterable[Screen]
) -> dict[str, str]:
    """The languages of these screens in which there is no text, and the first such screen."""
    there = set(languages)
    if UNDETERMINED in there:
        return {}
    missing: list[str] = []
    first = ""
    for screen in screens:
        for language in screen.languages or parts.languages:
            if language not in there and language not in missing:
                missing.append(language)
                first = first or screen.id
    return {"languages": ", ".join(missing), "screen": first} if missing else {}


def _notice(parts: Parts, entry: WrittenNotice, screens: list[Screen]) -> Iterator[Fault]:
    file = entry.document.file
    shown_on = [screen for screen in screens if _shows(parts, screen, entry.notice)]
    if not shown_on:
        if screens and len(screens) == len(_written(parts)):
            yield Fault(file, 0, 0, "notice-nowhere", {}, "warning")
        return
    titles = {text.language: text.title for text in entry.notice.texts}
    told = _long(titles, ((text.language, text.body) for text in entry.notice.texts))
    if told:
        yield Fault(file, 0, 0, "text-long", told, "warning")
    found = _languages_missing(parts, entry.notice.languages, shown_on)
    if found and entry.notice.kind is Kind.CAPSULE:
        yield entry.document.fault(
            ("title",), "text-missing", {"name": "title", **found}, key=True, level="warning"
        )
    elif found:
        first = found["languages"].split(", ")[0]
        yield Fault(file, 0, 0, "notice-text-missing", {**found, "first": first}, "warning")


def _written(parts: Parts) -> list[object]:
    screens = parts.document.get("screens")
    return screens if isinstance(screens, list) else []


def _shows(parts: Parts, screen: Screen, notice: Notice) -> bool:
    """Whether that screen is one for this notice: by service, by area, by its playlist."""
    if screen.services and notice.service and notice.service not in screen.services:
        return False
    areas = {area.id for area in notice.areas if area.id}
    wanted = {area.id if (area := parts.area(name)) else name for name in screen.areas}
    if wanted and areas and not areas & wanted:
        return False
    playlist = next((entry for entry in parts.playlists if entry.id == screen.playlist), None)
    if playlist is None or playlist.whole is None:
        return True
    return any(isinstance(item, NoticesItem) for _, item in playlist.items)
