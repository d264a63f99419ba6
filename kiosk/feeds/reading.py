"""What holds for all entries of one feed while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from kiosk.feeds.words import Vocabulary
from kiosk.model.notice import Area
from kiosk.model.site import Feed, Site


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


def string(value: object) -> str:
    """A value of JSON, if it is a text; else an empty one."""
    return value if isinstance(value, str) else ""
