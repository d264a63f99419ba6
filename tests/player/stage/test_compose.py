"""Whatever is told, every word of it stands whole and alone on some page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pytestqt.qtbot import QtBot

from kiosk.model.notice import Kind, Media, Notice, Role, State
from kiosk.model.playlist import (
    DirectoryItem,
    ImageItem,
    MessageItem,
    QrChoice,
    Transition,
    VideoItem,
)
from kiosk.model.text import Text
from kiosk.player.proofread import faults_of_page
from kiosk.player.stage import bidi
from kiosk.player.stage.compose import ALERT
from kiosk.player.stage.metrics import CAP_EM
from kiosk.player.stage.resting_slide import setup_view
from kiosk.player.stage.view import Align, Fill, SlideView
from kiosk.schedule.reading import reading_time_s
from kiosk.schedule.showing import Cause, Phase
from tests.player.stage.scene import (
    ALERT as FLOOD,
)
from tests.player.stage.scene import (
    CAPSULE,
    FACTS,
    LANDSCAPE,
    MOHAMMADI,
    NEWS,
    NOW,
    OUTAGE,
    PORTRAIT,
    SALAM,
    SERVICES,
    at,
    composer,
    notice,
    showing,
    words,
)

SIZES = pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])


@pytest.fixture(autouse=True)
def _fonts(qtbot: QtBot) -> None:
    """Fonts need an application."""


def sound(pages: tuple[SlideView, ...], size: tuple[int, int]) -> None:
    assert pages
    for page in pages:
        assert faults_of_page(page, size) == (), page.id
        for line in page.texts:
            assert page.area.y <= line.baseline - 0.7 * line.px, line
        assert page.dwell_s > 0


# Every kind of slide

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
            path="/site/a.png",
            title=Text.of({"ar": "أسبوع البيئة", "fr": "Semaine de l’environnement"}),
            link="https://oued-azhar.example/semaine",
        )
    ),
    showing(item=ImageItem(kind="image", file="a.png", path="/site/a.png")),
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


# Generated notices

FRENCH = st.text("abcdeéèàêçilmnoprstuv’-", min_size=1, max_size=13)
ARABIC = st.text("ابتجحدرسعفقكلمنهوي", min_size=1, max_size=9)
NUMBERS = st.sampled_from(["05 22 11-22-33", "09:00-14:30", "26/11/2026", "12,5", "ONEE"])


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


# Languages


def test_two_languages_stand_side_by_side_where_both_fit() -> None:
    made = composer(viewing_distance_m=2.0)
    shown = notice("n", Kind.CLOSURE, {"ar": ("مغلق غدا",), "fr": ("Fermé demain",)})
    (page,) = made.compose(showing(shown), NOW)
    french = next(line for line in page.texts if line.group == "title.fr")
    arabic = next(line for line in page.texts if line.group == "title.ar")
    assert french.box.right < arabic.box.x
    assert (french.align, arabic.align) == (Align.LEFT, Align.RIGHT)
    assert french.baseline == arabic.baseline


def test_side_by_side_every_line_stands_on_one_grid() -> None:
    made = composer(diagonal_in=86.0)
    (page, *_) = made.compose(showing(OUTAGE, phase=Phase.UPCOMING), NOW)
    assert page.languages == ("ar", "fr")
    assert words(page, "when.fr") == "Jeu. 26 nov. 09:00 – 14:30"

    def baselines(language: str) -> list[int]:
        return [
            line.baseline
            for line in page.texts
            if line.group.endswith(f".{language}") and not line.group.startswith("call")
        ]

    assert len(baselines("fr")) >= 6
    assert baselines("fr") == baselines("ar")


def test_else_they_follow_each_other_in_the_screen_s_order_mirrored() -> None:
    made = composer()
    pages = made.compose(showing(OUTAGE, phase=Phase.UPCOMING), NOW)
    assert [page.languages[0] for page in pages] == sorted(page.languages[0] for page in pages)
    arabic = next(page for page in pages if page.languages == ("ar",))
    french = next(page for page in pages if page.languages == ("fr",))
    half = LANDSCAPE[0] / 2
    assert arabic.qrs[0].box.right < half < french.qrs[0].box.x
    assert all(line.align is not Align.LEFT for line in arabic.texts if line.language == "ar")


def test_in_portrait_two_languages_stand_below_each_other_where_both_fit() -> None:
    made = composer(PORTRAIT, viewing_distance_m=2.0)
    shown = notice(
        "n",
        Kind.CLOSURE,
        {
            "ar": ("إغلاق الشباك رقم 4", "الطلبات المستعجلة في الشباك رقم 2."),
            "fr": ("Guichet 4 fermé", "Les demandes urgentes sont reçues au guichet 2."),
        },
        service="water",
        starts=at("2026-11-25 08:30"),
        ends=at("2026-11-25 12:30"),
    )
    (page,) = made.compose(showing(shown, phase=Phase.UPCOMING), NOW)
    sound((page,), PORTRAIT)
    lowest = max(line.box.bottom for line in page.texts if line.group == "body.ar")
    assert lowest < next(line.box.y for line in page.texts if line.group == "state.fr")
    assert words(page, "when.fr") == "Demain, 08:30 – 12:30"
    floor = made.frame.metrics.module_floor_px(2.0)
    assert page.qrs[0].module_px >= floor


def lowest_and_highest(page: SlideView) -> tuple[int, int]:
    groups = ("title", "head", "body", "do", "where", "when", "state")
    lines = [line for line in page.texts if line.group.startswith(groups)]
    return min(line.box.y for line in lines), max(line.box.bottom for line in lines)


@SIZES
def test_no_page_is_left_nearly_empty(size: tuple[int, int]) -> None:
    """Neither a short notice nor the last page of a long one."""
    made = composer(size, diagonal_in=86.0, languages=("fr",))
    long = " ".join(f"Voici la phrase numéro {number} de cet avis du jour." for number in range(9))
    short = notice("s", Kind.ANNOUNCEMENT, {"fr": ("Horaires d’été", "Dès lundi à 8 h.")})
    for shown in (short, notice("l", Kind.ANNOUNCEMENT, {"fr": ("Avis", long)})):
        for page in made.compose(showing(shown), NOW):
            top, bottom = lowest_and_highest(page)
            assert bottom - top > 0.2 * made.frame.contents.height


def test_a_page_with_little_text_is_set_larger_and_none_below_its_floor() -> None:
    made = composer(languages=("fr",), diagonal_in=86.0)
    metrics = made.frame.metrics
    short = notice("s", Kind.ANNOUNCEMENT, {"fr": ("Horaires d’été", "Dès lundi à 8 h.")})
    (page,) = made.compose(showing(short), NOW)
    (body,) = [line for line in page.texts if line.group == "body.fr"]
    assert body.px >= 1.3 * metrics.body_px
    for shown in (OUTAGE, NEWS, FLOOD):
        for view in made.compose(showing(shown, phase=Phase.UPCOMING), NOW):
            for line in view.texts:
                mm = line.px * CAP_EM / metrics.px_per_mm / 4
                if line.group.split(".")[0] in ("title", "where", "when", "band"):
                    assert mm > 12.1
                if line.group.split(".")[0] in ("body", "do", "state"):
                    assert mm > 7.2


@SIZES
@pytest.mark.parametrize("language", ["ar", "fr", "zgh"])
def test_a_band_holds_a_long_name_its_state_and_its_page_number(
    size: tuple[int, int], language: str
) -> None:
    names = {"ar": "مصلحة الحالة المدنية وتصحيح الإمضاءات",
             "fr": "État civil et légalisation des signatures",
             "zgh": "ⴰⴷⴷⴰⴷ ⴰⵖⵔⵎⴰⵏ ⴷ ⵓⵙⵎⴳⵓⵔⵉ ⵏ ⵉⵔⵔⴰⵜⵏ"}  # fmt: skip
    for name in (names[language], names[language].split(" و")[0].split(" et")[0]):
        long = SERVICES[0].model_copy(update={"name": Text.of({language: name})})
        made = composer(size, languages=(language,), site_services=(long,))
        body = " ".join("Une phrase de cet avis, assez longue." for _ in range(20))
        shown = notice("n", Kind.OUTAGE, {language: ("Avis", body)}, service=long.id)
        pages = made.compose(showing(shown, phase=Phase.UPCOMING), NOW)
        assert len(pages) > 1
        sound(pages, size)
        band = next(block.box for block in pages[0].blocks)
        for page in pages:
            for line in page.texts:
                if line.group.startswith("band"):
                    assert band.y <= line.baseline - 0.75 * line.px
                    # Bowls and dots of Arabic, and the tails of g and p.
                    depth = 0.45 if line.language == "ar" else 0.25
                    assert line.baseline + depth * line.px <= band.bottom


def test_in_portrait_two_short_names_share_the_band_and_long_ones_stand_below_each_other() -> None:
    made = composer(PORTRAIT, viewing_distance_m=2.0)
    for names, rows in (({"ar": "الماء", "fr": "Eau"}, 1),
                        ({"ar": "التطهير السائل", "fr": "Assainissement"}, 2)):  # fmt: skip
        named = SERVICES[0].model_copy(update={"name": Text.of(names)})
        made = composer(PORTRAIT, viewing_distance_m=2.0, site_services=(named,))
        shown = notice("n", Kind.CLOSURE, {"ar": ("مغلق",), "fr": ("Fermé",)}, service=named.id)
        (page,) = made.compose(showing(shown), NOW)
        sound((page,), PORTRAIT)
        bands = {line.baseline for line in page.texts if line.group.startswith("band")}
        assert len(bands) == rows


@SIZES
def test_a_picture_stands_whole_beside_the_text(size: tuple[int, int]) -> None:
    made = composer(size, diagonal_in=86.0)
    picture = Media(url="a.png", role=Role.IMAGE, path="/site/a.png")
    pages = made.compose(showing(NEWS.model_copy(update={"media": (picture,)})), NOW)
    sound(pages, size)
    for page in pages:
        (shown,) = page.pictures
        assert shown.box.width * shown.box.height > 0.08 * size[0] * size[1]
        assert all(not shown.box.overlaps(line.box) for line in page.texts)
        assert all(not shown.box.overlaps(code.card) for code in page.qrs)
        assert page.qrs[0].module_px >= made.frame.metrics.module_floor_px(4.0)


def test_a_poster_of_the_screen_s_shape_fills_it_and_says_itself_what_it_says(
    tmp_path: Path,
) -> None:
    title = Text.of({"fr": "Semaine de l’environnement"})
    for name, shape, alone in (("wide", (1600, 900), True), ("square", (900, 900), False)):
        path = tmp_path / f"{name}.png"
        Image.new("RGB", shape).save(path)
        item = ImageItem(kind="image", file=path.name, path=str(path), title=title)
        (page,) = composer(languages=("fr",)).compose(showing(item=item), NOW)
        assert (words(page, "title") == "") is alone
        assert ((page.pictures[0].box.width, page.pictures[0].box.height) == LANDSCAPE) is alone


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


# QR codes


@pytest.mark.parametrize("languages", [("fr",), ("ar", "fr")])
def test_a_card_has_as_much_white_above_its_code_as_beside_it(languages: tuple[str, ...]) -> None:
    made = composer(languages=languages, diagonal_in=86.0)
    (page, *_) = made.compose(showing(OUTAGE, phase=Phase.UPCOMING), NOW)
    (code,) = page.qrs
    card = next(block.box for block in page.blocks if block.fill is Fill.CARD)
    assert abs((code.box.x - card.x) - (card.right - code.box.right)) <= 1
    assert abs((code.box.x - card.x) - (code.box.y - card.y)) <= 1


@SIZES
@pytest.mark.parametrize("distance", [2.0, 3.0, 4.0])
def test_qr_codes_have_whole_modules_a_quiet_zone_and_are_large_enough(
    distance: float, size: tuple[int, int]
) -> None:
    made = composer(size, viewing_distance_m=distance)
    for page in made.compose(showing(OUTAGE, phase=Phase.UPCOMING), NOW):
        (code,) = page.qrs
        assert code.box.width == code.module_px * len(code.rows)
        quiet = 4 * code.module_px
        assert code.card.x <= code.box.x - quiet
        assert code.card.right >= code.box.right + quiet
        assert code.module_px >= made.frame.metrics.module_floor_px(distance)


def test_where_the_code_leads() -> None:
    made = composer(languages=("fr",))
    linked = NEWS.model_copy(update={"link": "https://oued-azhar.example/ecoles"})
    item = MessageItem(kind="message", title=Text.of("x"), qr=QrChoice.COMPLAINT, service="water")
    (page, *_) = made.compose(showing(linked), NOW)
    assert page.qrs[0].address == "https://oued-azhar.example/ecoles"
    assert words(page, "call") == "Scannez pour en savoir plus"
    (page, *_) = made.compose(showing(item=item), NOW)
    assert page.qrs[0].address == "https://oued-azhar.example/r/water/hall"
    assert words(page, "address").replace(" ", "") == "oued-azhar.example/r/water/hall"


@SIZES
def test_every_service_of_the_directory_has_its_own_code(size: tuple[int, int]) -> None:
    made = composer(size)
    pages = made.compose(showing(item=DirectoryItem(kind="directory")), NOW)
    addresses = [code.address for page in pages for code in page.qrs]
    wanted = [f"https://oued-azhar.example/r/{s.id}/hall" for s in SERVICES]
    # In two columns the way for everything else stands beside the seventh.
    others = ["https://oued-azhar.example/r/hall"] if size == LANDSCAPE else []
    assert addresses == wanted + others
    floor = made.frame.metrics.module_floor_px(2.0)
    assert all(code.module_px >= floor for page in pages for code in page.qrs)
    assert all(words(page, "hint.ar") for page in pages)


def test_codes_smaller_than_a_tenth_of_the_distance_say_from_how_near_they_are_read() -> None:
    made = composer(diagonal_in=86.0, languages=("fr",))
    (page,) = made.compose(showing(item=DirectoryItem(kind="directory")), NOW)
    assert words(page, "hint.fr") == "Scannez à 1,5 m pour réclamer"
    mm = {code.box.width / made.frame.metrics.px_per_mm for code in page.qrs}
    assert all(125 <= side <= 175 for side in mm)


def test_every_service_of_a_page_is_described_or_none() -> None:
    made = composer(PORTRAIT, diagonal_in=86.0, viewing_distance_m=2.5)
    (page,) = made.compose(showing(item=DirectoryItem(kind="directory")), NOW)
    for language in ("ar", "fr"):
        described = {
            line.group.split(".")[0]
            for line in page.texts
            if line.group.endswith(f".what.{language}")
        }
        with_words = {s.id for s in SERVICES if s.description.get(language)}
        assert described in (set(), with_words)


# Films


@SIZES
def test_the_signer_is_large_and_nothing_covers_it(size: tuple[int, int]) -> None:
    made = composer(size)
    pages = made.compose(showing(CAPSULE), NOW)
    film = next(page for page in pages if page.clip)
    assert film.video
    box = film.video.box
    assert box.width >= size[0] / 3
    assert box.height >= size[1] / 2
    for slot in film.video.captions:
        assert not slot.box.overlaps(box)
    assert [slot.language for slot in film.video.captions] == ["fr", "ar"]
    assert words(film, "title.fr") == "Demander un acte de naissance"
    assert all(not line.box.overlaps(box) for line in film.texts)


def test_a_film_that_does_not_tell_all_is_followed_by_pages_that_do() -> None:
    made = composer()
    signed = OUTAGE.model_copy(update={"media": CAPSULE.media})
    pages = made.compose(showing(signed, phase=Phase.UPCOMING), NOW)
    assert pages[0].clip
    assert any(words(page, "where.fr") == "Hay Salam" and page.qrs for page in pages[1:])


@SIZES
def test_a_capsule_that_tells_all_beside_its_signer_has_no_further_page(
    size: tuple[int, int],
) -> None:
    texts = {"ar": ("مرحبا", "رسم للتجربة."), "fr": ("Bienvenue", "Un dessin."),
             "en": ("Welcome", "A drawing.")}  # fmt: skip
    shown = notice("c", Kind.CAPSULE, texts).model_copy(update={"media": CAPSULE.media})
    made = composer(size, languages=("ar", "fr", "en"), diagonal_in=86.0)
    (page,) = made.compose(showing(shown), NOW)
    sound((page,), size)
    assert [words(page, f"body.{language}") for language in texts] == [
        body for _, body in texts.values()
    ]


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


@SIZES
def test_being_set_up(size: tuple[int, int]) -> None:
    view = setup_view(size)
    sound((view,), size)
    assert "préparation" in words(view, "rest.fr")


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


# Furniture


def test_on_a_wall_header_and_footer_drift_by_a_few_pixels_once_a_minute() -> None:
    made = composer()
    hour = [made.furniture(FACTS, NOW + timedelta(minutes=n), drifting=True).drift
            for n in range(60)]  # fmt: skip
    assert len(set(hour)) > 8
    assert all(abs(x) <= 4 and abs(y) <= 4 for x, y in hour)
    for (x, y), (next_x, next_y) in pairwise(hour):
        assert abs(next_x - x) + abs(next_y - y) <= 2
    within = made.furniture(FACTS, NOW + timedelta(seconds=20), drifting=True)
    assert within == made.furniture(FACTS, NOW, drifting=True)
    assert made.furniture(FACTS, NOW).drift == (0, 0)


@SIZES
@pytest.mark.parametrize("distance", [1.0, 4.0, 6.0])
@pytest.mark.parametrize("languages", [("ar", "fr", "zgh", "en"), ("zgh", "en"), ("fr",)])
def test_the_furniture_stands_whole(
    size: tuple[int, int], distance: float, languages: tuple[str, ...]
) -> None:
    made = composer(size, viewing_distance_m=distance, languages=languages)
    furniture = made.furniture(FACTS, NOW)
    page = setup_view(size)
    for layer in (*furniture.headers.values(), *furniture.footers.values()):
        assert faults_of_page(replace(page, texts=layer.texts), size) == ()


def test_the_header_says_who_and_when_in_both_languages() -> None:
    furniture = composer().furniture(FACTS, NOW)
    said = {line.group: bidi.stripped(line.text).replace(bidi.NBSP, " ")
            for line in furniture.headers["fr"].texts}  # fmt: skip
    assert said["clock"] == "09:05"
    assert said["site.fr"] == "Commune d’Oued Azhar"
    assert said["date.fr"] == "mardi 24 novembre 2026"


def test_over_a_page_in_a_further_language_the_header_speaks_it() -> None:
    headers = composer(languages=("ar", "fr", "zgh", "en")).furniture(FACTS, NOW).headers
    spoken = {
        language: {line.group for line in layer.texts if line.group.startswith("date.")}
        for language, layer in headers.items()
    }
    assert spoken["ar"] == spoken["fr"] == spoken[""] == {"date.ar", "date.fr"}
    assert spoken["zgh"] == {"date.ar", "date.zgh"}
    assert spoken["en"] == {"date.ar", "date.en"}


def test_the_footer_tells_what_comes() -> None:
    furniture = composer(viewing_distance_m=2.0).furniture(FACTS, NOW)
    said = {line.group: bidi.stripped(line.text).replace(bidi.NBSP, " ")
            for line in furniture.footers["fr"]. texts}  # fmt: skip
    assert said["outages.fr"].startswith("Eau, Hay Salam, jeu. 26 nov. 09:00")
    assert said["position.fr"] == "3/12"
    assert said["capsule.fr"] == "Langue des signes : 09:14"
    assert furniture == composer(viewing_distance_m=2.0).furniture(FACTS, NOW)
