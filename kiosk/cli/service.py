"""`kiosk sync`: the service that fetches feeds and media, or one round of it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from kiosk.cli.logs import configure_log
from kiosk.cli.place import Place, at_place
from kiosk.cli.site import taken_site
from kiosk.cli.table import table
from kiosk.errors import Exit

if TYPE_CHECKING:
    from kiosk.sync.report import FeedOutcome, RoundReport, Step


@click.command(short_help="Fetch the feeds and their media.")
@click.option("--once", is_flag=True, help="Fetch every feed now, whether due or not, and end.")
@click.option("-v", "--verbose", is_flag=True, help="Log every step.")
@at_place
def sync(place: Place, once: bool, verbose: bool) -> Exit:
    """Fetch the site's feeds and their media into the data folder.

    Without --once it goes on, each feed as often as the site says, until it is stopped. One
    feed's fault stops no other; a feed that fails keeps what it had.

    \b
    Examples
      kiosk sync --once
      kiosk sync --site /srv/town --data /var/lib/kiosk
    """
    from kiosk.store.folder import DataFolder

    if once:
        # What fails is in the report that is printed: the log need not say it as well.
        configure_log(level=logging.DEBUG if verbose else logging.ERROR)
        from kiosk.sync.round import sync_once

        report = sync_once(taken_site(place), DataFolder(place.data), progress=_progress())
        for line in _lines(report):
            click.echo(line)
        return Exit.FAILED if report.failed else Exit.OK
    configure_log(level=logging.DEBUG if verbose else logging.INFO)
    from kiosk.sync.service import run_service

    run_service(place.site, DataFolder(place.data))
    return Exit.OK


def _progress() -> Callable[[Step], None] | None:
    """One line that is written over, for a person who waits at a terminal."""
    if not sys.stderr.isatty():
        return None

    def tell(step: Step) -> None:
        what = getattr(step.outcome, "name", None) or getattr(step.outcome, "url", "")
        line = "" if step.done == step.total else f"{step.done} of {step.total}: {what}"
        click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    return tell


def _lines(report: RoundReport) -> list[str]:
    heads = ("feed", "result", "notices", "new", "corrected", "gone")
    lines = table((_row(feed) for feed in report.feeds), heads=heads) if report.feeds else []
    new = [media for media in report.media if media.size_bytes]
    if new:
        total = sum(media.size_bytes for media in new) / 1_000_000
        lines.append(f"{len(new)} media files, {total:.1f} MB")
    for outcome in report.failed:
        lines.append(f"FAILED {getattr(outcome, 'name', None) or getattr(outcome, 'url', '')}: "
                     f"{outcome.error}")  # fmt: skip
    for feed in report.feeds:
        lines += [f"{feed.name}: {warning}" for warning in feed.warnings]
        if feed.warned:
            lines.append(
                f"{feed.name}: in {feed.warned} notices something was guessed or dropped."
                " kiosk explain SCREEN tells what."
            )
    return [*lines, f"Done in {report.seconds:.1f} s."]


def _row(feed: FeedOutcome) -> tuple[str, ...]:
    counts = (feed.change.added, feed.change.changed, feed.change.removed)
    return (feed.name, feed.what.value, str(feed.notices), *(str(count) for count in counts))
