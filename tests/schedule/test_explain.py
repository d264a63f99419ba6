"""Why something shows or does not, in values and in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kiosk.model.notice import Area, EndRule, Notice, Severity, State, Urgency
from kiosk.model.site import OpeningHours, Takeover
from kiosk.model.text import Text
from kiosk.schedule.cards import Ends
from kiosk.schedule.explain import explain
from kiosk.schedule.explain_text import tell
from kiosk.schedule.program import Program
from kiosk.schedule.verdict import Rule, Verdict
from tests import make
from tests.schedule.play import DAY, HOUR, NOW, alarm, capsule, news, outage, program

OFFICE = (OpeningHours.model_validate({"days": "mon-fri", "hours": "08:30-16:30"}),)
MESSAGE = {"kind": "message", "title": "m"}


def on_item(index: int, asked: Program, now: Any = NOW) -> Verdict:
    return explain(asked, now)[index]


def on(notice: Notice, *, now: Any = NOW, **more: Any) -> Verdict:
    verdicts = explain(program(notice, **more), now)
    return next(verdict for verdict in verdicts if verdict.notice is not None)


@pytest.mark.parametrize(
    ("conditions", "rule", "next_at"),
    [
        ({}, Rule.SHOWS, None),
        ({"from": "2026-11-25"}, Rule.NOT_YET, "2026-11-25 00:00"),
        ({"until": "2026-11-23"}, Rule.PERIOD_OVER, None),
        ({"days": "wed-fri"}, Rule.DAYS, "2026-11-25 00:00"),
        ({"hours": "10:00-11:00"}, Rule.HOURS, "2026-11-24 10:00"),
        ({"hours": "07:00-08:00", "days": "mon-tue"}, Rule.HOURS, "2026-11-30 07:00"),
        ({"repeat": "FREQ=MONTHLY;BYDAY=1MO"}, Rule.REPEAT, "2026-12-07 00:00"),
        ({"repeat": "FREQ=SOMETIMES"}, Rule.BAD_RULE, None),
    ],
)
def test_the_rule_that_keeps_an_item_off_and_when_it_shows_next(
    conditions: dict[str, Any], rule: Rule, next_at: str | None
) -> None:
    verdict = on_item(0, program(items=[MESSAGE | conditions]))
    assert (verdict.rule, verdict.shows) == (rule, rule is Rule.SHOWS)
    assert verdict.next_at == (make.utc(next_at) if next_at else None)


def test_a_missing_file_and_a_foreign_message() -> None:
    items = [{"kind": "image", "file": "gone.png"}, MESSAGE | {"title": {"de": "Hallo"}}]
    asked = program(items=items)
    assert on_item(0, asked).rule is Rule.NO_FILE
    assert on_item(1, asked).rule is Rule.LANGUAGE
    assert on_item(0, asked).next_at is None


def test_an_empty_item_says_when_something_will_fill_it() -> None:
    later = outage("o", shows_from=NOW + 2 * HOUR)
    verdict = on_item(0, program(later, items=[{"kind": "outages"}]))
    assert (verdict.rule, verdict.next_at) == (Rule.EMPTY, NOW + 2 * HOUR)


def test_what_shows_says_until_when() -> None:
    verdict = on_item(0, program(items=[MESSAGE | {"hours": "08:00-10:00"}]))
    assert (verdict.shows, verdict.until) == (True, NOW + HOUR)
    notice = on(news("n", expires=NOW + 3 * HOUR), items=[{"kind": "announcements"}])
    assert (notice.shows, notice.until, notice.ends) == (True, NOW + 3 * HOUR, Ends.EXPLICIT)
    assert notice.items == (0,)


def test_a_closed_reception_keeps_everything_off_until_it_opens() -> None:
    night = make.utc("2026-11-24 20:00")
    asked = program(news("n"), items=[MESSAGE, {"kind": "announcements"}],
                    screen_opening_hours=OFFICE)  # fmt: skip
    for verdict in explain(asked, night):
        assert (verdict.rule, verdict.next_at) == (Rule.CLOSED, make.utc("2026-11-25 08:30"))


@pytest.mark.parametrize(
    ("notice", "more", "rule"),
    [
        (news("n"), {}, Rule.SHOWS),
        (outage("n", starts=NOW - 3 * HOUR, ends=NOW - HOUR), {}, Rule.OVERDUE),
        (news("n", state=State.TEST), {}, Rule.TEST),
        (news("n", service="waste"), {"screen_services": ("water",)}, Rule.SCREEN_SERVICE),
        (news("n", areas=(Area(name=Text.of("Port")),)), {"screen_areas": ("Agdal",)},
         Rule.SCREEN_AREA),
        (news("n", texts=({"language": "en", "title": "x"},)), {}, Rule.LANGUAGE),
        (capsule("n", media=()), {}, Rule.NO_VIDEO),
        (capsule("n"), {}, Rule.NO_ITEM),
        (news("n", expires=NOW), {}, Rule.ENDED),
        (news("n", shows_from=NOW, expires=NOW - HOUR), {}, Rule.BACKWARDS),
        (news("n", service="waste"),
         {"items": [{"kind": "announcements", "services": ["water"]}]}, Rule.ITEM_SERVICE),
        (news("n", areas=(Area(name=Text.of("Port")),)),
         {"items": [{"kind": "announcements", "areas": ["Agdal"]}]}, Rule.ITEM_AREA),
        (news("n"), {"items": [{"kind": "announcements", "sources": ["content"]}]},
         Rule.ITEM_SOURCE),
        (news("n", published=NOW - 3 * DAY),
         {"items": [{"kind": "announcements", "max_age": "2 days"}]}, Rule.TOO_OLD),
        (news("n"), {"items": [{"kind": "announcements", "hours": "10:00-11:00"}]}, Rule.HOURS),
        (alarm("n"), {}, Rule.URGENT),
    ],
)  # fmt: skip
def test_the_very_rule_about_a_notice(notice: Notice, more: dict[str, Any], rule: Rule) -> None:
    verdict = on(notice, **more)
    assert verdict.rule is rule
    assert verdict.shows is (rule in (Rule.SHOWS, Rule.URGENT, Rule.OVERDUE))
    for language in ("en", "fr", "ar"):
        sentence = tell(verdict, language, make.site().zone)
        assert sentence.endswith(".")
        assert "{" not in sentence


def test_a_notice_shows_next_when_it_and_its_item_and_the_reception_are_ready() -> None:
    notice = news("n", shows_from=NOW + 2 * HOUR, expires=NOW + 3 * DAY)
    items = [{"kind": "announcements", "hours": "07:00-10:00"}]
    verdict = on(notice, items=items, screen_opening_hours=OFFICE)
    assert verdict.rule is Rule.SHOWS_FROM
    assert verdict.next_at == make.utc("2026-11-25 08:30")


def test_a_notice_that_ends_before_its_item_opens_never_shows() -> None:
    items = [{"kind": "announcements", "days": "sun"}]
    sunday = make.utc("2026-11-29 00:00")
    assert on(news("n", expires=sunday), items=items).next_at is None
    assert on(news("n", expires=sunday + HOUR), items=items).next_at == sunday


def test_beside_an_urgent_notice_with_the_screen_to_itself_everything_waits_for_its_end() -> None:
    asked = program(news("n"), alarm(expires=NOW + HOUR), items=[{"kind": "announcements"}],
                    takeover=Takeover(alternate=False))  # fmt: skip
    item, urgent, notice = explain(asked, NOW)
    assert urgent.rule is Rule.URGENT
    assert (item.rule, item.next_at) == (Rule.URGENT_ALONE, NOW + HOUR)
    assert (notice.rule, notice.next_at) == (Rule.URGENT_ALONE, NOW + HOUR)


def test_every_item_and_every_notice_has_one_verdict() -> None:
    notices = [news("a"), outage("b"), news("c", state=State.TEST), alarm("d"), capsule("e")]
    own = (news("f", source="content"),)
    asked = program(*notices, items=[{"kind": "outages"}, MESSAGE], notices=own)
    verdicts = explain(asked, NOW)
    assert [verdict.index for verdict in verdicts if verdict.item is not None] == [0, 1]
    keys = sorted(verdict.notice.key for verdict in verdicts if verdict.notice)
    assert keys == list("abcdef")


# The sentences.

SENTENCES = [
    (news("n", expires=NOW + 3 * HOUR), {}, "Shows, until 2026-11-24 12:00, as it says itself.",
     "S'affiche, jusqu'au 2026-11-24 12:00, comme il l'indique lui-même."),
    (news("n", end_rule=EndRule.ABSENT), {}, "Shows, until it leaves its feed.",
     "S'affiche, jusqu'à ce qu'il quitte son flux."),
    (news("n"), {}, "Shows, and never ends by itself.",
     "S'affiche, et ne prend jamais fin de lui-même."),
    (news("n", expires=NOW + 3 * HOUR, end_rule=EndRule.SOURCE_DEFAULT), {},
     "Shows, until 2026-11-24 12:00, by the rule for its feed, for it does not say itself.",
     "S'affiche, jusqu'au 2026-11-24 12:00, selon la règle de son flux, car il ne l'indique pas."),
    (news("n", expires=NOW + 3 * HOUR, end_rule=EndRule.EVENT_END), {},
     "Shows, until 2026-11-24 12:00, when what it is about is over.",
     "S'affiche, jusqu'au 2026-11-24 12:00, quand ce dont il parle est terminé."),
    (outage("n", state=State.RESOLVED, updated=NOW - 3 * HOUR), {},
     "It ended at 2026-11-24 08:00, having been shown as over for long enough."
     " It will not show as things are.",
     "Il a pris fin le 2026-11-24 08:00, après avoir été affiché assez longtemps comme terminé."
     " En l'état, il ne s'affichera pas."),
    (news("n"), {"items": [{"kind": "announcements", "days": "wed, fri"}]},
     "Today is not one of its `days`: wed, fri. Next: 2026-11-25 00:00.",
     "Aujourd'hui n'est pas un de ses jours (`days`) : mer, ven. Prochaine fois : le"
     " 2026-11-25 00:00."),
    (news("n", published=NOW - 3 * DAY),
     {"items": [{"kind": "announcements", "max_age": "2 days"}]},
     "It is older than item 1 allows (`max_age`: 2 days). It will not show as things are.",
     "Il est plus ancien que l'élément 1 ne l'admet (`max_age` : 2 jours)."
     " En l'état, il ne s'affichera pas."),
]  # fmt: skip


@pytest.mark.parametrize(("notice", "more", "english", "french"), SENTENCES)
def test_the_verdict_in_words(
    notice: Notice, more: dict[str, Any], english: str, french: str
) -> None:
    verdict = on(notice, **more)
    zone = make.site().zone
    assert tell(verdict, "en", zone) == english
    assert tell(verdict, "fr", zone) == french
    assert tell(verdict, "de", zone) == english


def test_times_are_told_on_the_clock_of_the_site() -> None:
    asked = program(items=[MESSAGE | {"from": "2026-09-01 10:00"}])
    verdict = on_item(0, asked, make.utc("2026-08-01 00:00"))
    assert "2026-09-01 10:00" in tell(verdict, "en", asked.lineup.site.zone)
    assert verdict.next_at == make.utc("2026-09-01 09:00")


def test_every_rule_has_its_sentence() -> None:
    """In both languages, with the values that the rule may come without."""
    values: dict[str, Any] = {
        "at": NOW, "ends": NOW, "item": 1, "days": "0,1", "hours": "x", "repeat": "x", "file": "x",
        "fault": "x", "service": "x", "areas": "x", "languages": "x", "source": "x", "kind": "x",
        "why": Ends.EXPLICIT.value, "max_age_s": 5400,
    }  # fmt: skip
    for rule in Rule:
        verdict = Verdict(0, None, news("n"), False, rule, values)
        texts = {tell(verdict, language, make.site().zone) for language in ("en", "fr")}
        assert len(texts) == 2


def test_one_round_in_three_is_said() -> None:
    verdict = on_item(0, program(items=[MESSAGE | {"every": 3}]))
    assert tell(verdict, "en", make.site().zone) == "Shows, one round in 3."


def test_an_overdue_outage_tells_staff_what_to_write() -> None:
    overdue = outage("n", ends=NOW - timedelta(hours=2), severity=Severity.MODERATE)
    sentence = tell(on(overdue), "en", make.site().zone)
    assert "expected to be over at 2026-11-24 07:00" in sentence
    assert "state: resolved" in sentence


def test_an_urgent_outage_says_that_it_is_urgent() -> None:
    notice = outage("n", severity=Severity.EXTREME, urgency=Urgency.IMMEDIATE)
    assert "urgent" in tell(on(notice), "en", make.site().zone)


def test_every_language_has_a_sentence_for_every_rule() -> None:
    names = ("ends", "at", "days", "hours", "repeat", "fault", "file", "service", "areas", "kind")
    values = dict.fromkeys((*names, "languages", "item", "source"), "1")
    values = {**values, "max_age_s": 86400, "why": Ends.ABSENT.value}

    def said(rule: Rule, language: str) -> str:
        verdict = Verdict(-1, None, None, shows=False, rule=rule, values=values)
        return tell(verdict, language, make.site().zone)

    spoken = {language: {said(rule, language) for rule in Rule} for language in ("en", "fr", "ar")}
    for sentences in spoken.values():
        assert len(sentences) == len(Rule)
    assert not spoken["en"] & spoken["ar"]
