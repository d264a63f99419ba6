"""Dates and times as people of each language write them."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.model.zones import zone
from kiosk.player.stage import bidi, format
from tests.make import utc

CASABLANCA = zone("Africa/Casablanca")
NOW = utc("2026-11-24 09:05")


def said(lines: tuple[str, ...]) -> list[str]:
    return [bidi.stripped(line).replace(bidi.NBSP, " ") for line in lines]


def when(starts: str | None, ends: str | None, language: str = "fr", **more: bool) -> list[str]:
    first = utc(starts) if starts else None
    last = utc(ends) if ends else None
    return said(format.when(first, last, NOW, CASABLANCA, language, **more))


def test_one_day_is_a_day_and_a_range() -> None:
    assert when("2026-11-26 09:00", "2026-11-26 14:30") == ["Jeudi 26 novembre", "09:00 – 14:30"]
    assert when("2026-11-26 09:00", "2026-11-26 14:30", "ar") == [
        "الخميس 26 نونبر",
        "09:00 – 14:30",
    ]


def test_today_and_tomorrow_have_names() -> None:
    assert when("2026-11-24 14:00", "2026-11-24 18:00")[0] == "Aujourd’hui"
    assert when("2026-11-25 14:00", "2026-11-25 18:00", "ar")[0] == "غدا"


def test_a_range_keeps_its_order_in_arabic() -> None:
    (_, times) = format.when(
        utc("2026-11-26 09:00"), utc("2026-11-26 14:30"), NOW, CASABLANCA, "ar"
    )
    assert times.startswith(bidi.LRI)
    assert times.endswith(bidi.PDI)


def test_several_days() -> None:
    assert when("2026-11-28 09:00", "2026-11-29 18:00") == [
        "Du samedi 28 novembre, 09:00",
        "au dimanche 29 novembre, 18:00",
    ]
    assert when("2026-11-28 09:00", "2026-11-29 18:00", short=True) == [
        "Du 28 nov., 09:00",
        "au 29 nov., 18:00",
    ]
    assert when("2026-11-28 09:00", "2026-11-29 18:00", "ar") == [
        "من السبت 28 نونبر، 09:00",
        "إلى الأحد 29 نونبر، 18:00",
    ]


def test_a_range_speaks_of_days_near_by_as_people_do() -> None:
    assert when("2026-11-23 14:00", "2026-11-25 06:00") == ["D’hier, 14:00", "à demain, 06:00"]
    assert when("2026-11-24 14:00", "2026-11-26 06:00") == [
        "D’aujourd’hui, 14:00",
        "au jeudi 26 novembre, 06:00",
    ]
    assert when("2026-11-24 14:00", "2026-11-25 06:00", "en") == [
        "From today, 14:00",
        "to tomorrow, 06:00",
    ]


def test_yesterday_has_a_name() -> None:
    assert when("2026-11-23 21:25", None) == ["Depuis hier, 21:25"]
    assert when("2026-11-23 21:25", None, "ar") == ["منذ أمس، 21:25"]


def test_whole_days_end_on_the_day_before_midnight() -> None:
    assert when("2026-12-01 00:00", "2026-12-16 00:00", short=True) == ["Du 1er déc.", "au 15 déc."]
    assert when("2026-12-01 00:00", "2026-12-02 00:00") == ["Mardi 1er décembre"]


def test_until_midnight_is_24_hours() -> None:
    assert when("2026-11-26 20:00", "2026-11-27 00:00")[1] == "20:00 – 24:00"


def test_without_an_end() -> None:
    assert when("2026-11-24 07:40", None) == ["Depuis 07:40"]
    assert when("2026-11-26 09:00", None) == ["Dès jeudi 26 novembre, 09:00"]
    assert when(None, "2026-11-24 18:00") == ["Jusqu’à 18:00"]
    assert when(None, None) == []


def test_the_zone_is_the_site_s_and_not_the_machine_s() -> None:
    before = utc("2026-09-19 12:00")  # Morocco was on UTC+1 until the next night
    assert said((format.clock_time(before, CASABLANCA),)) == ["13:00"]
    assert said((format.clock_time(NOW, CASABLANCA),)) == ["09:05"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "الثلاثاء، 24 نونبر 2026"),
        ("fr", "mardi 24 novembre 2026"),
        ("zgh", "ⴰⵙⵉⵏⴰⵙ 24 ⵏⵓⵡⴰⵏⴱⵉⵔ 2026"),
        ("en", "Tuesday 24 November 2026"),
    ],
)
def test_full_dates(language: str, text: str) -> None:
    made = format.full_date(date(2026, 11, 24), language).replace(bidi.NBSP, " ")
    assert made.replace("،", "") == text.replace("،", "")


def test_opening_is_part_of_a_sentence() -> None:
    opens = format.opens_at(utc("2026-11-25 08:30"), NOW, CASABLANCA, "fr")
    assert said((opens,)) == ["demain, 08:30"]
