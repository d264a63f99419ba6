"""How long a text must stand to be read by people who read slowly, standing, at a distance.

`t = 2 s + 1.5 × words / (0.6 · wpm) · 60`: two seconds to notice the page, six tenths of the
speed of reading aloud, half as much again for looking away. A page in two languages stands
for the sum of both. A page stands for 8 s at least; what would need more than 30 s is cut
into pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

WORDS_PER_MINUTE: Mapping[str, int] = {"ar": 138, "fr": 195, "en": 228, "zgh": 110}
OTHER_WORDS_PER_MINUTE = 180
NOTICING_S = 2.0
PAGE_MIN_S = 8.0
PAGE_MAX_S = 30.0


def reading_time_s(texts: Iterable[tuple[str, str]]) -> float:
    """Seconds that one page with these `(language, text)` pairs stands: 8 to 30."""
    noticing, reading = _shares(texts)
    return _clamped(noticing + reading)


def pages_needed(texts: Iterable[tuple[str, str]]) -> int:
    """Into how many pages these `(language, text)` pairs go, so that none needs over 30 s."""
    return _pages(*_shares(texts))


def dwell_s(texts: Iterable[tuple[str, str]]) -> float:
    """Seconds that these `(language, text)` pairs need in all: the sum of their pages."""
    noticing, reading = _shares(texts)
    pages = _pages(noticing, reading)
    return pages * _clamped(noticing + reading / pages)


def _shares(texts: Iterable[tuple[str, str]]) -> tuple[float, float]:
    """Seconds that every page costs again, and seconds that are divided among the pages."""
    noticing = reading = 0.0
    for language, text in texts:
        words = len(text.split())
        if words:
            wpm = WORDS_PER_MINUTE.get(language.split("-")[0], OTHER_WORDS_PER_MINUTE)
            noticing += NOTICING_S
            reading += 1.5 * words / (0.6 * wpm) * 60
    return noticing, reading


def _pages(noticing: float, reading: float) -> int:
    # With a dozen languages noticing alone would fill the page; ten seconds remain for words.
    room = max(PAGE_MAX_S - noticing, 10.0)
    return max(1, math.ceil(reading / room - 1e-9))


def _clamped(seconds: float) -> float:
    return min(max(seconds, PAGE_MIN_S), PAGE_MAX_S)
