"""Playlists: what staff want shown, in which order and when.

These classes are also the shape of `playlists/*.yaml`; their docstrings become the help that
an editor shows while somebody types.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from kiosk.model.base import Value
from kiosk.model.notice import Media
from kiosk.model.text import Language, Text
from kiosk.model.when import DayHours, Days, Moment, Seconds


def _pairs(value: Any) -> Any:
    """`{ar: a.vtt, fr: f.vtt}` → its pairs; anything else untouched."""
    return tuple(value.items()) if isinstance(value, Mapping) else value


CaptionFiles = Annotated[
    tuple[tuple[Language, str], ...],
    BeforeValidator(_pairs),
    WithJsonSchema({
        "type": "object",
        "propertyNames": {"pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"},
        "additionalProperties": {"type": "string", "minLength": 1},
        "examples": [{"ar": "content/videos/tram.ar.vtt", "fr": "content/videos/tram.fr.vtt"}],
    }),
]  # fmt: skip


class Transition(StrEnum):
    """How one slide gives way to the next."""

    CUT = "cut"
    FADE = "fade"
    SLIDE = "slide"


class QrChoice(StrEnum):
    """Where the QR code of a slide leads."""

    COMPLAINT = "complaint"
    LINK = "link"
    NONE = "none"


class _Item(Value):
    valid_from: Moment | None = Field(None, alias="from")
    """First day, or day and hour, on which it may show, such as 2026-06-01."""
    valid_until: Moment | None = Field(None, alias="until")
    """Last day on which it may show; with an hour, the moment from which it no longer does."""
    days: Days = ()
    """Days on which it may show, such as mon-fri. Left out: every day."""
    hours: DayHours = ()
    """Hours at which it may show, such as "08:30-16:30". Left out: all day."""
    repeat: str | None = None
    """A repeat rule in iCalendar's words, such as FREQ=MONTHLY;BYDAY=1MO: it shows on the days
    that the rule names, counted from the date in `from`."""
    every: int = Field(1, ge=1, le=1000)
    """3: only in one round of three."""
    dwell_s: Seconds | None = Field(None, alias="duration", ge=3, le=600)
    """How long it stands, such as 20 s. Left out: as long as reading it takes, a video its
    length."""
    transition: Transition | None = None
    """cut, fade or slide. Left out: as the playlist says."""
    qr: QrChoice | None = None
    """complaint, link or none. Left out: the notice's own link, else the complaint form."""


class _NoticesItem(_Item):
    services: tuple[str, ...] = ()
    """Only these services, such as [water, electricity]. Left out: all of the screen's."""
    areas: tuple[str, ...] = ()
    """Only these areas. Left out: all of the screen's."""
    sources: tuple[str, ...] = ()
    """Only these feeds; `content` stands for what is written in the site."""
    max_age_s: Seconds | None = Field(None, alias="max_age", gt=0)
    """Nothing published longer ago than this, such as 14 days."""
    limit: int | None = Field(None, ge=1, le=1000)
    """At most so many a round; the rest come in the next rounds."""


class OutagesItem(_NoticesItem):
    """Outages and works, from the feeds and from content/."""

    kind: Literal["outages"]


class AnnouncementsItem(_NoticesItem):
    """Announcements, events, closures and other news, from the feeds and from content/."""

    kind: Literal["announcements"]


class CapsulesItem(_NoticesItem):
    """Sign-language capsules, from the feeds and from content/capsules/."""

    kind: Literal["capsules"]


class MessageItem(_Item):
    """A message written here."""

    kind: Literal["message"]
    title: Text
    """The headline, one language or several."""
    body: Text = Text()
    """The text below it."""
    service: str | None = None
    """Which service it is about; gives the slide its colour and icon."""
    link: str | None = None
    """An address for the QR code, with qr: link."""


class ImageItem(_Item):
    """A picture that fills the slide, such as a poster."""

    kind: Literal["image"]
    file: str
    """The picture, as a path in the site, such as content/images/poster.png."""
    title: Text = Text()
    """What the picture says, in words: for those who cannot see it. A poster of the screen's
    shape fills the screen without it; below any other picture it is shown."""
    link: str | None = None
    """An address for the QR code, with qr: link."""
    path: str | None = Field(None, exclude=True)
    """Absolute path, filled in when the site is read."""


class VideoItem(_Item):
    """A video that fills the slide."""

    kind: Literal["video"]
    file: str
    """The video, as a path in the site, such as content/videos/tram.mp4."""
    title: Text = Text()
    """What the video is about, in words."""
    captions: CaptionFiles = ()
    """Caption files by language, such as {ar: content/videos/tram.ar.vtt}."""
    link: str | None = None
    """An address for the QR code, with qr: link."""
    media: Media | None = Field(None, exclude=True)
    """Filled in when the site is read."""


class DirectoryItem(_Item):
    """The services on one slide: what each does, and the QR code of its complaint form."""

    kind: Literal["directory"]
    services: tuple[str, ...] = ()
    """Only these services, in this order. Left out: all of the screen's."""


Item = Annotated[
    OutagesItem
    | AnnouncementsItem
    | CapsulesItem
    | MessageItem
    | ImageItem
    | VideoItem
    | DirectoryItem,
    Field(discriminator="kind"),
]
NoticesItem = OutagesItem | AnnouncementsItem | CapsulesItem


class Playlist(Value):
    """One file of playlists/: an ordered list of items, shown round after round."""

    id: str = Field("", exclude=True)
    """The file's name without .yaml."""
    name: str = ""
    """What staff call it."""
    transition: Transition = Transition.FADE
    """How slides give way: cut, fade or slide. An item may say otherwise."""
    items: tuple[Item, ...] = Field(min_length=1)
    """What is shown, in order."""
