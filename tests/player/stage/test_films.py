"""Films and signers: large, uncovered, and their words told in full."""

from __future__ import annotations

import pytest

from kiosk.model.notice import Captions, Kind, Notice
from kiosk.player.stage import bidi
from kiosk.player.stage.captions import caption_lines
from kiosk.player.stage.view import Face
from kiosk.player.video.clip import Caption
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


@SIZES
def test_captions_whose_language_nobody_stated_stand_in_for_all(size: tuple[int, int]) -> None:
    made = composer(size)
    (film,) = (page for page in made.compose(showing(captioned("und")), NOW) if page.clip)
    assert film.video
    (slot,) = film.video.captions
    for text, face, language in (("مرحبا بكم", Face.ARABIC, "ar"), ("Bonjour", Face.LATIN, "fr")):
        (line,) = caption_lines(film.video, [Caption("und", text)])
        assert (line.face, line.language) == (face, language)
        assert bidi.stripped(line.text) == text
        assert slot.box.y <= line.box.y < line.box.bottom <= slot.box.bottom


def test_captions_in_a_language_of_the_screen_are_enough() -> None:
    made = composer()
    (film,) = (page for page in made.compose(showing(captioned("und", "fr")), NOW) if page.clip)
    assert film.video
    assert [slot.language for slot in film.video.captions] == ["fr"]


def captioned(*languages: str) -> Notice:
    """A capsule with captions inside its film in these languages."""
    path = "/site/capsule.mp4"
    inside = tuple(Captions(language=one, url="capsule.mp4", path=path) for one in languages)
    (film,) = CAPSULE.media
    return CAPSULE.model_copy(update={"media": (film.model_copy(update={"captions": inside}),)})


@pytest.mark.parametrize(("duration_s", "again"), [(1.0, True), (30.0, False), (None, False)])
def test_what_stands_beside_a_film_too_short_to_read_it_is_told_again(
    duration_s: float | None, again: bool
) -> None:
    media = CAPSULE.media[0].model_copy(update={"duration_s": duration_s})
    pages = composer().compose(showing(CAPSULE.model_copy(update={"media": (media,)})), NOW)
    assert pages[0].clip
    after = pages[1:]
    assert bool(after) is again
    assert not any(page.clip for page in after)
    if again:
        (told,) = [page for page in after if "fr" in page.languages]
        assert words(told, "title.fr") == "Demander un acte de naissance"
        assert told.dwell_s >= 8
