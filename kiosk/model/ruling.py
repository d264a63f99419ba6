"""What an alert says of earlier ones: that it replaces or cancels them. Pure.

Alerts (CAP) are known by sender, identifier and the instant at which they were sent; the three
together are the key of their notice. The order in which they arrive is not guaranteed, so what
was said of an alert is kept for a while, for the case that the alert comes later.

An alert whose parts end one after the other is several notices, one after the other: what is
left of it from a moment on has that moment in its key. Whoever rules over it means all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.model.base import Value
from kiosk.model.notice import EndRule, Notice, State

_SINCE = "@"
_NAME_LIMIT = 400
_EVER = datetime.min.replace(tzinfo=UTC)


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
        if found is None or found.alert == self.by:
            return False
        return found.name == _name(self.sender, self.identifier) and found.sent <= self.at


class Words:
    """Many rulings, asked about one alert after the other."""

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        self._by_name: dict[str, list[Ruling]] = {}
        for ruling in rulings:
            name = _name(ruling.sender, ruling.identifier)
            self._by_name.setdefault(name, []).append(ruling)

    def __bool__(self) -> bool:
        return bool(self._by_name)

    def about(self, key: str) -> tuple[Ruling, ...]:
        """Those that mean the notice of that key."""
        parts = _parts(key)
        named = self._by_name.get(parts.name, ()) if parts else ()
        return tuple(one for one in named if one.names(key))


def alert_key(sender: str, identifier: str, sent: datetime) -> str:
    """The key of an alert's notice."""
    return f"{_name(sender, identifier)},{sent.astimezone(UTC).isoformat()}"


def _name(sender: str, identifier: str) -> str:
    """The part of a key that is the same whenever it was sent; with the rest of it no longer than
    a key may be, for the moments at its end must not be cut."""
    return f"{sender},{identifier}"[:_NAME_LIMIT]


def rest_key(key: str, since: datetime) -> str:
    """The key of what is left of an alert from that moment on."""
    return f"{key}{_SINCE}{since.astimezone(UTC).isoformat()}"


def alert_of(key: str) -> str | None:
    """The key of the alert as a whole, of which a notice of that key is a part or all; None: it
    is no alert's."""
    parts = _parts(key)
    return parts.alert if parts else None


def each_alert_once(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices with only the first of each alert: that one has all parts of it. For whoever
    does not know what time it is."""
    found: dict[str, tuple[datetime, Notice]] = {}
    for notice in notices:
        parts = _parts(notice.key)
        name = f"{notice.source}:{parts.alert}" if parts else notice.id
        since = parts.since if parts else _EVER
        if name not in found or since < found[name][0]:
            found[name] = since, notice
    return tuple(notice for _, notice in found.values())


def ruled(notices: Iterable[Notice], rulings: Iterable[Ruling]) -> tuple[Notice, ...]:
    """The notices without those that were replaced; the cancelled ones marked as such.

    What was both replaced and cancelled is gone: a cancellation names the whole chain of its
    predecessors, and only the last of them was still to be seen.
    """
    words = Words(rulings)
    if not words:
        return tuple(notices)
    notices = tuple(notices)
    said = {notice.key: words.about(notice.key) for notice in notices}
    over = cancelled_keys(said)
    kept = []
    for notice in notices:
        if notice.key in over:
            kept.append(cancelled(notice, over[notice.key]))
        elif not said[notice.key]:
            kept.append(notice)
    return tuple(kept)


def cancelled_keys(said: Mapping[str, Collection[Ruling]]) -> dict[str, datetime]:
    """By key: which notices are shown as cancelled, and since when they are. The others that
    something was said of are gone: the replaced ones, and of an alert of which several notices
    are left all but the one that it was when it was cancelled.

    Args:
        said: by key of every notice: the rulings that mean it.
    """
    alerts: dict[str, list[tuple[datetime, str, datetime]]] = {}
    for key, rulings in said.items():
        parts = _parts(key)
        if parts and rulings and all(one.cancels for one in rulings):
            at = max(one.at for one in rulings)
            alerts.setdefault(parts.alert, []).append((parts.since, key, at))
    found = {}
    for rests in alerts.values():
        rests.sort()
        begun = [(key, at) for since, key, at in rests if since <= at]
        key, at = begun[-1] if begun else rests[0][1:]
        found[key] = at
    return found


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


@dataclass(frozen=True, slots=True)
class _Parts:
    name: str
    """`sender,identifier`. They are not taken apart further: there are senders with a comma in
    their name."""
    sent: datetime
    alert: str
    """The key of the alert as a whole."""
    since: datetime
    """From when on the notice is what is left of it; as a whole it is since it was sent."""


def _parts(key: str) -> _Parts | None:
    """What a key says; None: it is no alert's."""
    name, _, moments = key.rpartition(",")
    if "," not in name:
        return None
    sent, _, since = moments.partition(_SINCE)
    try:
        first = datetime.fromisoformat(sent)
        begins = datetime.fromisoformat(since) if since else first
    except ValueError:
        return None
    if first.tzinfo is None or begins.tzinfo is None:
        return None
    return _Parts(name, first, f"{name},{sent}", begins)
