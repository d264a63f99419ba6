"""The sentences of `kiosk diff`; their words are in `diff_words`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.publish.change import Change, Detail, What
from kiosk.publish.diff_words import FIELDS, KINDS, WHAT, WORDS, Words

_SHOWN = 90
"""Columns of a text that are shown around its first difference."""
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
_UNITS = ((86400, "n_days"), (3600, "h"), (60, "min"))


def no_difference(language: str) -> str:
    return WORDS[language]["same"]


def tell(change: Change, language: str, zone: ZoneInfo) -> Iterator[str]:
    """A change as lines: what, then what differs, then when it takes effect.

    Args:
        language: one of `LANGUAGES`.
        zone: in which moments are told.
    """
    what, words = WHAT[language][change.what], WORDS[language]
    if change.what in (What.ORDER, What.SCREEN_ADDED, What.SCREEN_REMOVED):
        yield what
        return
    if change.what is What.SETTING:
        yield f"{what}{words['colon']}"
    else:
        kind = KINDS[language].get(change.kind, change.kind)
        head = f"{what}{words['comma']} {kind}{words['colon']}"
        title = f" {_isolated(change.title)} " if change.title else ""
        yield f"{head}{title} ({_isolated(change.place)})"
    for detail in change.details:
        for line in _detail(detail, language, zone):
            yield f"  {line}"
    if change.kind == "feed" and change.what is not What.REMOVED and change.unread:
        yield f"  {words['unread'].format(name=change.title)}"
    effect = _effect(change, language, zone)
    if effect:
        yield f"  {effect}"


def _detail(detail: Detail, language: str, zone: ZoneInfo) -> Iterator[str]:
    name = FIELDS[language].get(detail.field, detail.field)
    if detail.language:
        name = f"{name} [{detail.language}]"
    if not detail.before and not detail.after:
        yield name
        return
    words = WORDS[language]
    before, after = (
        _said(detail.before, detail, words, zone),
        _said(detail.after, detail, words, zone),
    )
    before, after = _around(before, after)
    yield f"{name}{words['colon']}"
    yield f"  {words['was']}{words['colon']} {_isolated(before) or words['nothing']}"
    yield f"  {words['is']}{words['colon']} {_isolated(after) or words['nothing']}"


def _effect(change: Change, language: str, zone: ZoneInfo) -> str:
    verdict, words = change.verdict, WORDS[language]
    if verdict is None:
        return ""
    at = verdict.next_at
    if change.what is What.REMOVED:
        if verdict.shows:
            return words["gone"]
        return words["not_yet"].format(at=_clock(at, zone)) if at else words["unseen"]
    if verdict.shows:
        until = verdict.until
        return words["until"].format(at=_clock(until, zone)) if until else words["now"]
    return words["at"].format(at=_clock(at, zone)) if at else words["never"]


def _around(before: str, after: str) -> tuple[str, str]:
    """Both texts on one line each, from a little before their first difference."""
    before, after = " ".join(before.split()), " ".join(after.split())
    pairs = enumerate(zip(before, after, strict=False))
    same = next((place for place, pair in pairs if pair[0] != pair[1]), len(before))
    start = 0 if max(len(before), len(after)) <= _SHOWN else max(0, same - _SHOWN // 3)
    if start:
        start = before.rfind(" ", 0, start) + 1
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    shown = text[start : start + _SHOWN]
    return f"{'…' if start else ''}{shown}{'…' if start + _SHOWN < len(text) else ''}"


def _said(text: str, detail: Detail, words: Words, zone: ZoneInfo) -> str:
    if detail.field == "days" and text:
        return _days(text, words)
    if detail.field == "opening_hours" and text:
        return "; ".join(
            f"{_days(days, words) or words['every_day']} {hours}"
            for days, _, hours in (one.partition("|") for one in text.split(";"))
        )
    if detail.field.endswith("_s") and text:
        return _duration(float(text), words)
    if text in ("yes", "no"):
        return words[text]
    if _ISO.fullmatch(text):
        return _clock(datetime.fromisoformat(text), zone)
    return text


def _days(text: str, words: Words) -> str:
    names = words["days"].split()
    return f"{words['comma']} ".join(names[int(day)] for day in text.split(", ") if day)


def _duration(seconds: float, words: Words) -> str:
    if seconds == _UNITS[0][0]:
        return words["a_day"]
    unit, name = next(
        ((unit, name) for unit, name in _UNITS if seconds >= unit and not seconds % unit),
        (1, "s"),
    )
    return words[name].format(count=f"{seconds / unit:g}")


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _isolated(text: str) -> str:
    """A text within a line of another script keeps its own order."""
    return f"\u2068{text}\u2069" if text else ""
