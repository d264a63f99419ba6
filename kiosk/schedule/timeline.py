"""What plays when: the rotation, played through without a screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from kiosk.model.playlist import ImageItem, Item, MessageItem, VideoItem
from kiosk.schedule.decide import decide
from kiosk.schedule.program import Program
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Cause

_SHORTEST_S = 0.001
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


def timeline(program: Program, start: datetime, until: datetime) -> Iterator[Played]:
    """What plays in `[start, until)`, row after row without gap, by dwell times.

    The last row is cut at `until`. Resting, and having nothing to show, is one row however
    long it lasts. The playlist begins with its first round at `start`.
    """
    lineup = program.lineup
    titles: dict[str, str] = {}
    interruptions = sorted(card.starts for card in lineup.urgent)
    stands = Rotation()
    at, end = start.timestamp(), until.timestamp()
    resting: Cause | None = None
    since = at
    while at < end:
        decision = decide(lineup, stands, at)
        cause, entry, card, _, _, _, stands = decision
        leaves = min(max(stands.done_at, at + _SHORTEST_S), end)
        if interruptions:
            coming = bisect_right(interruptions, at)
            if coming < len(interruptions):
                leaves = min(leaves, interruptions[coming])
        if resting is not None and resting is not cause:
            yield Played(_moment(since), round(at - since, 3), -1, None, "", resting)
            resting = None
        if cause in _ONE_STRETCH:
            if resting is None:
                resting, since = cause, at
        elif card is not None:
            title = titles.get(card.id)
            if title is None:
                title = titles[card.id] = card.notice.text(lineup.languages).title
            index = entry.index if entry else -1
            yield Played(_moment(at), round(leaves - at, 3), index, card.id, title, cause)
        elif entry is not None:
            title = item_title(entry.item, lineup.languages)
            yield Played(_moment(at), round(leaves - at, 3), entry.index, None, title, cause)
        at = leaves
    if resting is not None:
        yield Played(_moment(since), round(end - since, 3), -1, None, "", resting)


def item_title(item: Item, languages: tuple[str, ...]) -> str:
    """What an item is called in a list, in the first of these languages; a picture or video
    without title by its file's name; empty for a directory and for what notices fill."""
    match item:
        case MessageItem():
            return item.title.best(languages)[1]
        case ImageItem() | VideoItem():
            return item.title.best(languages)[1] or PurePosixPath(item.file).name
        case _:
            return ""


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
