"""Header and footer: who, what time it is, what comes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kiosk.model.notice import Notice
from kiosk.model.site import Site
from kiosk.player.stage import bidi, format
from kiosk.player.stage.canvas import Canvas, line_width
from kiosk.player.stage.content import script_of
from kiosk.player.stage.fonts import face_of
from kiosk.player.stage.frame import Frame
from kiosk.player.stage.measure import Style, balanced_lines, break_lines
from kiosk.player.stage.metrics import Size
from kiosk.player.stage.picture_file import can_be_drawn, shape_of
from kiosk.player.stage.view import Align, Box, Fill, Furniture, Ink, Layer
from kiosk.player.stage.words import word

_LOGO_SHAPE = 3.0
"""How many times as wide as high a logo stands at most; a wider one is set smaller."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the furniture tells besides the time."""

    coming_outages: tuple[Notice, ...] = ()
    """The next outages, soonest first."""
    position: int = 0
    """1-based place in the round; 0: outside a round."""
    of: int = 0
    next_capsule: datetime | None = None
    """When the next sign-language capsule comes."""


def furnish(
    site: Site,
    frame: Frame,
    languages: Sequence[str],
    facts: Facts,
    now: datetime,
    *,
    drifting: bool = False,
) -> Furniture:
    """Header and footer of one screen at `now`; what they say changes once a minute.
    `drifting` moves them a little each minute, for a panel that shows them for years."""
    headers = {
        language: _header(site, frame, _headed(languages, language), language, now)
        for language in languages
    }
    footers = {language: _footer(site, frame, language, facts, now) for language in languages}
    if languages:
        headers[""], footers[""] = headers[languages[0]], footers[languages[0]]
    drift = drift_px(frame, now) if drifting else (0, 0)
    return Furniture(headers, footers, drift)


def _headed(languages: Sequence[str], language: str) -> Sequence[str]:
    """The two languages of the header over a page in `language`: the screen's first two; on a
    page in a further one, that one takes the place of the second."""
    return languages if language in languages[:2] else (languages[0], language)


def drift_px(frame: Frame, now: datetime) -> tuple[int, int]:
    """A place on a circle that is walked round in 24 minutes, in steps too small to be seen:
    4 px wide on a 1080-line panel."""
    radius = frame.metrics.units(1 / 3)
    angle = int(now.timestamp() // 60) % 24 / 24 * math.tau
    return round(radius * math.cos(angle)), round(radius * math.sin(angle))


def _header(
    site: Site, frame: Frame, languages: Sequence[str], language: str, now: datetime
) -> Layer:
    """Over a page in `language`; mirrored where nothing on the screen is written from left to
    right."""
    canvas = Canvas()
    mirrored = all(script_of(spoken, "")[1] for spoken in languages[:2])
    metrics = frame.metrics
    small = metrics.px(Size.SMALL)
    inner = frame.header.inset(frame.margin, metrics.units(1))
    rows = inner if not metrics.portrait else Box(
        inner.x, inner.y, inner.width, inner.height - Style.of(face_of("ar"), small).line_px
    )  # fmt: skip
    left = rows.x
    if site.logo and can_be_drawn(site.logo):
        side = round(rows.height * min(max(1.0, shape_of(site.logo)), _LOGO_SHAPE))
        canvas.picture(site.logo, Box(left, rows.y, side, rows.height))
        left += side + frame.gap
    local = now.astimezone(site.zone)
    clock = Style.of(face_of("fr"), round(rows.height * 0.62), bold=True)
    middle = rows.y + rows.height // 2 + clock.cap_px // 2
    right = canvas.on_baseline(
        "clock", local.strftime("%H:%M"), clock, rows.right, middle,
        language="fr", align=Align.RIGHT,
    ).x - frame.gutter  # fmt: skip
    room = right - left
    if not metrics.portrait:  # the names leave room for the day
        day = format.full_date(local.date(), languages[0], year=False)
        room -= line_width(day, Style.of(face_of(languages[0]), small)) + frame.gutter
    names = _fitting(_names(site, languages), _names(site, (language,)), small, room)
    _rows(canvas, "site", names, small, left, rows, Align.LEFT, bold=True)
    named = max((line.box.right for line in canvas.texts if line.group != "clock"), default=left)
    if metrics.portrait:
        baseline = inner.bottom - Style.of(face_of("ar"), small).line_px // 3
        dates = _dates(local, languages, small, inner.width - frame.gutter, beside=True)
        places = ((inner.x, Align.LEFT), (inner.right, Align.RIGHT))
        if len(dates) == 1 and script_of(dates[0][0], "")[1] and not mirrored:
            places = places[::-1]
        ordered = sorted(dates, key=lambda entry: script_of(entry[0], "")[1])
        for (language, text), (x, align) in zip(ordered, places, strict=False):
            canvas.on_baseline(
                f"date.{language}", text, Style.of(face_of(language), small), x, baseline,
                language=language, align=align, ink=Ink.QUIET,
            )  # fmt: skip
    else:
        dates = _dates(local, languages, small, right - named - frame.gutter, beside=False)
        _rows(canvas, "date", dates, small, right, rows, Align.RIGHT, ink=Ink.QUIET)
    if mirrored:
        _mirror(canvas, frame.header)
    return Layer(**_layer(canvas))


def _mirror(canvas: Canvas, around: Box) -> None:
    sides = {Align.LEFT: Align.RIGHT, Align.RIGHT: Align.LEFT, Align.CENTRE: Align.CENTRE}
    canvas.texts = [
        replace(line, box=line.box.mirrored(around), align=sides[line.align])
        for line in canvas.texts
    ]
    canvas.pictures = [
        replace(picture, box=picture.box.mirrored(around)) for picture in canvas.pictures
    ]


def _fitting(
    names: Sequence[tuple[str, str]], own: Sequence[tuple[str, str]], px: int, room: int
) -> list[tuple[str, str]]:
    """One name a row where all fit `room` px; else the name in the language of the page on two
    rows, as much of it as those hold."""

    def style(language: str) -> Style:
        return Style.of(face_of(language), px, bold=True)

    if all(line_width(name, style(language)) <= room for language, name in names):
        return list(names)
    rows = []
    for language, name in own[:1]:
        lines = balanced_lines(name, style(language), room)
        if len(lines) > 2:
            words = name.split()
            while len(words) > 1 and len(lines) > 2:
                words.pop()
                lines = break_lines(" ".join(words) + "…", style(language), room)
        rows += [(language, line) for line in lines[:2]]
    return rows


def _dates(
    local: datetime, languages: Sequence[str], px: int, room: int, *, beside: bool
) -> list[tuple[str, str]]:
    """Today in the first two languages, without the year or in one language where the room
    asks for it; `beside` each other, else below."""
    for count in (2, 1):
        for year in (True, False):
            dates = [(language, format.full_date(local.date(), language, year=year))
                     for language in languages[:count]]  # fmt: skip
            widths = [line_width(text, Style.of(face_of(language), px)) for language, text in dates]
            if (sum(widths) if beside else max(widths, default=0)) <= room:
                return dates
    return []


def _names(site: Site, languages: Sequence[str]) -> list[tuple[str, str]]:
    names: list[tuple[str, str]] = []
    for language in languages:
        found, text = site.name.best((language,))
        if text and all(text != known for _, known in names):
            names.append((script_of(found, text)[0], text))
    return names[:2]


def _rows(
    canvas: Canvas, group: str, texts: Sequence[tuple[str, str]], px: int, x: int, box: Box,
    align: Align, *, bold: bool = False, ink: Ink = Ink.PLAIN,
) -> None:  # fmt: skip
    """One or two lines, the pair centred in the height of `box`."""
    styles = [Style.of(face_of(language), px, bold=bold) for language, _ in texts]
    y = box.y + (box.height - sum(style.line_px for style in styles)) // 2
    for (language, text), style in zip(texts, styles, strict=True):
        canvas.on_baseline(
            f"{group}.{language}", text, style, x, y + style.ascent_px,
            language=language, align=align, ink=ink,
        )  # fmt: skip
        y += style.line_px


def _footer(site: Site, frame: Frame, language: str, facts: Facts, now: datetime) -> Layer:
    canvas = Canvas()
    metrics = frame.metrics
    face = face_of(language)
    rtl = script_of(language, "")[1]
    style = Style.of(face, metrics.px(Size.SMALL))
    bold = Style.of(face, metrics.px(Size.SMALL), bold=True)
    inner = frame.footer.inset(frame.margin, 0)
    canvas.block(Box(inner.x, inner.y, inner.width, max(1, metrics.units(0.17))), Fill.RULE)
    baseline = (
        inner.y + (inner.height + Style.of(face_of("fr"), metrics.px(Size.SMALL)).cap_px) // 2
    )
    begin, end = (Align.RIGHT, Align.LEFT) if rtl else (Align.LEFT, Align.RIGHT)

    def put(group: str, text: str, at: Style, cursor: int, align: Align, ink: Ink) -> int:
        """Set a text from `cursor` px of either side inwards → the new cursor."""
        x = inner.x + cursor if align is Align.LEFT else inner.right - cursor
        box = canvas.on_baseline(f"{group}.{language}", text, at, x, baseline,
                                 language=language, align=align, ink=ink)  # fmt: skip
        return cursor + box.width + frame.gap

    taken = 0
    if facts.of:
        place = bidi.ltr(f"{facts.position}/{facts.of}")
        taken = put("position", place, style, taken, end, Ink.QUIET)
    if facts.next_capsule:
        time = format.clock_time(facts.next_capsule, site.zone)
        # In portrait the hand says it without words, and leaves room for the outages.
        text = time if metrics.portrait else word("next.capsule", language, time=time)
        taken = put("capsule", text, style, taken, end, Ink.PLAIN)
        side = round(style.px * 1.1)
        x = inner.x + taken if end is Align.LEFT else inner.right - taken - side
        canvas.icon("sign", Box(x, baseline - (side + style.cap_px) // 2, side, side), Ink.PLAIN)
        taken += side + frame.gutter
    heading = word("next.outages", language)
    sign = round(style.px * 1.1)
    for head_width, bare in ((line_width(heading, bold), False), (sign, False), (sign, True)):
        free = inner.width - taken - head_width - 2 * frame.gap
        said = _coming(site, facts.coming_outages, language, now, style, free, bare=bare)
        if not said:
            continue
        if head_width == sign:
            x = inner.right - sign if rtl else inner.x
            box = Box(x, baseline - (sign + style.cap_px) // 2, sign, sign)
            canvas.icon("warning", box, Ink.PLAIN)
        else:
            put("coming", heading, bold, 0, begin, Ink.PLAIN)
        put("outages", said, style, head_width + frame.gap, begin, Ink.QUIET)
        break
    return Layer(**_layer(canvas))


def _coming(
    site: Site, notices: Sequence[Notice], language: str, now: datetime, style: Style, room: int,
    *, bare: bool,
) -> str:  # fmt: skip
    """As many whole outages as fit the room: `Eau, Hay Salam, jeu. 26 nov. 09:00`; `bare`: without
    the day of the week."""
    comma = word("comma", language)
    said, known = "", set[str]()
    for notice in notices:
        service = site.service(notice.service)
        names = [bidi.place_name(service.name.best((language, "fr"))[1])] if service else []
        areas = [bidi.place_name(area.name.best((language, "fr"))[1]) for area in notice.areas[:1]]
        moments = []
        if notice.starts:
            moments.append(format.short_moment(notice.starts, now, site.zone, language, bare=bare))
        for parts in ([*names, *areas, *moments], [*names, *moments]):
            told = comma.join(parts)
            if told in known:  # without its area it says what the one before it does
                break
            longer = f"{said}   ·   {told}" if said else told
            if line_width(longer, style) <= room:
                said = longer
                known.add(told)
                break
        else:
            break
    return said


def _layer(canvas: Canvas) -> dict[str, Any]:
    parts = canvas.parts()
    del parts["qrs"]
    return parts
