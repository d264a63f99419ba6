"""`kiosk diff`: what visitors will see differently after the next publication."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.given import FolderName
from kiosk.cli.language import language_option
from kiosk.cli.network import network_of, reach_options
from kiosk.cli.place import Place, place_of, place_options
from kiosk.cli.secret import keyring, keys_option
from kiosk.cli.sentences import told_in
from kiosk.cli.site import complete_screen, find_screen, taken_site
from kiosk.cli.table import isolated
from kiosk.cli.tongue import spoken
from kiosk.cli.trouble import trouble_words

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.errors import WallError
    from kiosk.model.notice import Notice
    from kiosk.publish.change import Side
    from kiosk.sync.network import Network


@click.command(short_help="What will visitors see differently after publishing?")
@click.argument("site_folder", metavar="[SITE]", required=False,
                type=FolderName(exists=True))  # fmt: skip
@click.option(
    "--against",
    required=True,
    envvar="KIOSK_PUBLISH",
    metavar="FOLDER|URL",
    help="What walls have now: the folder of the publication (KIOSK_PUBLISH), its address, or"
    " another site.",
)
@click.option("--screen", shell_complete=complete_screen, help="Only this screen.")
@language_option
@keys_option
@reach_options
@place_options
@click.pass_context
def diff(
    context: click.Context,
    /,
    site_folder: Path | None,
    against: str,
    screen: str | None,
    language: str,
    key_folder: Path | None,
    proxy: str | None,
    ca: Path | None,
    **_folders: object,
) -> None:
    """Tell, screen by screen, which slides will be new, gone or changed, and from when.

    Not files are compared but what visitors see: a comment, a renamed picture or a notice that a
    screen never shows is no difference.

    \b
    Examples
      kiosk diff --against /srv/published
      kiosk diff --against https://screens.example.org --screen hall
      kiosk diff /srv/town-new --against /srv/town --language fr
    """
    from kiosk.clock import SystemClock
    from kiosk.publish.diff import differences
    from kiosk.publish.diff_text import no_difference, tell
    from kiosk.publish.published import sides_of_folder, sides_of_site

    if site_folder is not None:
        context.params["site"] = site_folder
    place = place_of(context)
    site = taken_site(place)
    if screen is not None:
        find_screen(site, screen)
    now, notices = SystemClock().now(), _notices(place)
    with tempfile.TemporaryDirectory(prefix="kiosk-") as room:
        after = sides_of_site(site)
        if against.startswith(("http://", "https://")):
            before = _fetched(against, list(after), key_folder, Path(room), network_of(proxy, ca))
        else:
            before = sides_of_folder(Path(against), Path(room))
        for name in dict.fromkeys((*after, *before)):
            if screen not in (None, name):
                continue
            was, will = (_fed(sides.get(name), now) for sides in (before, after))
            changes = differences(was, will, notices, now, [language])
            click.echo(_named(will or was, name, language))
            for change in changes:
                for line in tell(change, language, site.zone):
                    click.echo(f"  {line}")
            if not changes:
                click.echo(f"  {no_difference(language)}")


def _named(side: Side | None, name: str, language: str) -> str:
    """`hall (Reception)`."""
    if side is None:
        return name
    languages = (language, *side.site.languages_of(side.screen))
    return f"{name} ({isolated(side.screen.name.best(languages)[1])})"


def _fed(side: Side | None, now: datetime) -> Side | None:
    """The side with what its feeds have that are files of the site, as sync would read them."""
    from kiosk.errors import FeedError
    from kiosk.sync.download import Document
    from kiosk.sync.further import NOTHING_MORE
    from kiosk.sync.parse import parse

    if side is None:
        return None
    found: list[Notice] = []
    for feed in side.site.feeds:
        name = Path(feed.url).as_posix()
        if name not in side.marks:
            continue  # on the network, or not there
        try:
            document = Document(feed.url, (side.site.folder / name).read_bytes())
            found += parse(side.site, feed, document, NOTHING_MORE, now, {}).notices
        except (FeedError, OSError):
            continue  # kiosk status says so on the wall
    return replace(side, fed=tuple(found))


def _notices(place: Place) -> tuple[Notice, ...]:
    """What the feeds on the network have, as far as this machine has fetched them."""
    from kiosk.store.content import ContentStore
    from kiosk.store.folder import DataFolder

    folder = DataFolder(place.data)
    if not folder.content_db.exists():
        return ()
    store = ContentStore(folder)
    try:
        return store.notices()
    finally:
        store.close()


def _fetched(
    address: str,
    screens: Sequence[str],
    key_folder: Path | None,
    room: Path,
    network: Network,
) -> dict[str, Side]:
    """What an office serves for these screens, verified. Pictures and videos are not fetched:
    the signed lists say whether they are the same.

    Raises:
        KioskError: it cannot be reached, or is not what this office's keys signed.
    """
    from kiosk.errors import PublishError, WallError
    from kiosk.model.publication import Publication, PublishedFile, file_path
    from kiosk.publish.published import LARGEST_TEXT, side_of_publication
    from kiosk.publish.trust import trust_of
    from kiosk.site.paths import IMAGE_TYPES, VIDEO_TYPES
    from kiosk.sync.fetch import Fetcher
    from kiosk.sync.office import Office

    ring = keyring(key_folder)
    first = trust_of(ring).versions[0]
    fetcher = Fetcher(network=network)
    office = Office(address, first, room / ".trust", fetcher)

    def bring(file: PublishedFile, path: Path) -> None:
        if path.suffix.lower() in (*IMAGE_TYPES, *VIDEO_TYPES) or file.size > LARGEST_TEXT:
            path.touch()
            return
        url = f"{address.rstrip('/')}/{file_path(file.sha256)}"
        path.write_bytes(fetcher.document(url)[1])

    found = {}
    try:
        for screen in screens:
            try:
                offer = office.ask(screen)
            except WallError as error:
                if error.code == "no-screen":
                    continue
                raise PublishError(_in_the_office(error, address, ring.folder)) from error
            publication = Publication.from_bytes(offer.listing)
            found[screen] = side_of_publication(publication, bring, room / screen)
    finally:
        fetcher.close()
    return found


def _in_the_office(error: WallError, address: str, keys: Path) -> str:
    """What a wall would say of its office, said to the office."""
    from kiosk.store.wall import told

    words, language = trouble_words(), spoken()
    if error.code in ("forged", "key"):
        return words["other_keys"].format(address=address, keys=keys)
    if error.code == "unreachable":
        reason = told_in(language, error.values["reason"])
        return words["unreachable"].format(reason=reason)
    values = {name: told_in(language, value) for name, value in error.values.items()}
    return told(error.code, values, language).removesuffix(f" {words['stays']}")
