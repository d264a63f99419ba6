"""What an alert says of earlier ones: that it replaces or cancels them. Pure.

Alerts (CAP) are known by sender, identifier and the instant at which they were sent; the three
together are the key of their notice. The order in which they arrive is not guaranteed, so what
was said of an alert is kept for a while, for the case that the alert comes later.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from kiosk.model.base import Value
from kiosk.model.notice import EndRule, Notice, State


class Ruling(Value):
    """One alert's word on another one of the same source."""

    sender: str
    identifier: str
    """Of the alert that it is about."""
    by: str
    """Key of the alert that says so. No alert rules over itself."""
    at: datetime
    """When that one was sent; aware UTC. What was sent later is not meant."""
    cancels: bool
    """It cancels it; else it takes its place."""

    def names(self, key: str) -> bool:
        """Whether the notice of that key is meant."""
        found = _parts(key)
        if found is None or key == self.by:
            return False
        name, sent = found
        return name == f"{self.sender},{self.identifier}" and sent <= self.at


class Words:
    """Many rulings, asked about one alert after the other."""

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        self._by_name: dict[str, list[Ruling]] = {}
        for ruling in rulings:
            name = f"{ruling.sender},{ruling.identifier}"
            self._by_name.setdefault(name, []).append(ruling)

    def __bool__(self) -> bool:
        return bool(self._by_name)

    def about(self, key: str) -> tuple[Ruling, ...]:
        """Those that mean the notice of that key."""
        parts = _parts(key)
        named = self._by_name.get(parts[0], ()) if parts else ()
        return tuple(one for one in named if one.names(key))


def alert_key(sender: str, identifier: str, sent: datetime) -> str:
    """The key of an alert's notice."""
    return f"{sender},{identifier},{sent.astimezone(UTC).isoformat()}"


def ruled(notices: Iterable[Notice], rulings: Iterable[Ruling]) -> tuple[Notice, ...]:
    """The notices without those that were replaced; the cancelled ones marked as such.

    What was both replaced and cancelled is gone: a cancellation names the whole chain of its
    predecessors, and only the last of them was still to be seen.
    """
    words = Words(rulings)
    if not words:
        return tuple(notices)
    kept = []
    for notice in notices:
        said = words.about(notice.key)
        if any(not one.cancels for one in said):
            continue
        kept.append(cancelled(notice, max(one.at for one in said)) if said else notice)
    return tuple(kept)


def cancelled(notice: Notice, at: datetime) -> Notice:
    """The notice, cancelled at that instant: it is shown as such for a while, then dropped.

    A test stays a test, and what is over stays over.
    """
    if notice.state is not State.ACTUAL:
        return notice
    return notice.model_copy(
        update={
            "state": State.CANCELLED,
            "updated": at,
            "expires": None,
            "end_rule": EndRule.ABSENT,
        }
    )


def _parts(key: str) -> tuple[str, datetime] | None:
    """`sender,identifier` and instant; None: it is no alert's key.

    They are not taken apart further: there are senders with a comma in their name.
    """
    name, _, sent = key.rpartition(",")
    if "," not in name:
        return None
    try:
        moment = datetime.fromisoformat(sent)
    except ValueError:
        return None
    return None if moment.tzinfo is None else (name, moment)
