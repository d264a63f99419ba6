"""Whether a repeat rule is one: RFC 5545's RRULE, as far as days go.

The rule itself is followed in `kiosk/schedule`; here every part is looked at by itself, so that
the fault names the part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kiosk.site.meant import meant

_DAY = r"(?:[+-]?(?:[1-9]|[1-4]\d|5[0-3]))?(?:MO|TU|WE|TH|FR|SA|SU)"


def _numbers(number: str) -> str:
    return rf"[+-]?(?:{number})(?:,[+-]?(?:{number}))*"


_PARTS: Mapping[str, str] = {
    "FREQ": r"DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d{0,3}",
    "COUNT": r"[1-9]\d{0,4}",
    "UNTIL": r"\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T\d{6}Z?)?",
    "WKST": r"MO|TU|WE|TH|FR|SA|SU",
    "BYDAY": rf"{_DAY}(?:,{_DAY})*",
    "BYMONTH": _numbers(r"0?[1-9]|1[0-2]"),
    "BYMONTHDAY": _numbers(r"0?[1-9]|[12]\d|3[01]"),
    "BYYEARDAY": _numbers(r"[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6]"),
    "BYWEEKNO": _numbers(r"[1-9]|[1-4]\d|5[0-3]"),
    "BYSETPOS": _numbers(r"[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6]"),
}
_CLOCK = ("BYHOUR", "BYMINUTE", "BYSECOND")
_TOO_OFTEN = ("HOURLY", "MINUTELY", "SECONDLY")


def repeat_fault(rule: str) -> tuple[str, Mapping[str, str]] | None:
    """The code and values of what is wrong with that rule, or None."""
    text = re.sub(r"^RRULE:", "", rule.strip(), flags=re.IGNORECASE).rstrip("; ")
    seen: set[str] = set()
    for part in text.split(";"):
        name, equals, value = part.strip().partition("=")
        name, value = name.strip().upper(), value.strip().upper()
        if not equals:
            return "repeat-not-rule", {"value": part.strip() or rule}
        if name in _CLOCK:
            return "repeat-clock", {"name": name}
        if name not in _PARTS:
            known = ", ".join(_PARTS)
            return "repeat-unknown-part", {"name": name, "known": known, **meant(name, _PARTS)}
        if name in seen:
            return "repeat-part-twice", {"name": name}
        seen.add(name)
        if name == "FREQ" and value in _TOO_OFTEN:
            return "repeat-too-often", {"value": value}
        if not re.fullmatch(_PARTS[name], value):
            return "repeat-bad-part", {"name": name, "value": value}
    if "FREQ" not in seen:
        return "repeat-no-freq", {"value": rule}
    if {"COUNT", "UNTIL"} <= seen:
        return "repeat-two-ends", {}
    if "BYSETPOS" in seen and not seen & {
        "BYDAY",
        "BYMONTHDAY",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYMONTH",
    }:
        return "repeat-setpos", {}
    return None
