"""Which notices may come on a screen within a stretch of time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kiosk.model.notice import Notice
from kiosk.model.site import Screen, Site
from kiosk.schedule.lineup import line_up


def coming_up(
    site: Site, screen: Screen, notices: Iterable[Notice], since: datetime, until: datetime
) -> frozenset[str]:
    """Ids of the notices that may show on that screen in `[since, until)`.

    A notice counts when it shows by its own times and an item that takes it is open some time
    in the stretch, or when it takes over. Opening hours and limits do not count: they change.
    """
    lineup = line_up(site, screen, notices, {})
    first, last = since.timestamp(), until.timestamp()
    found = {card.id for card in lineup.urgent if card.starts < last and card.ends > first}
    for name, pool in lineup.pools.items():
        if any(
            entry.unusable is None and entry.windows.opens(first) < last
            for entry in lineup.entries_of[name]
        ):
            found.update(card.id for card in pool.cards if card.starts < last and card.ends > first)
    return frozenset(found)
