"""Where the site and the data are: `--site`, `--data`, and what counts without them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from kiosk.cli.given import FolderName
from kiosk.cli.tongue import spoken
from kiosk.cli.usage_words import words_in

SITE_FILE = "screens.yaml"

_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Place:
    """The two folders that a command works with. Absolute; neither need exist."""

    site: Path
    data: Path


def place_options(function: _Function) -> _Function:
    """The options `--site` and `--data`."""
    site = click.option(
        "--site",
        type=FolderName(),
        metavar="PATH",
        help="The site folder, with screens.yaml. Left out: the current folder, or the one that"
        " it lies in; else KIOSK_SITE.",
    )
    data = click.option(
        "--data",
        type=FolderName(),
        metavar="PATH",
        help="Where feeds, media and the play log are kept. Left out: KIOSK_DATA; else a folder"
        " a site among the user's data.",
    )
    return site(data(function))


def remember_place(context: click.Context, site: Path | None, data: Path | None) -> None:
    """Keeps what stood before the command (`kiosk --site demo run`) for `at_place`."""
    context.obj = (site, data)


def at_place(function: _Function) -> Callable[..., Any]:
    """Gives a command `--site` and `--data`, and the `Place` as its first argument.

    Raises:
        click.UsageError: no site is named, and the current folder is none.
    """

    @place_options
    @click.pass_context
    @wraps(function)
    def command(context: click.Context, /, *args: Any, **given: Any) -> Any:
        place = place_of(context)
        del given["site"], given["data"]
        return context.invoke(function, place, *args, **given)

    return command


def place_of(context: click.Context) -> Place:
    """The folders that this command line means.

    Raises:
        click.UsageError: no site is named, and the current folder is none.
    """
    before_site, before_data = context.find_object(tuple) or (None, None)
    return find_place(
        context.params.get("site") or before_site,
        context.params.get("data") or before_data,
        here=Path.cwd(),
        environment=os.environ,
    )


def wall_place(context: click.Context) -> Place:
    """The folders of a wall that follows an office: its site is what the office published."""
    _, before_data = context.find_object(tuple) or (None, None)
    data = context.params.get("data") or before_data
    return _wall(data, here=Path.cwd(), environment=os.environ)


def _wall(data: Path | None, *, here: Path, environment: Mapping[str, str]) -> Place:
    from kiosk.store.folder import DataFolder
    from kiosk.store.sites import Sites

    chosen = data or _path(environment.get("KIOSK_DATA")) or _wall_data()
    folder = DataFolder((here / chosen).resolve())
    return Place(site=Sites(folder).pointer, data=folder.root)


def find_place(
    site: Path | None, data: Path | None, *, here: Path, environment: Mapping[str, str]
) -> Place:
    """The folders that these options, this current folder and this environment name; where they
    name no site, those of the wall that follows an office here, if one does.

    Raises:
        click.UsageError: no site is named, and the current folder is none.
    """
    chosen = site or _enclosing_site(here) or _path(environment.get("KIOSK_SITE"))
    if chosen is None:
        wall = _wall(data, here=here, environment=environment)
        if wall.site.parent.is_dir():
            return wall
        raise click.UsageError(words_in(spoken())["no_site"].format(file=SITE_FILE))
    # A link stays a link: the site that it leads to may be replaced while we watch.
    chosen = Path(os.path.abspath(here / chosen))  # noqa: PTH100 - resolve() would follow it
    kept = data or _path(environment.get("KIOSK_DATA")) or _own_data(chosen.resolve())
    return Place(site=chosen, data=(here / kept).resolve())


def _path(text: str | None) -> Path | None:
    return Path(text).expanduser() if text else None


def _enclosing_site(here: Path) -> Path | None:
    return next(
        (folder for folder in (here, *here.parents) if (folder / SITE_FILE).is_file()), None
    )


def _wall_data() -> Path:
    import platformdirs

    return platformdirs.user_data_path("kiosk", appauthor=False) / "wall"


def _own_data(site: Path) -> Path:
    """Two sites on one machine never share a data folder, even if they have the same name."""
    import platformdirs

    mark = hashlib.sha256(str(site).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return platformdirs.user_data_path("kiosk", appauthor=False) / f"{site.name or 'site'}-{mark}"
