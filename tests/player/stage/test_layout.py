"""Where things stand on a page: languages, bands, pictures, and how large."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from kiosk.model.notice import Area, Kind, Media, Role
from kiosk.model.playlist import ImageItem
from kiosk.model.text import Text
from kiosk.player.stage import bidi
from kiosk.player.stage.metrics import CAP_EM
from kiosk.player.stage.view import Align, SlideView
from kiosk.schedule.showing import Phase
from tests.player.stage.scene import (
    ALERT,
    LANDSCAPE,
    MOHAMMADI,
    NEWS,
    NOW,
    OUTAGE,
    PORTRAIT,
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
    for shown in (OUTAGE, NEWS, ALERT):
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
            assert words(page, "page") == f"{page.page}/{page.pages}"
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
def test_a_picture_stands_whole_beside_the_text(size: tuple[int, int], tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    Image.new("RGB", (800, 600), "#20a020").save(file)
    made = composer(size, diagonal_in=86.0)
    picture = Media(url="a.png", role=Role.IMAGE, path=str(file))
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


@SIZES
def test_no_state_stands_alone_on_a_page(size: tuple[int, int]) -> None:
    """Above a title or a list of places that is longer than a page."""
    title = "Fermeture de l’avenue Mohammed V entre la place An-Nasr et le carrefour " * 2
    areas = tuple(Area(name=Text.of({"fr": f"Quartier du Nord {n}"})) for n in range(12))
    made = composer(size, languages=("fr",))
    for shown in (
        notice("t", Kind.ANNOUNCEMENT, {"fr": (title,)}, service="civil"),
        OUTAGE.model_copy(update={"areas": areas}),
    ):
        pages = made.compose(showing(shown, phase=Phase.UPCOMING), NOW)
        sound(pages, size)
        for page in pages:
            told = {line.group.split(".")[0] for line in page.texts}
            assert told & {"title", "where", "when", "body"}, told


@SIZES
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_day_and_its_hours_stand_on_one_page(size: tuple[int, int], language: str) -> None:
    made = composer(size, languages=(language,))
    ends = {"ends": at("2026-12-02 18:00"), "areas": (SALAM, MOHAMMADI)}
    pages = made.compose(showing(OUTAGE.model_copy(update=ends), phase=Phase.UPCOMING), NOW)
    (when,) = [said for page in pages if (said := words(page, "when"))]
    assert "09:00" in when
    assert "18:00" in when


def test_names_of_places_are_kept_whole_beside_one_that_is_wider_than_a_line() -> None:
    long = "Lotissement des Quatre Saisons de la Vallée Heureuse du Nord"
    areas = tuple(Area(name=Text.of({"fr": name})) for name in ("Hay Salam", "Hay Nahda", long))
    made = composer(languages=("fr",))
    shown = OUTAGE.model_copy(update={"areas": areas})
    pages = made.compose(showing(shown, phase=Phase.UPCOMING), NOW)
    lines = [bidi.stripped(line.text) for page in pages for line in page.texts
             if line.group == "where.fr"]  # fmt: skip
    assert not any(line.endswith("Hay") for line in lines)
    assert sum("Hay Nahda" in line.replace(bidi.NBSP, " ") for line in lines) == 1


def test_in_portrait_a_picture_leaves_the_text_its_room(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    Image.new("RGB", (800, 600)).save(file)
    long_name = SERVICES[0].model_copy(
        update={"name": Text.of({"fr": "Distribution d’eau potable"})}
    )
    made = composer(PORTRAIT, languages=("fr",), site_services=(long_name,))
    picture = Media(url="a.png", role=Role.IMAGE, path=str(file))
    shown = notice(
        "p",
        Kind.ANNOUNCEMENT,
        {"fr": ("Économisons l’eau", "Réparez les fuites et arrosez après le coucher du soleil.")},
        service="water",
    ).model_copy(update={"media": (picture,)})
    pages = made.compose(showing(shown), NOW)
    sound(pages, PORTRAIT)
    assert len(pages) <= 2
    assert words(pages[0], "title") == "Économisons l’eau"


def test_the_last_word_of_a_poster_s_title_is_not_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (800, 600)).save(path)
    title = Text.of({"ar": "الماء حياة", "fr": "L’eau, c’est la vie"})
    item = ImageItem(kind="image", file=path.name, path=str(path), title=title)
    (page,) = composer(PORTRAIT).compose(showing(item=item), NOW)
    lines = [bidi.stripped(line.text) for line in page.texts if line.group == "title.fr"]
    assert len(lines) == 2
    assert lines[-1] != "vie"


def test_a_name_in_the_band_is_set_smaller_rather_than_broken() -> None:
    long = SERVICES[0].model_copy(update={"name": Text.of({"fr": "Assainissement liquide"})})
    made = composer(PORTRAIT, languages=("fr",), site_services=(long,))
    (page, *_) = made.compose(showing(NEWS.model_copy(update={"service": long.id})), NOW)
    lines = [bidi.stripped(line.text) for line in page.texts if line.group == "band.fr"]
    assert lines == ["Assainissement", "liquide"]


@SIZES
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_addresses_are_kept_whole_where_a_line_holds_them(
    size: tuple[int, int], language: str
) -> None:
    said = {
        "ar": "راسلونا على etat-civil@oued.example أو زوروا oued.example/etat-civil/rdv الآن.",
        "fr": "Écrivez-nous à etat-civil@oued.example ou voyez oued.example/etat-civil/rdv demain.",
    }
    made = composer(size, languages=(language,), diagonal_in=86.0)
    shown = notice("n", Kind.ANNOUNCEMENT, {language: ("Avis", said[language])})
    pages = made.compose(showing(shown), NOW)
    sound(pages, size)
    lines = [bidi.stripped(line.text) for page in pages for line in page.texts
             if line.group.startswith("body")]  # fmt: skip
    for address in ("etat-civil@oued.example", "oued.example/etat-civil/rdv"):
        assert sum(address in line for line in lines) == 1, lines


def test_a_picture_that_would_make_the_code_too_small_has_a_page_of_its_own(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.png"
    Image.new("RGB", (800, 600)).save(file)
    picture = Media(url="a.png", role=Role.IMAGE, path=str(file))
    shown = NEWS.model_copy(
        update={"media": (picture,), "link": "https://oued-azhar.example/ecoles"}
    )
    for languages in (("fr",), ("ar", "fr")):
        pages = composer(languages=languages).compose(showing(shown), NOW)
        sound(pages, LANDSCAPE)
        *told, last = pages
        assert [len(page.pictures) for page in pages] == [*(0 for _ in told), 1]
        assert last.pictures[0].box.width > LANDSCAPE[0] / 3
        assert words(last, "head.fr") == "Inscriptions dans les écoles"
        assert "".join(words(page, "body.fr") for page in told) == shown.texts[1].body
    assert words(composer(languages=("fr",)).compose(showing(shown), NOW)[-1], "page") == "2/2"


@SIZES
@pytest.mark.parametrize("languages", [("fr",), ("ar", "fr")])
def test_a_notice_without_a_title_says_the_rest(
    size: tuple[int, int], languages: tuple[str, ...]
) -> None:
    """Feeds need not state one. Of a text of several pages, too."""
    body = " ".join("Le service des eaux sera fermé lundi matin." for _ in range(12))
    texts = dict.fromkeys(languages, ("", body))
    made = composer(size, languages=languages)
    pages = made.compose(showing(notice("u", Kind.ANNOUNCEMENT, texts)), NOW)
    sound(pages, size)
    said = "".join(words(page, "body.fr") for page in pages)
    assert said.replace(" ", "") == body.replace(" ", "")
    assert not any(line.text == "" for page in pages for line in page.texts)


@pytest.mark.parametrize("language", ["ar", "fr", "zgh"])
@pytest.mark.parametrize(("inches", "distance"), [(43.0, 6.0), (24.0, 8.0)])
def test_on_a_squarish_panel_far_too_small_nothing_leaves_the_screen(
    language: str, inches: float, distance: float
) -> None:
    size = (1280, 1024)
    made = composer(size, diagonal_in=inches, viewing_distance_m=distance, languages=(language,))
    for shown in (OUTAGE, NEWS):
        sound(made.compose(showing(shown, phase=Phase.UPCOMING), NOW), size)
