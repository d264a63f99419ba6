"""A notice as one screen sees it: when it may show, where it stands, how it is ranked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import inf

from kiosk.model.ending import OPEN_ENDED_KINDS
from kiosk.model.notice import EndRule, Kind, Media, Notice, Role, Severity, State
from kiosk.model.site import plain_name
from kiosk.schedule.showing import Phase

OUTAGE_KINDS = frozenset({Kind.OUTAGE, Kind.WORKS})
CAPSULE_KINDS = frozenset({Kind.CAPSULE})
NEWS_KINDS = frozenset(Kind) - OUTAGE_KINDS - CAPSULE_KINDS

_RANK = {severity: severity.rank for severity in Severity}
_GRAVE = frozenset({Severity.SEVERE, Severity.EXTREME})
_OVER = frozenset({State.RESOLVED, State.CANCELLED})

Key = tuple[float | str, ...]
"""The place of a notice among its like, comparable across changes of content."""


class Ends(StrEnum):
    """Why a notice leaves the screen when it does. The first five are EndRule's."""

    EXPLICIT = EndRule.EXPLICIT.value
    EVENT_END = EndRule.EVENT_END.value
    SOURCE_DEFAULT = EndRule.SOURCE_DEFAULT.value
    ABSENT = EndRule.ABSENT.value
    NEVER = EndRule.NEVER.value
    RESOLVED = "resolved"
    """It is over or cancelled, and has been shown as such for long enough."""
    TOO_OLD = "too old"
    """The item takes nothing older than its `max_age`."""


@dataclass(frozen=True, slots=True)
class Card:
    """One notice with what the schedule needs at every step. Instants: seconds since 1970."""

    notice: Notice
    id: str
    key: Key
    starts: float
    ends: float
    """Shown in `[starts, ends)`."""
    why_ends: Ends
    areas: frozenset[str]
    """Every name of its areas, as names are compared; empty: everywhere."""
    mark: str
    """Changes when the notice becomes news again: other state or severity."""


def card_of(
    notice: Notice,
    resolved_for_s: float,
    seen_over: datetime | None = None,
    *,
    clock_trusted: bool = True,
) -> Card:
    """The card of a notice.

    Args:
        resolved_for_s: how long a resolved or cancelled notice is shown as such.
        seen_over: when it was first seen resolved or cancelled, for sources that do not say.
        clock_trusted: otherwise it shows whatever its dates say.
    """
    starts = _instant(notice.shows_from, -inf)
    ends, why = _end(notice, resolved_for_s, seen_over)
    if not clock_trusted:
        starts, ends, why = -inf, inf, Ends.NEVER
    notice_id = notice.id
    return Card(
        notice=notice,
        id=notice_id,
        key=_key(notice, notice_id),
        starts=starts,
        ends=ends,
        why_ends=why,
        areas=areas_of(notice),
        mark=f"{notice_id}|{notice.state.value}|{notice.severity.value}",
    )


def phase_of(notice: Notice, now: datetime) -> Phase:
    """Where the notice stands at that moment."""
    if notice.state is State.RESOLVED:
        return Phase.RESOLVED
    if notice.state is State.CANCELLED:
        return Phase.CANCELLED
    if notice.starts is not None and now < notice.starts:
        return Phase.UPCOMING
    return Phase.ONGOING


def overdue(notice: Notice, now: datetime) -> bool:
    """Whether its expected end has passed without the source saying that it is over."""
    return (
        notice.kind in OPEN_ENDED_KINDS
        and notice.state is State.ACTUAL
        and notice.ends is not None
        and notice.ends <= now
    )


def signed(notice: Notice) -> Media | None:
    """The video that a Deaf visitor waits for, when its file is here."""
    if notice.kind is Kind.CAPSULE:
        return notice.sign_video or next(
            (media for media in notice.media if media.role is Role.VIDEO and media.path), None
        )
    return notice.sign_video


def areas_of(notice: Notice) -> frozenset[str]:
    """Every name of the notice's areas, as names are compared; empty: everywhere."""
    if not notice.areas:
        return frozenset()
    names = {plain_name(text) for area in notice.areas for _, text in area.name.entries}
    names.update(plain_name(area.id) for area in notice.areas if area.id)
    return frozenset(names)


def published(notice: Notice) -> datetime | None:
    """When it was published, as far as is known."""
    return notice.published or notice.updated


def _end(notice: Notice, resolved_for_s: float, seen_over: datetime | None) -> tuple[float, Ends]:
    ends, why = inf, Ends(notice.end_rule.value)
    if notice.expires is not None:
        ends = notice.expires.timestamp()
        if notice.end_rule is EndRule.NEVER:
            why = Ends.EXPLICIT
    elif notice.ends is not None and notice.kind not in OPEN_ENDED_KINDS:
        ends, why = notice.ends.timestamp(), Ends.EVENT_END
    if notice.state in _OVER:
        since = notice.updated or seen_over or _latest(notice.published, notice.ends)
        if since is not None and since.timestamp() + resolved_for_s < ends:
            return since.timestamp() + resolved_for_s, Ends.RESOLVED
    return ends, why


def _latest(*moments: datetime | None) -> datetime | None:
    return max((moment for moment in moments if moment is not None), default=None)


def _key(notice: Notice, notice_id: str) -> Key:
    """Outages: what is over last, then the grave ones first, then by beginning, so that what
    is going on comes before what is coming. The rest: the graver first, then the newer."""
    newest = -_instant(published(notice), -inf)
    rank = -float(_RANK[notice.severity])
    over = float(notice.state in _OVER)
    if notice.kind in OUTAGE_KINDS:
        grave = -float(notice.severity in _GRAVE)
        return over, grave, _instant(notice.starts, -inf), rank, newest, notice_id
    if notice.kind in CAPSULE_KINDS:
        return over, 0.0, 0.0, 0.0, newest, notice_id
    return over, rank, 0.0, 0.0, newest, notice_id


def _instant(moment: datetime | None, otherwise: float) -> float:
    return otherwise if moment is None else moment.timestamp()
