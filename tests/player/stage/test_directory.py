"""The directory: few pages, all of them full, nothing broken or covered."""

from __future__ import annotations

import pytest

from kiosk.model.playlist import DirectoryItem
from kiosk.player.stage.compose import Composer
from kiosk.player.stage.view import Fill, SlideView
from tests import make
from tests.player.stage.scene import (
    LANDSCAPE,
    NOW,
    PORTRAIT,
    SIZES,
    composer,
    showing,
    sound,
    words,
)

pytestmark = pytest.mark.usefixtures("fonts")

NAMES = (
    ("الماء الصالح للشرب", "Eau potable"),
    ("الكهرباء", "Électricité"),
    ("التطهير السائل", "Assainissement"),
    ("الإنارة العمومية", "Éclairage public"),
    ("الحالة المدنية", "État civil"),
    ("النفايات", "Propreté"),
    ("النقل", "Transport"),
    ("الطرق", "Voirie"),
    ("الحدائق", "Espaces verts"),
    ("التعمير", "Urbanisme"),
    ("الشؤون الاجتماعية", "Affaires sociales"),
    ("الرياضة", "Sports"),
    ("الثقافة", "Culture"),
    ("الأسواق", "Marchés"),
    ("الصحة", "Santé et hygiène"),
    ("الضرائب المحلية", "Taxes locales"),
)
SERVICES = tuple(
    make.service(
        f"s{number:02}",
        name={"ar": arabic, "fr": french},
        description={"ar": "وصف قصير للخدمة", "fr": "Une courte description du service"},
    )
    for number, (arabic, french) in enumerate(NAMES)
)
ITEM = DirectoryItem(kind="directory")


def directory(made: Composer) -> tuple[SlideView, ...]:
    return made.compose(showing(item=ITEM), NOW)


def cards(page: SlideView) -> list[tuple[int, int]]:
    """(top, bottom) of every service's card."""
    return [(it.box.y, it.box.bottom) for it in page.blocks if it.fill is Fill.CARD]


@pytest.mark.parametrize(("size", "most"), [(LANDSCAPE, 4), (PORTRAIT, 4)])
def test_many_services_take_few_pages(size: tuple[int, int], most: int) -> None:
    pages = directory(composer(size, site_services=SERVICES))
    assert len(pages) == most
    assert [len(page.qrs) for page in pages] == [4] * most
    sound(pages, size)


@SIZES
@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 7, 9])
@pytest.mark.parametrize("inches", [43.0, 55.0, 86.0])
def test_every_page_is_filled_evenly(size: tuple[int, int], count: int, inches: float) -> None:
    made = composer(size, diagonal_in=inches, site_services=SERVICES[:count])
    pages = directory(made)
    sound(pages, size)
    for number, page in enumerate(pages, 1):
        assert words(page, "page") == (f"{number}/{len(pages)}" if len(pages) > 1 else "")
        tops, bottoms = zip(*cards(page), strict=True)
        assert min(tops) < made.frame.contents.y + 0.3 * made.frame.contents.height
        assert 0 < made.frame.body.bottom - max(bottoms) <= made.frame.pad
        heights = {bottom - top for top, bottom in cards(page)}
        assert max(heights) - min(heights) <= 1


@SIZES
def test_the_codes_of_a_page_are_of_one_size(size: tuple[int, int]) -> None:
    for page in directory(composer(size, site_services=SERVICES)):
        widths = [code.box.width for code in page.qrs]
        assert max(widths) - min(widths) <= 0.15 * max(widths)


def test_a_page_with_few_services_has_larger_words_and_icons() -> None:
    few, many = (
        directory(composer(diagonal_in=86.0, languages=("fr",), site_services=SERVICES[:count]))[0]
        for count in (2, 8)
    )

    def name_px(page: SlideView) -> int:
        return next(line.px for line in page.texts if line.group == "s00.name.fr")

    def icon_px(page: SlideView) -> int:
        (_, first, *_) = [icon.box.width for icon in page.icons if icon.name != "scan"]
        return first

    assert name_px(few) > name_px(many)
    assert icon_px(few) > icon_px(many)


@SIZES
@pytest.mark.parametrize("languages", [("ar", "fr"), ("fr",), ("ar", "fr", "zgh")])
@pytest.mark.parametrize(("inches", "distance"), [(55.0, 8.0), (32.0, 6.0)])
def test_nothing_is_covered_on_a_panel_too_small_for_its_distance(
    size: tuple[int, int], languages: tuple[str, ...], inches: float, distance: float
) -> None:
    made = composer(size, diagonal_in=inches, viewing_distance_m=distance, languages=languages,
                    site_services=SERVICES)  # fmt: skip
    sound(directory(made), size)
