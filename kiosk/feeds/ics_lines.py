"""The bytes of a calendar → its lines, as many as are reasonable. Pure."""

from __future__ import annotations

import re

from kiosk.errors import FeedError, FeedUnsafe
from kiosk.feeds.charset import guessed

_SIZE_LIMIT = 8 << 20
_LINES_LIMIT = 150_000
_EVENTS_LIMIT = 5_000
_COMMAS_LIMIT = 200_000
"""They part the entries of a list, each of which becomes an object."""
_DEPTH_LIMIT = 8
_FOLD = re.compile(r"(?:\r?\n)+[ \t]")
_BREAK = re.compile(r"\r?\n")
"""Other ends of lines are part of a text."""


def _text(data: bytes, warnings: list[str]) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text, told = guessed(data) or (data.decode("utf-8", "replace"), "broken letters stay so")
        warnings.append(f"it is not in UTF-8, as calendars must be; {told}")
    if "\x00" in text:
        text = text.replace("\x00", "")
        warnings.append("it has NUL characters; they were left out")
    return text


def bounded_lines(data: bytes, warnings: list[str]) -> list[str]:
    """The lines of a calendar that is no larger than any of a town hall, each in one piece.

    Raises:
        FeedError: it is cut off; FeedUnsafe: it is larger.
    """
    text = _text(data, warnings)
    if len(text) > _SIZE_LIMIT:
        raise FeedUnsafe(f"the calendar is larger than {_SIZE_LIMIT >> 20} MB")
    if text.count("\n") + text.count("\r") > 2 * _LINES_LIMIT:
        raise FeedUnsafe(f"the calendar has more than {_LINES_LIMIT} lines")
    if text.count(",") > _COMMAS_LIMIT:
        raise FeedUnsafe("the calendar has lists that are longer than any town hall's")
    upper = text.upper()
    if "END:VCALENDAR" not in upper:
        raise FeedError("the calendar is cut off: its last line is missing")
    if upper.count("BEGIN:VEVENT") > _EVENTS_LIMIT:
        raise FeedUnsafe(f"the calendar has more than {_EVENTS_LIMIT} events")
    depth = 0
    if "\n" not in text:
        text = text.replace("\r", "\n")
    lines = _BREAK.split(_FOLD.sub("", text))
    for line in lines:
        line = line[:80].strip().upper()
        if line.startswith("BEGIN:"):
            depth += 1
            if depth > _DEPTH_LIMIT:
                raise FeedUnsafe("the calendar is nested too deeply")
        elif line.startswith("END:"):
            depth -= 1
    return lines
