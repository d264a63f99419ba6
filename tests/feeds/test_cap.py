"""Alerts as they are met: parts, languages, ends, and senders that heed no standard."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.model.notice import EndRule, Kind, Notice, State
from kiosk.model.text import Text
from tests.feeds.world import read
from tests.make import utc

ARABIC = "فيضان في المدينة القديمة"


def info(head: str = "Crue", language: str = "fr", **more: str) -> str:
    said = f"<language>{language}</language>" if language else ""
    inner = "".join(f"<{name}>{text}</{name}>" for name, text in more.items())
    return f"<info>{said}<event>Crue</event><headline>{head}</headline>{inner}</info>"


def alert(*infos: str, **more: str) -> str:
    told = {
        "identifier": "1", "sender": "s@x.example", "sent": "2026-11-24T08:00:00-00:00",
        "status": "Actual", "msgType": "Alert", "scope": "Public", **more,
    }  # fmt: skip
    head = "".join(f"<{name}>{text}</{name}>" for name, text in told.items())
    body = "".join(infos)
    return f'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">{head}{body}</alert>'


def one(*infos: str, **more: str) -> Notice:
    (notice,) = read(alert(*infos, **more)).notices
    return notice


def test_what_is_grave_and_what_is_urgent_may_be_two_parts() -> None:
    grave = info(severity="Extreme", urgency="Future")
    urgent = info("Pluie", severity="Minor", urgency="Immediate")
    assert not one(grave, urgent).takes_over
    assert one(grave, urgent).severity == "extreme"
    assert one(grave, info("Crue subite", severity="Severe", urgency="Immediate")).takes_over


def test_a_part_ends_by_itself_and_the_alert_with_its_last() -> None:
    first = info("Matin", severity="Extreme", urgency="Immediate", description="Partez.",
                 expires="2026-11-24T08:59:59-00:00")  # fmt: skip
    second = info("Soir", severity="Minor", expires="2026-11-24T18:00:00-00:00")
    both, notice = read(alert(first, second)).notices
    assert (both.texts[0].title, both.severity) == ("Matin", "extreme")
    assert both.expires == notice.shows_from == utc("2026-11-24 08:59") + timedelta(seconds=59)
    assert (notice.texts[0].title, notice.texts[0].body, notice.severity) == ("Soir", "", "minor")
    assert notice.expires == utc("2026-11-24 18:00")
    over = one(first)
    assert over.texts[0].title == "Matin"
    assert over.expires == utc("2026-11-24 08:59") + timedelta(seconds=59)


def test_what_is_left_of_an_alert_follows_when_a_part_of_it_ends() -> None:
    """At 08:00 it was sent; it is 09:00."""
    parts = [
        info(hour, expires=f"2026-11-24T{hour}:00:00-00:00") for hour in ("08", "09", "10", "12")
    ]
    parsed = read(alert(*parts))
    assert [
        (one.texts[0].title, one.shows_from, one.expires, one.end_rule) for one in parsed.notices
    ] == [
        ("09", None, utc("2026-11-24 09:00"), EndRule.EXPLICIT),
        ("10", utc("2026-11-24 09:00"), utc("2026-11-24 10:00"), EndRule.EXPLICIT),
        ("12", utc("2026-11-24 10:00"), utc("2026-11-24 12:00"), EndRule.EXPLICIT),
    ]
    assert parsed.reread_at is None
    first = parsed.notices[0]
    assert any("a part of it was over when it was sent" in told for told in first.warnings)
    early = read(alert(*parts, sent="2026-11-24T07:00:00-00:00"))
    assert [one.texts[0].title for one in early.notices] == ["08", "09", "10", "12"]
    alike = read(alert(parts[2], info("Flood", "en", expires="2026-11-24T10:00:00+00:00")))
    assert len(alike.notices) == 1
    assert len(read(alert(info())).notices) == 1


def test_a_part_without_an_end_goes_on_to_the_end_of_the_alert() -> None:
    first, rest = read(
        alert(info("Matin", expires="2026-11-24T10:00:00-00:00"), info("Toujours"))
    ).notices
    assert [one.texts[0].title for one in (first, rest)] == ["Matin", "Toujours"]
    assert (first.expires, rest.shows_from) == (utc("2026-11-24 10:00"),) * 2
    assert (rest.expires, rest.end_rule) == (utc("2026-11-25 08:00"), EndRule.SOURCE_DEFAULT)
    assert not any("until when" in told for told in first.warnings)


@given(
    ends=st.lists(st.none() | st.integers(-1, 8), min_size=1, max_size=7),
    read_after=st.integers(-2, 30),
)
@settings(max_examples=60, deadline=None)
def test_at_every_moment_it_says_once_what_is_not_over(
    ends: list[int | None], read_after: int
) -> None:
    """Ends are hours after it was sent; whenever it is read."""
    sent = utc("2026-11-24 08:00")
    ends = [*ends, 9]

    def stated(after: int | None) -> dict[str, str]:
        if after is None:
            return {}
        return {"expires": f"{sent + timedelta(hours=after):%Y-%m-%dT%H:%M:%S-00:00}"}

    parts = [info(f"p{number}", **stated(after)) for number, after in enumerate(ends)]
    notices = read(alert(*parts), read_at=sent + timedelta(hours=read_after)).notices
    for hour in range(24 if None in ends else 9):
        at = sent + timedelta(hours=hour)
        (shows,) = [
            one for one in notices
            if (one.shows_from or sent) <= at and one.expires and at < one.expires
        ]  # fmt: skip
        said = re.findall(r"p\d", f"{shows.texts[0].title} {shows.texts[0].body}")
        assert set(said) == {
            f"p{number}" for number, after in enumerate(ends) if after is None or after > hour
        }


def test_an_alert_that_is_over_stays_what_it_was() -> None:
    """Whoever takes it for over may have a clock that is wrong."""
    parts = [info(f"{at}", expires=f"2026-11-24T08:{at}:00-00:00") for at in (20, 40)]
    assert [one.expires for one in read(alert(*parts)).notices] == [
        utc("2026-11-24 08:20"),
        utc("2026-11-24 08:40"),
    ]


def test_of_very_many_parts_the_first_come_and_the_rest_in_time() -> None:
    parts = [info(str(at), expires=f"2026-11-24T10:{at}:00-00:00") for at in range(10, 50)]
    parsed = read(alert(*parts))
    assert len(parsed.notices) == 12
    last = parsed.notices[-1]
    assert (last.texts[0].title, last.expires) == ("21", utc("2026-11-24 10:49"))
    assert parsed.reread_at == last.shows_from == utc("2026-11-24 10:20")


def test_parts_that_are_over_make_room_for_those_to_come_where_there_are_very_many() -> None:
    """It is 09:00. Whoever takes any for over may have a clock that is wrong, though."""
    many = [info(str(at), expires=f"2026-11-24T08:{at}:00-00:00") for at in range(40, 56)]
    rest = info("Soir", expires="2026-11-24T18:00:00-00:00")
    assert [one.texts[0].title for one in read(alert(*many, rest)).notices] == ["Soir"]
    assert len(read(alert(*many[:8], rest)).notices) == 9


def test_two_alerts_of_one_name_are_not_mixed() -> None:
    """Nobody may write that, and some do: one alert for each language, under one identifier."""
    rest = info("Soir", expires="2026-11-24T18:00:00-00:00")
    french = alert(info("Matin", expires="2026-11-24T10:00:00-00:00"), rest)
    other = alert(info("Flood", "en", expires="2026-11-24T11:00:00-00:00"), rest)
    parsed = read(f"<alerts>{french}{other}</alerts>")
    assert parsed.notices == read(french).notices
    assert any("stands for more than one entry" in told for told in parsed.warnings)


def test_it_ends_to_the_second_and_says_why() -> None:
    explicit = one(info(expires="2026-11-24T10:00:01-00:00", onset="2026-11-24T09:30:07+00:00"))
    assert explicit.expires == utc("2026-11-24 10:00") + timedelta(seconds=1)
    assert explicit.starts == utc("2026-11-24 09:30") + timedelta(seconds=7)
    assert explicit.end_rule is EndRule.EXPLICIT
    assert one(info()).end_rule is EndRule.SOURCE_DEFAULT
    assert one(info(expires="2026-11-24T24:00:00-00:00")).expires == utc("2026-11-25 00:00")


@pytest.mark.parametrize(
    ("more", "warning"),
    [
        ({"expires": "2026-11-24T07:00:00-00:00"}, "expired before it was sent"),
        ({"expires": "2026-11-24T10:00:00-00:00", "onset": "2026-11-24T10:00:00-00:00"},
         "ends before it sets in"),
        ({"expires": "2026-11-24T10:00:00"}, "has no zone"),
        ({"expires": "9999-12-31T23:59:59-00:00"}, "out of range"),
        ({}, "does not say until when"),
    ],
)  # fmt: skip
def test_odd_times_are_told(more: dict[str, str], warning: str) -> None:
    assert any(warning in told for told in one(info(**more)).warnings)


def test_letters_know_better_than_the_language_that_is_stated() -> None:
    notice = one(info(ARABIC, "en-US"), info("Crue", "fr"))
    assert {text.language: text.title for text in notice.texts} == {"ar": ARABIC, "fr": "Crue"}
    assert any("its letters are not en" in told for told in notice.warnings)
    twice = one(info(ARABIC, "en-US"), info(ARABIC, "ar"))
    assert twice.languages == ("ar",)
    assert any("its text for 'en' is not in the letters" in told for told in twice.warnings)


def test_a_language_that_is_none_costs_no_text() -> None:
    notice = one(info(ARABIC, "Arabic"), info("Crue", "French (France)"), info("Flood", ""))
    assert notice.languages == ("ar", "fr")
    assert any("'Arabic' is no language; taken as ar" in told for told in notice.warnings)


def test_countries_are_one_language_and_easy_language_is_not_the_usual_one() -> None:
    notice = one(
        info("Leicht", "de-LS"), info("Hochwasser", "de"), info("Crue", "fr-FR"),
        info("Crue à Salam", "fr-CA"),
    )  # fmt: skip
    assert [(text.language, text.title, text.body) for text in notice.texts] == [
        ("fr", "Crue", "Crue à Salam"),
        ("de", "Hochwasser", ""),
    ]
    assert any("de-LS" in told for told in notice.warnings)
    assert one(info("Leicht", "de-LS")).texts[0].title == "Leicht"


def test_a_sender_may_have_blanks_and_commas_in_its_name() -> None:
    for sender in ("Meteo Maroc", "Eau, Salé", "a,b"):
        first = alert(info("vieux"), sender=sender, sent="2026-11-24T07:00:00-00:00")
        again = alert(info("neuf"), sender=sender)
        parsed = read(f"<alerts>{first}{again}</alerts>")
        assert [notice.texts[0].title for notice in parsed.notices] == ["neuf"]
        cancel = alert(
            sender=sender, identifier="2", msgType="Cancel",
            references=f"{sender},1,2026-11-24T07:00:00-00:00",
        )  # fmt: skip
        parsed = read(f"<alerts>{cancel}{first}</alerts>")
        assert [notice.state for notice in parsed.notices] == [State.CANCELLED]
        assert parsed.warnings == ()


def test_a_message_of_no_known_kind_replaces_nothing() -> None:
    first = alert(info("vieux"), sent="2026-11-24T07:00:00-00:00")
    other = alert(
        info("autre"), identifier="2", msgType="Correction",
        references="s@x.example,1,2026-11-24T07:00:00-00:00",
    )  # fmt: skip
    parsed = read(f"<alerts>{first}{other}</alerts>")
    assert len(parsed.notices) == 2
    assert any("no known kind (correction)" in told for told in parsed.notices[1].warnings)


@pytest.mark.parametrize("status", ["Exercise", "System", "Test", "Draft", "", "actually"])
def test_only_what_is_actual_may_show(status: str) -> None:
    assert one(info(), status=status).state is State.TEST
    assert one(info(), status="ACTUAL").state is State.ACTUAL


@pytest.mark.parametrize("scope", ["Restricted", "Private"])
def test_what_is_not_public_is_left_out(scope: str) -> None:
    parsed = read(alert(info(), scope=scope))
    assert parsed.notices == ()
    assert f"is {scope.lower()}, not public" in parsed.warnings[0]


def test_the_all_clear_is_shown_as_such() -> None:
    clear = info(responseType="AllClear", expires="2026-11-24T18:00:00-00:00")
    assert one(clear, msgType="Update").state is State.RESOLVED
    assert one(clear, info(urgency="Past")).state is State.RESOLVED
    both, rest = read(alert(clear, info("Crue en aval"))).notices
    assert (both.state, rest.state) == (State.ACTUAL, State.ACTUAL)
    ending = info("Crue", expires="2026-11-24T10:00:00-00:00")
    both, rest = read(alert(ending, clear)).notices
    assert (both.state, rest.state) == (State.ACTUAL, State.RESOLVED)
    assert both.expires == rest.shows_from == rest.updated == utc("2026-11-24 10:00")


def test_the_hash_of_a_picture_is_compared_and_a_packed_picture_is_told() -> None:
    digest = "A9993E364706816ABA3E25717850C26C9CD0D89D"
    picture = (
        f"<mimeType>image/png</mimeType><uri>https://x.example/a.png</uri><digest>{digest}</digest>"
    )
    notice = one(info(resource=picture))
    assert notice.media[0].checksum == f"sha-1:{digest.lower()}"
    assert one(info(resource=picture.replace(digest, "none"))).media[0].checksum is None
    packed = one(info(resource="<mimeType>image/png</mimeType><derefUri>AAAA</derefUri>"))
    assert packed.media == ()
    assert any("packed into the alert" in told for told in packed.warnings)


def test_cap_1_1_with_a_prefix_of_its_own_and_its_elements_in_any_order() -> None:
    text = alert(info(severity="Severe")).replace("cap:1.2", "cap:1.1")
    prefixed = text.replace("<alert xmlns", "<c:alert xmlns:c").replace("</", "</c:")
    for name in ("identifier", "sender", "sent", "status", "msgType", "scope", "info", "language",
                 "event", "headline", "severity"):  # fmt: skip
        prefixed = prefixed.replace(f"<{name}>", f"<c:{name}>")
    (notice,) = read(prefixed).notices
    assert (notice.kind, notice.severity, notice.texts[0].title) == (Kind.ALERT, "severe", "Crue")


def test_what_an_area_is_called_in_each_language() -> None:
    notice = one(
        info(area="<areaDesc>Médina</areaDesc>") , info(ARABIC, "ar", area="<areaDesc>x</areaDesc>")
    )  # fmt: skip
    assert [area.id for area in notice.areas] == ["medina"]
    foreign = one(
        info(area="<areaDesc>Rabat</areaDesc>"),
        info(ARABIC, "ar", area="<areaDesc>الرباط</areaDesc>"),
    )
    assert foreign.areas[0].name == Text.of({"fr": "Rabat", "ar": "الرباط"})
