"""What is on the screen, in words: for the play log, `kiosk status` and the journal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kiosk.schedule.showing import Cause

if TYPE_CHECKING:
    from kiosk.schedule.showing import Showing


def item_of(showing: Showing, playlist: str) -> str:
    """Where it comes from: `hall[3] outages`, counted from 1; or `takeover`, `directory`,
    `resting`."""
    if showing.item is not None:
        return f"{playlist}[{showing.index + 1}] {showing.item.kind}"
    return {
        Cause.TAKEOVER: "takeover",
        Cause.CLOSED: "resting",
    }.get(showing.cause, "directory")


def title_of(showing: Showing, languages: Iterable[str]) -> str:
    """What visitors read first, in the first of these languages that there is; may be ``."""
    if showing.notice is not None:
        return showing.notice.text(languages).title
    title = getattr(showing.item, "title", None)
    return title.best(languages)[1] if title else ""


def name_of(showing: Showing) -> str:
    """Short, for the journal: the notice's id, else what kind of slide it is."""
    if showing.notice is not None:
        return showing.notice.id
    if showing.item is not None:
        return f"{showing.item.kind}[{showing.index + 1}]"
    return item_of(showing, "")


def words_of(showing: Showing, playlist: str, languages: Iterable[str]) -> str:
    """One line: where it comes from and what it says."""
    title = title_of(showing, languages)
    item = item_of(showing, playlist)
    return f"{item}: {title}" if title else item
