"""`kiosk plays`: what was shown, proof of play."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

import click

from kiosk.cli.given import OneOf
from kiosk.cli.language import language_option
from kiosk.cli.moments import parse_moment, told
from kiosk.cli.place import Place, at_place
from kiosk.cli.site import complete_screen
from kiosk.cli.table import shortened, table
from kiosk.cli.trouble import NothingThere
from kiosk.cli.trouble_words import words_in
from kiosk.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from kiosk.store.plays import Play


_HEADS = {
    "en": ("start", "screen", "seconds", "ended", "item", "what"),
    "fr": ("début", "écran", "secondes", "fin", "élément", "quoi"),
    "ar": ("البداية", "الشاشة", "الثواني", "النهاية", "العنصر", "ماذا"),
}
_STILL = {"en": "still shows", "fr": "encore à l'écran", "ar": "لا يزال معروضا"}
_HOW = {
    "fr": {
        "complete": "complet",
        "ended early": "retiré avant",
        "interrupted": "interrompu",
        "failed": "échec",
        "cut off": "coupé",
    },
    "ar": {
        "complete": "كامل",
        "ended early": "سُحب قبل نهايته",
        "interrupted": "قُطع",
        "failed": "فشل",
        "cut off": "انقطع",
    },
}


@click.command(short_help="What was shown, for how long.")
@click.option("--since", default="today", show_default=True, help="From this moment on.")
@click.option(
    "--until", default="now", show_default=True, help="Until this moment; a day: to its end."
)
@click.option("--screen", shell_complete=complete_screen, help="Only this screen.")
@click.option("--format", "shape", type=OneOf(["table", "csv"]), default="table", show_default=True)
@language_option
@at_place
def plays(
    place: Place, since: str, until: str, screen: str | None, shape: str, language: str
) -> Exit:
    """List what was shown, for how long, and how it ended.

    Moments are the site's own: "2026-11-25 09:00", 2026-11-25, 09:00, yesterday, -2h. CSV is in
    English, whatever the locale.

    \b
    Examples
      kiosk plays
      kiosk plays --since yesterday --until yesterday --screen hall
      kiosk plays --since 2026-11-01 --format csv > november.csv
    """
    from kiosk.cli.site import find_screen, read_or_none, site_zone
    from kiosk.clock import SystemClock
    from kiosk.store.folder import DataFolder
    from kiosk.store.plays import PlayStore

    site = read_or_none(place)
    zone = site_zone(site, place)
    now = SystemClock().now()
    start = parse_moment(since, zone, now)
    end = parse_moment(until, zone, now, end=True)
    found = PlayStore(DataFolder(place.data), read_only=True).plays(start, end, screen)
    if shape == "csv":
        _write_csv(found, zone)
    elif found:
        for line in _table(found, zone, language):
            click.echo(line)
    if found:
        return Exit.OK
    if screen and site and site.screen(screen) is None:
        find_screen(site, screen)
    sentence = words_in(language)["nothing_shown_on" if screen else "nothing_shown"]
    period = {"start": told(start, zone), "end": told(end, zone)}
    raise NothingThere(sentence.format(screen=screen, data=place.data, **period))


def _table(found: Sequence[Play], zone: ZoneInfo, language: str) -> list[str]:
    how = _HOW.get(language, {})
    return table(
        (
            (
                told(play.started, zone, seconds=True),
                play.screen,
                "" if play.seconds is None else f"{play.seconds:.0f}",
                how.get(play.how, play.how) if play.how else _STILL[language],
                play.item,
                shortened(play.title or play.notice or "", 60),
            )
            for play in found
        ),
        heads=_HEADS[language],
    )


def _write_csv(found: Sequence[Play], zone: ZoneInfo) -> None:
    """ISO 8601 with the offset, so that no spreadsheet has to know the zone."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("start", "screen", "seconds", "ended", "item", "notice", "title"))
    for play in found:
        writer.writerow(
            (
                play.started.astimezone(zone).isoformat(timespec="seconds"),
                play.screen,
                "" if play.seconds is None else f"{play.seconds:.1f}",
                play.how or "",
                play.item,
                play.notice or "",
                play.title,
            )
        )
