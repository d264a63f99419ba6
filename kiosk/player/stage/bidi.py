"""Isolates: numbers, times, phone numbers and foreign names keep their order in any text.

The bidirectional algorithm shows `05 22 11-22-33` within Arabic as `33-22-11 22 05` and
`09:00-14:30` as `14:30-09:00`. Isolated runs are left alone. Isolation happens once, here and
in the formatter, never by writers.
"""

from __future__ import annotations

import re

FSI, LRI, RLI, PDI = "\u2068", "\u2066", "\u2067", "\u2069"
NBSP = "\u00a0"
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")

_ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
_URL = r"(?:https?://|www\.)[^\s<>«»\u0600-\u06ff]+[^\s<>«».,;:!?)\u0600-\u06ff]"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
# A number with its inner separators: 05 22 11-22-33, 09:00-14:30, 26/11/2026, +212 5, 12,5 %;
# with the letters that belong to it: 16h30, 12B, 2026/00417-B; with a unit tied to it: 45 mm.
_NUMBER = (
    r"\+?\d(?:[\d ().:/,\u00a0\u202f\-–—+×x]*\d)?"
    r"(?:(?:\u00a0|[-/.])?[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ0-9\-/.:²³]*[A-Za-zÀ-ɏ0-9²³])?)?(?:\s?[%°])?"
)
_PHONE = re.compile(r"\+?\d[\d .\-]{6,}\d")
# Latin words, together with the numbers between and after them: ONEE, RADEEMA 2, Wi-Fi.
_LATIN = r"[A-Za-zÀ-ɏⴰ-⵿](?:[\wÀ-ɏⴰ-⵿'’.&/+\-\u00a0 ]*[A-Za-zÀ-ɏⴰ-⵿0-9])?"
_RUN = re.compile(f"{_URL}|{_MAIL}|{_NUMBER}|{_LATIN}", re.ASCII)
_ARABIC_RUN = re.compile(f"[{_ARABIC}]+(?:[\\s،؛]+[{_ARABIC}]+)*")
_RTL_LETTER = re.compile(f"[{_ARABIC}\u0590-\u05ff]")


def stripped(text: str) -> str:
    """Without any bidirectional control that a feed may have brought."""
    return _CONTROLS.sub("", text)


def name(text: str) -> str:
    """A name or title of whatever script, set into another text."""
    return f"{FSI}{stripped(text)}{PDI}"


def place_name(text: str) -> str:
    """A name that stays on one line where the line is long enough."""
    return name(" ".join(text.split()).replace(" ", NBSP))


def ltr(text: str) -> str:
    """A time, range, phone number, code or address: from left to right, on one line."""
    return f"{LRI}{stripped(text).replace(' ', NBSP)}{PDI}"


def isolated(text: str, *, rtl: bool) -> str:
    """Running text of a notice, with its foreign runs isolated.

    In text written from right to left: numbers, times, phone numbers, addresses and Latin
    words. In text written from left to right: Arabic words.
    """
    clean = stripped(text)
    if not rtl:
        clean = _PHONE.sub(lambda match: match[0].replace(" ", NBSP), clean)
    if rtl:
        return _RUN.sub(lambda match: _wrap_trimmed(match[0]), clean)
    return _ARABIC_RUN.sub(lambda match: name(match[0]), clean)


def _wrap_trimmed(run: str) -> str:
    core = run.strip()
    lead = run[: len(run) - len(run.lstrip())]
    tail = run[len(run.rstrip()) :]
    if core[:1].isdigit() or core[:1] == "+":
        core = core.replace(" ", NBSP)
    return f"{lead}{LRI}{core}{PDI}{tail}"


def line(text: str, *, rtl: bool) -> str:
    """One finished line with its base direction fixed, whatever its first letter is."""
    return f"{RLI if rtl else LRI}{text}{PDI}"


def is_rtl(text: str) -> bool:
    """Whether most of the letters are written from right to left; for undetermined texts."""
    letters = [character for character in text if character.isalpha()]
    rtl = sum(1 for character in letters if _RTL_LETTER.match(character))
    return 2 * rtl > len(letters)
