"""Pictures of the stage beside pictures that somebody has looked at.

`pytest tests/player/stage/test_golden.py` with GOLDEN=1 in the environment writes them anew:
look at each before committing it. They are half the size of the stage. A pixel may differ, a
word may not: pictures are compared in patches of 12 × 12 pixels.
"""

from __future__ import annotations

import os
from collections.abc import Callable
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
TOLERANCE = 26
"""Of 255, for the mean of a patch."""

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


def half(screen: Wall) -> Image.Image:
    picture = pillow(screen.picture())
    return picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.BOX)


def difference(one: Image.Image, other: Image.Image) -> int:
    """The largest difference of any patch, 0 to 255."""
    difference_image = ImageChops.difference(one.convert("L"), other.convert("L"))
    size = (one.width // PATCH_PX, one.height // PATCH_PX)
    patches = difference_image.resize(size, Image.Resampling.BOX)
    return int(patches.getextrema()[1])


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
    drawn = half(screen)
    shape = "portrait" if size == PORTRAIT else "landscape"
    path = GOLDEN / f"{name}-{shape}-{'-'.join(languages)}.png"
    if os.environ.get("GOLDEN"):
        drawn.quantize(48, dither=Image.Dither.NONE).save(path, optimize=True)
    with Image.open(path) as golden:
        assert difference(drawn, golden.convert("RGB")) <= TOLERANCE


def test_another_word_is_noticed(wall: Callable[..., Wall]) -> None:
    made = composer(languages=("fr",))
    screen = wall(made.screen, LANDSCAPE)
    pictures = []
    for hour in ("14:30", "14:00"):
        told = OUTAGE.model_copy(update={"ends": at(f"2026-11-26 {hour}")})
        screen.show(made.compose(showing(told, phase=Phase.UPCOMING), NOW)[0])
        pictures.append(half(screen))
    assert difference(*pictures) > TOLERANCE
