"""One entry → one notice: everything that is decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

from kiosk.feeds.clean import clean_title
from kiosk.feeds.entry import Entry
from kiosk.feeds.media import absolute, read_media
from kiosk.feeds.reading import Reading, few, string
from kiosk.feeds.script import stated_language
from kiosk.feeds.texts import read_texts
from kiosk.feeds.times import read_times
from kiosk.feeds.words import kind_in, planned_in
from kiosk.model.notice import Area, Kind, Notice, Severity, State, Urgency
from kiosk.model.text import Text
from kiosk.model.when import parse_yes

_KEY_LIMIT = 500
_AREAS_LIMIT = 50
_CATEGORIES_LIMIT, _CATEGORY_LIMIT = 30, 200
_MEDIA_LIMIT = 60
_STATES = {"canceled": "cancelled", "scheduled": "actual", "active": "actual", "over": "resolved"}
_KNOWN = frozenset({
    "about", "kind", "service", "area", "areas", "severity", "urgency", "state", "planned",
    "starts", "ends", "expires", "shows_from", "as_of", "texts", "instruction",
    "sign_video",
})  # fmt: skip

Choice = TypeVar("Choice", bound=StrEnum)


def to_notice(entry: Entry, reading: Reading) -> Notice | None:
    """The notice that an entry is; None when it says nothing.

    What had to be guessed or was dropped stands in its `warnings`.
    """
    warnings = list(entry.warnings)
    _bound(entry, warnings)
    said = _known_only(entry.said, warnings)
    texts = read_texts(entry, said, reading, warnings)
    if not texts:
        return None
    kind = _kind(said, entry, reading, warnings)
    planned = _planned(said, entry, warnings)
    state = _choice(said, entry.hints, "state", State, State.ACTUAL, warnings)
    times = read_times(
        entry, said, reading, kind=kind, state=state, planned=planned, warnings=warnings
    )
    media = read_media(entry, said, kind, warnings)
    key = entry.key
    if len(key) > _KEY_LIMIT:
        key = key[:_KEY_LIMIT]
        warnings.append("its id is too long and was cut")
    return Notice(
        key=_sound(key),
        source=reading.feed.name,
        kind=kind,
        service=_service(said, entry, reading, warnings),
        severity=_choice(said, entry.hints, "severity", Severity, Severity.INFO, warnings),
        urgency=_choice(said, entry.hints, "urgency", Urgency, Urgency.UNKNOWN, warnings),
        state=state,
        planned=planned,
        areas=_areas(said, entry, reading, warnings),
        texts=texts,
        published=times.published,
        updated=times.updated,
        starts=times.starts,
        ends=times.ends,
        shows_from=times.shows_from,
        expires=times.expires,
        end_rule=times.end_rule,
        media=media,
        link=_link(entry, warnings),
        as_of=times.as_of,
        warnings=few(warnings),
    )


def _bound(entry: Entry, warnings: list[str]) -> None:
    """Lets no entry have more of anything than anybody would look at."""
    if len(entry.categories) > _CATEGORIES_LIMIT:
        warnings.append(
            f"it has {len(entry.categories)} categories; {_CATEGORIES_LIMIT} were looked at"
        )
        entry.categories = entry.categories[:_CATEGORIES_LIMIT]
    entry.categories = tuple([category[:_CATEGORY_LIMIT] for category in entry.categories])
    if len(entry.media) > _MEDIA_LIMIT:
        warnings.append(f"it names {len(entry.media)} files; {_MEDIA_LIMIT} were looked at")
        del entry.media[_MEDIA_LIMIT:]


def _known_only(said: Mapping[str, Any], warnings: list[str]) -> Mapping[str, Any]:
    unknown = [str(name)[:40] for name in said if name not in _KNOWN]
    if unknown:
        warnings.append(f"the notice extension has no {', '.join(sorted(unknown)[:5])}")
    return said


def _kind(said: Mapping[str, Any], entry: Entry, reading: Reading, warnings: list[str]) -> Kind:
    stated = said.get("kind")
    if stated is not None:
        word = string(stated).strip().lower()
        found = next((kind for kind in Kind if kind.value == word), None) or (
            Kind.CAPSULE if word == "sign_capsule" else kind_in((word,))
        )
        if found:
            return found
        warnings.append(f"{str(stated)[:40]!r} is no kind of notice")
    named = kind_in(entry.categories)
    if named is not None and named is not Kind.ANNOUNCEMENT:
        return named
    if entry.kind is not None and reading.feed.kind is Kind.ANNOUNCEMENT:
        return entry.kind
    # `News` in a feed of outages says less than the site does.
    return reading.feed.kind


def _service(
    said: Mapping[str, Any], entry: Entry, reading: Reading, warnings: list[str]
) -> str | None:
    stated = string(said.get("service")).strip()
    if stated:
        found = reading.vocabulary.service(stated) or reading.vocabulary.service_in(stated)
        if found:
            return found
        warnings.append(f"{stated[:40]!r} is no service of the site")
    for category in entry.categories:
        found = reading.vocabulary.service_in(category)
        if found:
            return found
    return reading.feed.service


def _choice(
    said: Mapping[str, Any],
    hints: Mapping[str, str],
    field_name: str,
    choices: type[Choice],
    default: Choice,
    warnings: list[str],
) -> Choice:
    stated = said.get(field_name, hints.get(field_name))
    if stated is None:
        return default
    word = string(stated).strip().lower()
    word = _STATES.get(word, word)
    for choice in choices:
        if choice.value == word:
            return choice
    warnings.append(f"{str(stated)[:40]!r} is no {field_name}")
    return default


def _planned(said: Mapping[str, Any], entry: Entry, warnings: list[str]) -> bool | None:
    stated = said.get("planned")
    if stated is None:
        return planned_in(entry.categories)
    try:
        found = parse_yes(stated)
    except ValueError:
        found = None
    if isinstance(found, bool):
        return found
    warnings.append(f"planned is {str(stated)[:40]!r}, neither true nor false")
    return planned_in(entry.categories)


def _areas(
    said: Mapping[str, Any], entry: Entry, reading: Reading, warnings: list[str]
) -> tuple[Area, ...]:
    stated: list[Any] = []
    for value in (said.get("area"), said.get("areas")):
        stated += value if isinstance(value, list) else [] if value is None else [value]
    if not stated and "area" in entry.hints:
        stated = [part.strip() for part in entry.hints["area"].split(";")]
    foreign: list[str] = []
    if len(stated) > _AREAS_LIMIT:
        warnings.append(f"it names {len(stated)} areas; {_AREAS_LIMIT} were taken")
    areas = [_area(value, reading, foreign, warnings) for value in stated[:_AREAS_LIMIT]]
    if foreign:
        named = ", ".join(repr(name[:40]) for name in foreign[:3])
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""
        warnings.append(
            f"{named} is no area of the site"
            if len(foreign) == 1
            else f"{named}{more} are no areas of the site"
        )
    if not stated:
        areas = [reading.area(category) for category in entry.categories]
    found = [area for area in areas if area is not None]
    return tuple(found) if len(found) < 2 else tuple(dict.fromkeys(found))


def _area(value: Any, reading: Reading, foreign: list[str], warnings: list[str]) -> Area | None:
    """The area of the site, else one of that name, which is then added to `foreign`."""
    names: list[str] = []
    if isinstance(value, str):
        names = [clean_title(value)]
    elif isinstance(value, Mapping):
        names = [clean_title(name) for name in value.values() if isinstance(name, str)]
    names = [name for name in names if name]
    if not names:
        warnings.append("an area has no name and was left out")
        return None
    known = next(filter(None, map(reading.area, names)), None)
    if known is not None:
        return known
    foreign.append(names[0])
    if isinstance(value, Mapping):
        entries = {stated_language(tag): clean_title(string(name)) for tag, name in value.items()}
        by_language = {tag: name for tag, name in entries.items() if tag and name}
        if by_language:
            return Area(name=Text.of(by_language))
    return Area(name=Text.of(names[0]))


def _link(entry: Entry, warnings: list[str]) -> str | None:
    if not entry.link.strip():
        return None
    link = absolute(entry.link, entry.base)
    if link is None or urlsplit(link).scheme not in ("http", "https"):
        warnings.append(f"the link {entry.link[:60]!r} is no web address and was left out")
        return None
    return link


def _sound(text: str) -> str:
    """Without lone surrogates and controls, which neither databases nor addresses take."""
    return "".join(c for c in text if c.isprintable() or c == " ").strip() or "?"


def once(notices: Iterable[Notice], warnings: list[str]) -> tuple[Notice, ...]:
    """Of notices with one key, the one that changed last; the first where none says so."""
    found: dict[str, Notice] = {}
    for notice in notices:
        known = found.get(notice.key)
        if known is None:
            found[notice.key] = notice
            continue
        warnings.append(f"the id {notice.key[:60]!r} stands for more than one entry")
        new, old = notice.updated or notice.published, known.updated or known.published
        if new is not None and (old is None or new > old):
            found[notice.key] = notice
    return tuple(found.values())
