"""`kiosk sync`: the service that fetches feeds and media, and follows an office; or one round."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.follow import asked_for, followed, office_options
from kiosk.cli.logs import configure_log
from kiosk.cli.network import network_options, settings_of
from kiosk.cli.place import Place, place_of, place_options, wall_place
from kiosk.cli.sentences import told_in
from kiosk.cli.site import taken_site
from kiosk.cli.sync_words import words_in
from kiosk.cli.table import table
from kiosk.cli.tongue import Words, number, spoken
from kiosk.errors import Exit

if TYPE_CHECKING:
    from kiosk.store.folder import DataFolder
    from kiosk.sync.report import FeedOutcome, Outcome, RoundReport, Step
    from kiosk.sync.settings import Settings


@click.command(short_help="Fetch the feeds and their media; follow an office.")
@click.option("--once", is_flag=True, help="Fetch everything now, whether due or not, and end.")
@office_options
@click.option(
    "--screen", envvar="KIOSK_SCREEN", help="With --from: the id of the screen on this wall."
)
@network_options
@click.option("-v", "--verbose", is_flag=True, help="Log every step.")
@place_options
@click.pass_context
def sync(
    context: click.Context,
    /,
    once: bool,
    office: str | None,
    screen: str | None,
    key: str | None,
    proxy: str | None,
    ca: Path | None,
    media_quota: int | None,
    free_floor: int,
    verbose: bool,
    **_folders: object,
) -> Exit:
    """Fetch the site's feeds and their media into the data folder.

    Without --once it goes on, each feed as often as the site says, until it is stopped. One
    feed's fault stops no other; a feed that fails keeps what it had.

    With --from it also follows an office that publishes with `kiosk publish`: it asks every five
    minutes, brings what is new together, and switches over when all of it is here and verified.
    The site is then DATA/sites/current, and --site is not looked at. The three options can stand
    in the environment: KIOSK_FROM, KIOSK_SCREEN, KIOSK_KEY.

    \b
    Examples
      kiosk sync --once
      kiosk sync --site /srv/town --data /var/lib/kiosk
      kiosk sync --from https://screens.example.org --screen hall --key 3f9a...c2 --once
      kiosk run --from https://screens.example.org --screen hall --key 3f9a...c2
    """
    from kiosk.store.folder import DataFolder
    from kiosk.store.sites import Sites

    if office:
        place = wall_place(context)
        following = asked_for(office, screen, key)
    else:
        place, following = place_of(context), None
    # What fails in one round is in the report that is printed: the log need not say it as well.
    level = logging.ERROR if once else logging.INFO
    configure_log(level=logging.DEBUG if verbose else level)
    data = DataFolder(place.data)
    settings = settings_of(proxy, ca, media_quota, free_floor)
    with followed(following, data, once=once, settings=settings) as code:
        if following:
            # What the office publishes comes first; media of feeds give way to it.
            room = settings.room.after(Sites(data).blobs.folder)
            settings = replace(settings, room=room)
        if once:
            return max(code, _feeds_once(place, data, settings), key=lambda one: one != Exit.OK)
        from kiosk.sync.service import run_service

        return run_service(place.site, data, settings=settings)


def _feeds_once(place: Place, data: DataFolder, settings: Settings) -> Exit:
    from kiosk.sync.round import sync_once

    report = sync_once(taken_site(place), data, progress=_progress(), settings=settings)
    for line in _lines(report, spoken()):
        click.echo(line)
    return Exit.FAILED if report.failed else Exit.OK


def _progress() -> Callable[[Step], None] | None:
    """One line that is written over, for a person who waits at a terminal."""
    if not sys.stderr.isatty():
        return None

    words = words_in(spoken())

    def tell(step: Step) -> None:
        told = words["step"].format(done=step.done, total=step.total, name=_name(step.outcome))
        line = "" if step.done == step.total else told
        click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    return tell


def _name(outcome: Outcome) -> str:
    """What a feed is called, or where a file comes from."""
    name: str = getattr(outcome, "name", "") or getattr(outcome, "url", "")
    return name


def _lines(report: RoundReport, language: str) -> list[str]:
    words = words_in(language)
    heads = [words[key] for key in ("feed", "result", "notices", "new", "corrected", "gone")]
    lines = table((_row(feed, words) for feed in report.feeds), heads=heads) if report.feeds else []
    new = [media for media in report.media if media.size_bytes]
    if new:
        size = number(sum(media.size_bytes for media in new) / 1_000_000, language, 1)
        lines.append(words["media"].format(count=len(new), size=size))
    for outcome in report.failed:
        error = told_in(language, outcome.error or "")
        lines.append(words["failure"].format(name=_name(outcome), error=error))
    for feed in report.feeds:
        lines += [
            words["of_feed"].format(name=feed.name, warning=told_in(language, warning))
            for warning in feed.warnings
        ]
        if feed.warned:
            lines.append(words["guessed"].format(name=feed.name, count=feed.warned))
    return [*lines, words["done"].format(seconds=number(report.seconds, language, 1))]


def _row(feed: FeedOutcome, words: Words) -> tuple[str, ...]:
    counts = (feed.notices, feed.change.added, feed.change.changed, feed.change.removed)
    return (feed.name, words[feed.what.value], *(str(count) for count in counts))
