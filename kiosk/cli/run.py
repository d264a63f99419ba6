"""`kiosk run` and `kiosk player`: the screen itself."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from kiosk.cli.follow import asked_for, office_options
from kiosk.cli.given import Whole
from kiosk.cli.logs import verbose_option
from kiosk.cli.network import network_of, network_options
from kiosk.cli.place import Place, at_place, place_of, place_options, wall_place
from kiosk.cli.site import complete_screen
from kiosk.cli.trouble import trouble_words
from kiosk.errors import Exit, FolderBusy, StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.player.app import PlayerOptions
    from kiosk.store.folder import DataFolder
    from kiosk.sync.following import Following

_Function = Callable[..., Any]
_PASSED_ON = ("proxy", "ca", "media_quota", "free_floor")
"""Options of `kiosk run` that are meant for its sync."""


def _player_options(function: _Function) -> _Function:
    for option in (
        verbose_option(quiet_level=logging.INFO),
        click.option(
            "--preview-port",
            type=Whole(1024, 65535),
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
    place: Place,
    screen: str | None,
    window: bool,
    preview_port: int | None,
    *,
    insist: bool | None = None,
) -> PlayerOptions:
    from kiosk.player.app import PlayerOptions

    words = trouble_words()
    return PlayerOptions(
        site=place.site,
        data=place.data,
        screen=screen,
        full_screen=not window,
        preview_port=preview_port,
        insist=insist,
        only_picture=words["only_picture"],
        also_picture=words["also_picture"],
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
@office_options
@network_options
@place_options
@click.pass_context
def run(
    context: click.Context,
    /,
    screen: str | None,
    window: bool,
    preview_port: int | None,
    office: str | None,
    key: str | None,
    proxy: str | None,
    ca: Path | None,
    **_more: object,
) -> Exit:
    """Show a screen of the site on this machine, and keep its feeds up to date.

    It is `kiosk player` with `kiosk sync` beside it. A saved file is on the screen within two
    seconds; a broken one leaves the last good site. Ctrl-C ends it.

    With --from it shows what an office publishes for that screen (`kiosk publish`), and no site
    need be here: the first publication comes by itself, and until it does visitors read that the
    screen is being set up. From then on the last good publication shows, whatever the network
    does. `kiosk status` says how the wall stands with its office.

    Without a display it prints the address of a page that shows the screen live.

    \b
    Examples
      kiosk run
      kiosk run --screen civil --window
      kiosk run --site /srv/town --preview-port 8700
      kiosk run --from https://screens.example.org --screen hall --key 3f9a...c2
    """
    following = None
    if office:
        screen = screen or os.environ.get("KIOSK_SCREEN")
        following = asked_for(office, screen, key)
    network_of(proxy, ca)  # what is wrong with it is told here, and not by a child again and again
    place = wall_place(context) if following else place_of(context)
    # A wall has nobody before it who would correct a name: it shows what it can.
    options = _options(place, screen, window, preview_port, insist=True if following else None)
    _inside_cage()
    from kiosk.player.app import run_player
    from kiosk.player.supervise import Supervisor
    from kiosk.store.folder import DataFolder

    data = DataFolder(place.data)
    if following:
        _only_this_screen(data, following)
    sync = Supervisor(
        "sync",
        _sync_command(context, place, following),
        may_start=lambda: not _syncs(data),
    )
    sync.start()
    try:
        return run_player(options)
    finally:
        sync.stop()


def _sync_command(
    context: click.Context, place: Place, following: Following | None
) -> tuple[str, ...]:
    """`kiosk sync` for the same folders; what stands in the environment reaches it there."""
    where: tuple[str, ...]
    if following:
        who = ("--screen", following.screen, "--key", following.key)
        where = ("--from", following.address, *who)
    else:
        where = ("--site", str(place.site))
    given = [
        word
        for name in _PASSED_ON
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        for word in (f"--{name.replace('_', '-')}", str(context.params[name]))
    ]
    return (sys.executable, "-m", "kiosk", "sync", *where, "--data", str(place.data), *given)


def _syncs(data: DataFolder) -> bool:
    """Whether a sync is at work on that folder."""
    from kiosk.store.content import sync_running

    try:
        return sync_running(data)
    except StoreError:
        return False  # then our own will say what is wrong


def _only_this_screen(data: DataFolder, following: Following) -> None:
    """
    Raises:
        FolderBusy: a wall's folder is for one screen, and another one's is followed here.
    """
    from kiosk.store.wall import read_wall

    state = read_wall(data)
    if state and state.screen != following.screen and _syncs(data):
        sentence = trouble_words()["other_screen"]
        raise FolderBusy(
            sentence.format(data=data.root, shown=state.screen, wanted=following.screen)
        )


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
      kiosk player --screen hall --site /var/lib/kiosk/sites/current --data /var/lib/kiosk
    """
    options = _options(place, screen, window, preview_port)
    _inside_cage()
    from kiosk.player.app import run_player

    return run_player(options)
