"""What holds for all entries of one feed while it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.errors import FeedUnsafe
from kiosk.feeds.script import language_of
from kiosk.feeds.words import Vocabulary
from kiosk.model.notice import Area
from kiosk.model.site import Feed, Site

MAX_ENTRIES = 20_000


def bounded(count: int) -> None:
    """Lets no feed pass that has more entries than any town hall could mean.

    Raises:
        FeedUnsafe: it has.
    """
    if count > MAX_ENTRIES:
        raise FeedUnsafe(f"it has {count} entries; {MAX_ENTRIES} are the most")


_WARNINGS_LIMIT = 20
_WARNING_LIMIT = 300


def few(warnings: Collection[str]) -> tuple[str, ...]:
    """Each warning once and none too long; of very many the first, and how many more."""
    if not warnings:
        return ()
    each = [
        one if len(one) <= _WARNING_LIMIT else f"{one[:_WARNING_LIMIT]}…"
        for one in dict.fromkeys(warnings)
    ]
    if len(each) > _WARNINGS_LIMIT:
        each[_WARNINGS_LIMIT:] = [f"and {len(each) - _WARNINGS_LIMIT} more warnings"]
    return tuple(each)


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

    def language_of(self, text: str) -> str:
        """The language of a text for which nobody states one: the feed's, if the script fits."""
        return language_of(text, None, self.default_language, self.site.languages)[0]

    def area(self, name: str) -> Area | None:
        """The site's area of that name."""
        if name not in self._areas:
            self._areas[name] = self.site.area(name)
        return self._areas[name]


def string(value: object) -> str:
    """A value of JSON, if it is a text; else an empty one."""
    return value if isinstance(value, str) else ""


def fingerprint(written: bytes, context: str) -> str:
    """Changes whenever an entry, as it is written, or what it takes from round it, does."""
    digest = hashlib.blake2b(written, digest_size=12)
    digest.update(context.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
