"""The shapes of the files that staff write.

They reuse the model; the JSON Schemas that editors complete and check with come from them.
All paths are relative to the site folder, whichever file they are written in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from kiosk.model.base import Value
from kiosk.model.notice import Kind, Severity, State, Urgency
from kiosk.model.playlist import CaptionFiles
from kiosk.model.site import Feed, Id, Screen, Service, Takeover
from kiosk.model.text import Language, Text
from kiosk.model.when import Moment, Seconds, YesNo


def _whole_rotation(value: Any) -> Any:
    """YAML hands over texts; a rotation is one of four numbers."""
    if isinstance(value, Mapping) and str(value.get("rotation")).isdecimal():
        return {**value, "rotation": int(value["rotation"])}
    return value


ScreenAsWritten = Annotated[Screen, BeforeValidator(_whole_rotation)]


class ScreensFile(Value):
    """screens.yaml: the site, its services and its screens."""

    name: Text
    """The municipality's name, one language or several: {ar: ..., fr: ...}."""
    logo: str | None = None
    """The logo, as a path in the site, such as content/logo.svg."""
    time_zone: str = Field(examples=["Africa/Casablanca"])
    """The time zone that days and hours are meant in, such as Africa/Casablanca."""
    languages: tuple[Language, ...] = Field(min_length=1)
    """The languages of the screens, the most important first, such as [ar, fr, zgh, en]."""
    complaint_url: str = Field(
        examples=["https://complaints.example/{service}?screen={screen}&lang={language}"]
    )
    """Address of the complaint form. {service}, {screen}, {notice} and {language} are filled in
    for each QR code."""
    takeover: Takeover = Takeover()
    """How an urgent notice shares the screen with the rotation."""
    reduced_motion: YesNo = True
    """yes: nothing slides, only cuts and fades."""
    resolved_for_s: Seconds = Field(7200.0, alias="resolved_for", ge=0)
    """How long a resolved or cancelled outage is still shown as such, such as 2 h."""
    areas: dict[Id, Text] = Field({})
    """The neighbourhoods: a short id, then the name: {medina: {ar: ..., fr: ...}}."""
    feeds: tuple[Feed, ...] = ()
    """Where notices are fetched from."""
    services: dict[Id, Service] = Field(min_length=1)
    """The public services: a short id, then name, colour and icon."""
    screens: tuple[ScreenAsWritten, ...] = Field(min_length=1)
    """The screens on the walls."""


def _paths(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Paths = Annotated[
    tuple[str, ...],
    BeforeValidator(_paths),
    WithJsonSchema({
        "oneOf": [
            {"type": "string", "minLength": 1, "examples": ["content/images/poster.png"]},
            {"type": "array", "items": {"type": "string", "minLength": 1}},
        ],
    }),
]  # fmt: skip


class NoticeFront(Value):
    """What stands between the two `---` lines of content/notices/NAME.md.

    Below them, in Markdown, a line `# fr: title` begins the French text, and so on; a
    quotation (`> ...`) is what visitors should do.
    """

    kind: Kind = Kind.ANNOUNCEMENT
    """What it is about."""
    service: str | None = None
    """The service, by its id in screens.yaml."""
    areas: tuple[Text, ...] = ()
    """Where: ids of areas of screens.yaml, or places by name: {ar: ..., fr: ...}. Left out:
    everywhere."""
    severity: Severity = Severity.INFO
    """How bad it is. severe or extreme together with urgency: immediate interrupts the rotation."""
    urgency: Urgency = Urgency.UNKNOWN
    """How soon people must act."""
    state: State = State.ACTUAL
    """resolved: it is over. cancelled: it will not take place. test: a draft, never shown."""
    planned: YesNo | None = None
    """For outages and works: yes if announced beforehand."""
    starts: Moment | None = None
    """When the matter begins (the water goes off, the market opens)."""
    ends: Moment | None = None
    """When it is expected to be over. Without `until`, the notice is not shown any longer."""
    shows_from: Moment | None = Field(None, alias="from")
    """First day, or day and hour, on which the notice is shown. Left out: at once."""
    expires: Moment | None = Field(None, alias="until")
    """Last day on which it is shown; with an hour, the moment from which it no longer is."""
    published: Moment | None = None
    """When it was published."""
    updated: Moment | None = None
    """When it was last changed; when it was resolved. Left out for a resolved or cancelled
    notice: when the file was saved."""
    link: str | None = None
    """An address for the QR code. Left out: the complaint form."""
    image: Paths = ()
    """A picture, or several, as paths in the site."""
    sign_video: str | None = None
    """A sign-language video, as a path in the site."""
    captions: CaptionFiles = ()
    """The caption files of the sign-language video by language: {ar: ..., fr: ...}."""
    language: Language | None = None
    """The language of a text whose title states none. Left out: the site's first."""


class CapsuleFile(Value):
    """content/capsules/NAME.yaml: a sign-language video and what stands beside it."""

    title: Text
    """The title, one language or several: {ar: ..., fr: ...}."""
    body: Text = Text()
    """What the video says, in words, beside the signer."""
    video: str
    """The video, as a path in the site, such as content/capsules/registry.mp4."""
    captions: CaptionFiles = ()
    """Its caption files (WebVTT or SRT) by language: {ar: ..., fr: ...}."""
    service: str | None = None
    """The service, by its id in screens.yaml."""
    areas: tuple[Text, ...] = ()
    """Where: ids of areas of screens.yaml, or places by name. Left out: everywhere."""
    shows_from: Moment | None = Field(None, alias="from")
    """First day, or day and hour, on which it is shown. Left out: at once."""
    expires: Moment | None = Field(None, alias="until")
    """Last day on which it is shown. Left out: until the file is removed."""
    published: Moment | None = None
    """When it was published."""
    link: str | None = None
    """An address for the QR code. Left out: the complaint form."""
