"""Which notices a screen and its items take."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.model.notice import Area, Kind, Media, Notice, NoticeText, Role, State
from kiosk.model.text import Text
from tests import make
from tests.schedule.play import everything, names, news, outage, program


def area(name: str) -> Area:
    return Area(name=Text.of(name))


def said_in(*languages: str, **more: Any) -> Notice:
    texts = tuple(NoticeText(language=language, title="x") for language in languages)
    return make.notice("n", texts=texts, **more)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_notice_has_its_item(kind: Kind) -> None:
    video = Media(url="v.mp4", role=Role.SIGN_VIDEO, path="/m/v.mp4")
    items = [{"kind": "outages"}, {"kind": "announcements"}, {"kind": "capsules"}]
    asked = program(make.notice("n", kind=kind, media=(video,)), items=items)
    showing_of = {"outage": 0, "works": 0, "capsule": 2}
    rows = [entry.index for entry in asked.lineup.entries if entry.pool and entry.pool.cards]
    assert rows == [showing_of.get(kind.value, 1)]


def test_a_screen_shows_notices_of_its_services_and_those_of_none() -> None:
    notices = (outage("w", service="water"), outage("e", service="electricity"), outage("any"))
    assert everything(program(*notices, screen_services=("water",))) == {"w", "any"}


def test_a_screen_shows_notices_about_its_areas_and_those_about_everywhere() -> None:
    notices = (
        outage("medina", areas=(area("Médina"),)),
        outage("port", areas=(area("Port"), area("Agdal"))),
        outage("everywhere"),
    )
    assert everything(program(*notices, screen_areas=("agdal",))) == {"port", "everywhere"}


def test_an_area_is_known_by_its_id_and_by_its_name_in_any_language() -> None:
    agdal = Area(id="agdal", name=Text.of({"ar": "أكدال", "fr": "Agdal"}))
    notices = (
        outage("arabic", areas=(area("أكدال"),)),
        outage("french", areas=(area("  AGDAL "),)),
        outage("by id", areas=(Area(id="agdal", name=Text.of("quartier Agdal")),)),
        outage("other", areas=(area("Port"),)),
    )
    asked = program(*notices, screen_areas=("agdal",), areas=(agdal,))
    assert everything(asked) == {"arabic", "french", "by id"}


def test_a_notice_needs_a_text_that_somebody_there_reads() -> None:
    assert names(program(said_in("ar", "fr")), 1) == ["n"]
    assert names(program(said_in("und")), 1) == ["n"]
    assert names(program(said_in("en", "es")), 1) == ["nothing eligible"]
    assert names(program(said_in("en"), screen_languages=("fr", "en")), 1) == ["n"]


def test_tests_are_never_shown() -> None:
    assert names(program(news("n", state=State.TEST)), 1) == ["nothing eligible"]


def test_a_capsule_without_its_video_waits() -> None:
    missing = Media(url="v.mp4", role=Role.SIGN_VIDEO)
    asked = program(make.notice("n", kind=Kind.CAPSULE, media=(missing,)),
                    items=[{"kind": "capsules"}])  # fmt: skip
    assert names(asked, 1) == ["nothing eligible"]


@pytest.mark.parametrize(
    ("filters", "taken"),
    [
        ({"services": ["water"]}, {"a"}),
        ({"areas": ["Port"]}, {"a", "c"}),
        ({"sources": ["works"]}, {"b"}),
        ({"sources": ["content"]}, {"d"}),
        ({"max_age": "2 days"}, {"b", "c", "d"}),
        ({"services": ["water"], "sources": ["works"]}, {"nothing eligible"}),
    ],
)
def test_an_item_takes_what_its_filters_say(filters: dict[str, Any], taken: set[str]) -> None:
    own = outage("d", source="content", service="waste", areas=(area("Agdal"),))
    asked = program(
        outage("a", service="water", areas=(area("Port"),), published=make.utc("2026-11-20 09:00")),
        outage("b", source="works", areas=(area("Agdal"),)),
        outage("c", service="waste", published=make.utc("2026-11-23 09:00")),
        items=[{"kind": "outages", **filters}],
        notices=(own,),
    )
    assert everything(asked) == taken


def test_a_message_in_foreign_languages_is_not_shown() -> None:
    items = [{"kind": "message", "title": {"de": "Hallo"}}, {"kind": "message", "title": "Bonjour"}]
    assert names(program(items=items), 2) == ["Bonjour", "Bonjour"]


def test_a_picture_or_video_that_is_not_here_is_not_shown() -> None:
    items = [
        {"kind": "image", "file": "gone.png"},
        {"kind": "image", "file": "here.png", "path": "/site/here.png", "title": "here"},
        {"kind": "video", "file": "gone.mp4"},
        {"kind": "video", "file": "v.mp4", "title": "video",
         "media": {"url": "v.mp4", "role": "video", "path": "/site/v.mp4", "duration_s": 12.5}},
    ]  # fmt: skip
    assert names(program(items=items), 4) == ["here", "video", "here", "video"]
