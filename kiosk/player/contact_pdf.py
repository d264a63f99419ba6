"""The contact sheet as a PDF, to print, to send, to pin on a wall. A4, lying."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from kiosk.model.text import LANGUAGE_NAMES, Text, right_to_left
from kiosk.player.contact import Sheeted, said
from kiosk.player.stage.fonts import face_of, font

_DPI = 150
_MARGIN_MM = 10.0
_GAP, _HEAD, _LINE = 24.0, 56.0, 30.0
_CAPTION_LINES = 3
_LYING, _STANDING = (2, 2), (3, 1)
"""Columns and rows of a page."""
_INK, _FAINT, _RED = QColor("#16202a"), QColor("#5a6570"), QColor("#b00020")


def write_pdf(
    name: Text, when: datetime, pictures: Iterable[Sheeted], file: Path, language: str
) -> None:
    """Writes the sheet. `name` is the site's, `when` the local moment that was drawn, `language`
    (`fr`, `ar` or `en`) that of the captions. Needs a QGuiApplication.

    Raises:
        OSError: the file cannot be written.
    """
    writer = QPdfWriter(str(file))
    writer.setCreator("kiosk")
    writer.setTitle(f"{name.best((language,))[1]} – {said('title', language)}")
    writer.setResolution(_DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(f"{file} cannot be written")
    try:
        size = QRectF(0, 0, writer.width(), writer.height())
        pages = list(_pages(pictures))
        for number, page in enumerate(pages, 1):
            if number > 1:
                writer.newPage()
            heading = f"{name.best((language,))[1]} · {page[0].screen}"
            moment = f"{when:%Y-%m-%d %H:%M} · {number}/{len(pages)}"
            _Sheet(painter, size, language).draw(page, heading, moment)
    finally:
        painter.end()


def _pages(pictures: Iterable[Sheeted]) -> Iterator[Sequence[Sheeted]]:
    """A screen begins on a page of its own."""
    for _, of_screen in groupby(pictures, key=lambda picture: picture.screen):
        rest = list(of_screen)
        columns, rows = _STANDING if rest[0].portrait else _LYING
        while rest:
            yield rest[: columns * rows]
            rest = rest[columns * rows :]


class _Sheet:
    """Draws one page; measures are pixels at 150 dpi."""

    def __init__(self, painter: QPainter, size: QRectF, language: str) -> None:
        self._painter = painter
        self._size = size
        self._language = language

    def draw(self, page: Sequence[Sheeted], heading: str, moment: str) -> None:
        head = QRectF(0, 0, self._size.width(), _HEAD)
        self._text(head, heading, self._language, 30, bold=True)
        self._text(head, moment, "en", 22, ink=_FAINT, far=True)
        columns, rows = _STANDING if page[0].portrait else _LYING
        width = (self._size.width() - _GAP * (columns - 1)) / columns
        height = (self._size.height() - _HEAD - _GAP * (rows - 1)) / rows
        for index, picture in enumerate(page):
            row, column = divmod(index, columns)
            if right_to_left(self._language):
                column = columns - 1 - column
            self._picture(
                picture,
                QRectF(column * (width + _GAP), _HEAD + row * (height + _GAP), width, height),
            )

    def _picture(self, picture: Sheeted, cell: QRectF) -> None:
        image = QImage.fromData(picture.thumbnail)
        room = QRectF(cell.x(), cell.y(), cell.width(), cell.height() - _LINE * _CAPTION_LINES)
        scale = min(room.width() / image.width(), room.height() / image.height())
        width, height = image.width() * scale, image.height() * scale
        left = cell.right() - width if right_to_left(self._language) else cell.x()
        place = QRectF(left, cell.y(), width, height)
        smooth = Qt.TransformationMode.SmoothTransformation
        whole = Qt.AspectRatioMode.IgnoreAspectRatio
        small = image.scaled(place.size().toSize(), whole, smooth)  # what is not seen is weight
        self._painter.drawImage(place, small)
        self._painter.setPen(_FAINT)
        self._painter.drawRect(place)
        line = QRectF(left, place.bottom() + 4, width, _LINE)
        spoken = picture.languages[0] if picture.languages else self._language
        self._text(line, picture.title, spoken, 20, bold=True)
        line.translate(0, _LINE)
        place_in_list = f"{picture.place}. " if picture.place else ""
        facts = [f"{place_in_list}{said(picture.what, self._language)}"]
        facts.append(", ".join(LANGUAGE_NAMES.get(tag, tag) for tag in picture.languages))
        if picture.pages > 1:
            facts.append(f"{said('page', self._language)} {picture.page}/{picture.pages}")
        facts.append(f"\u2066{picture.dwell_s:.0f} s\u2069")
        if picture.why != "now":
            facts.append(said(picture.why, self._language))
        self._text(line, " · ".join(facts), self._language, 17, ink=_FAINT)
        line.translate(0, _LINE)
        if picture.problems:
            self._text(line, picture.problems[0], "en", 17, ink=_RED)

    def _text(
        self,
        room: QRectF,
        text: str,
        language: str,
        px: int,
        *,
        bold: bool = False,
        ink: QColor = _INK,
        far: bool = False,
    ) -> None:
        """One line, from the side on which its language begins, or with `far` at the end of
        that of the sheet."""
        shown = font(face_of(language), px, bold=bold)
        self._painter.setFont(shown)
        self._painter.setPen(ink)
        line = QFontMetricsF(shown).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        right = right_to_left(self._language) != far if far else right_to_left(language)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self._painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft
            if right_to_left(language)
            else Qt.LayoutDirection.LeftToRight
        )
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(room, int(side | absolute) | Qt.TextFlag.TextDontClip, line)
