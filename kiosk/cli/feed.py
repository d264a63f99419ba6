"""`kiosk feed`: what would become of a feed?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk.cli.moments import told
from kiosk.cli.network import network_of, reach_options
from kiosk.cli.place import place_of, place_options
from kiosk.cli.table import isolated, shortened, table
from kiosk.cli.trouble import did_you_mean
from kiosk.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from kiosk.feeds.entry import ServiceOffer
    from kiosk.feeds.read import ParsedFeed
    from kiosk.model.notice import Media, Notice
    from kiosk.model.site import Feed, Site
    from kiosk.sync.download import Document
    from kiosk.sync.network import Network

_SHOWN = 20
_WHY = {
    "explicit": "as it says itself",
    "event end": "when what it is about is over",
    "source default": "by the rule for its feed, for it does not say itself",
    "absent from snapshot": "when it leaves its feed",
    "never": "never by itself",
}
_NAME = "feed"


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


@click.command(short_help="What would become of a feed?")
@click.argument("source", metavar="URL|FILE|NAME")
@click.option("--service", help="The service of entries that name none.")
@click.option("--kind", help="What entries are that do not say so, such as outage.")
@click.option("--language", help="The language of entries that state none.")
@click.option("--lasts", help='How long an entry without an end is shown, such as "10 days".')
@click.option("--all", "everything", is_flag=True, help=f"Every entry, not the first {_SHOWN}.")
@click.option("--json", "as_json", is_flag=True, help="For programs: all of it as JSON.")
@reach_options
@place_options
@click.pass_context
def feed(
    context: click.Context,
    /,
    source: str,
    everything: bool,
    as_json: bool,
    proxy: str | None,
    ca: Path | None,
    **given: Any,
) -> Exit:
    """Fetch one feed and tell what each of its entries would become; store nothing.

    The first thing to do with a new source, before it goes into screens.yaml. RSS, Atom, JSON
    Feed, CAP alerts and indexes of them, GTFS-realtime, iCalendar and Open311 service lists are
    told by their bytes. In a site's folder its services, areas, languages and time zone count,
    and NAME is one of its feeds, with its settings. The network is reached as by `kiosk sync`:
    --proxy and --ca, or KIOSK_PROXY and KIOSK_CA.

    \b
    Examples
      kiosk feed https://water.example/avis.json --service water --kind outage
      kiosk feed marches.ics
      kiosk feed water
      kiosk feed https://alerts.example/index.xml --json | jq '.notices[].warnings'
    """
    from kiosk.clock import SystemClock

    now = SystemClock().now()
    site, own = _site(context)
    chosen = _feed(source, site, own, given)
    if chosen.url == source and not _is_web(source):
        path = Path(source).absolute()
        if not path.is_file():
            names = [one.name for one in site.feeds] if own else []
            raise click.BadParameter(
                f"There is no file {source!r}, and no feed of the site is called so."
                f"{did_you_mean(source, names)}",
                param_hint="URL|FILE|NAME",
            )
        site = site.model_copy(update={"folder": path.parent})
        chosen = chosen.model_copy(update={"url": path.name})
    fetched = _fetch(site, own, chosen, now, network_of(proxy, ca))
    if as_json:
        click.echo(json.dumps(_as_json(fetched), ensure_ascii=False, indent=2))
    else:
        for line in _lines(fetched, everything):
            click.echo(line)
    return Exit.OK


def _is_web(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _site(context: click.Context) -> tuple[Site, bool]:
    """The site that is meant, if one can be read; else a stand-in with nothing of its own."""
    from kiosk.site.read import read_site

    try:
        place = place_of(context)
    except click.UsageError:
        if context.params.get("site"):
            raise
    else:
        found = read_site(place.site).site
        if found is not None:
            return found, True
    return _stand_in(), False


def _stand_in() -> Site:
    from kiosk.model.playlist import Playlist
    from kiosk.model.site import Screen, Service, Site
    from kiosk.model.text import Text

    ids = ("water", "electricity", "sanitation", "waste", "lighting", "transport", "civil")
    return Site(
        name=Text.of("-"),
        time_zone="Africa/Casablanca",
        languages=("ar", "fr", "zgh", "en"),
        complaint_url="",
        services=tuple(
            Service(id=name, name=Text.of(name), colour="#000000", icon="info") for name in ids
        ),
        screens=(Screen(id="screen", name=Text.of("-"), playlist="all"),),
        playlists=(Playlist.model_validate({"id": "all", "items": [{"kind": "announcements"}]}),),
        folder=Path("/"),
    )


def _feed(source: str, site: Site, own: bool, given: dict[str, Any]) -> Feed:
    """The feed of that name, or one at that address; with the options given."""
    from pydantic import ValidationError

    from kiosk.model.site import Feed

    known = next((one for one in site.feeds if one.name == source), None) if own else None
    base = known.model_dump() if known else {"name": _NAME, "url": source}
    named = {"service": "service", "kind": "kind", "language": "language", "lasts": "lasts_s"}
    chosen = {named[name]: value for name, value in given.items() if name in named and value}
    service = chosen.get("service")
    if service and site.service(service) is None:
        ids = [one.id for one in site.services]
        raise click.BadParameter(
            f"No service is called {service!r}.{did_you_mean(service, ids)}"
            f" There are: {', '.join(ids)}.",
            param_hint="--service",
        )
    try:
        return Feed.model_validate({**base, **chosen})
    except ValidationError as cause:
        first = cause.errors()[0]
        option = str(first["loc"][0]).removesuffix("_s") if first["loc"] else "source"
        message = str(first["msg"]).removeprefix("Value error, ")
        raise click.BadParameter(message, param_hint=f"--{option}") from cause


def _fetch(site: Site, own: bool, chosen: Feed, now: datetime, network: Network) -> Fetched:
    from kiosk.sync.download import fetch_feed
    from kiosk.sync.fetch import Fetcher
    from kiosk.sync.further import fetch_further
    from kiosk.sync.parse import parse

    fetcher = Fetcher(network=network)
    try:
        document = fetch_feed(fetcher, chosen.url, site.folder, None)
        further = fetch_further(fetcher, document, chosen, site, {}, now)
    finally:
        fetcher.close()
    parsed = parse(site, chosen, document, further, now, {})
    return Fetched(site, own, chosen, document, parsed, len(further.kept))


def _lines(fetched: Fetched, everything: bool) -> Iterator[str]:
    parsed, site = fetched.parsed, fetched.site
    rows = [("address", fetched.document.base_url), ("format", parsed.format)]
    if parsed.title:
        rows.append(("title", isolated(shortened(parsed.title, 80))))
    rows.append(("size", f"{len(fetched.document.data or b''):,} bytes"))
    if parsed.follow:
        rows.append(("alerts", f"{fetched.alerts} of {len(parsed.follow)} linked ones came"))
    rows.append(("notices", str(len(parsed.notices))))
    if parsed.offers:
        rows.append(("services", str(len(parsed.offers))))
    warned = sum(len(notice.warnings) for notice in parsed.notices)
    rows.append(("warnings", f"{len(parsed.warnings)} about the feed, {warned} about notices"))
    yield from table(rows)
    if not fetched.own:
        yield ""
        yield (
            f"There is no site here: times are those of {site.time_zone}, services and areas are"
            " not yours. --site names one."
        )
    if parsed.warnings:
        yield ""
        yield "About the feed"
        yield from (f"  ! {warning}" for warning in parsed.warnings)
    if parsed.offers:
        yield ""
        yield from _offer_lines(parsed.offers, parsed.codes)
    shown = parsed.notices if everything else parsed.notices[:_SHOWN]
    for notice in shown:
        yield ""
        yield from _notice_lines(notice, site)
    if len(shown) < len(parsed.notices):
        yield ""
        yield f"… and {len(parsed.notices) - len(shown)} more: --all"
    if not parsed.notices and not parsed.offers:
        yield ""
        yield "It is sound and says nothing now: no notice of it would show."


def _offer_lines(offers: tuple[ServiceOffer, ...], codes: Any) -> list[str]:
    chosen = set(codes.values())
    rows = [
        (one.code, one.service or "-", "in its links" if one.code in chosen else "",
         shortened(one.name, 50), shortened(one.group, 30))
        for one in offers
    ]  # fmt: skip
    return table(rows, heads=("code", "service", "", "name", "group"))


def _notice_lines(notice: Notice, site: Site) -> Iterator[str]:
    zone = site.zone
    for text in notice.texts:
        yield f"{text.language:3}  {isolated(shortened(text.title, 90))}"
        if text.body:
            yield f"       {isolated(shortened(text.body, 90))}"
    for name, value in _facts(notice, zone):
        yield f"     {name:9} {value}"
    for media in notice.media:
        yield f"     {media.role.value:9} {_media(media)}"
    for warning in notice.warnings:
        yield f"     ! {warning}"


def _facts(notice: Notice, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    words = [notice.kind.value, notice.service or "no service", f"severity {notice.severity.value}"]
    if notice.urgency.value != "unknown":
        words.append(f"urgency {notice.urgency.value}")
    if notice.planned is not None:
        words.append("planned" if notice.planned else "unplanned")
    yield "is", ", ".join(words)
    if notice.state.value != "actual":
        never = "; it is never shown" if notice.state.value == "test" else ""
        yield "state", f"{notice.state.value}{never}"
    if notice.takes_over:
        yield "urgent", "it interrupts whatever shows"
    if notice.areas:
        names = [
            area.name.best(())[1] + ("" if area.id else " (not yours)") for area in notice.areas
        ]
        yield "areas", isolated(shortened(", ".join(names), 90))
    for name, moment in (("starts", notice.starts), ("ends", notice.ends)):
        if moment:
            yield name, told(moment, zone)
    if notice.shows_from:
        yield "from", f"{told(notice.shows_from, zone)}: not shown before"
    rule = notice.end_rule.value
    until = (
        told(notice.expires, zone, seconds=bool(notice.expires.second)) if notice.expires else ""
    )
    if until:
        yield "until", f"{until}, {_WHY[rule]}"
    elif notice.state.value in ("resolved", "cancelled"):
        yield "until", "it was shown as such for a while"
    else:
        yield "until", _WHY[rule]
    if notice.link:
        yield "link", shortened(notice.link, 90)
    yield "key", shortened(notice.key, 90)


def _media(media: Media) -> str:
    size = f", {media.length_bytes:,} bytes" if media.length_bytes else ""
    captions = f", {len(media.captions)} captions" if media.captions else ""
    return f"{shortened(media.url, 90)} ({media.type or 'type not known'}{size}{captions})"


def _as_json(fetched: Fetched) -> dict[str, Any]:
    parsed = fetched.parsed
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
             _WHY[notice.end_rule.value], "takes_over": notice.takes_over}
            for notice in parsed.notices
        ],
    }  # fmt: skip
