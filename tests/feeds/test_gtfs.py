"""GTFS-realtime alerts: periods, languages, what is known and what is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from google.transit.gtfs_realtime_pb2 import FeedMessage

from kiosk.errors import FeedError
from kiosk.model.notice import EndRule, Kind, Severity
from tests.feeds.world import NOW, read

SECOND = timedelta(seconds=1)


def message(fill: Callable[[Any], None] = lambda _: None, *, text: str = "Ligne T1") -> bytes:
    made = FeedMessage()
    made.header.gtfs_realtime_version = "2.0"
    entity = made.entity.add()
    entity.id = "a"
    entity.alert.header_text.translation.add().text = text
    fill(entity.alert)
    return bytes(made.SerializeToString())


def periods(*spans: tuple[datetime | None, datetime | None]) -> bytes:
    def fill(alert: Any) -> None:
        for start, end in spans:
            period = alert.active_period.add()
            if start:
                period.start = int(start.timestamp())
            if end:
                period.end = int(end.timestamp())

    return message(fill)


def test_a_period_contains_its_beginning_and_not_its_end() -> None:
    assert read(periods((None, NOW))).notices == ()
    (notice,) = read(periods((NOW, NOW + SECOND))).notices
    assert (notice.starts, notice.shows_from) == (NOW, NOW)
    assert (notice.ends, notice.expires) == (NOW + SECOND, NOW + SECOND)
    assert notice.end_rule is EndRule.EXPLICIT


def test_without_period_it_is_shown_while_it_is_in_the_feed() -> None:
    (notice,) = read(message()).notices
    assert (notice.expires, notice.end_rule) == (None, EndRule.ABSENT)
    (still,) = read(periods((NOW - SECOND, None))).notices
    assert (still.expires, still.end_rule) == (None, EndRule.ABSENT)


def test_of_very_many_periods_the_next_come_and_the_rest_in_time() -> None:
    hour = timedelta(hours=1)
    parsed = read(periods(*((NOW + 2 * n * hour, NOW + (2 * n + 1) * hour) for n in range(14))))
    assert len(parsed.notices) == 12
    assert parsed.reread_at == NOW + 22 * hour, "the last one has begun, and the next is not on yet"
    alike = read(periods(*((NOW - n * hour, NOW + (20 - n) * hour) for n in range(1, 14))))
    assert alike.reread_at == NOW + 18 * hour


def test_it_is_shown_in_all_of_its_periods() -> None:
    day = timedelta(days=1)
    found = read(
        periods((NOW + day, NOW + 2 * day), (NOW - day, NOW), (NOW + 3 * day, NOW + 4 * day))
    ).notices
    assert [notice.shows_from for notice in found] == [NOW + day, NOW + 3 * day]
    assert len({notice.key for notice in found}) == 2


def test_all_languages_are_one_notice_and_the_unstated_one_is_the_feeds() -> None:
    def fill(alert: Any) -> None:
        for language, text in (("ar", "الخط 1"), ("en-html", "<b>x</b>"), ("en", "Line 1")):
            translation = alert.header_text.translation.add()
            translation.language, translation.text = language, text

    (notice,) = read(message(fill)).notices
    assert {text.language: text.title for text in notice.texts} == {
        "ar": "الخط 1", "fr": "Ligne T1", "en": "Line 1",
    }  # fmt: skip
    (foreign,) = read(message(text="Line 1"), language="en").notices
    assert foreign.languages == ("en",)


@pytest.mark.parametrize(
    ("effect", "severity"),
    [(1, "severe"), (2, "moderate"), (4, "moderate"), (6, "minor"), (9, "moderate"), (10, "info"),
     (11, "moderate"), (8, "info")],
)  # fmt: skip
def test_how_bad_it_is_follows_from_its_effect(effect: int, severity: str) -> None:
    (notice,) = read(message(lambda alert: setattr(alert, "effect", effect))).notices
    assert (notice.kind, notice.severity) == (Kind.TRANSIT, Severity(severity))
    stated = read(message(lambda alert: setattr(alert, "severity_level", 4))).notices[0]
    assert stated.severity is Severity.SEVERE


def test_what_nobody_has_heard_of_is_passed_over() -> None:
    assert len(read(message() + b"\xca\x3e\x03abc").notices) == 1


def test_an_empty_dataset_says_that_nothing_is_active() -> None:
    empty = FeedMessage()
    empty.header.gtfs_realtime_version = "2.0"
    parsed = read(empty.SerializeToString())
    assert (parsed.format, parsed.notices, parsed.warnings) == ("gtfs-realtime", (), ())


def test_a_dataset_of_changes_is_refused() -> None:
    made = FeedMessage.FromString(message())
    made.header.incrementality = 1
    with pytest.raises(FeedError, match="ask its publisher for the full dataset"):
        read(made.SerializeToString())
