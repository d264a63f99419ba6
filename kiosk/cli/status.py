"""`kiosk status`: what the wall shows now, and whether all is well."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kiosk.cli.language import language_option
from kiosk.cli.moments import ago, told
from kiosk.cli.place import Place, at_place
from kiosk.cli.sentences import told_in
from kiosk.cli.status_words import words_in
from kiosk.cli.table import shortened, table
from kiosk.cli.tongue import Words
from kiosk.errors import Exit, StoreError
from kiosk.sync.addresses import without_password

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from kiosk.cli.health import FeedHealth, Health, WallHealth
    from kiosk.model.clocktrust import ClockTrust
    from kiosk.model.fault import Fault
    from kiosk.model.site import Site
    from kiosk.store.content import FeedStatus, MediaTrouble
    from kiosk.store.folder import DataFolder
    from kiosk.store.plays import PlayerState

_Answer = TypeVar("_Answer")
_FAULTS_SHOWN = 10


@click.command(short_help="What the wall shows now; is all well?")
@click.option("--json", "as_json", is_flag=True, help="For programs: all of it as JSON.")
@language_option
@at_place
def status(place: Place, as_json: bool, language: str) -> Exit:
    """Show what the player shows now, the age of each feed, and the faults of the site.

    Exits with 0 when all is well and with 1 when something needs a person. --json is in English,
    whatever the locale.

    \b
    Examples
      kiosk status
      ssh hall-pi kiosk status
      kiosk status --json | jq -r '.attention[]'
    """
    from kiosk.cli.site import site_zone
    from kiosk.clock import SystemClock
    from kiosk.site.read import read_site

    reading = read_site(place.site)
    now = SystemClock().now()
    spoken = "en" if as_json else language
    health = _look(place, reading.site, reading.faults, now, spoken)
    if as_json:
        click.echo(json.dumps(_as_json(health, place, now), ensure_ascii=False, indent=2))
    else:
        for line in _lines(health, place, site_zone(reading.site, place), now, language):
            click.echo(line)
    return Exit.FAILED if health.attention else Exit.OK


def _look(
    place: Place, site: Site | None, faults: Sequence[Fault], now: datetime, language: str
) -> Health:
    """Asks everybody. What cannot be read is itself a thing that needs a person."""
    from kiosk.cli.health import Player, judge
    from kiosk.store.content import ContentStore, sync_running
    from kiosk.store.folder import DataFolder
    from kiosk.store.plays import PlayStore

    folder = DataFolder(place.data)
    unread: list[str] = []

    def asked(question: Callable[[], _Answer], otherwise: _Answer) -> _Answer:
        try:
            return question()
        except StoreError as error:
            unread.append(told_in(language, str(error)))
            return otherwise

    nobody: tuple[PlayerState, ...] = ()
    unknown: tuple[FeedStatus, ...] = ()
    states = asked(PlayStore(folder, read_only=True).states, nobody)
    store = ContentStore(folder)
    statuses = asked(store.feeds, unknown)
    nothing: tuple[MediaTrouble, ...] = ()
    media = asked(store.media_troubles, nothing)
    nobodys: ClockTrust | None = None
    clock = asked(store.clock, nobodys)
    store.close()
    sync_runs = asked(lambda: sync_running(folder), False)
    return judge(
        site,
        faults,
        [Player(state, state.alive) for state in states],
        statuses,
        sync_runs=sync_runs,
        now=now,
        unread=unread,
        wall=_wall(place, folder),
        media=media,
        clock=clock,
        free_bytes=_free_bytes(folder),
        language=language,
    )


def _free_bytes(folder: DataFolder) -> int | None:
    import shutil

    try:
        return shutil.disk_usage(folder.root).free
    except OSError:
        return None  # there is no such folder yet


def _wall(place: Place, folder: DataFolder) -> WallHealth | None:
    """How this wall stands with its office, where the site is what an office published."""
    from kiosk.cli.health import WallHealth
    from kiosk.store.sites import Sites
    from kiosk.store.wall import read_wall

    sites, state = Sites(folder), read_wall(folder)
    if state is None or place.site.resolve() != sites.pointer.resolve():
        return None
    kept, current, held = sites.kept(), sites.current(), sites.held()
    back = next((site.number for site in kept if site.sha256 == held and site != current), None)
    return WallHealth(state, current.number if current else None, back)


def _lines(health: Health, place: Place, zone: ZoneInfo, now: datetime, language: str) -> list[str]:
    words = words_in(language)
    lines = [*table([(words["site"], str(place.site)), (words["data"], str(place.data))]), ""]
    for player in health.players:
        state = player.state
        since = told(state.since, zone, seconds=True)
        age = ago((now - state.since).total_seconds(), words["days"])
        pid = f"pid {state.pid}"
        rows = [
            (words["screen"], state.screen, pid if player.runs else words["not_running"]),
            (words["shows" if player.runs else "showed"], shortened(state.showing, 70), ""),
            (words["since"], since, words["for"].format(age=age) if player.runs else ""),
        ]
        if state.next and player.runs:
            rows.append((words["next"], shortened(state.next, 70), ""))
        lines += [*table(rows), ""]
    if health.wall:
        lines += [*_wall_lines(health.wall, zone, now, words), ""]
    lines += table([(words["sync"], words["runs" if health.sync_runs else "sync_stopped"])])
    if health.feeds:
        heads = tuple(
            words[name] for name in ("feed", "notices", "warnings", "last_good", "trouble")
        )
        rows_of_feeds = (_feed_row(feed, now, words) for feed in health.feeds)
        lines += table(rows_of_feeds, heads=heads, indent=2)
        odd = next((feed.name for feed in health.feeds if _warnings(feed)), None)
        if odd:
            lines.append(f"  {words['see_warnings'].format(feed=odd)}")
    if health.wall is None or health.wall.shows is not None:
        lines += ["", *_fault_lines(health, language)]
    if health.attention:
        lines += ["", words["attention"], *(f"  {sentence}" for sentence in health.attention)]
    else:
        lines += ["", words["well"]]
    return lines


def _wall_lines(wall: WallHealth, zone: ZoneInfo, now: datetime, words: Words) -> list[str]:
    state = wall.state

    def publication(number: int | None) -> str:
        return words["nothing"] if number is None else words["publication"].format(number=number)

    rows = [
        (words["office"], without_password(state.address)),
        *_moved(state.moved_to, words),
        (words["heard"], _ago(state.contact, now, words)),
        (words["shows"], publication(wall.shows)),
    ]
    if wall.held is not None:
        rows.append((words["held"], words["held_from"].format(number=wall.held)))
    elif state.number is not None:
        told_newest = publication(state.number)
        if state.newest_shows and wall.shows not in (None, state.number):
            told_newest = words["same_here"].format(publication=told_newest)
        rows.append((words["newest"], told_newest))
    if state.valid_until:
        rows.append((words["valid"], words["until"].format(at=told(state.valid_until, zone))))
    return table(rows)


def _moved(address: str | None, words: Words) -> list[tuple[str, str]]:
    if address is None:
        return []
    told = words["moved_for_good"].format(address=without_password(address))
    return [(words["moved"], told)]


def _ago(moment: datetime | None, now: datetime, words: Words) -> str:
    if moment is None:
        return words["never"]
    return words["ago"].format(age=ago((now - moment).total_seconds(), words["days"]))


def _warnings(feed: FeedHealth) -> int:
    """How many warnings there are: about the feed, and notices that carry some."""
    return len(feed.status.warnings) + feed.status.warned if feed.status else 0


def _feed_row(feed: FeedHealth, now: datetime, words: Words) -> tuple[str, ...]:
    known = feed.status
    if known is None:
        return feed.name, "-", "-", words["never"], feed.trouble
    heard = _ago(known.last_success, now, words)
    return feed.name, str(known.notices), str(_warnings(feed)), heard, feed.trouble


def _fault_lines(health: Health, language: str) -> list[str]:
    from kiosk.site.messages import faults_text

    words = words_in(language)
    if not health.faults:
        return [words["no_faults"]]
    told_faults = faults_text(health.faults, language)
    count, more = len(told_faults), len(told_faults) - _FAULTS_SHOWN
    return [
        words["fault" if count == 1 else "faults"].format(count=count),
        *(f"  {line}" for line in told_faults[:_FAULTS_SHOWN]),
        *([f"  {words['more'].format(count=more)}"] if more > 0 else []),
    ]


def _as_json(health: Health, place: Place, now: datetime) -> dict[str, Any]:
    from kiosk.site.messages import tell

    def instant(moment: datetime | None) -> str | None:
        return moment.isoformat(timespec="seconds") if moment else None

    return {
        "ok": not health.attention,
        "at": instant(now),
        "attention": list(health.attention),
        "site": str(place.site),
        "data": str(place.data),
        "players": [
            {**player.state.model_dump(mode="json"), "runs": player.runs}
            for player in health.players
        ],
        "sync": {"runs": health.sync_runs},
        "office": _office_json(health.wall) if health.wall else None,
        "feeds": [
            {
                "name": feed.name,
                "url": without_password(feed.url),
                "trouble": feed.trouble or None,
                "notices": feed.status.notices if feed.status else 0,
                "last_attempt": instant(feed.status.last_attempt if feed.status else None),
                "last_success": instant(feed.status.last_success if feed.status else None),
                "last_change": instant(feed.status.last_change if feed.status else None),
                "http_status": feed.status.http_status if feed.status else None,
                "failures": feed.status.failures if feed.status else 0,
                "format": feed.status.format if feed.status else None,
                "warnings": list(feed.status.warnings) if feed.status else [],
                "notices_with_warnings": feed.status.warned if feed.status else 0,
            }
            for feed in health.feeds
        ],
        "faults": [
            {"place": fault.place, "level": fault.level, "message": tell(fault, "en")}
            for fault in health.faults
        ],
    }


def _office_json(wall: WallHealth) -> dict[str, Any]:
    return {
        **wall.state.model_dump(mode="json", exclude={"values"}),
        "address": without_password(wall.state.address),
        "moved_to": without_password(wall.state.moved_to) if wall.state.moved_to else None,
        "message": wall.state.sentence or None,
        "shows": wall.shows,
        "rolled_back_from": wall.held,
    }
