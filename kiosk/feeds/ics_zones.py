"""The definitions of time zones that a calendar carries along, as far as they may be used. Pure.

A zone whose name is known is taken from our own database, and its definition is not looked at.
Of the others only plain ones are: a rule by the second in one would be counted through from
1970 on, for every date.
"""

from __future__ import annotations

import re
from zoneinfo import ZoneInfoNotFoundError

from kiosk.model.zones import zone as known_zone

_ZONES_LIMIT = 8
_CHANGES_LIMIT = 12
_YEARLY = re.compile(
    r"RRULE:(?:FREQ=YEARLY|BYDAY=[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)|BYMONTH=\d{1,2}"
    r"|BYMONTHDAY=[\d,-]{1,40}|UNTIL=\w{8,16}|WKST=\w\w|;)+"
)
_BEGINS_EARLY = re.compile(r"(DTSTART[^:]*:)1[0-8]\d\d")


def zone_id(name: str) -> str:
    """The name of a zone without what some programs put before it."""
    return name.strip("/ ").removeprefix("tzid:")


def with_usable_zones(lines: list[str], warnings: list[str]) -> list[str]:
    """The lines without the definitions that are not needed, or that must not be used."""
    kept: list[str] = []
    zone: list[str] | None = None
    used = 0
    for line in lines:
        plain = line.strip().upper()
        if zone is None and plain == "BEGIN:VTIMEZONE":
            zone = []
        if zone is None:
            kept.append(line)
            continue
        zone.append(line)
        if plain == "END:VTIMEZONE":
            if _is_needed(zone):
                if used < _ZONES_LIMIT and _is_plain(zone):
                    used += 1
                    kept += [_BEGINS_EARLY.sub(r"\g<1>1900", each) for each in zone]
                else:
                    name = _name(zone)[:60]
                    warnings.append(f"its definition of the time zone {name!r} cannot be used")
            zone = None
    return kept


def _name(zone: list[str]) -> str:
    return next((line.partition(":")[2] for line in zone if line[:4].upper() == "TZID"), "")


def _is_needed(zone: list[str]) -> bool:
    try:
        known_zone(zone_id(_name(zone)))
    except ZoneInfoNotFoundError:
        return True
    return False


def _is_plain(zone: list[str]) -> bool:
    upper = [line.strip().upper() for line in zone]
    if sum(line.startswith("BEGIN:") for line in upper) > 1 + _CHANGES_LIMIT:
        return False
    if sum(line.startswith(("RDATE", "EXDATE", "EXRULE")) for line in upper) > _CHANGES_LIMIT:
        return False
    return len(zone) < 40 * _CHANGES_LIMIT and all(
        len(line) < 400 and (not line.startswith("RRULE") or _YEARLY.fullmatch(line) is not None)
        for line in upper
    )
