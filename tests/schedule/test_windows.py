"""When an item is open: validity, days, hours, repeat rules, and clocks that jump."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.model.playlist import Item
from kiosk.model.site import OpeningHours
from kiosk.model.zones import zone
from kiosk.schedule.windows import Windows, item_windows, opening_windows
from tests.make import playlist, utc

CASABLANCA = zone("Africa/Casablanca")
PARIS = zone("Europe/Paris")
RAMADAN_BEGINS = utc("2025-02-23 02:00")
RAMADAN_ENDS = utc("2025-04-06 02:00")
NO_MORE_SUMMER = utc("2026-09-20 01:00")
PARIS_SPRING = utc("2026-03-29 01:00")
PARIS_AUTUMN = utc("2026-10-25 01:00")
CHANGES = [
    (CASABLANCA, RAMADAN_BEGINS),
    (CASABLANCA, RAMADAN_ENDS),
    (CASABLANCA, NO_MORE_SUMMER),
    (PARIS, PARIS_SPRING),
    (PARIS, PARIS_AUTUMN),
]


def item(**conditions: Any) -> Item:
    return playlist({"kind": "message", "title": "x", **conditions}).items[0]


def windows(where: Any = CASABLANCA, **conditions: Any) -> Windows:
    return item_windows(item(**conditions), where)


def is_open(asked: Windows, at: datetime) -> bool:
    return asked.segment(at.timestamp()).open


def opens(asked: Windows, at: datetime) -> datetime | None:
    found = asked.opens(at.timestamp())
    return None if found == inf else datetime.fromtimestamp(found, UTC)


def closes(asked: Windows, at: datetime) -> datetime | None:
    found = asked.closes(at.timestamp())
    return None if found == inf else datetime.fromtimestamp(found, UTC)


def test_without_conditions_it_is_always_open() -> None:
    assert windows().always
    assert opens(windows(), utc("2026-01-01 00:00")) == utc("2026-01-01 00:00")
    assert closes(windows(), utc("2026-01-01 00:00")) is None


def test_a_period_begins_at_its_first_midnight_and_ends_after_its_last_day() -> None:
    june = windows(PARIS, **{"from": "2026-06-01", "until": "2026-06-05"})
    assert opens(june, utc("2026-05-01 00:00")) == utc("2026-05-31 22:00")
    assert is_open(june, utc("2026-06-05 21:59"))
    assert not is_open(june, utc("2026-06-05 22:00"))
    assert opens(june, utc("2026-06-05 22:00")) is None


def test_a_period_with_hours_is_exact_to_the_second() -> None:
    window = windows(**{"from": "2026-11-24 08:30", "until": "2026-11-24 16:30"})
    assert not is_open(window, utc("2026-11-24 08:29:59"))
    assert is_open(window, utc("2026-11-24 08:30"))
    assert is_open(window, utc("2026-11-24 16:29:59"))
    assert not is_open(window, utc("2026-11-24 16:30"))


def test_days_and_hours() -> None:
    office = windows(days="mon-fri", hours="08:30-12:00, 14:00-16:30")
    friday, monday = utc("2026-11-27 15:00"), utc("2026-11-30 08:30")
    assert closes(office, friday) == utc("2026-11-27 16:30")
    assert opens(office, utc("2026-11-27 16:30")) == monday
    assert opens(office, utc("2026-11-30 12:00")) == utc("2026-11-30 14:00")


def test_neighbouring_days_are_one_stretch() -> None:
    week = windows(days="mon-fri")
    assert closes(week, utc("2026-11-24 12:00")) == utc("2026-11-28 00:00")


def test_a_window_over_midnight_belongs_to_the_day_it_opens_on() -> None:
    night = windows(days="fri", hours="22:00-02:00")
    assert is_open(night, utc("2026-11-28 01:59"))  # Saturday
    assert not is_open(night, utc("2026-11-27 01:00"))  # the night of Thursday
    assert closes(night, utc("2026-11-27 22:00")) == utc("2026-11-28 02:00")


def test_the_first_and_the_last_day_of_a_period_mean_whole_nights() -> None:
    nights = windows(**{"from": "2026-06-01", "until": "2026-06-05", "hours": "22:00-02:00"})
    local = timedelta(hours=1)  # Morocco was an hour ahead of UTC in June 2026
    assert not is_open(nights, utc("2026-06-01 01:00") - local)
    assert opens(nights, utc("2026-06-01 00:30") - local) == utc("2026-06-01 22:00") - local
    assert is_open(nights, utc("2026-06-06 01:59") - local)
    assert opens(nights, utc("2026-06-06 02:00") - local) is None


def test_all_day_long_is_written_00_00_to_24_00() -> None:
    sunday = windows(days="sun", hours="00:00-24:00")
    assert opens(sunday, utc("2026-11-24 00:00")) == utc("2026-11-29 00:00")
    assert closes(sunday, utc("2026-11-29 12:00")) == utc("2026-11-30 00:00")


def test_a_repeat_rule_names_days() -> None:
    first_monday = windows(repeat="FREQ=MONTHLY;BYDAY=1MO", hours="08:00-12:00")
    assert opens(first_monday, utc("2026-11-24 00:00")) == utc("2026-12-07 08:00")
    assert closes(first_monday, utc("2026-12-07 08:00")) == utc("2026-12-07 12:00")


def test_a_repeat_rule_counts_from_the_first_day() -> None:
    every_second = windows(**{"from": "2026-11-24", "repeat": "FREQ=DAILY;INTERVAL=2;COUNT=3"})
    assert is_open(every_second, utc("2026-11-26 12:00"))
    assert not is_open(every_second, utc("2026-11-25 12:00"))
    assert is_open(every_second, utc("2026-11-28 12:00"))
    assert opens(every_second, utc("2026-11-29 00:00")) is None


def test_a_repeat_rule_may_end_in_universal_time_or_on_a_day() -> None:
    by_day = windows(repeat="FREQ=DAILY;UNTIL=20261130")
    assert closes(by_day, utc("2026-11-29 12:00")) == utc("2026-12-01 00:00")
    utc_until = windows(PARIS, repeat="FREQ=DAILY;UNTIL=20261129T230000Z")
    assert closes(utc_until, utc("2026-11-29 12:00")) == utc("2026-11-30 23:00")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=FORTNIGHTLY", "BYDAY=MO", "every Monday", "",
        "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=LU", "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;UNTIL=20261399", "FREQ=DAILY;BYEASTER=0", "FREQ=DAILY;COUNT=0",
    ],
)  # fmt: skip
def test_what_is_no_repeat_rule_says_how_to_write_one(rule: str) -> None:
    with pytest.raises(ValueError, match=r"FREQ=|UNTIL="):
        item_windows(item().model_copy(update={"repeat": rule or " "}), CASABLANCA)


def test_opening_hours_of_several_kinds_of_day_add_up() -> None:
    reception = opening_windows(
        (
            OpeningHours.model_validate({"days": "mon-thu", "hours": "08:30-16:30"}),
            OpeningHours.model_validate({"days": "fri", "hours": "08:30-12:00, 14:30-16:30"}),
        ),
        CASABLANCA,
    )
    assert is_open(reception, utc("2026-11-26 13:00"))
    assert not is_open(reception, utc("2026-11-27 13:00"))
    assert opens(reception, utc("2026-11-27 16:30")) == utc("2026-11-30 08:30")


# Clocks that jump.


def test_morocco_opens_at_its_own_clock_on_both_sides_of_the_change_of_2026() -> None:
    office = windows(hours="08:30-16:30")
    assert opens(office, utc("2026-09-19 00:00")) == utc("2026-09-19 07:30")
    assert opens(office, utc("2026-09-20 00:00")) == utc("2026-09-20 08:30")


def test_ramadan_of_2025_moves_the_opening_by_an_hour_and_back() -> None:
    office = windows(hours="09:00-15:00")
    assert opens(office, utc("2025-02-22 00:00")) == utc("2025-02-22 08:00")
    assert opens(office, utc("2025-02-23 00:00")) == utc("2025-02-23 09:00")
    assert opens(office, utc("2025-04-06 00:00")) == utc("2025-04-06 08:00")


def test_a_whole_day_is_as_long_as_the_clock_makes_it() -> None:
    sunday = windows(PARIS, days="sun")
    assert closes(sunday, utc("2026-03-29 12:00")) == utc("2026-03-29 22:00")  # 23 hours
    assert opens(sunday, utc("2026-03-28 12:00")) == utc("2026-03-28 23:00")
    assert opens(sunday, utc("2026-10-24 12:00")) == utc("2026-10-24 22:00")  # 25 hours
    assert closes(sunday, utc("2026-10-25 12:00")) == utc("2026-10-25 23:00")


def test_a_window_in_a_skipped_hour_keeps_its_length() -> None:
    skipped = windows(PARIS, hours="02:15-02:45")
    assert opens(skipped, utc("2026-03-29 00:00")) == utc("2026-03-29 01:15")  # 03:15 there
    assert closes(skipped, utc("2026-03-29 01:15")) == utc("2026-03-29 01:45")


def test_a_window_that_the_jump_swallows_waits_for_the_next_day() -> None:
    swallowed = windows(PARIS, hours="02:30-03:15")
    assert opens(swallowed, utc("2026-03-29 00:00")) == utc("2026-03-30 00:30")


def test_a_time_that_comes_twice_means_the_first() -> None:
    until = windows(PARIS, hours="01:00-02:30")
    assert closes(until, utc("2026-10-24 23:30")) == utc("2026-10-25 00:30")
    assert not is_open(until, utc("2026-10-25 01:15"))  # the second 02:15


day_sets = st.sampled_from(["", "mon-fri", "sun", "sat-sun", "tue, thu", "mon-sun"])
hour_sets = st.sampled_from(
    ["", "08:30-16:30", "22:00-02:30", "02:15-02:45", "00:00-24:00", "01:30-02:30, 03:00-05:00"]
)
rules = st.sampled_from(["", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=SU", "FREQ=DAILY;INTERVAL=2"])


@given(
    change=st.sampled_from(CHANGES),
    days=day_sets,
    hours=hour_sets,
    rule=rules,
    minutes=st.lists(st.integers(-4 * 1440, 4 * 1440), min_size=2, max_size=30),
)
@settings(deadline=None, max_examples=150)
def test_an_answer_holds_until_the_moment_it_names(
    change: Any, days: str, hours: str, rule: str, minutes: list[int]
) -> None:
    """Around every change of clock: within a segment, a fresh question gets the same answer."""
    where, moment = change
    conditions: dict[str, Any] = {"from": "2025-01-01"}
    conditions |= {"days": days} if days else {}
    conditions |= {"hours": hours} if hours else {}
    conditions |= {"repeat": rule} if rule else {}
    asked = windows(where, **conditions)
    for offset in minutes:
        at = (moment + timedelta(minutes=offset)).timestamp()
        segment = asked.segment(at)
        assert segment.since <= at < segment.until
        for share in (0.0, 0.25, 0.5, 0.99):
            inside = at + share * (min(segment.until, at + 1e6) - at)
            assert windows(where, **conditions).segment(inside).open == segment.open


@given(
    change=st.sampled_from(CHANGES),
    hours=st.sampled_from(["08:30-16:30", "00:30-01:30", "22:00-00:30", "12:00-13:00"]),
    days=day_sets,
    quarter=st.integers(-4 * 96, 4 * 96),
)
@settings(deadline=None, max_examples=300)
def test_it_is_open_when_the_clock_on_the_wall_says_so(
    change: Any, hours: str, days: str, quarter: int
) -> None:
    """Outside the hour that a change skips or repeats, wall-clock reading decides."""
    where, moment = change
    at = moment + timedelta(minutes=15 * quarter)
    if abs(at - moment) <= timedelta(hours=1):
        return
    asked = windows(where, hours=hours, **({"days": days} if days else {}))
    wall = at.astimezone(where)
    window = item(hours=hours).hours[0]
    allowed = item(days=days).days if days else tuple(range(7))
    clock = wall.time()
    if window.over_midnight:
        expected = (clock >= window.opens and wall.weekday() in allowed) or (
            clock < window.closes and (wall.weekday() - 1) % 7 in allowed
        )
    else:
        expected = window.opens <= clock < window.closes and wall.weekday() in allowed
    assert is_open(asked, at) == expected
