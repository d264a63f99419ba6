"""`kiosk check`: is what we wrote right? And `kiosk schemas`, which helps to write it."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.given import FolderName, OneOf
from kiosk.cli.language import language_option
from kiosk.cli.place import Place, at_place
from kiosk.cli.trouble import NothingThere, trouble_words
from kiosk.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.model.fault import Fault
    from kiosk.model.site import Site


@click.command(short_help="Is what we wrote right?")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@language_option
@click.option(
    "--format",
    "shape",
    type=OneOf(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="json: a list of faults. github: annotations for a workflow.",
)
@click.option("--strict", is_flag=True, help="Warnings count as faults.")
@click.option("--quick", is_flag=True, help="Do not open pictures and videos.")
@at_place
def check(
    place: Place, files: tuple[Path, ...], language: str, shape: str, strict: bool, quick: bool
) -> Exit:
    """Say everything that is wrong in the site's files: where, what, and what to do.

    With FILEs, only what is wrong in these. Exits with 3 when something would keep the site off
    the screens; warnings alone do not. Exits with 1 when this machine cannot open videos.

    \b
    Examples
      kiosk check
      kiosk check playlists/hall.yaml content/notices/travaux.md
      kiosk check --language ar
      kiosk check --format github --strict     in a workflow on GitHub
    """
    from kiosk.site.read import read_site

    unopened = False
    if quick:
        reading = read_site(place.site)
    else:
        from kiosk.player.video.probe import FileProbe

        with closing(FileProbe()) as probe:
            reading = read_site(place.site, probe)
            unopened = bool(probe.missing)
    faults = _of_files(reading.faults, files, place) if files else reading.faults
    if shape == "json":
        click.echo(json.dumps(_as_json(faults, language), ensure_ascii=False, indent=2))
    else:
        lines = _github(faults, language) if shape == "github" else _plain(faults, language)
        for line in lines:
            click.echo(line)
        click.echo(_summary(reading.site, faults, language), err=bool(faults))
    if unopened:
        click.echo(f"kiosk: {_UNOPENED[language]}", err=True)
    wrong = any(strict or fault.level == "error" for fault in faults)
    if wrong:
        return Exit.FAULTS
    return Exit.FAILED if unopened else Exit.OK


def _of_files(faults: Sequence[Fault], files: Sequence[Path], place: Place) -> tuple[Fault, ...]:
    """Only the faults of these files, which are named from here or from the site folder.

    Raises:
        NothingThere: there is no such file, or it is not the site's.
    """
    wanted = set()
    for file in files:
        found = next(
            (path for path in (Path.cwd() / file, place.site / file) if path.exists()), None
        )
        root = place.site.resolve()
        if found is None or not found.resolve().is_relative_to(root):
            told = trouble_words()["not_of_site"].format(file=file, site=place.site)
            raise NothingThere(told)
        wanted.add(found.resolve().relative_to(root).as_posix())
    return tuple(fault for fault in faults if fault.file in wanted)


def _plain(faults: Sequence[Fault], language: str) -> list[str]:
    from kiosk.site.messages import faults_text

    return faults_text(faults, language)


def _github(faults: Sequence[Fault], language: str) -> list[str]:
    from kiosk.site.messages import tell

    def escaped(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    return [
        f"::{fault.level} file={fault.file},line={max(fault.line, 1)},col={max(fault.column, 1)},"
        f"title={fault.code}::{escaped(tell(fault, language))}"
        for fault in faults
    ]


def _as_json(faults: Sequence[Fault], language: str) -> list[dict[str, object]]:
    from kiosk.site.messages import tell

    return [
        {
            "file": fault.file,
            "line": fault.line,
            "column": fault.column,
            "level": fault.level,
            "code": fault.code,
            "message": tell(fault, language),
        }
        for fault in faults
    ]


_WELL = {
    "en": ("OK: ", ", ", ("{} screen", "{} screens"), ("{} playlist", "{} playlists"),
           ("{} notice of its own", "{} notices of its own"), ("{} feed", "{} feeds")),
    "fr": ("OK : ", ", ", ("{} écran", "{} écrans"), ("{} liste", "{} listes"),
           ("{} avis du site", "{} avis du site"), ("{} flux", "{} flux")),
    "ar": ("سليم: ", "، ", ("الشاشات {}",) * 2, ("القوائم {}",) * 2,
           ("إعلانات الموقع {}",) * 2, ("المصادر {}",) * 2),
}  # fmt: skip
_ILL = {
    "en": (", ", ("{} error", "{} errors"), ("{} warning", "{} warnings")),
    "fr": (", ", ("{} erreur", "{} erreurs"), ("{} avertissement", "{} avertissements")),
    "ar": ("، ", ("الأخطاء {}",) * 2, ("التنبيهات {}",) * 2),
}


_UNOPENED = {
    "en": "Videos were not opened: libVLC is missing on this machine. Install the Debian packages"
    " libvlc5 and vlc-plugin-base (make run does), or check everything else with --quick.",
    "fr": "Les vidéos n'ont pas été ouvertes : libVLC manque sur cette machine. Installez les"
    " paquets Debian libvlc5 et vlc-plugin-base (make run le fait), ou vérifiez tout le reste avec"
    " --quick.",
    "ar": "لم تُفتح مقاطع الفيديو لأن هذا الجهاز يفتقد libVLC. ثبّت حزمتي دبيان libvlc5"
    " و\u2068vlc-plugin-base\u2069 (يقوم الأمر \u2068make run\u2069 بذلك)، أو افحص ما عداها بالخيار"
    " \u2068--quick\u2069.",
}


def _summary(site: Site | None, faults: Sequence[Fault], language: str) -> str:
    if faults or site is None:
        comma, *forms = _ILL[language]
        errors = sum(fault.level == "error" for fault in faults)
        return _counted(comma, forms, (errors, len(faults) - errors), language)
    begin, comma, *forms = _WELL[language]
    numbers = (len(site.screens), len(site.playlists), len(site.notices), len(site.feeds))
    return begin + _counted(comma, forms, numbers, language)


def _counted(
    comma: str, forms: Sequence[Sequence[str]], numbers: Sequence[int], language: str
) -> str:
    """`1 écran, 2 listes`; in French nought is singular."""
    return comma.join(
        form[0 if number == 1 or (language == "fr" and number == 0) else 1].format(number)
        for form, number in zip(forms, numbers, strict=True)
    )


@click.command(short_help="Write the JSON Schemas for editors.")
@click.option(
    "-o",
    "--output",
    type=FolderName(),
    default=Path("schemas"),
    show_default=True,
    help="The folder to write them to.",
)
def schemas(output: Path) -> None:
    """Write the JSON Schemas with which editors complete and check the site's files.

    Name one in the first line of a file, such as playlists/hall.yaml:

    \b
      # yaml-language-server: $schema=../schemas/playlist.schema.json

    \b
    Examples
      kiosk schemas
      kiosk schemas -o .schemas
    """
    from kiosk.site.schemas import write_schemas

    for path in write_schemas(output):
        click.echo(path)
