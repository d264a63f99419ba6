"""Numbers, times and foreign names keep their order in text of either direction."""

from __future__ import annotations

import pytest

from kiosk.player.stage import bidi

LRI, FSI, PDI, NBSP = bidi.LRI, bidi.FSI, bidi.PDI, bidi.NBSP


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("اتصلوا بالرقم 05 22 11-22-33 حالا", "05 22 11-22-33"),
        ("من 09:00-14:30 يوم الخميس", "09:00-14:30"),
        ("يوم 26/11/2026 صباحا", "26/11/2026"),
        ("الهاتف +212 522 11 22 33.", "+212 522 11 22 33"),
        ("على الموقع https://oued.example/a?b=1 اليوم", "https://oued.example/a?b=1"),
        ("راسلونا info@oued.example الآن", "info@oued.example"),
        ("تخبر ONEE Branche Eau زبناءها", "ONEE Branche Eau"),
        ("بنسبة 12,5 % تقريبا", "12,5 %"),
        ("رقم الملف 2026/00417-B إلى", "2026/00417-B"),
        ("على الساعة 16h30 بالضبط", "16h30"),
        ("الشقة 12B بالطابق", "12B"),
        (f"صورتان 35×45{NBSP}mm هنا", "35×45 mm"),
        (f"شارع Mohammed{NBSP}V هنا", "Mohammed V"),
    ],
)
def test_foreign_runs_are_isolated_whole_in_arabic(text: str, run: str) -> None:
    isolated = bidi.isolated(text, rtl=True).replace(NBSP, " ")
    assert f"{LRI}{run}{PDI}" in isolated


def test_arabic_names_are_isolated_in_french() -> None:
    text = bidi.isolated("Coupure à حي السلام, 14 h", rtl=False)
    assert f"{FSI}حي السلام{PDI}, 14 h" in text


@pytest.mark.parametrize("rtl", [True, False])
def test_nothing_is_lost_and_every_isolate_is_closed(rtl: bool) -> None:
    text = "الماء Eau 05 22 11-22-33 (ONEE) 14:30، الخميس 26 نونبر – Hay Salam"
    isolated = bidi.isolated(text, rtl=rtl)
    assert bidi.stripped(isolated).replace(NBSP, " ") == text
    assert sum(map(isolated.count, (LRI, FSI))) == isolated.count(PDI)


def test_controls_that_a_feed_brings_are_gone() -> None:
    assert bidi.stripped("a\u202eb\u2067c\u200f") == "abc"
    assert "\u202e" not in bidi.name("x\u202ey")


def test_a_phone_number_stays_on_one_line() -> None:
    assert " " not in bidi.ltr("05 22 11-22-33")
    assert "05\u00a022\u00a011-22-33" in bidi.isolated("Au 05 22 11-22-33, merci", rtl=False)


@pytest.mark.parametrize(
    ("text", "rtl"), [("ONEE: انقطاع الماء", True), ("Coupure à حي", False), ("14:30", False)]
)
def test_most_letters_decide_an_undetermined_text(text: str, rtl: bool) -> None:
    assert bidi.is_rtl(text) is rtl
