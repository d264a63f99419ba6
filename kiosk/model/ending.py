"""When a notice leaves because of the end of what it is about."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.model.notice import Kind, State

OPEN_ENDED_KINDS = frozenset({Kind.OUTAGE, Kind.WORKS, Kind.ALERT, Kind.TRANSIT})
"""For these, `ends` is an expectation: water is not back because somebody hoped so. They stand
as ongoing ("expected until ...") until the source resolves them, they expire or leave their
feed. For everything else (a market, a closure, an enrolment period) the end is the end."""
OVERRUN = timedelta(hours=24)
"""How long an unplanned one is still shown after the hour at which it was hoped to be over, when
nobody says more."""


def leaves_at(ends: datetime, kind: Kind, state: State, *, announced: bool) -> datetime | None:
    """Until when a notice shows that says no more of it than when the matter ends.

    None: what is resolved or cancelled is shown as such for a while, also after its end.
    """
    if state is not State.ACTUAL:
        return None
    return ends + OVERRUN if kind in OPEN_ENDED_KINDS and not announced else ends
