"""Items that can never show are found before the wall stays empty."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.model.zones import zone
from kiosk.schedule.never import Reason, never_shows
from tests.make import playlist, utc

NOW = utc("2026-11-24 09:00")


def never(**conditions: Any) -> Reason | None:
    item = playlist({"kind": "message", "title": "x", **conditions}).items[0]
    return never_shows(item, zone("Africa/Casablanca"), NOW)


@pytest.mark.parametrize(
    ("conditions", "reason"),
    [
        ({}, None),
        ({"from": "2027-01-01"}, None),
        ({"until": "2026-11-24"}, None),
        ({"until": "2026-11-23"}, Reason.OVER),
        ({"until": "2026-11-24 09:00"}, Reason.OVER),
        ({"from": "2026-12-02", "until": "2026-12-01"}, Reason.BACKWARDS),
        ({"from": "2026-12-01 10:00", "until": "2026-12-01 10:00"}, Reason.BACKWARDS),
        ({"from": "2026-12-01", "until": "2026-12-01"}, None),
        ({"repeat": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, Reason.RULE_NEVER),
        ({"repeat": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"}, None),
        ({"repeat": "FREQ=SOMETIMES"}, Reason.BAD_RULE),
        (
            {"repeat": "FREQ=WEEKLY;BYDAY=MO", "from": "2026-12-01", "until": "2026-12-05"},
            Reason.RULE_NEVER,
        ),
        ({"repeat": "FREQ=WEEKLY;BYDAY=MO", "days": "tue"}, Reason.NEVER_MEET),
        ({"days": "sun", "from": "2026-11-30", "until": "2026-12-05"}, Reason.NEVER_MEET),
        ({"hours": "08:00-09:00", "from": "2026-12-01 10:00", "until": "2026-12-01 12:00"},
         Reason.NEVER_MEET),
        ({"from": "2026-11-01", "repeat": "FREQ=DAILY;COUNT=5"}, Reason.OVER),
        ({"repeat": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"}, Reason.RULE_NEVER),
    ],
)  # fmt: skip
def test_why_an_item_never_shows(conditions: dict[str, Any], reason: Reason | None) -> None:
    assert never(**conditions) is reason
