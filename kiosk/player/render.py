"""`kiosk render`: every page of a screen or playlist as a picture, before the wall shows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.model.notice import Notice
from kiosk.model.playlist import ImageItem, MessageItem, VideoItem
from kiosk.model.site import Orientation, Screen, Site
from kiosk.player.survey import Shot, survey
from kiosk.schedule.showing import Cause, Showing
from kiosk.site.film_captions import with_films_captions

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication, QImage

    from kiosk.player.contact import Sheeted
    from kiosk.player.stage.view import Furniture, SlideView

Progress = Callable[[int, int, str], None]
"""Told before each picture: how many are done, how many there are, the file's name."""

INDEX = "index.html"
_THUMBNAIL_PX = 960
_COMING_OUTAGES = 3
_SPECIAL = {Cause.TAKEOVER: "takeover", Cause.NOTHING: "nothing", Cause.CLOSED: "closed"}


@dataclass(frozen=True, slots=True)
class RenderReport:
    """What was drawn."""

    index: Path
    """The contact sheet."""
    pictures: tuple[Path, ...]
    problems: tuple[str, ...]
    """`file: what a visitor would see clipped or covered`. Not empty: the rendering failed,
    though every picture was drawn."""
    pdf: Path | None = None
    """The contact sheet to print, if it was asked for."""


@dataclass(frozen=True, slots=True)
class _Page:
    """One page to draw."""

    screen: Screen
    shot: Shot
    view: SlideView
    furniture: Furniture
    file: str


def screens_of(site: Site, target: str) -> tuple[Screen, ...]:
    """The screens that a target means: the screen of that id, else every screen that shows the
    playlist of that id, and the playlist in the orientation in which no screen shows it.
    Empty when nothing is called so."""
    screen = site.screen(target)
    if screen is not None:
        return (screen,)
    if site.playlist(target) is None:
        return ()
    using = tuple(entry for entry in site.screens if entry.playlist == target)
    base = using or tuple(
        entry.model_copy(update={"id": target, "playlist": target}) for entry in site.screens[:1]
    )
    missing = [side for side in Orientation if all(entry.orientation != side for entry in base)]
    twins = (
        base[0].model_copy(update={"id": f"{base[0].id}-{side}", "orientation": side})
        for side in missing
    )
    return (*base, *twins)


def render(
    site: Site,
    notices: tuple[Notice, ...],
    target: str,
    folder: Path,
    now: datetime,
    progress: Progress | None = None,
    *,
    pdf_language: str | None = None,
) -> RenderReport:
    """Draw every page of a screen or playlist to PNG files in `folder`, and a contact sheet.

    Drawn is what shows at `now` (aware UTC), what the playlist shows at other times, an
    emergency, the directory that stands in when there is nothing, and the resting slide.
    `notices` are the feeds'; those written in the site are in it. Files of an earlier
    rendering of the same names are replaced. `pdf_language` (`fr`, `ar`, `en`): also the contact
    sheet as a PDF, with captions in that language.

    Raises:
        ValueError: neither a screen nor a playlist is called `target`.
        OSError: the folder cannot be written.
        kiosk.errors.DisplayError: the stage cannot be opened.
    """
    from kiosk.player.camera import Camera
    from kiosk.player.contact import contact_sheet
    from kiosk.player.proofread import faults_of_page

    screens = screens_of(site, target)
    if not screens:
        raise ValueError(f"neither a screen nor a playlist is called {target!r}")
    _application = _application_for_pictures()
    folder.mkdir(parents=True, exist_ok=True)
    notices = with_films_captions(notices)
    pages = [page for screen in screens for page in _pages(site, screen, notices, now)]
    sheeted: list[Sheeted] = []
    for screen in screens:
        with Camera(screen) as camera:
            for page in pages:
                if page.screen is not screen:
                    continue
                if progress:
                    progress(len(sheeted), len(pages), page.file)
                view, lost = _drawable(page.view)
                picture, problem = camera.picture(view, page.furniture)
                _save(picture, folder / page.file)
                size = (picture.width(), picture.height())
                problems = (
                    *lost,
                    *faults_of_page(page.view, size),
                    *([problem] if problem else []),
                )
                sheeted.append(_sheeted(site, page, picture, problems))
    if progress:
        progress(len(pages), len(pages), INDEX)
    index = folder / INDEX
    index.write_text(contact_sheet(site.name, now.astimezone(site.zone), sheeted), "utf-8")
    pdf = None
    if pdf_language is not None:
        from kiosk.player.contact_pdf import write_pdf

        pdf = folder / f"{target}.pdf"
        write_pdf(site.name, now.astimezone(site.zone), sheeted, pdf, pdf_language)
    return RenderReport(
        index=index,
        pdf=pdf,
        pictures=tuple(folder / page.file for page in sheeted),
        problems=tuple(f"{page.file}: {problem}" for page in sheeted for problem in page.problems),
    )


def _drawable(view: SlideView) -> tuple[SlideView, list[str]]:
    """The page without pictures that cannot be opened, and what is to be said of those."""
    from kiosk.player.stage.picture_file import can_be_drawn

    lost = [one.path for one in view.pictures if not can_be_drawn(one.path)]
    pictures = tuple(one for one in view.pictures if one.path not in lost)
    return replace(view, pictures=pictures), [
        f"the picture {path} cannot be opened, so the wall leaves it out;"
        " export it again as PNG or JPEG"
        for path in lost
    ]


def _application_for_pictures() -> QGuiApplication:
    """The process's Qt application; without one, one that opens no window anywhere."""
    import os

    from kiosk.player.pyside import keep_none_alive

    keep_none_alive()
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QGuiApplication

    running = QCoreApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    return QGuiApplication(["kiosk"])


def _pages(site: Site, screen: Screen, notices: tuple[Notice, ...], now: datetime) -> list[_Page]:
    from kiosk.player.camera import picture_size
    from kiosk.player.stage.compose import Composer, Facts
    from kiosk.schedule.program import Program
    from kiosk.schedule.rotation import Rotation

    composer = Composer(site, screen, picture_size(screen))
    program = Program.of(site, screen, notices)
    outages = tuple(program.coming_outages(now, _COMING_OUTAGES))
    capsule = program.next_capsule(Rotation(), now)
    found: list[_Page] = []
    taken: set[str] = set()
    for shot in survey(site, screen, notices, now):
        facts = Facts(outages, shot.showing.position, shot.showing.of, capsule)
        furniture = composer.furniture(facts, now)
        for view in composer.compose(shot.showing, now, opens=shot.opens):
            file = _file_name(screen, shot.showing, view, taken)
            found.append(_Page(screen, shot, view, furniture, file))
    return found


def what_of(showing: Showing) -> str:
    """The kind of item, or `takeover`, `nothing`, `closed`."""
    return _SPECIAL.get(showing.cause) or (showing.item.kind if showing.item else "nothing")


def _file_name(screen: Screen, showing: Showing, view: SlideView, taken: set[str]) -> str:
    """`hall-1-outages-eau-2026-041.png`: the same for the same content, in the order shown."""
    parts = [screen.id]
    if showing.item is not None and showing.cause is Cause.ROTATION:
        parts.append(str(showing.index + 1))
    parts.append(what_of(showing))
    if showing.notice is not None:
        parts.append(_slug(showing.notice.key))
    if view.pages > 1:
        parts.append(f"p{view.page}")
    stem = "-".join(part for part in parts if part)
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    taken.add(name)
    return f"{name}.png"


def _slug(key: str) -> str:
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[-48:].strip("-")


def _save(picture: QImage, file: Path) -> None:
    if not picture.save(str(file)):
        raise OSError(f"{file} cannot be written")


def _sheeted(site: Site, page: _Page, picture: QImage, problems: tuple[str, ...]) -> Sheeted:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImageWriter

    from kiosk.player.contact import Sheeted

    portrait = picture.height() > picture.width()
    smooth = Qt.TransformationMode.SmoothTransformation
    small = (
        picture.scaledToHeight(_THUMBNAIL_PX, smooth)
        if portrait
        else picture.scaledToWidth(_THUMBNAIL_PX, smooth)
    )
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpg")
    writer.setQuality(82)
    writer.write(small)
    title, origin = _title_and_origin(site, page)
    showing = page.shot.showing
    names = " · ".join(f"\u2068{name}\u2069" for _, name in page.screen.name.entries[:2])
    return Sheeted(
        file=page.file,
        thumbnail=bytes(held.data()),
        screen=f"{names} ({page.screen.id})",
        portrait=portrait,
        place=showing.index + 1 if showing.cause is Cause.ROTATION else 0,
        what=what_of(showing),
        title=title,
        origin=origin,
        languages=page.view.languages,
        page=page.view.page,
        pages=page.view.pages,
        dwell_s=page.view.dwell_s,
        why=page.shot.why,
        problems=problems,
    )


def _title_and_origin(site: Site, page: _Page) -> tuple[str, str]:
    """What stands below a picture: its title in the page's language, and where it is written."""
    showing, languages = page.shot.showing, page.view.languages
    if showing.notice is not None:
        return showing.notice.text(languages).title, showing.notice.file or showing.notice.id
    if isinstance(showing.item, MessageItem):
        return showing.item.title.best(languages)[1], ""
    if isinstance(showing.item, ImageItem | VideoItem):
        return showing.item.title.best(languages)[1], showing.item.file
    return site.name.best(languages)[1], ""
