"""One entry → one notice: everything that is decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

from kiosk.feeds.clean import clean, clean_title, headline
from kiosk.feeds.dates import read_date
from kiosk.feeds.entry import Entry
from kiosk.feeds.media import absolute, read_media
from kiosk.feeds.script import language_of, stated_language
from kiosk.feeds.words import Vocabulary, kind_in, planned_in
from kiosk.model.notice import Area, EndRule, Kind, Notice, NoticeText, Severity, State, Urgency
from kiosk.model.site import Feed, Site
from kiosk.model.text import Text
from kiosk.model.when import parse_yes

_EARLY = timedelta(minutes=10)
"""Clocks of servers differ by this much; a date of publication further ahead is meant."""
_KEY_LIMIT = 500
_LANGUAGES_LIMIT = 12
_AREAS_LIMIT = 50
_STATES = {"canceled": "cancelled", "scheduled": "actual", "active": "actual", "over": "resolved"}
_KNOWN = frozenset({
    "about", "kind", "service", "area", "areas", "severity", "urgency", "state", "planned",
    "starts", "ends", "expires", "shows_from", "texts", "instruction", "sign_video",
})  # fmt: skip

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(slots=True)
class Reading:
    """What holds for all entries of one feed while it is read."""

    feed: Feed
    site: Site
    read_at: datetime
    vocabulary: Vocabulary = field(init=False)
    _areas: dict[str, Area | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.vocabulary = Vocabulary(self.site.services)

    @property
    def default_language(self) -> str:
        return self.feed.language or self.site.languages[0]

    def area(self, name: str) -> Area | None:
        """The site's area of that name."""
        if name not in self._areas:
            self._areas[name] = self.site.area(name)
        return self._areas[name]


def to_notice(entry: Entry, reading: Reading) -> Notice | None:
    """The notice that an entry is; None when it says nothing.

    What had to be guessed or was dropped stands in its `warnings`.
    """
    warnings = list(entry.warnings)
    said = _known_only(entry.said, warnings)
    texts = _texts(entry, said, reading, warnings)
    if not texts:
        return None
    kind = _kind(said, entry, reading, warnings)
    times = _times(entry, said, reading, warnings)
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
        state=_choice(said, {}, "state", State, State.ACTUAL, warnings),
        planned=_planned(said, entry, warnings),
        areas=_areas(said, entry, reading, warnings),
        texts=texts,
        media=media,
        link=_link(entry, warnings),
        warnings=tuple(dict.fromkeys(warnings)),
        **times,
    )


def _known_only(said: Mapping[str, Any], warnings: list[str]) -> Mapping[str, Any]:
    unknown = [str(name)[:40] for name in said if name not in _KNOWN]
    if unknown:
        warnings.append(f"the notice extension has no {', '.join(sorted(unknown)[:5])}")
    return said


def _texts(
    entry: Entry, said: Mapping[str, Any], reading: Reading, warnings: list[str]
) -> tuple[NoticeText, ...]:
    found: dict[str, NoticeText] = {}
    by_language = said.get("texts")
    own = by_language if isinstance(by_language, Mapping) else {}
    if by_language is not None and not own:
        warnings.append("texts is no map by language and was left out")
    for tag, value in list(own.items())[:_LANGUAGES_LIMIT]:
        language = stated_language(tag)
        if language is None:
            warnings.append(f"{str(tag)[:20]!r} is no language; its text was left out")
            continue
        parts = value if isinstance(value, Mapping) else {"title": value}
        text = _text(
            _string(parts.get("title")),
            _string(parts.get("body")),
            _string(parts.get("instruction")),
            markup=False,
            warnings=warnings,
        )
        if text is not None:
            found[language] = text.model_copy(update={"language": language})
    text = _text(
        entry.title,
        entry.body,
        _string(said.get("instruction")),
        markup=entry.body_markup,
        warnings=warnings,
    )
    if text is not None:
        stated = stated_language(entry.language)
        if entry.language and stated is None:
            warnings.append(f"{entry.language[:20]!r} is no language")
        language, guessed = language_of(
            f"{text.title}\n{text.body}", stated, reading.default_language, reading.site.languages
        )
        if guessed and language not in found:
            warnings.append(f"its letters are not {stated}; taken as {language}")
        if language not in found:
            found[language] = text.model_copy(update={"language": language})
    order = {language: place for place, language in enumerate(reading.site.languages)}
    return tuple(sorted(found.values(), key=lambda one: order.get(one.language, len(order))))


def _text(
    title: str, body: str, instruction: str, *, markup: bool, warnings: list[str]
) -> NoticeText | None:
    cleaned = clean(body, markup=markup)
    if cleaned.cut:
        warnings.append("its text is too long and lost its end")
    plain, rest = clean_title(title), cleaned.text
    if not plain:
        plain, rest = headline(rest)
        plain = clean_title(plain)
    if not plain:
        return None
    if rest == plain:
        rest = ""
    return NoticeText(
        title=plain, body=rest, instruction=clean(instruction, markup=False, limit=1000).text
    )


def _kind(said: Mapping[str, Any], entry: Entry, reading: Reading, warnings: list[str]) -> Kind:
    stated = said.get("kind")
    if stated is not None:
        word = _string(stated).strip().lower()
        found = next((kind for kind in Kind if kind.value == word), None) or (
            Kind.CAPSULE if word == "sign_capsule" else kind_in((word,))
        )
        if found:
            return found
        warnings.append(f"{str(stated)[:40]!r} is no kind of notice")
    named = kind_in(entry.categories)
    if named is not None and named is not Kind.ANNOUNCEMENT:
        return named
    # `News` in a feed of outages says less than the site does.
    return reading.feed.kind


def _service(
    said: Mapping[str, Any], entry: Entry, reading: Reading, warnings: list[str]
) -> str | None:
    stated = _string(said.get("service")).strip()
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
    word = _string(stated).strip().lower()
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
    areas = [_area(value, reading, warnings) for value in stated[:_AREAS_LIMIT]]
    if not stated:
        areas = [reading.area(category) for category in entry.categories]
    found = [area for area in areas if area is not None]
    return tuple(found) if len(found) < 2 else tuple(dict.fromkeys(found))


def _area(value: Any, reading: Reading, warnings: list[str]) -> Area | None:
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
    warnings.append(f"{names[0][:40]!r} is no area of the site")
    if isinstance(value, Mapping):
        entries = {stated_language(tag): clean_title(_string(name)) for tag, name in value.items()}
        return Area(name=Text.of({tag: name for tag, name in entries.items() if tag and name}))
    return Area(name=Text.of(names[0]))


def _times(
    entry: Entry, said: Mapping[str, Any], reading: Reading, warnings: list[str]
) -> dict[str, Any]:
    """`published`, `updated`, `starts`, `ends`, `shows_from`, `expires` and `end_rule`."""

    def read(value: object, *, end: bool = False) -> datetime | None:
        if value is None or value == "":
            return None
        found = read_date(str(value), reading.site.zone, end=end)
        if found.guess:
            warnings.append(found.guess)
        return found.moment

    def stated(field_name: str, *, end: bool = False) -> datetime | None:
        found = read(said.get(field_name), end=end)
        return found or read(entry.hints.get(field_name), end=end)

    published, updated = read(entry.published), read(entry.updated)
    # Only a date of change, as Atom often has it, is a date of publication too.
    first = published or updated
    starts, ends = stated("starts"), stated("ends", end=True)
    if starts is not None and ends is not None and ends <= starts:
        warnings.append("it ends before it starts; the end was left out")
        ends = None
    shows_from = stated("shows_from")
    if shows_from is None and published is not None and published > reading.read_at + _EARLY:
        shows_from = published
    expires, rule = stated("expires", end=True), EndRule.EXPLICIT
    if expires is None:
        expires, rule = ends, EndRule.EVENT_END
    if expires is None and reading.feed.lasts_s is not None:
        # For an undated entry the store counts from when it first saw it.
        rule = EndRule.SOURCE_DEFAULT
        if first is not None:
            expires = first + timedelta(seconds=reading.feed.lasts_s)
    elif expires is None:
        rule = EndRule.NEVER
    if first is None:
        warnings.append("it has no date; it counts from when it was first seen")
    return {
        "published": first,
        "updated": updated,
        "starts": starts,
        "ends": ends,
        "shows_from": shows_from,
        "expires": expires,
        "end_rule": rule,
    }


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


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


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
