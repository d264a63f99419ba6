"""Codes on their cards: large enough, with white around them, leading where they should."""

from __future__ import annotations

import pytest

from kiosk.model.playlist import DirectoryItem, MessageItem, QrChoice
from kiosk.model.text import Text
from kiosk.player.stage.view import Fill
from kiosk.schedule.showing import Phase
from tests.player.stage.scene import (
    LANDSCAPE,
    NEWS,
    NOW,
    OUTAGE,
    PORTRAIT,
    SERVICES,
    SIZES,
    composer,
    showing,
    sound,
    words,
)

pytestmark = pytest.mark.usefixtures("fonts")


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


@SIZES
@pytest.mark.parametrize("languages", [("fr",), ("ar", "fr")])
def test_the_code_of_a_long_address_is_large_enough_too(
    size: tuple[int, int], languages: tuple[str, ...]
) -> None:
    """The card grows, and prints less of the address."""
    address = (
        "https://www.oued-azhar.example/demarches/etat-civil/legalisation/pieces?annee=2026&l=fr"
    )
    made = composer(size, languages=languages)
    for page in made.compose(showing(NEWS.model_copy(update={"link": address})), NOW):
        (code,) = page.qrs
        assert code.address == address
        assert code.module_px >= int(made.frame.metrics.module_floor_px(4.0))
        assert words(page, "address").replace(" ", "").startswith("oued-azhar.example")
        sound((page,), size)
