"""The language that messages are told in."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

import click

TONGUES = ("en", "fr", "ar")
WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "fr": ("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
}
"""As they stand before a date, Monday first."""
Words = Mapping[str, str]
"""Sentences of one language, by key."""
_CHOSEN = "kiosk.language"


def catalogue(english: Words, french: Words, arabic: Words) -> Callable[[str], Words]:
    """What gives the words in `en`, `fr` or `ar`; every language has every key."""
    return {"en": english, "fr": french, "ar": arabic}.__getitem__


def message_language(environment: Mapping[str, str]) -> str:
    """`fr` or `ar` by LC_ALL, else LC_MESSAGES, else LANG; everything else is told in English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environment.get(name)
        if locale:
            language = locale.replace("-", "_").split("_")[0].split(".")[0].lower()
            return language if language in TONGUES else "en"
    return "en"


def spoken(context: click.Context | None = None) -> str:
    """The language that whoever typed this command reads: what `--language` says, else the locale.

    Args:
        context: of which command; None: of the one that runs, if one does.
    """
    context = context or click.get_current_context(silent=True)
    chosen = context.meta.get(_CHOSEN) if context else None
    return chosen or message_language(os.environ)


def number(value: float, language: str, decimals: int = 0) -> str:
    """`12,134.5` as that language writes it; Arabic as Morocco does."""
    told = f"{value:,.{decimals}f}"
    signs = {"en": ",.", "fr": "\u00a0,", "ar": ".,"}[language]
    return told.translate(str.maketrans(",.", signs))


def choose(context: click.Context, language: str) -> None:
    """From here on this command line is answered in that language."""
    context.meta[_CHOSEN] = language
