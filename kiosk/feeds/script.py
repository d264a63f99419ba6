"""Which language a text is in, as far as its script tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kiosk.model.text import UNDETERMINED, normal_language, right_to_left

_ARABIC = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"
)
_TIFINAGH = re.compile("[\u2d30-\u2d7f]")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ÿŒœ]")
_OTHER = re.compile("[\u0370-\u0525\u0590-\u05ff\u0900-\u0dff\u3040-\u9fff\uac00-\ud7a3]")
_SCRIPTS = {"arabic": _ARABIC, "tifinagh": _TIFINAGH, "latin": _LATIN, "other": _OTHER}
_SAMPLE = 300


def script(text: str) -> str:
    """`arabic`, `tifinagh`, `latin`, `other`, or empty for a text without letters."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return "latin" if any(map(str.isalpha, sample)) else ""
    found = {name: letters for name, letters in _SCRIPTS.items() if letters.search(sample)}
    if len(found) < 2:
        return next(iter(found), "")
    return max(found, key=lambda name: len(found[name].findall(sample)))


def stated_language(tag: object) -> str | None:
    """A language tag as a feed states it → ours; None when there is none, or it is no tag."""
    return _language(tag) if isinstance(tag, str) and tag.strip() else None


@lru_cache(maxsize=256)
def _language(tag: str) -> str | None:
    try:
        return normal_language(tag)
    except ValueError:
        return None


def language_of(
    text: str, stated: str | None, default: str, site_languages: Iterable[str]
) -> tuple[str, bool]:
    """The language of a text, and whether that is a guess against what was stated.

    A feed of a bilingual town hall often states one language for all of its entries. The
    script knows better: Arabic letters are not French.

    Args:
        stated: what the entry or its feed says; None: nothing.
        default: what holds where nobody says anything.
    """
    found = script(text)
    claimed = stated or default
    if found == "arabic":
        fits = right_to_left(claimed)
        return (claimed, False) if fits else ("ar", stated is not None)
    if found == "tifinagh":
        return ("zgh", stated not in (None, "zgh"))
    if found == "latin" and right_to_left(claimed):
        latin = (tag for tag in (default, *site_languages) if not right_to_left(tag))
        # Tamazight can be written in Latin letters, but it is no guess to make.
        guess = next((tag for tag in latin if tag != "zgh"), UNDETERMINED)
        return guess, stated is not None
    return claimed, False
