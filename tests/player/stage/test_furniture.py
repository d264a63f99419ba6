"""Header and footer: who, when, what comes, in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from kiosk.model.notice import Area
from kiosk.model.text import Text
from kiosk.player.proofread import faults_of_page
from kiosk.player.stage import bidi
from kiosk.player.stage.furniture import Facts
from kiosk.player.stage.view import Align
from kiosk.schedule.showing import Cause
from tests.player.stage.scene import FACTS, NOW, OUTAGE, PORTRAIT, SIZES, composer, showing

pytestmark = pytest.mark.usefixtures("fonts")


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
    (page, *_) = made.compose(showing(cause=Cause.CLOSED), NOW)
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


LONG = {
    "ar": "الجماعة الترابية لأولاد سيدي عبد الحكيم بن مسعود الشمالية الغربية",
    "fr": "Commune territoriale d’Oulad Sidi Abdelhakim Ben Messaoud du Nord-Ouest",
}


@SIZES
@pytest.mark.parametrize("inches", [55.0, 86.0])
def test_a_long_name_leaves_the_clock_and_the_day_their_room(
    size: tuple[int, int], inches: float
) -> None:
    made = composer(size, diagonal_in=inches, site_name=LONG)
    (page, *_) = made.compose(showing(cause=Cause.CLOSED), NOW)
    headers = made.furniture(FACTS, NOW).headers
    for language, first in (("ar", "الجماعة"), ("fr", "Commune")):
        texts = headers[language].texts
        assert faults_of_page(replace(page, texts=texts), size) == ()
        assert any(line.group.startswith("date.") for line in texts)
        said = [bidi.stripped(line.text) for line in texts if line.group == f"site.{language}"]
        assert said[0].startswith(first)


@SIZES
def test_the_header_is_mirrored_where_everything_is_written_from_right_to_left(
    size: tuple[int, int],
) -> None:
    texts = composer(size, languages=("ar",)).furniture(FACTS, NOW).headers["ar"].texts
    clock, name, date = (
        next(line for line in texts if line.group == group)
        for group in ("clock", "site.ar", "date.ar")
    )
    assert clock.box.right < size[0] / 2 < name.box.x
    assert (clock.align, name.align) == (Align.LEFT, Align.RIGHT)
    assert (date.align is Align.RIGHT) is (size[1] > size[0])


def test_a_wide_logo_is_set_wide(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (800, 200)).save(logo)
    made = composer(site_logo=str(logo))
    header = made.furniture(FACTS, NOW).headers["fr"]
    (picture,) = header.pictures
    assert picture.box.width > 2.5 * picture.box.height
    name = next(line for line in header.texts if line.group == "site.fr")
    assert name.box.x > picture.box.right


def test_the_footer_says_nothing_twice() -> None:
    """Two outages at one time, whose places it has no room for."""
    places = [Area(name=Text.of({"fr": f"Lotissement des Quatre Saisons du {side} " * 9}))
              for side in ("Nord", "Sud")]  # fmt: skip
    outages = tuple(OUTAGE.model_copy(update={"areas": (place,)}) for place in places)
    footer = composer(diagonal_in=86.0).furniture(Facts(coming_outages=outages), NOW).footers["fr"]
    (line,) = [line for line in footer.texts if line.group == "outages.fr"]
    said = bidi.stripped(line.text).replace(bidi.NBSP, " ")
    assert said == "Eau, jeu. 26 nov. 09:00"


@pytest.mark.parametrize("language", ["ar", "fr", "zgh"])
def test_the_footer_of_a_narrow_screen_tells_the_next_outage_too(language: str) -> None:
    """Without the day of the week, where that is what fits."""
    made = composer(PORTRAIT, languages=(language,))
    footer = made.furniture(FACTS, NOW).footers[language]
    (line,) = [line for line in footer.texts if line.group == f"outages.{language}"]
    said = bidi.stripped(line.text).replace(bidi.NBSP, " ")
    assert "26" in said
    assert said.endswith("09:00")
    assert said.startswith(made.site.services[0].name.best((language,))[1])
