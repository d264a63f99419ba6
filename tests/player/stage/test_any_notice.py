"""Whatever a notice says, every word of it is shown whole."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.model.notice import Kind, Notice
from kiosk.schedule.showing import Phase
from tests.player.stage.scene import (
    MOHAMMADI,
    NOW,
    SALAM,
    SERVICES,
    SIZES,
    at,
    composer,
    notice,
    showing,
    sound,
    words,
)

pytestmark = pytest.mark.usefixtures("fonts")


FRENCH = st.text("abcdeéèàêçilmnoprstuv’-", min_size=1, max_size=13)
ARABIC = st.text("ابتجحدرسعفقكلمنهوي", min_size=1, max_size=9)
NUMBERS = st.sampled_from(
    ["05 22 11-22-33", "09:00-14:30", "26/11/2026", "12,5", "ONEE", "etat-civil@oued.example",
     "https://oued.example/etat-civil/rdv"]
)  # fmt: skip


def prose(word: st.SearchStrategy[str], stop: str) -> st.SearchStrategy[str]:
    sentence = st.lists(st.one_of(word, word, word, NUMBERS), min_size=1, max_size=14).map(
        lambda parts: " ".join(parts) + stop
    )
    return st.lists(sentence, max_size=9).map(" ".join)


def title(word: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(word, min_size=1, max_size=16).map(" ".join)


@st.composite
def notices(draw: st.DrawFn) -> Notice:
    texts = {}
    languages = draw(st.sampled_from([("ar", "fr"), ("ar",), ("fr",)]))
    for language in languages:
        word, stop = (ARABIC, "؟") if language == "ar" else (FRENCH, ".")
        texts[language] = (draw(title(word)), draw(prose(word, stop)))
    return notice(
        "generated",
        draw(st.sampled_from([Kind.OUTAGE, Kind.EVENT, Kind.ANNOUNCEMENT])),
        texts,
        service=draw(st.sampled_from([None, *(service.id for service in SERVICES)])),
        areas=draw(st.sampled_from([(), (SALAM,), (SALAM, MOHAMMADI, SALAM, MOHAMMADI)])),
        planned=draw(st.sampled_from([None, True, False])),
        starts=draw(st.sampled_from([None, at("2026-11-24 07:00"), at("2026-12-30 09:00")])),
        ends=draw(st.sampled_from([None, at("2026-11-24 11:00"), at("2027-01-02 18:00")])),
    )


@SIZES
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(shown=notices(), distance=st.sampled_from([2.0, 4.0]))
def test_every_word_of_any_notice_is_shown_whole(
    size: tuple[int, int], shown: Notice, distance: float
) -> None:
    made = composer(size, viewing_distance_m=distance)
    pages = made.compose(showing(shown, phase=Phase.ONGOING), NOW)
    sound(pages, size)
    for text in shown.texts:
        body = "".join(words(page, f"body.{text.language}") for page in pages)
        assert body.replace(" ", "") == text.body.replace(" ", "")
        heading = "".join(words(page, f"title.{text.language}") for page in pages)
        said = text.title.replace(" ", "")
        # Facts and details each on a page of their own both begin with the title.
        assert heading.replace(" ", "") in (said, said * 2)
