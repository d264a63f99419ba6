"""Whether a repeat rule is one: RFC 5545's RRULE, as far as days go.

The rule itself is followed in `kiosk/schedule`; here every part is looked at by itself, so that
the fault names the part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kiosk.schedule.rule_parts import PARTS, parts_of
from kiosk.site.meant import meant

_CLOCK = ("BYHOUR", "BYMINUTE", "BYSECOND")
_CHOOSING = {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH"}
"""What gives BYSETPOS days to choose from."""
_TOO_OFTEN = ("HOURLY", "MINUTELY", "SECONDLY")


def repeat_fault(rule: str) -> tuple[str, Mapping[str, str]] | None:
    """The code and values of what is wrong with that rule, or None."""
    seen: set[str] = set()
    for name, value in parts_of(rule):
        if value is None:
            return "repeat-not-rule", {"value": name or rule}
        if name in _CLOCK:
            return "repeat-clock", {"name": name}
        if name not in PARTS:
            known = ", ".join(PARTS)
            return "repeat-unknown-part", {"name": name, "known": known, **meant(name, PARTS)}
        if name in seen:
            return "repeat-part-twice", {"name": name}
        seen.add(name)
        if name == "FREQ" and value in _TOO_OFTEN:
            return "repeat-too-often", {"value": value}
        if not re.fullmatch(PARTS[name], value):
            return "repeat-bad-part", {"name": name, "value": value}
    if "FREQ" not in seen:
        return "repeat-no-freq", {"value": rule}
    if {"COUNT", "UNTIL"} <= seen:
        return "repeat-two-ends", {}
    if "BYSETPOS" in seen and not seen & _CHOOSING:
        return "repeat-setpos", {}
    return None
