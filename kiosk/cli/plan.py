"""`kiosk timeline`: what plays when, as a table, CSV or a calendar."""

from __future__ import annotations

import csv
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from kiosk.cli.given import OneOf
from kiosk.cli.moments import parse_moment
from kiosk.cli.place import Place, at_place
from kiosk.cli.site import complete_screen, find_screen, synced_notices, taken_site
from kiosk.cli.table import shortened, table
from kiosk.cli.tongue import WEEKDAYS, spoken
from kiosk.cli.usage_words import words_in as usage_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from kiosk.model.playlist import Playlist
    from kiosk.model.site import Screen, Site
    from kiosk.schedule.timeline import Played

_HOUR = timedelta(hours=1)
_HEADS = {
    "en": ("start", "stands", "item", "kind", "what"),
    "fr": ("début", "durée", "élément", "type", "quoi"),
    "ar": ("البداية", "المدة", "العنصر", "النوع", "ماذا"),
}
_TITLE_COLUMNS = 70


@click.command(short_help="What plays when.")
@click.argument("screen", shell_complete=complete_screen)
@click.option("--from", "start", default="now", show_default=True, help="From this moment on.")
@click.option(
    "--until",
    "end",
    help="Until this moment; a day: to its end. Left out: the day that --from names, or an hour.",
)
@click.option(
    "--format",
    "shape",
    type=OneOf(["table", "csv", "ics"]),
    default="table",
    show_default=True,
    help="ics: for a calendar.",
)
@at_place
def timeline(place: Place, screen: str, start: str, end: str | None, shape: str) -> None:
    """List what SCREEN will play, and when.

    It is worked out from the site's files and the feeds as they are now, as if a round began at
    --from; what arrives later changes it. Moments are the site's own: "2026-11-25 09:00",
    2026-11-25, 09:00, tomorrow, +2h.

    \b
    Examples
      kiosk timeline hall
      kiosk timeline hall --from "tomorrow 09:00" --until "tomorrow 09:30"
      kiosk timeline hall --from 2026-11-25 --format csv > wednesday.csv
      kiosk timeline hall --from tomorrow --format ics > tomorrow.ics
    """
    from kiosk.clock import SystemClock
    from kiosk.schedule.program import Program
    from kiosk.schedule.timeline import timeline as played_through

    site = taken_site(place)
    chosen = find_screen(site, screen)
    now = SystemClock().now()
    first = parse_moment(start, site.zone, now)
    # A day named alone ends at another moment than it begins: then that end is meant.
    until = parse_moment(end or start, site.zone, now, end=True)
    if end is None and until == first:
        until = first + _HOUR
    if until <= first:
        raise click.BadParameter(usage_words(spoken())["before_from"], param_hint="--until")
    notices = synced_notices(place, asked_by="timeline")
    played = played_through(Program.of(site, chosen, notices), first, until)
    if shape == "csv":
        _write_csv(played, site, chosen)
    elif shape == "ics":
        _write_calendar(played, site, chosen, now)
    else:
        _print_table(played, site, chosen)


def _kind(played: Played, playlist: Playlist | None) -> str:
    """What kind of item it is; without item, why it shows: `takeover`, `closed`, ..."""
    if playlist is None or not 0 <= played.index < len(playlist.items):
        return played.cause.value
    return playlist.items[played.index].kind


def _print_table(played: Iterable[Played], site: Site, screen: Screen) -> None:
    """A heading a day, and below it the wall-clock times."""
    playlist = site.playlist(screen.playlist)
    rows: list[tuple[str, ...]] = []
    days: dict[int, date] = {}
    day: date | None = None
    for entry in played:
        local = entry.start.astimezone(site.zone)
        if local.date() != day:
            day = days[len(rows)] = local.date()
        rows.append(
            (
                f"{local:%H:%M:%S}",
                f"{entry.seconds:.0f} s",
                str(entry.index + 1) if entry.index >= 0 else "-",
                _kind(entry, playlist),
                shortened(entry.title or entry.notice_id or "", _TITLE_COLUMNS),
            )
        )
    language = spoken()
    heads, *lines = table(rows, heads=_HEADS[language])
    for number, line in enumerate(lines):
        if number in days:
            day_name = WEEKDAYS[language][days[number].weekday()]
            click.echo(("\n" if number else "") + f"{day_name} {days[number]} {site.time_zone}")
            click.echo(heads)
        click.echo(line)


def _write_csv(played: Iterable[Played], site: Site, screen: Screen) -> None:
    """ISO 8601 with the offset, so that no spreadsheet has to know the zone."""
    playlist = site.playlist(screen.playlist)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("start", "seconds", "item", "kind", "notice", "title", "cause"))
    for entry in played:
        writer.writerow(
            (
                entry.start.astimezone(site.zone).isoformat(timespec="milliseconds"),
                f"{entry.seconds:.3f}",
                entry.index + 1 if entry.index >= 0 else "",
                _kind(entry, playlist),
                entry.notice_id or "",
                entry.title,
                entry.cause.value,
            )
        )


def _write_calendar(played: Iterable[Played], site: Site, screen: Screen, now: datetime) -> None:
    """One event a showing. Instants are in UTC, which every calendar shows in its own zone."""
    from icalendar import Calendar, Event

    playlist = site.playlist(screen.playlist)
    calendar = Calendar()
    calendar.add("prodid", "-//kiosk//timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{screen.name.best(site.languages_of(screen))[1]} ({screen.id})")
    for entry in played:
        kind = _kind(entry, playlist)
        event = Event()
        event.add("uid", f"{entry.start:%Y%m%dT%H%M%S.%fZ}-{screen.id}@kiosk")
        event.add("dtstamp", now)
        event.add("dtstart", entry.start)
        event.add("dtend", entry.start + timedelta(seconds=entry.seconds))
        event.add("summary", entry.title or kind)
        event.add("categories", [kind])
        if entry.notice_id:
            event.add("description", entry.notice_id)
        calendar.add_component(event)
    click.echo(calendar.to_ical().decode("utf-8"), nl=False)
