"""Spaces at which a line must not break, put in here so that writers need not know them.

A number stays with its unit and with the word that it counts or names (`14 h 30`, `guichet 4`,
`رقم 7`, `Mohammed V`), and French punctuation stays with its word.
"""

from __future__ import annotations

import re

from kiosk.player.stage.bidi import NBSP

_UNITS = (
    r"h|min|s|km|m|cm|mm|kg|g|l|%|°C|m²|m³|dh|DH|MAD|€|ans?|jours?|mois|heures?|minutes?|"
    r"am|pm|a\.m\.|p\.m\.|hours?|days?|"
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر|درهما?|يوما?|ساعة|دقيقة"
)
_AFTER_NUMBER = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))")
_HOUR_MINUTES = re.compile(f"(?<=\\d{NBSP}h) (?=\\d\\d?(?!\\w))")
# A short number that is not the beginning of a longer one, such as a phone number. Latin words
# before numbers within Arabic are isolated together with them, by `bidi`, and are left alone.
_NUMBER_AHEAD = r"(?=\d{1,3}(?![\d]| \d|[.,:/]\d))"
_BEFORE_NUMBER = re.compile(rf"(?<=[^\W\d_]) {_NUMBER_AHEAD}|(?<=°) {_NUMBER_AHEAD}")
_ARABIC_BEFORE_NUMBER = re.compile(rf"(?<=[\u0600-\u06ff]) {_NUMBER_AHEAD}")
# Roman numerals of kings and districts; a single I is as often a word.
_BEFORE_ROMAN = re.compile(
    r"(?<=[^\W\d_]) (?=(?:I{2,3}|IV|VI{0,3}|IX|X{1,3}(?:I{1,3}|IV|V)?)(?!\w))"
)
_FRENCH_AFTER = re.compile(r"[ \u202f](?=[:;?!»])")
_FRENCH_BEFORE = re.compile("(?<=«)[ \u202f]")


def tied(text: str, language: str, *, rtl: bool = False) -> str:
    """The text with no-break spaces where a line must not break; no letter changes."""
    text = _AFTER_NUMBER.sub(NBSP, text)
    text = _HOUR_MINUTES.sub(NBSP, text)
    text = (_ARABIC_BEFORE_NUMBER if rtl else _BEFORE_NUMBER).sub(NBSP, text)
    text = _BEFORE_ROMAN.sub(NBSP, text)
    if language == "fr":
        text = _FRENCH_BEFORE.sub(NBSP, _FRENCH_AFTER.sub(NBSP, text))
    return text
