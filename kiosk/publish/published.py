"""A publication, or another site, read back as what each screen shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.errors import PublishError, SiteError
from kiosk.model.publication import METADATA, Publication, PublishedFile, file_path
from kiosk.model.site import Site
from kiosk.publish.change import Side
from kiosk.publish.excerpt import excerpts
from kiosk.publish.folder import PublicationFolder
from kiosk.publish.pieces import digest_of
from kiosk.site.files import SCREENS
from kiosk.site.read import read_site

LARGEST_TEXT = 1_000_000
"""Bytes. Files that staff write are smaller; of larger ones only the content's name matters."""

Bring = Callable[[PublishedFile, Path], None]
"""Puts a file of a publication at that path."""


def sides_of_site(site: Site) -> dict[str, Side]:
    """Each screen of a site as it would be published.

    Raises:
        PublishError: a file cannot be read.
    """
    found = {}
    digests: dict[Path, str] = {}
    wanted = excerpts(site)
    for screen in site.screens:
        marks = {}
        for path, source in wanted[screen.id].items():
            if isinstance(source, Path):
                if source not in digests:
                    digests[source] = digest_of(source)[0]
                marks[path] = digests[source]
        found[screen.id] = Side(site, screen, marks)
    return found


def side_of_publication(publication: Publication, bring: Bring, folder: Path) -> Side:
    """One screen as it was published.

    Args:
        folder: an empty one, for its files; they must stay as long as the side is looked at.

    Raises:
        PublishError: the publication cannot be read by this version.
    """
    for file in publication.files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        bring(file, path)
    reading = read_site(folder)
    site = reading.site
    screen = site.screen(publication.screen) if site else None
    if site is None or screen is None:
        raise PublishError(
            f"What is published for the screen {publication.screen} cannot be read by this version"
            " of kiosk, so it cannot be compared. Publish with this version first"
        ) from SiteError(reading.faults)
    marks = {file.path: file.sha256 for file in publication.files}
    return Side(site, screen, marks)


def sides_of_folder(folder: Path, room: Path) -> dict[str, Side]:
    """Each screen of a publication, or of another site.

    Args:
        room: an empty folder for the files of a publication.

    Raises:
        PublishError: the folder is neither.
        SiteError: the other site has errors.
    """
    if (folder / SCREENS).is_file():
        reading = read_site(folder)
        if reading.site is None:
            raise SiteError(reading.faults)
        return sides_of_site(reading.site)
    if not (folder / METADATA / "timestamp.json").is_file():
        raise PublishError(
            f"{folder}: this is neither a publication (kiosk publish -o makes one) nor a site (a"
            f" folder with {SCREENS}). Check the path"
        )
    published = PublicationFolder(folder)
    current = published.current()
    assert current is not None  # noqa: S101 - its timestamp is there

    def bring(file: PublishedFile, path: Path) -> None:
        path.symlink_to(folder.absolute() / file_path(file.sha256))

    lists = published.lists(current.targets.signed)
    return {screen: side_of_publication(one, bring, room / screen) for screen, one in lists.items()}
