"""What plays when: the rotation, played through without a screen."""

from __future__ import annotations

import os.path
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.model.playlist import DirectoryItem, ImageItem, MessageItem, VideoItem
from kiosk.schedule.program import Program
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Cause, Showing

_SHORTEST = timedelta(seconds=1)
_ONE_STRETCH = (Cause.CLOSED, Cause.NOTHING)


@dataclass(frozen=True, slots=True)
class Played:
    """One row of the timeline."""

    start: datetime
    seconds: float
    """How long it stands; cut short where it ends, where the reception closes, and where an
    urgent notice interrupts it."""
    index: int
    """The item's place in the playlist, 0-based; -1 without item."""
    notice_id: str | None
    title: str
    """In the first of the screen's languages that has one; empty for the directory and the
    resting slide."""
    cause: Cause


def timeline(
    program: Program, start: datetime, until: datetime, rotation: Rotation | None = None
) -> Iterator[Played]:
    """What plays in `[start, until)`, row after row without gap, by dwell times.

    The last row is cut at `until`. Resting, and having nothing to show, is one row however
    long it lasts. Without `rotation` the playlist begins with its first round at `start`.
    """
    rotation = rotation or Rotation()
    now = start
    resting: Played | None = None
    while now < until:
        showing, rotation = program.next(rotation, now)
        leaves = min(_leaves(program, showing, now), until)
        seconds = (leaves - now).total_seconds()
        if resting is not None and resting.cause is not showing.cause:
            yield resting
            resting = None
        if showing.cause in _ONE_STRETCH:
            begun = resting.start if resting is not None else now
            seconds = (leaves - begun).total_seconds()
            resting = Played(begun, seconds, -1, None, "", showing.cause)
        else:
            notice_id = showing.notice.id if showing.notice else None
            title = title_of(program, showing)
            yield Played(now, seconds, showing.index, notice_id, title, showing.cause)
        now = leaves
    if resting is not None:
        yield resting


def title_of(program: Program, showing: Showing) -> str:
    """What a showing is called in a list: its title in the screen's first language."""
    languages = program.lineup.languages
    if showing.notice is not None:
        return showing.notice.text(languages).title
    match showing.item:
        case MessageItem() as item:
            return item.title.best(languages)[1]
        case ImageItem() | VideoItem() as item:
            return item.title.best(languages)[1] or os.path.basename(item.file)  # noqa: PTH119
        case DirectoryItem() | None:
            return ""
        case _:
            return ""


def _leaves(program: Program, showing: Showing, now: datetime) -> datetime:
    leaves = now + timedelta(seconds=showing.dwell_s)
    if showing.until is not None and showing.until < leaves:
        leaves = showing.until
    if program.lineup.urgent:
        at = now.timestamp()
        cut = program.urgent_between(at, leaves.timestamp())
        leaves = min(leaves, datetime.fromtimestamp(cut, UTC))
    # The clock of this loop goes forward whatever the values say.
    return max(leaves, now + _SHORTEST) if leaves <= now else leaves
