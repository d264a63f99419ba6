"""`kiosk feed`: what would become of a feed?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk.cli.feed_text import SHOWN, Fetched, as_json, lines
from kiosk.cli.network import network_of, reach_options
from kiosk.cli.place import place_of, place_options
from kiosk.cli.tongue import spoken
from kiosk.cli.usage_words import did_you_mean, words_in
from kiosk.errors import Exit

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.model.site import Feed, Site
    from kiosk.sync.network import Network

_NAME = "feed"


@click.command(short_help="What would become of a feed?")
@click.argument("source", metavar="URL|FILE|NAME")
@click.option("--service", help="The service of entries that name none.")
@click.option("--kind", help="What entries are that do not say so, such as outage.")
@click.option("--language", help="The language of entries that state none.")
@click.option("--lasts", help='How long an entry without an end is shown, such as "10 days".')
@click.option("--all", "everything", is_flag=True, help=f"Every entry, not the first {SHOWN}.")
@click.option("--json", "for_programs", is_flag=True, help="For programs: all of it as JSON.")
@reach_options
@place_options
@click.pass_context
def feed(
    context: click.Context,
    /,
    source: str,
    everything: bool,
    for_programs: bool,
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
            told = words_in(spoken())["no_source"].format(value=source)
            raise click.UsageError(f"{told}{did_you_mean(source, names, spoken())}")
        site = site.model_copy(update={"folder": path.parent})
        chosen = chosen.model_copy(update={"url": path.name})
    fetched = _fetch(site, own, chosen, now, network_of(proxy, ca))
    if for_programs:
        click.echo(json.dumps(as_json(fetched), ensure_ascii=False, indent=2))
    else:
        for line in lines(fetched, everything=everything, language=spoken()):
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
        words = words_in(spoken())
        told = words["no_service"].format(value=service, known=", ".join(ids))
        raise click.BadParameter(
            f"{told}{did_you_mean(service, ids, spoken())}", param_hint="--service"
        )
    try:
        return Feed.model_validate({**base, **chosen})
    except ValidationError as cause:
        first = cause.errors()[0]
        option = str(first["loc"][0]).removesuffix("_s") if first["loc"] else "source"
        why = str(first["msg"]).removeprefix("Value error, ")
        told = _misgiven(option, str(first["input"]), why)
        raise click.BadParameter(told, param_hint=f"--{option}") from cause


def _misgiven(option: str, value: str, why: str) -> str:
    """What is wrong with the value of that option; `why`: what the model says of it."""
    from kiosk.model.notice import Kind

    words = words_in(spoken())
    if option == "kind":
        kinds = [kind.value for kind in Kind]
        told = words["choice"].format(value=value, known=", ".join(kinds))
        return f"{told}{did_you_mean(value, kinds, spoken())}"
    sentences = {"language": "no_language", "lasts": "no_span"}
    return words[sentences.get(option, "not_possible")].format(value=value, why=why)


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
