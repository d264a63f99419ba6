"""Each kind of slide stands whole, and says what it has to."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.model.notice import Kind, Media, Role, State
from kiosk.model.playlist import (
    DirectoryItem,
    ImageItem,
    MessageItem,
    QrChoice,
    Transition,
    VideoItem,
)
from kiosk.model.text import Text
from kiosk.player.stage import bidi
from kiosk.player.stage.compose import ALERT
from kiosk.schedule.reading import reading_time_s
from kiosk.schedule.showing import Cause, Phase
from tests.player.stage.scene import ALERT as FLOOD
from tests.player.stage.scene import (
    CAPSULE,
    LANDSCAPE,
    NEWS,
    NOW,
    OUTAGE,
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


# Every kind of slide

IMAGES = Path(__file__).parents[3] / "content" / "images"
WIDE, TALL = str(IMAGES / "robinet.png"), str(IMAGES / "affiche-eau-portrait.png")
ITEMS = [
    showing(OUTAGE, phase=Phase.UPCOMING),
    showing(OUTAGE, phase=Phase.CANCELLED),
    showing(NEWS),
    showing(CAPSULE),
    showing(FLOOD, cause=Cause.TAKEOVER, phase=Phase.ONGOING),
    showing(cause=Cause.NOTHING),
    showing(cause=Cause.CLOSED),
    showing(item=DirectoryItem(kind="directory")),
    showing(item=DirectoryItem(kind="directory", qr=QrChoice.NONE)),
    showing(item=MessageItem(kind="message", title=Text.of({"ar": "مرحبا", "fr": "Bienvenue"}))),
    showing(item=MessageItem(kind="message", title=Text.of("Bienvenue"), qr=QrChoice.NONE)),
    showing(
        item=ImageItem(
            kind="image",
            file="a.png",
            path=WIDE,
            title=Text.of({"ar": "أسبوع البيئة", "fr": "Semaine de l’environnement"}),
            link="https://oued-azhar.example/semaine",
        )
    ),
    showing(item=ImageItem(kind="image", file="a.png", path=TALL, title=Text.of("Semaine"))),
    showing(item=ImageItem(kind="image", file="a.png", path=WIDE)),
    showing(
        item=VideoItem(
            kind="video",
            file="a.mp4",
            title=Text.of({"ar": "فرز النفايات", "fr": "Trier ses déchets"}),
            media=Media(url="a.mp4", role=Role.VIDEO, path="/site/a.mp4", duration_s=9.0),
        )
    ),
]


@SIZES
@pytest.mark.parametrize("distance", [1.0, 2.5, 4.0, 6.0])
@pytest.mark.parametrize("number", range(len(ITEMS)))
def test_nothing_is_clipped_or_covered(number: int, distance: float, size: tuple[int, int]) -> None:
    made = composer(size, viewing_distance_m=distance)
    sound(made.compose(ITEMS[number], NOW, opens=at("2026-11-25 08:30")), size)


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768), (800, 480), (2160, 3840)])
def test_on_panels_that_are_far_too_small_everything_still_stands_whole(
    size: tuple[int, int], caplog: pytest.LogCaptureFixture
) -> None:
    made = composer(size, diagonal_in=32.0, languages=("ar", "fr", "en"))
    assert ("hang a larger panel" in caplog.text) is (made.frame.metrics.legible_m < 3.96)
    for shows in ITEMS:
        sound(made.compose(shows, NOW, opens=at("2026-11-25 08:30")), size)


@SIZES
def test_four_languages(size: tuple[int, int]) -> None:
    made = composer(size, languages=("ar", "fr", "zgh", "en"))
    shown = notice(
        "n",
        Kind.OUTAGE,
        {"ar": ("انقطاع الماء",), "fr": ("Coupure d’eau",), "zgh": ("ⴰⴱⴱⴰⵢ ⵏ ⵡⴰⵎⴰⵏ",),
         "en": ("Water outage",)},
        service="water",
        areas=(SALAM,),
        starts=at("2026-11-26 09:00"),
        ends=at("2026-11-26 14:30"),
    )  # fmt: skip
    pages = made.compose(showing(shown, phase=Phase.UPCOMING), NOW)
    sound(pages, size)
    spoken = [language for page in pages for language in page.languages]
    assert list(dict.fromkeys(spoken)) == ["ar", "fr", "zgh", "en"]
    sound(made.compose(showing(cause=Cause.NOTHING), NOW), size)


# What an outage says


def test_an_outage_says_at_a_glance_which_where_when_and_in_which_state() -> None:
    made = composer(languages=("fr",))
    (page, *_) = made.compose(showing(OUTAGE, phase=Phase.UPCOMING), NOW)
    assert words(page, "band") == "Eau"
    assert words(page, "state") == "Coupure programmée"
    assert words(page, "where") == "Hay Salam"
    assert words(page, "when") == "Jeudi 26 novembre 09:00 – 14:30"
    assert "drop" in {icon.name for icon in page.icons}
    assert page.accent == SERVICES[0].colour


@pytest.mark.parametrize(
    ("phase", "more", "state", "when"),
    [
        (Phase.RESOLVED, {"state": State.RESOLVED}, "Service rétabli", "Depuis 08:30"),
        (Phase.CANCELLED, {"state": State.CANCELLED}, "Annulé", "Jeudi 26 novembre 09:00 – 14:30"),
        (Phase.UPCOMING, {"planned": False}, "Coupure imprévue", "Jeudi 26 novembre 09:00 – 14:30"),
    ],
)
def test_states(phase: Phase, more: dict[str, object], state: str, when: str) -> None:
    made = composer(languages=("fr",))
    told = OUTAGE.model_copy(update={**more, "updated": at("2026-11-24 08:30")})
    (page, *_) = made.compose(showing(told, phase=phase), NOW)
    assert words(page, "state") == state
    assert words(page, "when") == when


def test_key_facts_and_title_have_the_key_size_and_nothing_is_smaller_than_the_floor() -> None:
    made = composer(languages=("fr",))
    metrics = made.frame.metrics
    for page in made.compose(showing(OUTAGE, phase=Phase.UPCOMING), NOW):
        for line in page.texts:
            assert line.px >= metrics.small_px
            if line.group.split(".")[0] in ("title", "where", "when", "band"):
                assert line.px >= metrics.key_px


def test_a_missing_language_is_not_made_up() -> None:
    made = composer()
    shown = notice("n", Kind.ANNOUNCEMENT, {"fr": ("Seulement en français",)})
    pages = made.compose(showing(shown), NOW)
    assert [page.languages for page in pages] == [("fr",)]


def test_a_phone_number_within_arabic_is_isolated() -> None:
    made = composer(languages=("ar",))
    pages = made.compose(showing(OUTAGE, phase=Phase.UPCOMING), NOW)
    body = " ".join(line.text for page in pages for line in page.texts if "body" in line.group)
    assert f"{bidi.LRI}05{bidi.NBSP}22{bidi.NBSP}11-22-33{bidi.PDI}" in body
    assert all(line.text[0] == bidi.RLI for page in pages for line in page.texts
               if line.language == "ar")  # fmt: skip


# Time


def test_pages_stand_for_their_reading_time() -> None:
    made = composer()
    for page in made.compose(showing(NEWS, dwell_s=100), NOW):
        assert 8 <= page.dwell_s <= 30


def test_a_duration_by_staff_is_shared_between_the_pages() -> None:
    made = composer()
    pages = made.compose(showing(NEWS, dwell_s=60, fixed=True), NOW)
    assert len(pages) > 1
    assert sum(page.dwell_s for page in pages) == pytest.approx(60)


def test_no_page_asks_for_more_reading_than_30_seconds() -> None:
    made = composer(viewing_distance_m=0.5, diagonal_in=100.0)
    long = " ".join(f"Voici la phrase numéro {number} de cet avis." for number in range(40))
    shown = notice("n", Kind.ANNOUNCEMENT, {"fr": ("Avis", long)})
    pages = made.compose(showing(shown), NOW)
    assert len(pages) >= 8
    for page in pages:
        assert reading_time_s([("fr", words(page, "body"))]) < 30


def test_a_clip_s_page_stands_for_its_length() -> None:
    (page,) = composer().compose(ITEMS[-1], NOW)
    assert page.clip
    assert page.dwell_s == 9.0


# The rest


def test_a_takeover_is_all_accent_with_word_and_icon() -> None:
    made = composer(languages=("fr",))
    pages = made.compose(showing(FLOOD, cause=Cause.TAKEOVER, phase=Phase.ONGOING), NOW)
    assert pages[0].accent == ALERT
    assert words(pages[0], "band") == "Alerte urgente"
    assert "warning" in {icon.name for icon in pages[0].icons}
    assert any("Éloignez-vous" in words(page, "do") for page in pages)


def test_closed_says_when_it_opens() -> None:
    made = composer()
    (page,) = made.compose(showing(cause=Cause.CLOSED), NOW, opens=at("2026-11-25 08:30"))
    assert "Ouverture demain, 08:30" in words(page, "rest.fr")
    assert (page.area.width, page.area.height) == LANDSCAPE


def test_with_nothing_to_show_the_services_do() -> None:
    (page, *_) = composer().compose(showing(cause=Cause.NOTHING), NOW)
    assert page.kind == "directory"


def test_reduced_motion_never_slides() -> None:
    slide = replace(showing(NEWS), transition=Transition.SLIDE)
    calm = composer().compose(slide, NOW)
    lively = composer(site_reduced_motion=False).compose(slide, NOW)
    assert {page.transition for page in calm} == {Transition.FADE}
    assert lively[0].transition is Transition.SLIDE


def test_the_same_page_has_the_same_id_and_a_corrected_one_another() -> None:
    made = composer()
    first = made.compose(showing(NEWS), NOW)
    corrected = NEWS.model_copy(
        update={"texts": tuple(t.model_copy(update={"title": "Autre"}) for t in NEWS.texts)}
    )
    assert [p.id for p in first] == [p.id for p in made.compose(showing(NEWS), NOW)]
    assert first[0].id != made.compose(showing(corrected), NOW)[0].id


def test_a_text_of_thousands_of_words_stands_whole_and_fills_no_memory() -> None:
    body = " ".join(
        f"Phrase {number} du règlement que la commune affiche." for number in range(400)
    )
    item = MessageItem(
        kind="message", title=Text.of({"fr": "Règlement"}), body=Text.of({"fr": body})
    )
    stage = composer(languages=("fr",))
    tracemalloc.start()
    try:
        pages = stage.compose(showing(item=item), NOW)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    said = " ".join(words(page, "") for page in pages)
    assert [number for number in range(400) if f"Phrase {number} " not in said] == []
    assert most < 20e6, "bytes; remembering what follows each line takes hundreds of millions"
