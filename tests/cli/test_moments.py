"""Moments as people type them."""

from __future__ import annotations

from datetime import datetime

import click
import pytest

from kiosk.cli.moments import ago, parse_moment, told
from kiosk.model.zones import zone
from tests.make import utc

PARIS = zone("Europe/Paris")
NOW = utc("2026-11-24 22:30")
"""Half past eleven in the evening in Paris."""


@pytest.mark.parametrize(
    "text, expected",
    [
        ("now", NOW),
        ("2026-11-25 09:00", utc("2026-11-25 08:00")),
        ("2026-11-25T09:00", utc("2026-11-25 08:00")),
        ("2026-7-1 9h05", utc("2026-07-01 07:05")),
        ("2026-11-25", utc("2026-11-24 23:00")),
        ("today", utc("2026-11-23 23:00")),
        ("tomorrow", utc("2026-11-24 23:00")),
        ("Tomorrow 09:00", utc("2026-11-25 08:00")),
        ("yesterday 09:00", utc("2026-11-23 08:00")),
        ("09:00", utc("2026-11-24 08:00")),
        ("+2h", utc("2026-11-25 00:30")),
        ("-30 min", utc("2026-11-24 22:00")),
        ("25/11/2026", utc("2026-11-24 23:00")),
        ("Demain 9h00", utc("2026-11-25 08:00")),
        ("aujourd’hui", utc("2026-11-23 23:00")),
        ("2026-11-25 09:00:07", utc("2026-11-25 08:00:07")),
        ("09:00:07", utc("2026-11-24 08:00:07")),
        ("2026-11-25T09:00:07+01:00", utc("2026-11-25 08:00:07")),
        ("2026-11-25T08:00:07Z", utc("2026-11-25 08:00:07")),
        ("أمس 09:00", utc("2026-11-23 08:00")),
    ],
)
def test_what_people_type(text: str, expected: datetime) -> None:
    assert parse_moment(text, PARIS, NOW) == expected


def test_a_day_as_an_end_is_over_at_midnight() -> None:
    assert parse_moment("2026-11-25", PARIS, NOW, end=True) == utc("2026-11-25 23:00")
    assert parse_moment("2026-11-25 09:00", PARIS, NOW, end=True) == utc("2026-11-25 08:00")


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026-13-01", "2026-11-25 25:00", "13/25/2026", "+2", "2026-13-25T08:00:07Z"],
)
def test_anything_else_is_refused_with_examples(text: str) -> None:
    with pytest.raises(click.BadParameter, match=r"Write .*2026-11-25 09:00"):
        parse_moment(text, PARIS, NOW)


def test_moments_are_told_in_the_sites_zone() -> None:
    assert told(utc("2026-09-21 09:00"), zone("Africa/Casablanca")) == "2026-09-21 09:00"
    assert told(utc("2026-09-19 09:00"), zone("Africa/Casablanca")) == "2026-09-19 10:00"


@pytest.mark.parametrize(
    "seconds, expected",
    [
        (-5, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (3599, "59 min"),
        (90000, "25 h"),
        (172800, "2 days"),
    ],
)
def test_ages_are_told_in_one_unit(seconds: float, expected: str) -> None:
    assert ago(seconds) == expected
