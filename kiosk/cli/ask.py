"""`kiosk explain` and `kiosk timeline`: why does it show this, and what plays when?"""

from __future__ import annotations

import csv
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from kiosk.cli.moments import parse_moment, told
from kiosk.cli.place import Place, at_place
from kiosk.cli.site import complete_screen, find_screen, synced_notices, taken_site
from kiosk.cli.table import shortened, table
from kiosk.cli.tongue import language_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from kiosk.model.site import Screen, Site
    from kiosk.schedule.program import Program
    from kiosk.schedule.timeline import Played

_HOUR = timedelta(hours=1)


def _program(place: Place, screen_id: str, *, asked_by: str) -> tuple[Site, Screen, Program]:
    from kiosk.schedule.program import Program

    site = taken_site(place)
    screen = find_screen(site, screen_id)
    return site, screen, Program.of(site, screen, synced_notices(place, asked_by=asked_by))


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
    type=click.Choice(["table", "csv", "ics"]),
    default="table",
    show_default=True,
    help="ics: for a calendar.",
)
@at_place
def timeline(place: Place, screen: str, start: str, end: str | None, shape: str) -> None:
    """List what SCREEN will play, and when.

    It is worked out from the site's files and the feeds as they are now; what arrives later
    changes it. Moments are the site's own: "2026-11-25 09:00", 2026-11-25, 09:00, tomorrow, +2h.

    \b
    Examples
      kiosk timeline hall
      kiosk timeline hall --from "tomorrow 09:00" --until "tomorrow 09:30"
      kiosk timeline hall --from 2026-11-25 --format csv > wednesday.csv
      kiosk timeline hall --from tomorrow --format ics > tomorrow.ics
    """
    from kiosk.clock import SystemClock
    from kiosk.schedule.timeline import timeline as plan

    site, chosen, program = _program(place, screen, asked_by="the timeline")
    now = SystemClock().now()
    first = parse_moment(start, site.zone, now)
    # A day named alone ends at another moment than it begins: then that end is meant.
    until = parse_moment(end or start, site.zone, now, end=True)
    if end is None and until == first:
        until = first + _HOUR
    if until <= first:
        raise click.BadParameter("it lies before --from.", param_hint="--until")
    played = plan(program, first, until)
    if shape == "csv":
        _write_csv(played, site.zone)
    elif shape == "ics":
        _write_calendar(played, site, chosen, now)
    else:
        for line in _table(played, site.zone):
            click.echo(line)
