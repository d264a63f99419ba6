"""The demonstration looks right on any day and at any hour, in a year too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from kiosk.model.notice import Kind, Notice, State
from kiosk.model.site import Site
from kiosk.schedule.program import Program
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Phase
from tests.make import utc

Synced = Callable[[datetime], tuple[Notice, ...]]
MOMENTS = (
    "2026-11-24 09:00",
    "2026-11-24 00:01",
    "2026-11-24 23:59",
    "2027-02-28 13:00",
    "2027-11-24 06:30",
    "2028-02-29 17:45",
)


@pytest.mark.parametrize("moment", MOMENTS)
def test_there_is_a_planned_an_unplanned_and_a_resolved_outage(
    demo: Site, synced: Synced, moment: str
) -> None:
    now = utc(moment)
    outages = [notice for notice in synced(now) if notice.kind is Kind.OUTAGE]
    planned = [n for n in outages if n.planned and n.starts and n.starts > now]
    ongoing = [
        n
        for n in outages
        if n.planned is False
        and n.state is State.ACTUAL
        and n.starts
        and n.ends
        and n.starts <= now < n.ends
    ]
    resolved = [n for n in outages if n.state is State.RESOLVED]
    assert planned
    assert ongoing
    assert resolved
    assert min(n.starts - now for n in planned if n.starts) < timedelta(days=2)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("screen_id", ["hall", "civil"])
def test_both_screens_show_outages_in_all_phases_and_announcements(
    demo: Site, synced: Synced, moment: str, screen_id: str
) -> None:
    now = utc(moment)
    screen = demo.screen(screen_id)
    assert screen is not None
    program = Program.of(demo, screen, synced(now))
    rotation, phases, kinds = Rotation(), set(), set()
    for _ in range(60):
        showing, rotation = program.next(rotation, now)
        assert showing.item is not None
        kinds.add(showing.item.kind)
        if showing.item.kind == "outages":
            phases.add(showing.phase)
    assert phases >= {Phase.UPCOMING, Phase.ONGOING, Phase.RESOLVED}
    assert kinds >= {"outages", "announcements", "capsules", "image", "directory"}
