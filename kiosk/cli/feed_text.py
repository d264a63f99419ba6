"""What would become of a feed, as `kiosk feed` tells it: as lines to read, and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.cli.feed_words import words_in
from kiosk.cli.moments import told
from kiosk.cli.sentences import told_in
from kiosk.cli.table import isolated, shortened, table, width_of
from kiosk.cli.tongue import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from kiosk.cli.tongue import Words
    from kiosk.feeds.entry import ServiceOffer
    from kiosk.feeds.read import ParsedFeed
    from kiosk.model.notice import Media, Notice
    from kiosk.model.site import Feed, Site
    from kiosk.sync.download import Document

SHOWN = 20
"""So many entries are told where not all are asked for."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came, and what it would become."""

    site: Site
    own: bool
    """Whether the site is one, and not a stand-in."""
    feed: Feed
    document: Document
    parsed: ParsedFeed
    alerts: int
    """How many linked alerts came."""


def lines(fetched: Fetched, *, everything: bool, language: str) -> Iterator[str]:
    """All of it in that language, to be read; of more than `SHOWN` notices the first."""
    parsed, site, words = fetched.parsed, fetched.site, words_in(language)
    yield from table(_head(fetched, language))
    if not fetched.own:
        yield ""
        yield words["no_site"].format(zone=site.time_zone)
    if parsed.warnings:
        yield ""
        yield words["about"]
        yield from _warnings(parsed.warnings, language, indent=2)
    if parsed.offers:
        yield ""
        yield from _offers(parsed.offers, parsed.codes, words)
    shown = parsed.notices if everything else parsed.notices[:SHOWN]
    for notice in shown:
        yield ""
        yield from _notice(notice, site, language)
    if len(shown) < len(parsed.notices):
        yield ""
        yield words["more"].format(count=len(parsed.notices) - len(shown))
    if not parsed.notices and not parsed.offers:
        yield ""
        yield words["nothing"]


def _head(fetched: Fetched, language: str) -> Iterator[tuple[str, str]]:
    parsed, words = fetched.parsed, words_in(language)
    yield words["address"], fetched.document.base_url
    yield words["format"], parsed.format
    if parsed.title:
        yield words["title"], isolated(shortened(parsed.title, 80))
    size = number(len(fetched.document.data or b""), language)
    yield words["size"], words["bytes"].format(count=size)
    if parsed.follow:
        came = words["came"].format(count=fetched.alerts, total=len(parsed.follow))
        yield words["alerts"], came
    yield words["notices"], str(len(parsed.notices))
    if parsed.offers:
        yield words["services"], str(len(parsed.offers))
    warned = sum(len(notice.warnings) for notice in parsed.notices)
    counted = words["counted"].format(feed=len(parsed.warnings), notices=warned)
    yield words["warnings"], counted


def _warnings(warnings: Sequence[str], language: str, *, indent: int) -> Iterator[str]:
    for warning in warnings:
        yield f"{' ' * indent}! {told_in(language, warning)}"


def _offers(offers: tuple[ServiceOffer, ...], codes: Mapping[str, str], words: Words) -> list[str]:
    chosen = set(codes.values())
    rows = [
        (one.code, one.service or "-", words["linked"] if one.code in chosen else "",
         shortened(one.name, 50), shortened(one.group, 30))
        for one in offers
    ]  # fmt: skip
    heads = (words["code"], words["service"], "", words["name"], words["group"])
    return table(rows, heads=heads)


def _notice(notice: Notice, site: Site, language: str) -> Iterator[str]:
    words = words_in(language)
    for text in notice.texts:
        yield f"{text.language:3}  {isolated(shortened(text.title, 90))}"
        if text.body:
            yield f"       {isolated(shortened(text.body, 90))}"
    for name, value in _facts(notice, site.zone, words):
        yield _row(words[name], value)
    for media in notice.media:
        yield _row(media.role.value, _media(media, language))
    yield from _warnings(notice.warnings, language, indent=5)


def _row(name: str, value: str) -> str:
    return f"     {isolated(name)}{' ' * max(0, 9 - width_of(name))} {isolated(value)}"


def _facts(notice: Notice, zone: ZoneInfo, words: Words) -> Iterator[tuple[str, str]]:
    """What is known of a notice: the key of what it is, and how it is told."""
    yield "is", words["comma"].join(_is(notice, words))
    state = notice.state.value
    if state != "actual":
        yield "state", words["never_shown"].format(value=state) if state == "test" else state
    if notice.takes_over:
        yield "urgent", words["interrupts"]
    if notice.areas:
        areas = (
            (words["area"] if area.id else words["not_yours"]).format(name=area.name.best(())[1])
            for area in notice.areas
        )
        yield "areas", shortened(words["comma"].join(areas), 90)
    for name, moment in (("starts", notice.starts), ("ends", notice.ends)):
        if moment:
            yield name, told(moment, zone)
    if notice.shows_from:
        yield "from", words["not_before"].format(at=told(notice.shows_from, zone))
    why = words[notice.end_rule.value]
    if notice.expires:
        at = told(notice.expires, zone, seconds=bool(notice.expires.second))
        yield "until", words["until_why"].format(at=at, why=why)
    else:
        yield "until", words["was_shown"] if state in ("resolved", "cancelled") else why
    if notice.link:
        yield "link", shortened(notice.link, 90)
    yield "key", shortened(notice.key, 90)


def _is(notice: Notice, words: Words) -> Iterator[str]:
    yield notice.kind.value
    yield notice.service or words["no_service"]
    yield words["severity"].format(value=notice.severity.value)
    if notice.urgency.value != "unknown":
        yield words["urgency"].format(value=notice.urgency.value)
    if notice.planned is not None:
        yield words["planned" if notice.planned else "unplanned"]


def _media(media: Media, language: str) -> str:
    words = words_in(language)
    facts = [media.type or words["type_unknown"]]
    if media.length_bytes:
        facts.append(words["bytes"].format(count=number(media.length_bytes, language)))
    if media.captions:
        facts.append(words["captions"].format(count=len(media.captions)))
    return f"{shortened(media.url, 90)} ({words['comma'].join(facts)})"


def as_json(fetched: Fetched) -> dict[str, Any]:
    """All of it in English, for programs."""
    parsed, why = fetched.parsed, words_in("en")
    return {
        "address": fetched.document.base_url,
        "format": parsed.format,
        "title": parsed.title,
        "size": len(fetched.document.data or b""),
        "site": str(fetched.site.folder) if fetched.own else None,
        "warnings": list(parsed.warnings),
        "linked_alerts": list(parsed.follow),
        "services": [
            {"code": one.code, "name": one.name, "group": one.group, "service": one.service}
            for one in parsed.offers
        ],
        "codes": dict(parsed.codes),
        "notices": [
            {**notice.model_dump(mode="json", exclude_none=True), "why_it_ends":
             why[notice.end_rule.value], "takes_over": notice.takes_over}
            for notice in parsed.notices
        ],
    }  # fmt: skip
