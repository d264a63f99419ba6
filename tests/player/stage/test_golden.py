"""Pictures of the stage beside pictures that somebody has looked at.

`pytest tests/player/stage/test_golden.py` with GOLDEN=1 in the environment writes them anew:
look at each before committing it. They are half the size of the stage. Anything may stand a
pixel further, a word may not be another: pictures are compared in patches of 12 × 12 pixels,
each where it fits best.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from kiosk.model.playlist import DirectoryItem, MessageItem, QrChoice
from kiosk.model.text import Text
from kiosk.schedule.showing import Cause, Phase, Showing
from tests.player.stage.conftest import Wall
from tests.player.stage.scene import (
    ALERT,
    CAPSULE,
    FACTS,
    LANDSCAPE,
    NEWS,
    NOW,
    OUTAGE,
    PORTRAIT,
    at,
    composer,
    showing,
)
from tests.player.stage.test_qr import pillow

GOLDEN = Path(__file__).parent / "golden"
PATCH_PX = 12
TOLERANCE = 16
"""Of 255, for the mean of a patch: the smallest word, spelt backwards, makes it 25."""

WELCOME = MessageItem(
    kind="message",
    title=Text.of({"ar": "مرحبا بكم", "fr": "Bienvenue"}),
    body=Text.of({"ar": "خذوا رقما وانتظروا دوركم.", "fr": "Prenez un ticket, on vous appelle."}),
    qr=QrChoice.NONE,
)
SHOWS: dict[str, Showing] = {
    "outage": showing(OUTAGE, phase=Phase.UPCOMING),
    "news": showing(NEWS),
    "takeover": showing(ALERT, cause=Cause.TAKEOVER, phase=Phase.ONGOING),
    "capsule": showing(CAPSULE),
    "directory": showing(item=DirectoryItem(kind="directory")),
    "welcome": showing(item=WELCOME),
    "resting": showing(cause=Cause.CLOSED),
}
WANTED = [
    (name, size, languages)
    for name in SHOWS
    for size in (LANDSCAPE, PORTRAIT)
    for languages in ((("ar", "fr"),) if name != "outage" else (("ar",), ("fr",), ("zgh",)))
]


NEAR = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
"""Moved by that many pixels of the stage, right and down, a thing stands where it did."""


def half(picture: Image.Image) -> Image.Image:
    return picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.BOX)


def difference(golden: Image.Image, drawn: Image.Image) -> int:
    """The largest difference of any patch, 0 to 255; `drawn` is twice the size of `golden`."""
    grey, size = golden.convert("L"), (golden.width // PATCH_PX, golden.height // PATCH_PX)
    patches = [
        ImageChops.difference(grey, half(ImageChops.offset(drawn.convert("L"), *moved))).resize(
            size, Image.Resampling.BOX
        )
        for moved in NEAR
    ]
    return int(reduce(ImageChops.darker, patches).getextrema()[1])


@pytest.mark.parametrize(
    ("name", "size", "languages"),
    WANTED,
    ids=[f"{n}-{'x'.join(map(str, s))}-{'-'.join(ls)}" for n, s, ls in WANTED],
)
def test_it_looks_as_it_did(
    wall: Callable[..., Wall], name: str, size: tuple[int, int], languages: tuple[str, ...]
) -> None:
    made = composer(size, languages=languages)
    screen = wall(made.screen, size)
    screen.board.set_furniture(made.furniture(FACTS, NOW))
    page = made.compose(SHOWS[name], NOW, opens=at("2026-11-25 08:30"))[0]
    screen.show(page, token=1 if page.clip else 0)
    drawn = pillow(screen.picture())
    shape = "portrait" if size == PORTRAIT else "landscape"
    path = GOLDEN / f"{name}-{shape}-{'-'.join(languages)}.png"
    if os.environ.get("GOLDEN"):
        half(drawn).quantize(48, dither=Image.Dither.NONE).save(path, optimize=True)
    with Image.open(path) as golden:
        assert difference(golden, drawn) <= TOLERANCE


@pytest.mark.parametrize(
    ("name", "languages"),
    [(name, languages) for name, size, languages in WANTED if size == LANDSCAPE],
)
def test_another_word_is_noticed_and_a_pixel_is_not(
    wall: Callable[..., Wall], name: str, languages: tuple[str, ...]
) -> None:
    """Of every line, the first word is spelt backwards: as long as before, and another."""
    made = composer(languages=languages)
    screen = wall(made.screen, LANDSCAPE)
    page = made.compose(SHOWS[name], NOW, opens=at("2026-11-25 08:30"))[0]
    token = 1 if page.clip else 0
    screen.show(page, token)
    drawn = pillow(screen.picture())
    golden = half(drawn)
    for moved in NEAR:
        assert difference(golden, ImageChops.offset(drawn, *moved)) <= TOLERANCE
    misspelt = 0
    for number, line in enumerate(page.texts):
        word = next((w for w in re.findall(r"\w{2,}", line.text) if w != w[::-1]), None)
        if word is None:
            continue
        other = replace(line, text=line.text.replace(word, word[::-1], 1))
        texts = (*page.texts[:number], other, *page.texts[number + 1 :])
        screen.show(replace(page, id=f"{page.id}-{number}", texts=texts), token)
        assert difference(golden, pillow(screen.picture())) > TOLERANCE, word
        misspelt += 1
    assert misspelt


def test_another_hour_is_noticed(wall: Callable[..., Wall]) -> None:
    made = composer(languages=("fr",))
    screen = wall(made.screen, LANDSCAPE)
    pictures = []
    for hour in ("14:30", "14:00"):
        told = OUTAGE.model_copy(update={"ends": at(f"2026-11-26 {hour}")})
        screen.show(made.compose(showing(told, phase=Phase.UPCOMING), NOW)[0])
        pictures.append(pillow(screen.picture()))
    assert difference(half(pictures[0]), pictures[1]) > TOLERANCE
