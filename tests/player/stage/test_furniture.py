"""Header and footer: who, when, what comes, in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from kiosk.player.proofread import faults_of_page
from kiosk.player.stage import bidi
from kiosk.schedule.showing import Cause
from tests.player.stage.scene import FACTS, NOW, SIZES, composer, showing

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
