"""Entries of an index that only point to alerts (CAP): the alerts take their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.errors import FeedError
from kiosk.feeds import xml
from kiosk.feeds.cap import add_alert, alerts_in
from kiosk.feeds.entry import Document, Entry
from kiosk.feeds.extension import looks_like_alert
from kiosk.feeds.media import absolute
from kiosk.feeds.reading import Reading

FOLLOW_LIMIT = 200
"""Alerts of one index that are fetched; the newest stand first in every index."""
_ALERTS_LIMIT = 10
"""Of one address; an index names each of its alerts."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of fetching an alert that an index points to."""

    data: bytes | None
    """None: it did not come."""
    error: str = ""
    """Why not, in words."""


def follow_pointers(
    document: Document, linked: Mapping[str, Linked], base_url: str, reading: Reading
) -> tuple[str, ...]:
    """Puts fetched alerts in the place of the entries that point to them.

    An entry whose alert has not come stands for itself if it says enough: whether it is actual
    or a test; or if what came is no alert, and nothing but its address looked like one.
    Returns the addresses to be fetched, each once.
    """
    if not any(entry.pointer or entry.alerts for entry in document.entries):
        return ()
    entries, document.entries = document.entries, []
    follow: dict[str, None] = {}
    done: set[str] = set()
    for entry in entries:
        if entry.alerts:
            for alert in entry.alerts:
                add_alert(document, alert, entry.base or base_url, reading)
            continue
        address = absolute(entry.pointer, entry.base or base_url) if entry.pointer else None
        if address is None:
            if entry.pointer:
                reason = "no such address can be fetched"
                _stand_in(document, entry, entry.pointer, reason, came=False)
            else:
                document.entries.append(entry)
            continue
        if len(follow) < FOLLOW_LIMIT:
            follow[address] = None
        elif address not in follow:
            document.warnings.append(
                f"it points to more than {FOLLOW_LIMIT} alerts; so many are fetched"
            )
        if address in done:
            continue
        found = linked.get(address)
        try:
            if found is None or found.data is None:
                raise FeedError(found.error if found else "it was not fetched")
            _add(document, found.data, address, reading)
            done.add(address)
        except FeedError as error:
            came = found is not None and found.data is not None
            _stand_in(document, entry, address, error.reason, came=came)
    return tuple(follow)


def _add(document: Document, data: bytes, address: str, reading: Reading) -> None:
    root, told = xml.sound(data)
    alerts = alerts_in(root)
    if not alerts:
        raise FeedError("there is no alert (CAP) at that address")
    if told:
        document.warnings.append(f"the alert {address[:120]!r}: {told}")
    if len(alerts) > _ALERTS_LIMIT:
        document.warnings.append(
            f"there are {len(alerts)} alerts at {address[:120]!r}; {_ALERTS_LIMIT} were read"
        )
    for alert in alerts[:_ALERTS_LIMIT]:
        add_alert(document, alert, address, reading)


def _stand_in(document: Document, entry: Entry, address: str, reason: str, *, came: bool) -> None:
    if not entry.pointer_stated and (came or not looks_like_alert(address)):
        document.entries.append(entry)  # there never was an alert, only a page
    elif entry.hints.get("state") is None:
        document.warnings.append(f"the alert {address[:120]!r} is missing: {reason}")
    else:
        entry.warnings.append(f"its alert is missing ({reason}); its entry in the index was taken")
        document.entries.append(entry)
