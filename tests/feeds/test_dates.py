"""Dates as feeds write them."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.feeds.dates import read_date
from kiosk.model.zones import zone
from tests.make import utc

CASABLANCA = zone("Africa/Casablanca")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-24T10:00:00Z", "2026-11-24 10:00"),
        ("2026-11-24t10:00:00z", "2026-11-24 10:00"),
        ("2026-11-24T10:00:00.5+01:00", "2026-11-24 09:00:00.500000"),
        ("2026-11-24T10:00:00-00:00", "2026-11-24 10:00"),
        ("2026-11-24 10:00 +0100", "2026-11-24 09:00"),
        ("Tue, 24 Nov 2026 10:00:00 GMT", "2026-11-24 10:00"),
        ("Tue, 24 Nov 2026 10:00:00 -0000", "2026-11-24 10:00"),
        ("24 Nov 26 10:00 +0100", "2026-11-24 09:00"),
        ("Tue, 24 Nov 2026 10:00:00 EST", "2026-11-24 15:00"),
        ("mar., 24 nov. 2026 10:00:00 +0100", "2026-11-24 09:00"),
        ("mardi 24 novembre 2026 10:00 UTC", "2026-11-24 10:00"),
        ("Mon, 10 août 2026 10:00:00 +0100", "2026-08-10 09:00"),
    ],
)
def test_a_date_with_its_zone_is_read_without_a_guess(text: str, moment: str) -> None:
    found = read_date(text, CASABLANCA)
    assert (found.moment, found.guess) == (utc(moment), "")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 24 Nov 2026 10:00:00", "2026-11-24 10:00"),
        ("2026-11-24T10:00", "2026-11-24 10:00"),
        ("24/11/2026 10h30", "2026-11-24 10:30"),
        ("1er décembre 2026 à 08:30", "2026-12-01 08:30"),
        ("الثلاثاء 24 نونبر 2026 على الساعة 10:00", "2026-11-24 10:00"),
        ("٢٤ غشت ٢٠٢٦ ١٠:٠٠", "2026-08-24 09:00"),
        ("24 شتنبر 2026 10:00", "2026-09-24 10:00"),
        ("24 سبتمبر 2026 10:00", "2026-09-24 10:00"),
    ],
)
def test_a_date_without_zone_is_the_sites(text: str, moment: str) -> None:
    """Morocco was on UTC+1 until 2026-09-20, and is on UTC+0 since."""
    found = read_date(text, CASABLANCA)
    assert found.moment == utc(moment)
    assert "zone" in found.guess


def test_a_day_begins_at_its_midnight_and_ends_at_the_next() -> None:
    assert read_date("2026-08-24", CASABLANCA).moment == utc("2026-08-23 23:00")
    assert read_date("2026-08-24", CASABLANCA, end=True).moment == utc("2026-08-24 23:00")
    assert read_date("24 غشت 2026", CASABLANCA, end=True).moment == utc("2026-08-24 23:00")


@pytest.mark.parametrize(
    "text",
    ["soon", "32/13/2026", "2026-13-01", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z",
     "Thu, 01 Jan 2026 25:00:00 +0000", "24 Brumaire 2026", "1969-07-20"],
)  # fmt: skip
def test_what_cannot_be_meant_is_left_out_with_a_word(text: str) -> None:
    found = read_date(text, CASABLANCA)
    assert found.moment is None
    assert "left out" in found.guess


def test_nothing_is_no_date_and_no_fault() -> None:
    assert read_date("  ", CASABLANCA).guess == ""


@given(st.text(max_size=60) | st.datetimes().map(str), st.booleans())
def test_whatever_is_written_the_answer_is_an_instant_or_none(text: str, end: bool) -> None:
    moment = read_date(text, CASABLANCA, end=end).moment
    assert moment is None or moment.tzinfo is UTC
