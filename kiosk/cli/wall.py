"""`kiosk run`, `kiosk player` and `kiosk render`: the screen itself, and pictures of it."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk.cli.logs import verbose_option
from kiosk.cli.moments import parse_moment
from kiosk.cli.place import Place, at_place
from kiosk.cli.site import (
    complete_screen,
    complete_target,
    synced_notices,
    synced_site,
    taken_site,
)
from kiosk.cli.tongue import message_language
from kiosk.cli.trouble import NothingThere, did_you_mean
from kiosk.errors import Exit, StoreError

if TYPE_CHECKING:
    from kiosk.player.app import PlayerOptions

_Function = Callable[..., Any]


def _player_options(function: _Function) -> _Function:
    for option in (
        verbose_option(quiet_level=logging.INFO),
        click.option(
            "--preview-port",
            type=click.IntRange(1024, 65535),
            help="Serve a live picture of the screen on this port of 127.0.0.1. Left out: only"
            " where there is no display.",
        ),
        click.option("--window", is_flag=True, help="In a window and not full screen, for a desk."),
        click.option(
            "--screen", shell_complete=complete_screen, help="Which screen. Left out: the first."
        ),
    ):
        function = option(function)
    return function


def _options(
    place: Place, screen: str | None, window: bool, preview_port: int | None
) -> PlayerOptions:
    from kiosk.player.app import PlayerOptions

    return PlayerOptions(
        site=place.site,
        data=place.data,
        screen=screen,
        full_screen=not window,
        preview_port=preview_port,
    )


def _inside_cage() -> None:
    """On a bare console where cage is installed: this command again, inside of it.

    There Qt has the GPU, and cage drives the panel. Returns where that is not so.
    """
    from kiosk.player.display import Machine, Way, cage_would_do, choose_display

    choice = choose_display(os.environ, Machine(cage=cage_would_do()))
    if choice.way is Way.CAGE:
        logging.getLogger(__name__).info("display chosen: way=cage because=%r", choice.why)
        os.execvp("cage", ["cage", "-d", "-s", "--", sys.executable, "-m", "kiosk", *sys.argv[1:]])  # noqa: S606 - becoming it is the point


@click.command(short_help="Show a screen and fetch its feeds: all in one.")
@_player_options
@at_place
def run(place: Place, screen: str | None, window: bool, preview_port: int | None) -> Exit:
    """Show a screen of the site on this machine, and keep its feeds up to date.

    It is `kiosk player` with `kiosk sync` beside it. A saved file is on the screen within two
    seconds; a broken one leaves the last good site. Ctrl-C ends it.

    Without a display it prints the address of a page that shows the screen live.

    \b
    Examples
      kiosk run
      kiosk run --screen civil --window
      kiosk run --site /srv/town --preview-port 8700
    """
    options = _options(place, screen, window, preview_port)
    _inside_cage()
    from kiosk.player.app import run_player
    from kiosk.player.supervise import Supervisor
    from kiosk.store.content import sync_running
    from kiosk.store.folder import DataFolder

    def nobody_syncs() -> bool:
        try:
            return not sync_running(DataFolder(place.data))
        except StoreError:
            return True  # then our own will say what is wrong

    command = [sys.executable, "-m", "kiosk", "sync", "--site", place.site, "--data", place.data]
    sync = Supervisor("sync", [str(word) for word in command], may_start=nobody_syncs)
    sync.start()
    try:
        return run_player(options)
    finally:
        sync.stop()


@click.command(short_help="Show a screen; needs no network.")
@_player_options
@at_place
def player(place: Place, screen: str | None, window: bool, preview_port: int | None) -> Exit:
    """Show a screen of the site on this machine, from what `kiosk sync` has stored.

    It needs no network and touches none. For a desk, `kiosk run` starts both.

    \b
    Examples
      kiosk player --screen hall
      kiosk player --screen hall --site /srv/town --data /var/lib/kiosk
    """
    options = _options(place, screen, window, preview_port)
    _inside_cage()
    from kiosk.player.app import run_player

    return run_player(options)


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
