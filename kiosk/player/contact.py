"""The contact sheet: every picture of a rendering on one page that needs nothing else."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template

from kiosk.model.text import LANGUAGE_NAMES, Text, right_to_left
from kiosk.player.survey import Why

_LANGUAGES = ("fr", "ar", "en")

_WORDS: dict[str, tuple[str, str, str]] = {
    "title": ("Toutes les pages", "كل الصفحات", "All pages"),
    "ui": ("Lire en", "لغة هذه الصفحة", "Read in"),
    "filter": ("Montrer les pages en", "عرض الصفحات بلغة", "Show pages in"),
    "all": ("toutes les langues", "كل اللغات", "all languages"),
    "problems": ("À corriger", "ما يجب تصحيحه", "To be mended"),
    "now": ("dans la rotation", "ضمن العرض الحالي", "in the rotation"),
    "later": ("à d’autres moments", "في أوقات أخرى", "at other times"),
    "example": ("exemple", "مثال", "example"),
    "page": ("page", "صفحة", "page"),
    "outages": ("Coupures et travaux", "الانقطاعات والأشغال", "Outages and works"),
    "announcements": ("Annonces", "الإعلانات", "Announcements"),
    "capsules": ("Capsules en langue des signes", "كبسولات لغة الإشارة", "Sign-language capsules"),
    "message": ("Message", "رسالة", "Message"),
    "image": ("Image", "صورة", "Image"),
    "video": ("Vidéo", "شريط مصور", "Video"),
    "directory": ("Annuaire des services", "دليل المصالح", "Directory of services"),
    "takeover": ("Urgence", "حالة طارئة", "Emergency"),
    "nothing": ("Quand il n’y a rien d’autre", "حين لا يوجد شيء آخر", "When there is nothing else"),
    "closed": ("Hors des heures d’ouverture", "خارج أوقات العمل", "Outside opening hours"),
    "pictures": ("images", "صورة", "pictures"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheeted:
    """One picture on the sheet."""

    file: str
    """Name of the PNG file beside the sheet."""
    thumbnail: bytes
    """A small JPEG of it."""
    screen: str
    """Heading of the screen it belongs to."""
    portrait: bool
    place: int
    """1-based place of the item in the playlist; 0 without item."""
    what: str
    """The kind of item, or `takeover`, `nothing`, `closed`."""
    title: str
    origin: str
    """Where it was written: notice id or file; empty when the playlist says it."""
    languages: tuple[str, ...]
    page: int
    pages: int
    dwell_s: float
    why: Why
    problems: tuple[str, ...] = ()


def contact_sheet(name: Text, when: datetime, pictures: Iterable[Sheeted]) -> str:
    """The HTML page. `name` is the site's, `when` the local moment that was drawn."""
    shown = tuple(pictures)
    heading = " · ".join(_tagged(language, text) for language, text in name.entries[:2])
    languages = dict.fromkeys(language for picture in shown for language in picture.languages)
    body = _problems(shown)
    for screen, of_screen in groupby(shown, key=lambda picture: picture.screen):
        body += f"<h2>{escape(screen)}</h2>\n"
        for _, of_item in groupby(of_screen, key=lambda picture: (picture.place, picture.what)):
            body += _section(tuple(of_item))
    page = Template(files("kiosk.player").joinpath("contact.html").read_text("utf-8"))
    return page.substitute(
        title=escape(f"{name.best(_LANGUAGES)[1]} – {_WORDS['title'][0]}"),
        heading=heading,
        summary=f'<bdi dir="ltr">{when:%Y-%m-%d %H:%M}</bdi> · {len(shown)} {_say("pictures")}',
        ui_label=_say("ui"),
        filter_label=_say("filter"),
        filters=_filters(languages),
        body=body,
    )


def said(word: str, language: str) -> str:
    """A word of the sheet in `fr`, `ar` or `en`, the only ones there are."""
    return _WORDS[word][_LANGUAGES.index(language)]


def _filters(languages: Iterable[str]) -> str:
    buttons = f'<button data-filter="" aria-pressed="true">{_say("all")}</button>'
    for language in languages:
        buttons += (
            f'<button data-filter="{escape(language)}" aria-pressed="false">'
            f"{_tagged(language, LANGUAGE_NAMES.get(language, language))}</button>"
        )
    return buttons


def _problems(shown: tuple[Sheeted, ...]) -> str:
    items = "".join(
        f"<li><code>{escape(picture.file)}</code>: <bdi>{escape(problem)}</bdi></li>\n"
        for picture in shown
        for problem in picture.problems
    )
    if not items:
        return ""
    return f'<section class="problems"><h2>{_say("problems")}</h2><ul>\n{items}</ul></section>\n'


def _section(pictures: tuple[Sheeted, ...]) -> str:
    first = pictures[0]
    place = f"{first.place}. " if first.place else ""
    grid = "grid portrait" if first.portrait else "grid"
    figures = "".join(map(_figure, pictures))
    return f'<h3>{place}{_say(first.what)}</h3>\n<div class="{grid}">\n{figures}</div>\n'


def _figure(picture: Sheeted) -> str:
    image = base64.b64encode(picture.thumbnail).decode("ascii")
    size = 'width="540" height="960"' if picture.portrait else 'width="960" height="540"'
    facts = [_say(picture.why)]
    facts.append(", ".join(LANGUAGE_NAMES.get(tag, tag) for tag in picture.languages))
    facts.append(f'<bdi dir="ltr">{picture.dwell_s:.0f} s</bdi>')
    if picture.pages > 1:
        facts.append(f"{_say('page')} {picture.page}/{picture.pages}")
    spans = "".join(
        f'<span class="{"tag" if index == 0 else "fact"}">{fact}</span>'
        for index, fact in enumerate(facts)
    )
    origin = f'<code dir="ltr">{escape(picture.origin)}</code>' if picture.origin else ""
    return (
        f'<figure data-languages="{escape(" ".join(picture.languages))}">'
        f'<a href="{escape(picture.file)}"><img {size} alt="{escape(picture.title)}"'
        f' src="data:image/jpeg;base64,{image}"></a>'
        f'<figcaption><b dir="auto">{escape(picture.title)}</b>{origin}'
        f'<div class="facts">{spans}</div></figcaption></figure>\n'
    )


def _say(word: str) -> str:
    """A word of the sheet in its three languages; the style sheet shows one of them."""
    return "".join(
        f'<span data-say="{language}">{escape(text)}</span>'
        for language, text in zip(_LANGUAGES, _WORDS[word], strict=True)
    )


def _tagged(language: str, text: str) -> str:
    direction = "rtl" if right_to_left(language) else "ltr"
    return f'<span lang="{escape(language)}" dir="{direction}">{escape(text)}</span>'
