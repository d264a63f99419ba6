"""`kiosk render`: pictures of a screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from kiosk.cli.moments import parse_moment
from kiosk.cli.place import Place, at_place
from kiosk.cli.site import (
    complete_target,
    synced_notices,
    synced_site,
    taken_site,
)
from kiosk.cli.tongue import message_language
from kiosk.cli.trouble import NothingThere, did_you_mean
from kiosk.errors import Exit


@click.command(short_help="Every slide as a picture, on one page.")
@click.argument("target", metavar="SCREEN|PLAYLIST", shell_complete=complete_target)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder for the pictures and their page.",
)
@click.option("--at", default="now", show_default=True, help="As it looks at this moment.")
@click.option("--pdf", is_flag=True, help="Also as one PDF, to print or to send.")
@at_place
def render(place: Place, target: str, output: Path, at: str, pdf: bool) -> Exit:
    """Draw every slide of a screen or playlist, so that you can look before the wall does.

    All pages, in all the screen's languages; of a playlist, in landscape and in portrait. The
    folder gets one PNG a page and index.html, which shows them all and can be printed. A text
    that would be clipped or covered fails the command.

    \b
    Examples
      kiosk render hall -o pictures
      kiosk render civil -o pictures --at "2026-12-01 09:00"
      kiosk render hall -o pictures --pdf
    """
    from kiosk.clock import SystemClock

    site = taken_site(place)
    known = [*(screen.id for screen in site.screens), *(entry.id for entry in site.playlists)]
    if target not in known:
        raise NothingThere(
            f"No screen and no playlist is called {target!r}.{did_you_mean(target, known)}"
            f" There are: {', '.join(dict.fromkeys(known))}."
        )
    moment = parse_moment(at, site.zone, SystemClock().now())
    notices = synced_notices(place, asked_by="the picture book")
    from kiosk.player.render import render as draw

    report = draw(
        synced_site(place, site),
        notices,
        target,
        output,
        moment,
        _progress(),
        pdf_language=message_language(os.environ) if pdf else None,
    )
    for problem in report.problems:
        click.echo(f"kiosk: {problem}", err=True)
    click.echo(f"{len(report.pictures)} pictures: {report.index}")
    if report.pdf:
        click.echo(f"To print: {report.pdf}")
    return Exit.FAILED if report.problems else Exit.OK


def _progress() -> Callable[[int, int, str], None] | None:
    """One line that is written over, for a person who waits at a terminal."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int, name: str) -> None:
        line = "" if done == total else f"{done + 1} of {total}: {name}"
        click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    return tell
