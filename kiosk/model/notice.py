"""A notice: one thing that the municipality tells its visitors, in all its languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from kiosk.model.base import Value
from kiosk.model.text import UNDETERMINED, Language, Text

CONTENT = "content"
"""The `source` of the notices that staff wrote in the site; feeds may not be called so."""


class Kind(StrEnum):
    """What a notice is about."""

    ANNOUNCEMENT = "announcement"
    OUTAGE = "outage"
    WORKS = "works"
    ALERT = "alert"
    TRANSIT = "transit"
    EVENT = "event"
    CLOSURE = "closure"
    CAPSULE = "capsule"


class Severity(StrEnum):
    """How bad it is, in CAP's words plus `info`."""

    UNKNOWN = "unknown"
    INFO = "info"
    MINOR = "minor"
    MODERATE = "moderate"
    SEVERE = "severe"
    EXTREME = "extreme"

    @property
    def rank(self) -> int:
        """0 (unknown) … 5 (extreme), for comparing."""
        return list(Severity).index(self)


class Urgency(StrEnum):
    """How soon people must act, in CAP's words."""

    UNKNOWN = "unknown"
    PAST = "past"
    FUTURE = "future"
    EXPECTED = "expected"
    IMMEDIATE = "immediate"


class State(StrEnum):
    """What the source says of the matter; whether it has begun follows from the clock."""

    ACTUAL = "actual"
    RESOLVED = "resolved"
    """The outage is over. Shown as such for a while, then dropped."""
    CANCELLED = "cancelled"
    """It will not take place. Shown as such for a while, then dropped."""
    TEST = "test"
    """An exercise or a draft; never shown."""


class EndRule(StrEnum):
    """Why a notice ends when it does."""

    EXPLICIT = "explicit"
    EVENT_END = "event end"
    SOURCE_DEFAULT = "source default"
    ABSENT = "absent from snapshot"
    NEVER = "never"


class Role(StrEnum):
    """What a media file is for."""

    IMAGE = "image"
    VIDEO = "video"
    SIGN_VIDEO = "sign_video"
    OTHER = "other"


class Area(Value):
    """A place by name; `id` is the site's own name for it, where it is one of the site's."""

    name: Text
    id: str | None = None


class NoticeText(Value):
    """What a notice says in one language. Plain text: paragraphs are separated by an empty
    line, list entries begin with `• `; no markup is left."""

    language: Language = UNDETERMINED
    title: str
    body: str = ""
    instruction: str = ""
    """What visitors should do, apart from the description."""


class Captions(Value):
    """The captions of one video in one language: a file (WebVTT or SRT), or a text track inside
    the video, which `url` and `path` then name."""

    language: Language = UNDETERMINED
    url: str
    path: str | None = None
    """Local file, once it is here."""


class Media(Value):
    """A picture or video that belongs to a notice or an item."""

    url: str
    """Where it comes from: http(s) address, or the path in the site as written."""
    role: Role
    type: str = ""
    """MIME type, `` when not known."""
    title: str = ""
    language: Language = UNDETERMINED
    length_bytes: int | None = None
    """As stated by the source; a hint."""
    sha256: str | None = None
    """Hexadecimal; stated by the source, or found after download."""
    checksum: str | None = None
    """`md5:…` or `sha-1:…` as stated by the source, hexadecimal: against damage, not attacks."""
    duration_s: float | None = None
    captions: tuple[Captions, ...] = ()
    path: str | None = None
    """Absolute local file, complete and checked. None: not here, must not be shown."""


class Notice(Value):
    """One notice. Times are aware UTC; half-open `[starts, ends)`."""

    key: str
    """Unique and stable within its source."""
    source: str
    """Name of the feed, or `content` for what staff wrote in the site."""
    kind: Kind = Kind.ANNOUNCEMENT
    service: str | None = None
    """Id of a service of the site."""
    severity: Severity = Severity.INFO
    urgency: Urgency = Urgency.UNKNOWN
    state: State = State.ACTUAL
    planned: bool | None = None
    """For outages and works: announced beforehand, or not. None: not said."""
    areas: tuple[Area, ...] = ()
    """Empty: everywhere."""
    texts: tuple[NoticeText, ...]
    published: datetime | None = None
    updated: datetime | None = None
    """When the source last changed it; for a resolved notice, when it was resolved."""
    starts: datetime | None = None
    """When the matter begins (the water goes off, the market opens)."""
    ends: datetime | None = None
    """When the matter is expected to be over."""
    shows_from: datetime | None = None
    """Not shown before. None: at once."""
    expires: datetime | None = None
    """Not shown from then on. None: never ends by itself."""
    end_rule: EndRule = EndRule.NEVER
    """Where `expires` comes from."""
    media: tuple[Media, ...] = ()
    link: str | None = None
    as_of: datetime | None = None
    """When its source was last heard from, where that is too long ago to be silent about it."""
    file: str | None = None
    """Path in the site of the file it was written in, for notices of `content/`."""
    warnings: tuple[str, ...] = ()
    """What was dropped or guessed when reading it."""

    @property
    def id(self) -> str:
        """`source/key`, unique on the screen."""
        return f"{self.source}/{self.key}"

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(text.language for text in self.texts)

    def text(self, languages: Iterable[str]) -> NoticeText:
        """The text in the first of these languages that there is, else an undetermined
        one, else the first."""
        for language in (*languages, UNDETERMINED):
            for text in self.texts:
                if text.language == language:
                    return text
        return self.texts[0]

    @property
    def sign_video(self) -> Media | None:
        """The sign-language video, when its file is here."""
        return next((m for m in self.media if m.role is Role.SIGN_VIDEO and m.path), None)

    @property
    def takes_over(self) -> bool:
        """Whether it interrupts the rotation: severe or extreme, and to be acted on at once."""
        return (
            self.state is State.ACTUAL
            and self.severity in (Severity.SEVERE, Severity.EXTREME)
            and self.urgency is Urgency.IMMEDIATE
        )
