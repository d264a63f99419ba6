"""Icons and colours: everything that is named is there, and can be told apart."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from kiosk.model.icons import ICONS, SERVICE_ICONS
from kiosk.player.stage.compose import ALERT, CIVIC
from kiosk.player.stage.pictures import IconProvider

ROOM = files("kiosk.player.stage")
THEME = ROOM.joinpath("qml", "Theme.qml").read_text("utf-8")


def colour(name: str) -> str:
    found = re.search(rf'color {name}: "(#[0-9a-f]+)"', THEME)
    assert found
    return found[1]


def contrast(one: str, other: str) -> float:
    def luminance(text: str) -> float:
        parts = [int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (colour("ink"), colour("ground")),
        (colour("quiet"), colour("ground")),
        (colour("quiet"), colour("card")),
        (colour("light"), colour("dark")),
        (colour("dim"), colour("dark")),
        (colour("light"), CIVIC),
        (colour("light"), ALERT),
        (CIVIC, colour("ground")),
    ],
)
def test_contrast_is_seven_to_one(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 7


def test_every_icon_is_drawn_and_every_drawing_is_listed() -> None:
    drawn = {entry.name.removesuffix(".svg") for entry in ROOM.joinpath("icons").iterdir()}
    assert drawn == set(ICONS)
    assert set(SERVICE_ICONS) <= set(ICONS)


@pytest.mark.parametrize("name", ICONS)
def test_icons_come_in_the_wanted_colour(qtbot: QtBot, name: str) -> None:
    image = IconProvider().requestImage(f"c02040/96/0/{name}", QSize(), QSize())
    colours = [image.pixelColor(x, y) for x in range(0, 96, 2) for y in range(0, 96, 2)]
    solid = [pixel for pixel in colours if pixel.alpha() == 255]
    assert solid
    assert all(abs(pixel.red() - 0xC0) + abs(pixel.blue() - 0x40) <= 4 for pixel in solid)
    assert 0.03 < len([pixel for pixel in colours if pixel.alpha() > 128]) / len(colours) < 0.6


def test_an_icon_that_cannot_be_read_is_no_hole(qtbot: QtBot) -> None:
    image = IconProvider().requestImage("000000/48/0//no/such/file.svg", QSize(), QSize())
    assert any(image.pixelColor(x, 24).alpha() for x in range(48))
