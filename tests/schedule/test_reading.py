"""How long a text stands."""

from __future__ import annotations

import pytest

from kiosk.schedule.reading import dwell_s, pages_needed, reading_time_s


def words(count: int) -> str:
    return " ".join(["mot"] * count)


@pytest.mark.parametrize(
    ("language", "wpm"), [("ar", 138), ("fr", 195), ("en", 228), ("zgh", 110), ("es", 180)]
)
def test_each_language_has_its_own_speed(language: str, wpm: int) -> None:
    expected = 2 + 1.5 * 20 / (0.6 * wpm) * 60
    assert reading_time_s([(language, words(20))]) == pytest.approx(expected)


def test_a_page_in_two_languages_stands_for_the_sum_of_both() -> None:
    both = reading_time_s([("ar", words(12)), ("fr", words(15))])
    assert both == pytest.approx(reading_time_s([("ar", words(12))])
                                 + reading_time_s([("fr", words(15))]))  # fmt: skip


def test_a_few_words_stand_for_eight_seconds_all_the_same() -> None:
    assert reading_time_s([("fr", "Eau coupée")]) == 8
    assert reading_time_s([]) == 8


def test_a_page_stands_for_thirty_seconds_at_most() -> None:
    assert reading_time_s([("fr", words(500))]) == 30


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (10, 1), (36, 1), (37, 2), (72, 2), (73, 3)])
def test_what_needs_more_than_thirty_seconds_needs_more_pages(count: int, pages: int) -> None:
    assert pages_needed([("fr", words(count))]) == pages


def test_the_dwell_of_a_long_text_is_the_sum_of_its_pages() -> None:
    assert dwell_s([("fr", words(73))]) == pytest.approx(3 * 2 + 1.5 * 73 / (0.6 * 195) * 60)


def test_a_text_in_a_dozen_languages_still_ends() -> None:
    languages = ("ar", "fr", "en", "zgh", "es", "de", "it", "pt", "nl", "ro", "pl", "tr")
    many = [(language, words(30)) for language in languages]
    assert 1 <= pages_needed(many) < 60
