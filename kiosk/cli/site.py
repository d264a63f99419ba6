"""What several commands ask of a site: the site itself, its screens, the notices it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.place import Place
from kiosk.cli.trouble import trouble_words
from kiosk.errors import NoSuchScreen, SiteError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from click.shell_completion import CompletionItem

    from kiosk.model.notice import Notice
    from kiosk.model.site import Screen, Site


def taken_site(place: Place) -> Site:
    """The site in that folder.

    Raises:
        SiteError: it has faults.
    """
    from kiosk.site.read import read_site

    reading = read_site(place.site)
    if reading.site is None:
        raise SiteError(reading.faults)
    return reading.site


def read_or_none(place: Place) -> Site | None:
    """The site in that folder; None when it has errors."""
    from kiosk.site.read import read_site

    return read_site(place.site).site


def site_zone(site: Site | None, place: Place) -> ZoneInfo:
    """The site's time zone; while the site has errors, that of the last good one, else UTC."""
    from kiosk.model.zones import zone

    if site is None:
        from kiosk.site.lastgood import kept
        from kiosk.store.folder import DataFolder

        site = kept(DataFolder(place.data).site_json)
    return site.zone if site else zone("UTC")


def find_screen(site: Site, screen_id: str) -> Screen:
    """That screen.

    Raises:
        NoSuchScreen: no screen of the site is called so.
    """
    screen = site.screen(screen_id)
    if screen is None:
        raise NoSuchScreen(screen_id, [entry.id for entry in site.screens])
    return screen


def synced_notices(place: Place, *, asked_by: str) -> tuple[Notice, ...]:
    """What `kiosk sync` has stored. A site that was never synced has none, which is said.

    `asked_by` is the key of what then knows too little, in `trouble_words`.
    """
    from kiosk.store.content import ContentStore
    from kiosk.store.folder import DataFolder

    folder = DataFolder(place.data)
    if not folder.content_db.exists():
        words = trouble_words()
        told = words["never_fetched"].format(data=place.data, asked_by=words[asked_by])
        click.echo(f"kiosk: {told}", err=True)
        return ()
    store = ContentStore(folder)
    try:
        return store.notices()
    finally:
        store.close()


def synced_site(place: Place, site: Site) -> Site:
    """The site as the player has it: with the codes that lists of complaint desks among the feeds
    give, and the age of its notices where the office that publishes it is silent."""
    from kiosk.store.content import ContentStore
    from kiosk.store.folder import DataFolder

    store = ContentStore(DataFolder(place.data))
    try:
        return site.with_codes(store.codes()).with_age(store.site_as_of())
    finally:
        store.close()


def synced_code_lists(place: Place) -> dict[str, dict[str, str]]:
    """By the name of its feed: the codes that a list of a complaint desk gives, by service."""
    from kiosk.store.content import ContentStore
    from kiosk.store.folder import DataFolder

    store = ContentStore(DataFolder(place.data))
    try:
        return store.code_lists()
    finally:
        store.close()


def complete_screen(
    context: click.Context, _parameter: click.Parameter, typed: str
) -> list[CompletionItem]:
    """The names of the site's screens, for the shell."""
    return _complete(context, typed, playlists=False)


def complete_target(
    context: click.Context, _parameter: click.Parameter, typed: str
) -> list[CompletionItem]:
    """The names of the site's screens and playlists, for the shell."""
    return _complete(context, typed, playlists=True)


def names_to_choose(context: click.Context) -> tuple[str, ...]:
    """The names of the site's screens; none where that cannot be found out."""
    from kiosk.cli.place import place_of

    try:
        site = taken_site(place_of(context))
    except (SiteError, click.UsageError):
        return ()
    return tuple(screen.id for screen in site.screens)


def _complete(context: click.Context, typed: str, *, playlists: bool) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from kiosk.cli.place import place_of

    try:
        site = taken_site(place_of(context))
    except (SiteError, click.UsageError):
        return []
    names = [(screen.id, screen.name.best(site.languages)[1]) for screen in site.screens]
    if playlists:
        names += [(playlist.id, playlist.name) for playlist in site.playlists]
    return [
        CompletionItem(name, help=told) for name, told in _once(names) if name.startswith(typed)
    ]


def _once(names: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Without the second of two that have the same first part."""
    seen: dict[str, str] = {}
    for name, told in names:
        seen.setdefault(name, told)
    return seen.items()
