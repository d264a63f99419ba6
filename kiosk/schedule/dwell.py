"""How long each thing stands on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.model.notice import Notice
from kiosk.model.playlist import DirectoryItem, ImageItem, Item, MessageItem, VideoItem
from kiosk.model.site import Screen, Service, Site
from kiosk.model.text import Text
from kiosk.schedule.cards import signed
from kiosk.schedule.reading import dwell_s

FALLBACK_S = 30.0
"""The directory, when there is nothing else: then the schedule is asked again."""
IMAGE_S = 15.0
"""A poster carries words that we cannot count."""
DIRECTORY_MIN_S = 15.0
"""Its QR codes are there to be scanned: taking out a phone takes that long."""
WHEN_WORDS = "day date month hour"
"""As many words as a moment has on the page: Thursday 26 November, 09:00."""
UNKNOWN_VIDEO_S = 30.0
"""A video that does not say how long it is; the player ends it when it ends."""


def notice_dwell_s(
    notice: Notice, languages: Sequence[str], item: Item | None = None
) -> tuple[float, bool]:
    """Seconds that a notice stands, and whether staff said so (`duration` of its item).

    All its languages that the screen has are read one after the other, so their times add up.
    A signer is never cut off: with a sign-language video it stands for the video at least.
    """
    texts = [text for text in notice.texts if text.language in languages]
    if not texts:
        texts = [notice.text(languages)]
    given = item.dwell_s if item is not None else None
    facts = _facts(notice)
    stands = given or dwell_s(
        (text.language, f"{text.title} {facts} {text.body} {text.instruction}") for text in texts
    )
    video = signed(notice)
    length = 0.0 if video is None else video.duration_s or UNKNOWN_VIDEO_S
    if length > stands:
        return length, False
    return stands, given is not None


def _facts(notice: Notice) -> str:
    """Words that a page adds to what was written: where, and from when to when."""
    places = " ".join(area.name.best(())[1] for area in notice.areas)
    moments = " ".join(WHEN_WORDS for moment in (notice.starts, notice.ends) if moment is not None)
    return f"{places} {moments}"


def item_dwell_s(item: Item, site: Site, screen: Screen) -> tuple[float, bool]:
    """Seconds that an item without notices stands, and whether staff said so."""
    if item.dwell_s is not None:
        return item.dwell_s, True
    languages = site.languages_of(screen)
    match item:
        case VideoItem():
            length = item.media.duration_s if item.media else None
            return length or UNKNOWN_VIDEO_S, False
        case ImageItem():
            return max(IMAGE_S, dwell_s(_in(languages, item.title))), False
        case MessageItem():
            return dwell_s(_in(languages, item.title, item.body)), False
        case DirectoryItem():
            return directory_dwell_s(directory_services(item, site, screen), languages), False
        case _:
            return FALLBACK_S, False


def directory_services(
    item: DirectoryItem | None, site: Site, screen: Screen
) -> tuple[Service, ...]:
    """The services that a directory lists; with no item, the fallback's: all of the screen's."""
    if item is not None and item.services:
        chosen = (site.service(name) for name in item.services)
        return tuple(service for service in chosen if service is not None)
    return tuple(
        service for service in site.services
        if not screen.services or service.id in screen.services
    )  # fmt: skip


def directory_dwell_s(services: Sequence[Service], languages: Sequence[str]) -> float:
    """Seconds that a directory of these services stands."""
    texts = [text for service in services for text in (service.name, service.description)]
    return max(DIRECTORY_MIN_S, dwell_s(_in(languages, *texts)))


def _in(languages: Sequence[str], *texts: Text) -> list[tuple[str, str]]:
    """One `(language, words)` pair a language that any of these texts has."""
    by_language: dict[str, list[str]] = {}
    for text in texts:
        for language in {text.best((language,))[0] for language in languages}:
            by_language.setdefault(language, []).append(text.get(language) or "")
    return [(language, " ".join(words)) for language, words in by_language.items()]
