"""`kiosk render`: pictures of a screen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from kiosk.cli.given import FolderName
from kiosk.cli.moments import parse_moment
from kiosk.cli.place import Place, at_place
from kiosk.cli.sentences import told_in
from kiosk.cli.site import (
    complete_target,
    synced_notices,
    synced_site,
    taken_site,
)
from kiosk.cli.tongue import spoken
from kiosk.cli.trouble import NothingThere, trouble_words
from kiosk.cli.usage_words import did_you_mean
from kiosk.errors import Exit

_WORDS = {
    "en": {"pictures": "{count} pictures: {index}", "print": "To print: {pdf}",
           "progress": "{done} of {total}: {name}"},
    "fr": {"pictures": "{count} images : {index}", "print": "À imprimer : {pdf}",
           "progress": "{done} sur {total} : {name}"},
    "ar": {"pictures": "الصور ({count}): \u2068{index}\u2069", "print": "للطبع: \u2068{pdf}\u2069",
           "progress": "{done} من {total}: \u2068{name}\u2069"},
}  # fmt: skip


@click.command(short_help="Every slide as a picture, on one page.")
@click.argument("target", metavar="SCREEN|PLAYLIST", shell_complete=complete_target)
@click.option(
    "-o",
    "--output",
    type=FolderName(),
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
        words = trouble_words()
        raise NothingThere(
            f"{words['no_target'].format(name=target)}{did_you_mean(target, known, spoken())}"
            f" {words['known'].format(known=', '.join(dict.fromkeys(known)))}"
        )
    moment = parse_moment(at, site.zone, SystemClock().now())
    notices = synced_notices(place, asked_by="pictures")
    from kiosk.player.render import render as draw

    report = draw(
        synced_site(place, site),
        notices,
        target,
        output,
        moment,
        _progress(),
        pdf_language=spoken() if pdf else None,
    )
    told = _WORDS[spoken()]
    for problem in report.problems:
        click.echo(f"kiosk: {told_in(spoken(), problem)}", err=True)
    click.echo(told["pictures"].format(count=len(report.pictures), index=report.index))
    if report.pdf:
        click.echo(told["print"].format(pdf=report.pdf))
    return Exit.FAILED if report.problems else Exit.OK


def _progress() -> Callable[[int, int, str], None] | None:
    """One line that is written over, for a person who waits at a terminal."""
    if not sys.stderr.isatty():
        return None

    progress = _WORDS[spoken()]["progress"]

    def tell(done: int, total: int, name: str) -> None:
        line = "" if done == total else progress.format(done=done + 1, total=total, name=name)
        click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    return tell
