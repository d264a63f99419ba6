"""Which files go when there is no room. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from kiosk.model.notice import Notice
from kiosk.model.site import Site
from kiosk.schedule.coming import coming_up
from kiosk.store.media import StoredMedia

COMING_DAY = timedelta(days=1)
JUST_LET_GO = timedelta(minutes=10)
"""A file that no notice names since then may still be on the screen."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Use(IntEnum):
    """How much a file is needed."""

    NONE = 0
    """No notice names it any more."""
    LATER = 1
    """A notice names it that does not show within a day, on any screen."""
    DUE = 2
    """It is playing, or due in the coming day. Never evicted."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is here, under one of its addresses."""

    url: str
    stored: StoredMedia
    use: Use
    last_shown: datetime | None
    """None: never, as far as is known."""


def uses(
    site: Site, notices: Collection[Notice], playing: Collection[str], now: datetime
) -> dict[str, Use]:
    """By address: how much each file that a notice names is needed.

    Args:
        playing: ids of the notices that are on a screen of this machine.
    """
    due = set(playing)
    for screen in site.screens:
        due |= coming_up(site, screen, notices, now, now + COMING_DAY)
    found: dict[str, Use] = {}
    for notice in notices:
        use = Use.DUE if notice.id in due else Use.LATER
        for media in notice.media:
            for url in (media.url, *(captions.url for captions in media.captions)):
                found[url] = max(use, found.get(url, Use.NONE))
    return found


def last_shown(notices: Iterable[Notice], shown: Mapping[str, datetime]) -> dict[str, datetime]:
    """By address: when a notice that names the file was last on the screen.

    Args:
        shown: the same by the ids of notices.
    """
    found: dict[str, datetime] = {}
    for notice in notices:
        moment = shown.get(notice.id)
        if moment is not None:
            for media in notice.media:
                for url in (media.url, *(captions.url for captions in media.captions)):
                    found[url] = max(moment, found.get(url, moment))
    return found


def evictions(
    held: Iterable[Held], lacking: int, *, below: Use, at_least: int | None = None
) -> tuple[Held, ...]:
    """What has to go so that so many bytes come free: what is needed least and was shown least
    recently first. Empty where they cannot come free: then nothing goes in vain.

    Args:
        below: only files that are needed less than this.
        at_least: how many bytes are worth it; None: all of them.
    """
    by_content: dict[StoredMedia, list[Held]] = {}
    for one in held:
        by_content.setdefault(one.stored, []).append(one)
    candidates = [
        (max(one.use for one in same), max(one.last_shown or _LONG_AGO for one in same), same)
        for same in by_content.values()
    ]
    candidates = [entry for entry in candidates if entry[0] < min(below, Use.DUE)]
    candidates.sort(key=lambda entry: (entry[0], entry[1], entry[2][0].url))
    going: list[Held] = []
    freed = 0
    for _, _, same in candidates:
        if freed >= lacking:
            break
        going += same
        freed += same[0].stored.size_bytes
    return tuple(going) if freed >= (lacking if at_least is None else at_least) else ()
