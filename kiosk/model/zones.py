"""Time zones, from one database.

They come from the `tzdata` package, never from the machine's own database: Morocco has been
on UTC+0 all year since 2026-09-20, and a system database older than 2026f shows every hour
wrong. The package's files are read directly, so that no environment variable has to be set
before Python starts.
"""

from __future__ import annotations

import importlib.resources
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name, such as `Africa/Casablanca`.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: there is no such zone.
    """
    parts = name.split("/")
    if any(part in ("", ".", "..") for part in parts):
        raise ZoneInfoNotFoundError(f"no time zone is called {name!r}")
    resource = importlib.resources.files("tzdata.zoneinfo").joinpath(*parts)
    try:
        with resource.open("rb") as file:
            return ZoneInfo.from_file(file, key=name)
    except (OSError, ValueError) as cause:
        raise ZoneInfoNotFoundError(f"no time zone is called {name!r}") from cause


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """Every IANA name that `zone` knows, for "did you mean"."""
    listing = importlib.resources.files("tzdata").joinpath("zones").read_text("utf-8")
    return tuple(listing.split())


def tzdata_version() -> str:
    """Version of the time zone data in use, such as `2026f`."""
    import tzdata

    return str(tzdata.IANA_VERSION)
