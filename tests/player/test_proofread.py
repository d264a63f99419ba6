"""The proofreader finds what a visitor would see clipped or covered, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.model.playlist import Transition
from kiosk.player.proofread import faults_of_page
from kiosk.player.stage.view import (
    Align,
    Box,
    Clip,
    Face,
    Ink,
    Qr,
    SlideView,
    TextLine,
    VideoSlot,
)

STAGE = (1920, 1080)


def line(text: str = "Coupure d’eau", *, group: str = "title.fr", **more: Any) -> TextLine:
    values: dict[str, Any] = {
        "language": "fr",
        "box": Box(100, 200, 900, 96),
        "baseline": 275,
        "px": 80,
        "face": Face.LATIN,
        "bold": True,
        "align": Align.LEFT,
        "ink": Ink.PLAIN,
    }
    return TextLine(group=group, text=text, **{**values, **more})


def page(*lines: TextLine, **more: Any) -> SlideView:
    return SlideView(
        id="a",
        kind="outage",
        languages=("fr",),
        page=1,
        pages=1,
        dwell_s=10,
        transition=Transition.CUT,
        accent="#0b4f8a",
        texts=lines,
        **more,
    )


def qr(**more: Any) -> Qr:
    values: dict[str, Any] = {
        "address": "https://azhar.example/r",
        "rows": ("1" * 25,) * 25,
        "module_px": 10,
        "box": Box(1400, 400, 250, 250),
        "card": Box(1350, 350, 350, 450),
    }
    return Qr(**{**values, **more})


@pytest.fixture(autouse=True)
def _qt(qapp: Any) -> None:
    """Measuring needs Qt's fonts."""


def test_a_sound_page_has_no_fault() -> None:
    caption = line("Scannez", group="call.fr", box=Box(1370, 700, 300, 40), baseline=730, px=30)
    assert faults_of_page(page(line(), caption, qrs=(qr(),)), STAGE) == ()


def test_a_word_wider_than_its_room_is_told() -> None:
    (fault,) = faults_of_page(page(line(box=Box(100, 200, 300, 96))), STAGE)
    assert "“Coupure d’eau” is clipped" in fault


def test_arabic_is_measured_with_its_own_font() -> None:
    arabic = line(
        "انقطاع الماء الصالح للشرب", face=Face.ARABIC, align=Align.RIGHT, box=Box(100, 200, 400, 96)
    )
    (fault,) = faults_of_page(page(arabic), STAGE)
    assert "clipped" in fault


def test_a_line_beyond_the_edge_is_told() -> None:
    (fault,) = faults_of_page(page(line(box=Box(1500, 200, 900, 96))), STAGE)
    assert "leaves the screen" in fault


def test_two_texts_over_each_other_are_told_but_neighbours_are_not() -> None:
    below = line("Demain", group="when.fr", box=Box(100, 296, 900, 96), baseline=371)
    over = line("Demain", group="when.fr", box=Box(100, 230, 900, 96), baseline=305)
    assert faults_of_page(page(line(), below), STAGE) == ()
    (fault,) = faults_of_page(page(line(), over), STAGE)
    assert "lie over each other" in fault


def test_text_over_the_video_is_told() -> None:
    view = page(line(), clip=Clip("/a.mp4"), video=VideoSlot(Box(0, 180, 960, 540)))
    (fault,) = faults_of_page(view, STAGE)
    assert "the video" in fault


def test_a_qr_code_without_its_quiet_zone_is_told() -> None:
    tight = qr(card=Box(1390, 390, 270, 270))
    (fault,) = faults_of_page(page(qrs=(tight,)), STAGE)
    assert "quiet zone" in fault
