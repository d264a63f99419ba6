"""One `info` of an alert (CAP): one language, or one part of a sequence in it; as written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from kiosk.feeds import xml
from kiosk.feeds.entry import RawMedia

_AREAS_LIMIT = 100
_POINTS_LIMIT = 20_000
_POINTS_CHARACTERS = 2_000_000
_SHA_1 = re.compile(r"[0-9a-fA-F]{40}")


@dataclass(slots=True)
class InfoArea:
    """One area: its name as written, and the values of its geocodes."""

    name: str
    codes: tuple[str, ...] = ()


@dataclass(slots=True)
class Info:
    """One `info`. Texts and dates as written; words of scales in lower case."""

    language: str = ""
    event: str = ""
    headline: str = ""
    description: str = ""
    instructions: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    responses: list[str] = field(default_factory=list)
    severity: str = ""
    urgency: str = ""
    effective: str = ""
    onset: str = ""
    expires: str = ""
    web: str = ""
    areas: list[InfoArea] = field(default_factory=list)
    media: list[RawMedia] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    area_warnings: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.headline or self.event

    @property
    def over(self) -> bool:
        """It says that the matter is over."""
        return self.urgency == "past" or "allclear" in self.responses

    @property
    def words(self) -> tuple[str, ...]:
        """What may name the service that it is about; the most telling first."""
        return tuple(filter(None, (*self.codes, self.event, *self.categories)))

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(area.name for area in self.areas)


_SINGLE = {
    "language": "language", "event": "event", "headline": "headline",
    "description": "description", "severity": "severity", "urgency": "urgency",
    "effective": "effective", "onset": "onset", "expires": "expires", "web": "web",
}  # fmt: skip
_SCALES = frozenset({"severity", "urgency"})
_LISTS = {"instruction": "instructions", "category": "categories", "responseType": "responses"}


def read_info(element: Any) -> Info:
    """The `info` element as written."""
    info = Info()
    for child in element:
        local = xml.name(child)[1]
        if local in _SINGLE:
            text = xml.whole_text(child)
            if text and not getattr(info, _SINGLE[local]):
                setattr(info, _SINGLE[local], text.lower() if local in _SCALES else text)
        elif local in _LISTS:
            text = xml.whole_text(child)
            if text:
                getattr(info, _LISTS[local]).append(
                    text.lower() if local == "responseType" else text
                )
        elif local == "eventCode":
            info.codes += _values(child)
        elif local == "resource":
            _add_media(info, child)
        elif local == "area":
            _add_area(info, child)
    if len(info.areas) > _AREAS_LIMIT:
        info.area_warnings.append(f"it has {len(info.areas)} areas; {_AREAS_LIMIT} were taken")
        del info.areas[_AREAS_LIMIT:]
    return info


def _add_area(info: Info, element: Any) -> None:
    area = InfoArea("")
    codes: list[str] = []
    for child in element:
        local = xml.name(child)[1]
        if local == "areaDesc":
            area.name = area.name or " ".join(xml.whole_text(child).split())
        elif local == "geocode":
            codes += _values(child)
        elif local == "polygon":
            text = child.text or ""
            # Places are known by name here; what nobody could draw is worth a word all the same.
            if len(text) > _POINTS_CHARACTERS or text.count(",") > _POINTS_LIMIT:
                info.area_warnings.append(
                    f"a polygon has more than {_POINTS_LIMIT} points and was left out"
                )
    area.codes = tuple(codes)
    if area.name or codes:
        area.name = area.name or codes[0]
        info.areas.append(area)
    else:
        info.area_warnings.append("an area has no name and was left out")


def _add_media(info: Info, element: Any) -> None:
    found = {xml.name(child)[1]: xml.whole_text(child) for child in element}
    if not found.get("uri"):
        if found.get("derefUri"):
            info.warnings.append("a file that is packed into the alert was left out")
        return
    info.media.append(
        RawMedia(
            url=found["uri"],
            type=found.get("mimeType", ""),
            title=found.get("resourceDesc", ""),
            length=found.get("size"),
            language=info.language or None,
            checksum=_checksum(found.get("digest", "")),
        )
    )


def _checksum(digest: str) -> str:
    """The SHA-1 of a file, where it is written as the standard wants; against damage only."""
    return f"sha-1:{digest.lower()}" if _SHA_1.fullmatch(digest) else ""


def _values(element: Any) -> list[str]:
    """The values of a geocode, eventCode or parameter."""
    return [
        text
        for child in element
        if xml.name(child)[1] == "value" and (text := xml.whole_text(child))
    ]
