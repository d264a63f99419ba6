"""Films and signers: large, uncovered, and their words told in full."""

from __future__ import annotations

import pytest

from kiosk.model.notice import Kind
from kiosk.schedule.showing import Phase
from tests.player.stage.scene import (
    CAPSULE,
    NOW,
    OUTAGE,
    SIZES,
    composer,
    notice,
    showing,
    sound,
    words,
)

pytestmark = pytest.mark.usefixtures("fonts")


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
