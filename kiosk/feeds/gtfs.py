"""GTFS-realtime service alerts. The only `import google.transit`.

A full dataset says everything that is known: what is absent from it has ended. Only alerts are
read; vehicle positions and trip updates in the same feed are passed over.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from kiosk.errors import FeedError, FeedUnsafe
from kiosk.feeds.entry import Document, Entry, RawMedia
from kiosk.feeds.reading import Reading, bounded
from kiosk.model.notice import Kind

FORMAT = "gtfs-realtime"
_ENTITIES_LIMIT = 100_000
_PERIODS_LIMIT = 12
_SIZE_LIMIT = 8 << 20
"""Of the binary form: each byte of it may become fifty in memory."""
_PLACES_LIMIT = 2_000
_EARLIEST, _LATEST = 0, 4_102_444_800
"""Seconds since 1970; beyond 2100 nothing is meant."""
_DIFFERENTIAL = 1
_SEVERITIES = {2: "info", 3: "moderate", 4: "severe"}
_BY_EFFECT = {
    1: "severe",  # no service
    2: "moderate", 3: "moderate", 4: "moderate",  # reduced, delays, detour
    5: "minor", 6: "minor",  # additional, modified
    9: "moderate",  # stop moved
    10: "info",  # no effect
    11: "moderate",  # accessibility: a lift that fails is the end of a journey
}  # fmt: skip
_CAUSES = {
    7: ("strike", None), 9: ("maintenance", True), 10: ("construction", True),
    6: ("accident", False), 12: ("medical emergency", False), 3: ("technical problem", False),
}  # fmt: skip
"""What the causes that say so mean for "planned"."""


def looks_like_gtfs(data: bytes) -> bool:
    """Whether bytes begin as a FeedMessage: a header that begins with its version."""
    if len(data) < 7 or data[0] != 0x0A or not 2 <= data[1] < 0x80:
        return False
    version = data[3]
    return (
        data[2] == 0x0A and 1 <= version <= 8 and data[4 : 4 + version].strip(b"0123456789.") == b""
    )


def is_gtfs_json(value: Any) -> bool:
    """Whether a value of JSON is a FeedMessage as JSON."""
    return (
        isinstance(value, dict)
        and "header" in value
        and "items" not in value
        and (isinstance(value.get("entity", []), list))
    )


def read_gtfs(data: bytes, reading: Reading) -> Document:
    """The bytes of a FeedMessage → its alerts.

    Raises:
        FeedError: damaged, too large, or not a full dataset.
    """
    if len(data) > _SIZE_LIMIT:
        raise FeedUnsafe(f"the GTFS-realtime feed is larger than {_SIZE_LIMIT >> 20} MB")
    from google.protobuf.message import DecodeError
    from google.transit.gtfs_realtime_pb2 import FeedMessage

    try:
        return _read(FeedMessage.FromString(data), reading)
    except DecodeError as cause:
        raise FeedError("it begins as GTFS-realtime and is damaged or cut off") from cause


def read_gtfs_json(value: Any, reading: Reading) -> Document:
    """A FeedMessage as JSON → its alerts.

    Raises:
        FeedError: it is none, or not a full dataset.
    """
    from google.protobuf import json_format
    from google.transit.gtfs_realtime_pb2 import FeedMessage

    try:
        message = json_format.ParseDict(value, FeedMessage(), ignore_unknown_fields=True)
    except (json_format.ParseError, ValueError, TypeError, AttributeError, RecursionError) as cause:
        raise FeedError(
            f"it looks like GTFS-realtime as JSON, but is not: {str(cause)[:200]}"
        ) from cause
    if not message.IsInitialized():
        raise FeedError("it looks like GTFS-realtime as JSON, but lacks what such a feed must have")
    return _read(message, reading)


def _read(message: Any, reading: Reading) -> Document:
    if message.header.incrementality == _DIFFERENTIAL:
        raise FeedError(
            "it is a differential GTFS-realtime feed, which tells only what has changed; ask its"
            " publisher for the full dataset"
        )
    document = Document(FORMAT)
    if len(message.entity) > _ENTITIES_LIMIT:
        raise FeedError(f"it has {len(message.entity)} entities; {_ENTITIES_LIMIT} are the most")
    bounded(sum(entity.HasField("alert") for entity in message.entity))
    for entity in message.entity:
        if entity.is_deleted or not entity.HasField("alert"):
            continue
        key = _string(entity.id)
        if not key:
            document.warnings.append("an alert has no id and was left out")
            continue
        _add(document, key, entity.alert, reading)
    return document


def _add(document: Document, key: str, alert: Any, reading: Reading) -> None:
    """One entry a period that is not over; most alerts have one, or none that ends."""
    warnings: list[str] = []
    periods = _periods(alert, reading.read_at, warnings)
    if alert.active_period and not periods:
        return  # all of it is over
    if len(periods) > _PERIODS_LIMIT:
        warnings.append(
            f"it has {len(periods)} periods to come; the next {_PERIODS_LIMIT} were taken"
        )
        del periods[_PERIODS_LIMIT:]
        # While the last of them is on, so that there is time to ask for those that follow it.
        again = [each for each in periods[-1] if each is not None and each > reading.read_at]
        if again:
            document.reread_at = min(document.reread_at or again[0], again[0])
    if len(alert.informed_entity) > _PLACES_LIMIT:
        warnings.append(
            f"it names {len(alert.informed_entity)} places; {_PLACES_LIMIT} were looked at"
        )
    several = len(alert.active_period) > 1
    for start, end in periods or [(None, None)]:
        own = f"{key}@{start:%Y%m%dT%H%MZ}" if several and start else key
        document.entries.append(_entry(own, alert, start, end, reading, list(warnings)))


def _periods(
    alert: Any, now: datetime, warnings: list[str]
) -> list[tuple[datetime | None, datetime | None]]:
    """Its periods that are not over, in order: `[start, end)`, None for open."""
    found: list[tuple[datetime | None, datetime | None]] = []
    for period in alert.active_period:
        start, end = _moment(period.start, warnings), _moment(period.end, warnings)
        if end is not None and (end <= now or (start is not None and end <= start)):
            continue
        found.append((start, end))
    beginning = datetime(1970, 1, 1, tzinfo=UTC)
    return sorted(dict.fromkeys(found), key=lambda one: one[0] or beginning)


def _moment(seconds: int, warnings: list[str]) -> datetime | None:
    if not _EARLIEST < seconds < _LATEST:
        if seconds:
            warnings.append(f"the instant {seconds} is out of range and was left out")
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _entry(
    key: str,
    alert: Any,
    start: datetime | None,
    end: datetime | None,
    reading: Reading,
    warnings: list[str],
) -> Entry:
    cause, planned = _CAUSES.get(alert.cause, (None, None))
    severity = _SEVERITIES.get(alert.severity_level) or _BY_EFFECT.get(alert.effect)
    said: dict[str, Any] = {
        "texts": _texts(alert, reading),
        "severity": severity,
        "areas": _places(alert, reading),
        "planned": planned,
        "starts": start.isoformat() if start else None,
        "shows_from": start.isoformat() if start else None,
        "ends": end.isoformat() if end else None,
        "expires": end.isoformat() if end else None,
    }
    return Entry(
        key,
        body_markup=False,
        published=start.isoformat() if start and start <= reading.read_at else "",
        dated=False,
        link=_best(_by_language(alert.url, reading), reading),
        categories=("transport", *((cause,) if cause else ())),
        media=[
            RawMedia(url=_string(image.url), type=_string(image.media_type),
                     language=_string(image.language) or None,
                     role="image", group="image")
            for image in alert.image.localized_image
        ],
        said={name: value for name, value in said.items() if value not in (None, [], {})},
        kind=Kind.TRANSIT,
        warnings=warnings,
    )  # fmt: skip


def _texts(alert: Any, reading: Reading) -> dict[str, dict[str, str]]:
    """By language. What has no text of its own for the eye is read out, and that is shown."""
    titles = _by_language(alert.header_text, reading) or _by_language(
        alert.tts_header_text, reading
    )
    bodies = _by_language(alert.description_text, reading) or _by_language(
        alert.tts_description_text, reading
    )
    return {
        language: {"title": titles.get(language, ""), "body": bodies.get(language, "")}
        for language in dict.fromkeys((*titles, *bodies))
    }


def _by_language(string: Any, reading: Reading) -> dict[str, str]:
    """The translations; what states no language is in the feed's own."""
    found: dict[str, str] = {}
    for translation in string.translation[:24]:
        # HTML copies of the same texts have a tag of their own in some feeds.
        text = _string(translation.text)
        language = _string(translation.language) or reading.language_of(text)
        if text.strip() and not language.endswith("-html"):
            found.setdefault(language, text)
    return found


def _best(texts: dict[str, str], reading: Reading) -> str:
    for language in (reading.default_language, *reading.site.languages):
        if language in texts:
            return texts[language]
    return next(iter(texts.values()), "")


def _places(alert: Any, reading: Reading) -> list[str]:
    """The lines, stops and agencies that the site knows as areas, by their ids.

    Their names stand in the static timetable, which nobody fetches here; an id alone says
    nothing to a visitor. An alert about none that the site knows is for everywhere.
    """
    found: dict[str, None] = {}
    for selector in alert.informed_entity[:_PLACES_LIMIT]:
        for value in map(_string, (selector.stop_id, selector.route_id, selector.agency_id)):
            if value and reading.area(value):
                found[value] = None
    return list(found)


def _string(value: str | bytes) -> str:
    """A text. The library hands over bytes where they are no UTF-8."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
