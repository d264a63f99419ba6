"""The part of `kiosk sync` that follows an office, and `kiosk rollback`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kiosk.cli.given import Whole
from kiosk.cli.moments import ago
from kiosk.cli.place import place_options, wall_place
from kiosk.cli.sentences import wall_sentence
from kiosk.cli.sync_words import words_in
from kiosk.cli.table import table
from kiosk.cli.tongue import Words, number, spoken
from kiosk.cli.trouble import NothingThere, trouble_words
from kiosk.cli.usage_words import words_in as usage_words
from kiosk.errors import Exit

if TYPE_CHECKING:
    from kiosk.store.folder import DataFolder
    from kiosk.store.sites import KeptSite
    from kiosk.sync.following import Following
    from kiosk.sync.settings import Settings
    from kiosk.sync.wall import WallReport

_Function = TypeVar("_Function", bound=Callable[..., Any])


def office_options(function: _Function) -> _Function:
    """The options `--from` and `--key`; a `--screen` goes with them."""
    for option in (
        click.option(
            "--key",
            envvar="KIOSK_KEY",
            metavar="FINGERPRINT|FILE",
            help="With --from: the office's fingerprint (kiosk keys list says it), or its"
            " 1.root.json.",
        ),
        click.option(
            "--from",
            "office",
            metavar="URL",
            envvar="KIOSK_FROM",
            help="Follow an office: the address where its publication is served.",
        ),
    ):
        function = option(function)
    return function


def asked_for(office: str, screen: str | None, key: str | None) -> Following:
    """The three things that a wall needs to know.

    Raises:
        click.UsageError: one is missing.
    """
    from kiosk.sync.following import Following

    words = usage_words(spoken())
    for name, value in (("--screen", screen), ("--key", key)):
        if not value:
            raise click.UsageError(words["three_things"].format(name=name))
    assert screen is not None  # noqa: S101 - told to mypy
    assert key is not None  # noqa: S101
    if not office.startswith(("https://", "http://")):
        raise click.UsageError(words["no_address"].format(value=office))
    return Following(office, screen, key)


@contextmanager
def followed(
    following: Following | None, data: DataFolder, *, once: bool, settings: Settings
) -> Iterator[Exit]:
    """Follows the office, if there is one: once before the block, or all the while.

    Yields whether one round went well.

    Raises:
        StoreError: another process follows an office into that folder.
    """
    if following is None:
        yield Exit.OK
        return
    from kiosk.clock import SystemClock
    from kiosk.sync.fetch import Fetcher
    from kiosk.sync.follower import WallFollower, following_alone
    from kiosk.sync.wall import Wall

    # Feeds or none: the office's server tells what the time is, too.
    network = settings.network.told_to(settings.server_time)
    with following_alone(data):
        if once:
            with closing(Fetcher(network=network)) as fetcher:
                wall = Wall(following, data, SystemClock(), fetcher, settings.room)
                report = wall.round(_progress())
            click.echo(_line(report, spoken()), err=report.state.trouble is not None)
            if report.shows is None:
                sys.exit(Exit.FAILED)
            yield Exit.FAILED if report.state.trouble else Exit.OK
            return
        follower = WallFollower(
            following,
            data,
            SystemClock(),
            network,
            room=settings.room,
            machine=settings.machine,
        )
        follower.start()
        try:
            yield Exit.OK
        finally:
            follower.stop()


def _line(report: WallReport, language: str) -> str:
    words, state = words_in(language), report.state
    if state.trouble:
        return words["not_taken"].format(why=wall_sentence(state, language))
    if report.rolled_back:
        shows = report.shows.number if report.shows else 0
        return words["back"].format(shows=shows, number=state.number)
    if report.switched:
        size = number(report.fetched / 1e6, language, 1)
        return words["switched"].format(number=state.number, size=size)
    return words["same"].format(number=state.number)


def _progress() -> Callable[[int, int, str], None] | None:
    """One line that is written over, for a person who waits at a terminal."""
    if not sys.stderr.isatty():
        return None

    language = spoken()
    coming = words_in(language)["coming"]

    def tell(done: int, total: int, name: str) -> None:
        sizes = (number(size / 1e6, language, 1) for size in (done, total))
        told = coming.format(**dict(zip(("done", "total"), sizes, strict=True)), name=name)
        line = "" if done == total else told
        click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    return tell


@click.command(short_help="Show the publication before, on a wall that follows an office.")
@click.argument("number", type=Whole(1), required=False)
@click.option("--list", "listing", is_flag=True, help="List the publications that are kept here.")
@click.option("--undo", is_flag=True, help="Show the newest one again.")
@place_options
@click.pass_context
def rollback(
    context: click.Context, /, number: int | None, listing: bool, undo: bool, **_folders: object
) -> Exit:
    """Show the publication before the one that shows, or publication NUMBER.

    For a wall that follows an office (kiosk sync --from), when what was published is wrong and
    nobody is in the office. The screen changes within two seconds and stays so until the office
    publishes something else for it. The last three publications are kept.

    \b
    Examples
      kiosk rollback --list
      kiosk rollback
      kiosk rollback 16
      kiosk rollback --undo
    """
    from kiosk.store.folder import DataFolder
    from kiosk.store.sites import Sites

    place = wall_place(context)
    sites = Sites(DataFolder(place.data))
    kept, current = sites.kept(), sites.current()
    if not kept or current is None:
        raise NothingThere(trouble_words()["no_office"].format(data=place.data))
    words = words_in(spoken())
    if listing:
        heads = ("", words["publication"], words["came"])
        for line in table(_rows(kept, current, sites.held(), words), heads=heads):
            click.echo(line)
        return Exit.OK
    chosen = kept[0] if undo else _chosen(kept, current, number)
    undo = chosen == kept[0]
    with sites.alone():
        if undo:
            sites.release()
        else:
            # Before the switch: after a power cut in between, sync must not take it back.
            sites.hold(kept[0].sha256)
        sites.switch(chosen)
    click.echo(words["rolled_back"].format(number=chosen.number))
    if not undo:
        click.echo(words["stays"])
    return Exit.OK


def _chosen(kept: tuple[KeptSite, ...], current: KeptSite, number: int | None) -> KeptSite:
    if number is None:
        older = [site for site in kept if site.sequence < current.sequence]
        if not older:
            raise NothingThere(trouble_words()["nothing_older"].format(number=current.number))
        return older[0]
    found = next((site for site in kept if site.number == number), None)
    if found is None:
        known = ", ".join(str(site.number) for site in kept)
        raise NothingThere(trouble_words()["not_kept"].format(number=number, known=known))
    return found


def _rows(
    kept: tuple[KeptSite, ...], current: KeptSite, held: str | None, words: Words
) -> Iterator[tuple[str, str, str]]:
    from kiosk.clock import SystemClock

    now = SystemClock().now().timestamp()
    for site in kept:
        key = "shows" if site == current else "held" if site.sha256 == held else ""
        came_s = now - (site.folder / ".kiosk.json").stat().st_mtime
        age = words["ago"].format(age=ago(came_s, words["days"]))
        yield words[key] if key else "", str(site.number), age
