"""What is decided over one item or one notice, and by which rule. The sentences are in
`explain_text`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.model.notice import Notice
from kiosk.model.playlist import Item
from kiosk.schedule.cards import Ends

Value = str | int | datetime


class Rule(StrEnum):
    """The rule that decides over an item or a notice."""

    SHOWS = "shows"
    URGENT = "urgent"
    """It shows, and interrupts the rotation."""
    OVERDUE = "overdue"
    """It shows; its expected end (`ends`) has passed and nobody has said that it is over."""
    # About the screen.
    CLOSED = "closed"
    """The reception is closed."""
    URGENT_ALONE = "urgent alone"
    """An urgent notice shows, and the site wants nothing beside it."""
    # About an item. `item` is its 1-based number.
    NOT_YET = "not yet"
    PERIOD_OVER = "period over"
    DAYS = "days"
    HOURS = "hours"
    REPEAT = "repeat"
    BAD_RULE = "bad rule"
    NO_FILE = "no file"
    EMPTY = "empty"
    """No notice fills it now."""
    # About a notice.
    TEST = "test"
    SCREEN_SERVICE = "screen's services"
    SCREEN_AREA = "screen's areas"
    LANGUAGE = "language"
    NO_VIDEO = "no video"
    SHOWS_FROM = "shows from"
    ENDED = "ended"
    """`why` is one of `Ends`, `at` when."""
    BACKWARDS = "backwards"
    """It ends before it begins to show."""
    NO_ITEM = "no item"
    """No item of the playlist takes this kind of notice."""
    ITEM_SERVICE = "item's services"
    ITEM_AREA = "item's areas"
    ITEM_SOURCE = "item's sources"
    TOO_OLD = "too old"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided over one item, or over one notice."""

    index: int
    """The item's place in the playlist, 0-based; for a notice the item that `rule` is about,
    -1 when it is about none."""
    item: Item | None
    """None when this is about a notice."""
    notice: Notice | None
    """None when this is about an item."""
    shows: bool
    rule: Rule
    values: Mapping[str, Value] = field(default_factory=dict)
    """What goes into the sentence, by name."""
    next_at: datetime | None = None
    """When it may show next, if it does not now; None: never, as things are."""
    until: datetime | None = None
    """When it leaves, if it shows; None: it does not leave by the clock."""
    ends: Ends | None = None
    """Why a notice leaves then."""
    items: tuple[int, ...] = ()
    """The items that take this notice, 0-based."""
