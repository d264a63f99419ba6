"""Calendars: zones, days, rules and what is moved or cancelled."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.feeds.documents import calendar
from tests.feeds.world import read
from tests.make import utc


def events(*each: str) -> bytes:
    told = "".join(f"BEGIN:VEVENT\nUID:1\nSUMMARY:Souk\n{lines}\nEND:VEVENT\n" for lines in each)
    return calendar(told.replace("\n", "\r\n"))


def starts(*each: str) -> list[datetime | None]:
    return [notice.starts for notice in read(events(*each)).notices]


PARIS = "DTSTART;TZID=Europe/Paris:20261125T090000\nDURATION:PT1H\n"
DAILY = "DTSTART:20261125T090000Z\nDTEND:20261125T100000Z\nRRULE:FREQ=DAILY;COUNT=4"


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        # A time without zone is the site's, whatever the calendar defines.
        ("DTSTART:20261125T090000\nDTEND:20261125T100000", "25 09:00", "25 10:00"),
        (PARIS, "25 08:00", "25 09:00"),
        ("DTSTART;TZID=Mars/Olympus:20261125T090000\nDURATION:PT1H", "25 09:00", "25 10:00"),
        ("DTSTART;VALUE=DATE:20261125", "25 00:00", "26 00:00"),
        # A whole day has no zone, though some programs name one.
        ("DTSTART;VALUE=DATE;TZID=Europe/Paris:20261125\nDTEND;VALUE=DATE:20261127",
         "25 00:00", "27 00:00"),
        ("DTSTART;TZID=Europe/Paris:20261125T090000\nDTEND:20261125T100000Z",
         "25 08:00", "25 10:00"),
    ],
)  # fmt: skip
def test_when_an_event_takes_place(lines: str, start: str, end: str) -> None:
    (notice,) = read(events(lines)).notices
    assert (notice.starts, notice.ends) == (utc(f"2026-11-{start}"), utc(f"2026-11-{end}"))


def test_days_are_the_calendars_and_hours_are_hours_over_a_change_of_the_clock() -> None:
    # No zone of the world changes its clock in the month that is looked at; this one does.
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:16011129T030000\r\n"
        "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=29\r\n"
        "END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010330T020000\r\nTZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=30\r\nEND:DAYLIGHT\r\n"
        "END:VTIMEZONE\r\n"
    )

    def span(length: str) -> tuple[datetime | None, datetime | None]:
        event = f"UID:1\r\nSUMMARY:x\r\nDTSTART;TZID=Own:20261128T220000\r\nDURATION:{length}\r\n"
        data = calendar(f"{zone}BEGIN:VEVENT\r\n{event}END:VEVENT\r\n")
        (notice,) = read(data).notices
        assert notice.warnings == ()
        return notice.starts, notice.ends

    begins = utc("2026-11-28 20:00")
    assert span("P1D") == (begins, utc("2026-11-29 21:00"))
    assert span("PT8H") == (begins, utc("2026-11-29 04:00"))


@pytest.mark.parametrize(
    ("until", "days"),
    [
        ("20261127T080000Z", [25, 26, 27]),
        ("20261127T075959Z", [25, 26]),
        # The standard wants UTC here; a day is meant to its end.
        ("20261127", [25, 26, 27]),
        ("20261127T090000", [25, 26, 27]),
        ("99991231T000000Z", list(range(25, 31))),
    ],
)
def test_the_end_of_a_rule(until: str, days: list[int]) -> None:
    found = starts(f"{PARIS}RRULE:FREQ=DAILY;UNTIL={until}")
    assert [one.day for one in found if one and one.month == 11] == days


@pytest.mark.parametrize(
    "excluded",
    ["EXDATE:20261126T090000Z", "EXDATE;VALUE=DATE:20261126",
     "EXDATE;TZID=Europe/Paris:20261126T100000"],
)  # fmt: skip
def test_excluded_dates(excluded: str) -> None:
    assert [one.day for one in starts(f"{DAILY}\n{excluded}") if one] == [25, 27, 28]


def test_one_date_moved_and_one_cancelled() -> None:
    moved = "RECURRENCE-ID:20261127T090000Z\nDTSTART:20261127T150000Z\nDTEND:20261127T160000Z"
    cancelled = (
        "RECURRENCE-ID:20261126T090000Z\nDTSTART:20261126T090000Z\nDTEND:20261126T100000Z\n"
        "STATUS:CANCELLED"
    )
    parsed = read(events(DAILY, moved, cancelled))
    assert [one.starts for one in parsed.notices] == [
        utc("2026-11-25 09:00"), utc("2026-11-27 15:00"), utc("2026-11-28 09:00"),
    ]  # fmt: skip
    # Moved, it is the same notice: it is known by when it should have begun.
    assert parsed.notices[1].key == "1@20261127T090000Z"


def test_all_dates_from_one_on_are_moved() -> None:
    moved = (
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261127T090000Z\nDTSTART:20261127T150000Z\n"
        "DTEND:20261127T160000Z"
    )
    assert [(one.day, one.hour) for one in starts(DAILY, moved) if one] == [
        (25, 9), (26, 9), (27, 15), (28, 15),
    ]  # fmt: skip


def test_of_two_versions_the_later_counts() -> None:
    old = "SEQUENCE:1\nDTSTART:20261125T090000Z\nDTEND:20261125T100000Z"
    new = "SEQUENCE:2\nDTSTART:20261125T110000Z\nDTEND:20261125T120000Z"
    assert starts(new, old) == starts(old, new) == [utc("2026-11-25 11:00")]


def test_a_calendar_that_cancels_takes_events_and_single_dates_back() -> None:
    def cancelling(lines: str) -> bytes:
        return (
            f"BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT\r\nUID:1\r\n{lines}END:VEVENT\r\n"
            "END:VCALENDAR\r\n"
        ).encode()

    published = events(DAILY)
    assert read(published + cancelling("DTSTART:20261125T090000Z\r\n")).notices == ()
    assert read(cancelling("DTSTART:20261125T090000Z\r\n") + published).notices == ()
    single = "RECURRENCE-ID:20261126T090000Z\r\nDTSTART:20261126T090000Z\r\n"
    left = read(published + cancelling(single)).notices
    assert [one.starts.day for one in left if one.starts] == [25, 27, 28]


@pytest.mark.parametrize(
    ("lines", "warning"),
    [
        ("DTSTART:20261125T090000Z\nDTEND:99991231T000000Z", "an end beyond 2100"),
        ("DTSTART:20261125T090000Z\nDTEND:20261125T080000Z", "ends before it begins"),
        ("DTSTART:20261125T090000Z", "neither end nor duration"),
        (f"{DAILY}\nEXDATE:99990101T000000Z", "out of range (EXDATE)"),
        (f"{DAILY}\nRDATE:00010101T000000Z", "out of range (RDATE)"),
        ("DTSTART:20261125T090000Z\nDTEND:20261125T100000Z\nRRULE:FREQ=HOURLY", "HOURLY"),
        ("DTSTART;TZID=Mars/X:20261125T090000\nDURATION:PT1H", "'Mars/X' is not known"),
    ],
)
def test_odd_dates_are_told_and_the_event_is_shown(lines: str, warning: str) -> None:
    parsed = read(events(lines))
    said = [*parsed.warnings, *(told for one in parsed.notices for told in one.warnings)]
    assert any(warning in told for told in said), said
    assert parsed.notices[0].starts == utc("2026-11-25 09:00")


def test_what_begins_in_no_year_of_ours_is_left_out_and_told() -> None:
    for start in ("99991231T000000Z", "00010101T000000Z"):
        parsed = read(events(f"DTSTART:{start}", "UID:2\nDTSTART:20261125T090000Z"))
        assert len(parsed.notices) == 1
        assert "no date that can be read" in parsed.warnings[0]


def test_an_event_in_two_languages_is_one_notice() -> None:
    (notice,) = read(
        calendar(
            "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261125T090000Z\r\nDTEND:20261125T100000Z\r\n"
            "SUMMARY;LANGUAGE=fr:Souk\r\nSUMMARY;LANGUAGE=ar:السوق الأسبوعي\r\n"
            "DESCRIPTION;LANGUAGE=ar:كل أربعاء\r\nLOCATION:Place Bab Lamrissa\r\nEND:VEVENT\r\n"
        )
    ).notices
    assert [(text.language, text.title, text.body) for text in notice.texts] == [
        ("ar", "السوق الأسبوعي", "Place Bab Lamrissa\n\nكل أربعاء"),
        ("fr", "Souk", "Place Bab Lamrissa"),
    ]


@pytest.mark.parametrize("secrecy", ["PRIVATE", "confidential"])
def test_what_is_not_public_is_left_out(secrecy: str) -> None:
    parsed = read(events(f"DTSTART:20261125T090000Z\nCLASS:{secrecy}"))
    assert parsed.notices == ()
    assert "not public (CLASS)" in parsed.warnings[0]


def test_tasks_are_told_to_be_left_out() -> None:
    parsed = read(calendar("BEGIN:VTODO\r\nUID:1\r\nSUMMARY:x\r\nEND:VTODO\r\n"))
    assert parsed.warnings == ("tasks and journals in it were left out: 1",)


def test_a_line_separator_in_a_text_ends_no_line() -> None:
    (notice,) = read(events("DTSTART:20261125T090000Z\nDESCRIPTION:un\u2028deux\x0bfin")).notices
    assert notice.texts[0].body == "un\ndeuxfin"


def test_a_known_zone_is_not_what_the_calendar_says_of_it() -> None:
    """Calendars still carry the Moroccan clock of before 2026-09-20, an hour ahead."""
    old = (
        "BEGIN:VTIMEZONE\r\nTZID:Africa/Casablanca\r\nBEGIN:STANDARD\r\nDTSTART:20181028T020000\r\n"
        "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
    )
    lines = (
        "UID:1\r\nSUMMARY:x\r\nDTSTART;TZID=Africa/Casablanca:20261125T090000\r\nDURATION:PT1H\r\n"
    )
    parsed = read(calendar(f"{old}BEGIN:VEVENT\r\n{lines}END:VEVENT\r\n"))
    assert parsed.notices[0].starts == utc("2026-11-25 09:00")
    assert parsed.warnings == ()
