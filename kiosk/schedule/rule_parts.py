"""The parts of a repeat rule: RFC 5545's RRULE, as far as days go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_WEEKDAY = r"MO|TU|WE|TH|FR|SA|SU"
_DAY = rf"(?:[+-]?(?:[1-9]|[1-4]\d|5[0-3]))?(?:{_WEEKDAY})"


def _numbers(number: str) -> str:
    return rf"[+-]?(?:{number})(?:,[+-]?(?:{number}))*"


PARTS: Mapping[str, str] = {
    "FREQ": r"DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d{0,3}",
    "COUNT": r"[1-9]\d{0,4}",
    "UNTIL": r"\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T\d{6}Z?)?",
    "WKST": _WEEKDAY,
    "BYDAY": rf"{_DAY}(?:,{_DAY})*",
    "BYMONTH": _numbers(r"0?[1-9]|1[0-2]"),
    "BYMONTHDAY": _numbers(r"0?[1-9]|[12]\d|3[01]"),
    "BYYEARDAY": _numbers(r"[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6]"),
    "BYWEEKNO": _numbers(r"[1-9]|[1-4]\d|5[0-3]"),
    "BYSETPOS": _numbers(r"[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6]"),
}
"""By name: what its value looks like, whole."""


def parts_of(rule: str) -> Iterator[tuple[str, str | None]]:
    """The parts of a rule in its order, as name and value in capitals. What is no NAME=VALUE
    comes as it is written, with None."""
    text = re.sub(r"^RRULE:", "", rule.strip(), flags=re.IGNORECASE).rstrip("; ")
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        yield (name.strip().upper(), value.strip().upper()) if equals else (part.strip(), None)
