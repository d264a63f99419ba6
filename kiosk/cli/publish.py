"""`kiosk publish`: from the office to the walls."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.given import FolderName, Whole
from kiosk.cli.language import language_option
from kiosk.cli.place import SITE_FILE, Place, place_of, place_options
from kiosk.cli.publish_words import words_in
from kiosk.cli.secret import keyring, keys_option
from kiosk.cli.sentences import told_in
from kiosk.cli.site import synced_code_lists, synced_notices
from kiosk.cli.tongue import Words, number, spoken
from kiosk.cli.usage_words import words_in as usage_words
from kiosk.errors import Exit, SiteError

if TYPE_CHECKING:
    from kiosk.model.site import Site
    from kiosk.publish.carry import Fetched
    from kiosk.publish.release import PublishReport


@click.command(short_help="Publish the site for walls to fetch.")
@click.argument("site_folder", metavar="[SITE]", required=False,
                type=FolderName(exists=True))  # fmt: skip
@click.option(
    "-o",
    "--output",
    type=FolderName(),
    envvar="KIOSK_PUBLISH",
    required=True,
    help="The folder that a web server serves; made where there is none. KIOSK_PUBLISH names it"
    " too.",
)
@click.option(
    "--renew",
    "only_renew",
    is_flag=True,
    help="Only say anew that the publication is the newest; for a nightly job.",
)
@click.option(
    "--valid",
    "valid_days",
    type=Whole(1, 365),
    default=30,
    show_default=True,
    metavar="DAYS",
    help="How long walls believe so without hearing it again.",
)
@click.option(
    "--with-feeds",
    is_flag=True,
    help="Carry the notices, media and service codes of the feeds along, as `kiosk sync` has them"
    " here; for walls that reach nothing but this publication.",
)
@language_option
@keys_option
@place_options
@click.pass_context
def publish(
    context: click.Context,
    /,
    site_folder: Path | None,
    output: Path,
    only_renew: bool,
    valid_days: int,
    with_feeds: bool,
    language: str,
    key_folder: Path | None,
    **_folders: object,
) -> Exit:
    """Check the site, sign it, and write it as files for any web server.

    SITE left out: as for the other commands. A site with errors is refused and nothing changes.
    What is new goes beside what is there, and the signpost is turned last, so walls never see
    half a publication. Walls take it within five minutes.

    A publication of nothing new changes no file. But walls want to hear every few days that it
    is still the newest: any `kiosk publish` says so when half of --valid is over, and a nightly
    job does with --renew, which needs the renewal key alone.

    \b
    Examples
      kiosk diff --against /srv/published       first look what visitors will see differently
      kiosk publish -o /srv/published
      kiosk sync --once && kiosk publish --with-feeds -o /srv/published
      kiosk publish --renew -o /srv/published --keys /etc/kiosk/keys     every night
    """
    from kiosk.clock import SystemClock
    from kiosk.publish.publish import publish as make
    from kiosk.publish.release import renew

    words = words_in(language)
    ring, valid, now = keyring(key_folder), timedelta(days=valid_days), SystemClock().now()
    warned = 0
    if only_renew:
        report = renew(output.absolute(), ring, now, valid=valid)
    else:
        if site_folder is not None:
            context.params["site"] = site_folder
        place = place_of(context)
        _apart(place.site, output, ring.folder)
        fetched = _fetched(place) if with_feeds else None
        site, warned = _checked(place, language)
        report = make(
            site, output.absolute(), ring, now,
            valid=valid, fetched=fetched, progress=_progress(words),
        )  # fmt: skip
    for line in _lines(report, output, language, only_renew=only_renew):
        click.echo(line)
    if warned:
        click.echo(f"kiosk: {words['warnings'].format(count=warned)}", err=True)
    for warning in report.warnings:
        click.echo(f"kiosk: {told_in(language, warning)}", err=True)
    return Exit.OK


def _fetched(place: Place) -> Fetched:
    """What `kiosk sync` has here."""
    from kiosk.publish.carry import Fetched

    notices = synced_notices(place, asked_by="publication")
    return Fetched(notices, synced_code_lists(place))


def _checked(place: Place, language: str) -> tuple[Site, int]:
    """The site, every file of it opened, and how many warnings there are.

    Raises:
        SiteError: it has errors.
    """
    from kiosk.player.video.probe import FileProbe
    from kiosk.site.read import read_site

    with closing(FileProbe()) as probe:
        reading = read_site(place.site, probe)
        missing = probe.missing
    if missing:
        told = words_in(language)["not_opened"].format(why=told_in(language, missing))
        click.echo(f"kiosk: {told}", err=True)
    if reading.site is None:
        raise SiteError(reading.faults)
    return reading.site, len(reading.faults)


def _apart(site: Path, output: Path, keys: Path) -> None:
    """Nobody publishes secret keys, or publications inside of publications."""
    if not (site / SITE_FILE).is_file():
        return  # it is no site, which will be told
    root = site.resolve()
    words = usage_words(spoken())
    for key, folder in (("published_inside", output), ("keys_inside", keys)):
        if folder.resolve().is_relative_to(root):
            raise click.UsageError(words[key].format(folder=folder))
    if keys.resolve().is_relative_to(output.resolve()):
        raise click.UsageError(words["keys_published"].format(folder=keys))


def _progress(words: Words) -> Callable[[str, int, int], None] | None:
    """One line that is written over, for a person who waits at a terminal."""
    if not sys.stderr.isatty():
        return None

    def tell(what: str, done: int, total: int) -> None:
        told = words["progress"].format(
            what=words[what], done=f"{done / 1e6:.0f}", total=f"{total / 1e6:.0f}"
        )
        line = "" if done == total else told
        click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    return tell


def _lines(report: PublishReport, output: Path, language: str, *, only_renew: bool) -> list[str]:
    words, missing, which = words_in(language), report.missing, report.number
    if missing:
        return [
            words["waits"].format(count=missing.needs, kind=missing.kind),
            words["colleague"],
            f"  kiosk keys sign {missing.file}",
            words["again"].format(folder=output),
        ]
    until = f"{report.valid_until:%Y-%m-%d %H:%M} UTC" if report.valid_until else words["never"]
    if only_renew:
        return [words["renewed"].format(number=which, until=until)]
    lines = []
    if report.screens:
        size = number(report.size / 1e6, language, 1)
        lines.append(words["published"].format(number=which, files=report.files, size=size))
        lines.append(words["changed"].format(screens=", ".join(report.screens)))
    if report.gone:
        lines.append(words["gone"].format(screens=", ".join(report.gone)))
    if not lines:
        if report.files:
            lines.append(words["mended"].format(files=report.files))
        lines.append(words["signed" if report.renewed else "same"].format(number=which))
    return [*lines, words["until"].format(until=until)]
