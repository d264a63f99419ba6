"""How a clip stands on the screen: its place, its size, its colours."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem

from kiosk.player.video.clip import Clip
from kiosk.player.video.deck import Deck
from kiosk.player.video.frames import Geometry, Layout
from kiosk.player.video.surface import fitted
from tests.player.video.wall import (
    BEHIND,
    BLUE,
    FRAME,
    GREEN,
    RED,
    WHITE,
    Wall,
    colour,
    mean,
    near,
    play,
)

Media = Callable[[str], str]
MakeWall = Callable[..., Wall]


@pytest.mark.parametrize("clip", ["quarters.mp4", "quarters-hd.mp4", "wide-pixels.mp4"])
def test_a_picture_is_upright_whole_in_its_colours_and_in_proportion(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media, clip: str
) -> None:
    wall = make_wall(320, 180)
    play(qtbot, deck, wall, media(clip))
    picture = wall.picture()
    # libVLC's own conversion to packed frames knows only the older colour standard.
    packed = os.environ.get("KIOSK_TEST_LAYOUT") == "RV32"
    by = 20 if packed and clip == "quarters-hd.mp4" else 8
    assert near(mean(picture, QRect(30, 30, 100, 40)), RED, by)
    assert near(mean(picture, QRect(190, 30, 100, 40)), GREEN, by)
    assert near(mean(picture, QRect(30, 110, 100, 40)), BLUE, by)
    assert near(mean(picture, QRect(190, 110, 100, 40)), WHITE, by)
    for edge in (QRect(40, 3, 240, 1), QRect(40, 176, 240, 1), QRect(4, 30, 1, 120),
                 QRect(315, 30, 1, 120)):  # fmt: skip
        assert near(mean(picture, edge), FRAME, 30), "an edge of the picture is missing"


def test_a_telephones_upright_video_stands_upright(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall(180, 320)
    play(qtbot, deck, wall, media("turned.mp4"))
    picture = wall.picture()
    # As ffmpeg turns it: what lay at the upper right stands at the upper left.
    assert near(mean(picture, QRect(30, 30, 40, 100)), GREEN)
    assert near(mean(picture, QRect(110, 30, 40, 100)), WHITE)
    assert near(mean(picture, QRect(30, 190, 40, 100)), RED)
    assert near(mean(picture, QRect(110, 190, 40, 100)), BLUE)


@pytest.mark.parametrize(("width", "height", "box"), [
    (320, 240, QRect(0, 30, 320, 180)),
    (400, 180, QRect(40, 0, 320, 180)),
    (160, 300, QRect(0, 105, 160, 90)),
])  # fmt: skip
def test_what_does_not_fit_is_letterboxed_not_cropped_or_stretched(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media, width: int, height: int, box: QRect
) -> None:
    wall = make_wall(width, height)
    play(qtbot, deck, wall, media("quarters.mp4"))
    picture = wall.picture()
    assert near(colour(picture, box.left() + 2, box.center().y()), FRAME, 30)
    assert near(colour(picture, box.right() - 2, box.center().y()), FRAME, 30)
    assert near(colour(picture, box.center().x(), box.top() + 2), FRAME, 30)
    assert near(colour(picture, box.center().x(), box.bottom() - 2), FRAME, 30)
    outside = (2, 2) if height > box.height() else (2, height // 2)
    assert colour(picture, *outside) == BEHIND


def test_what_lies_over_the_video_stays_over_it(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall(320, 180)
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(b'import QtQuick\nRectangle { x: 40; y: 40; width: 60; height: 30 '
                      b'; color: "#102030" }', QUrl())  # fmt: skip
    label: Any = component.create()
    label.setParentItem(wall.window.contentItem())
    play(qtbot, deck, wall, media("quarters.mp4"))
    picture = wall.picture()
    assert colour(picture, 70, 55) == (0x10, 0x20, 0x30)
    assert near(colour(picture, 120, 55), RED)
    label.setParentItem(None)
    label.deleteLater()


def test_a_fading_video_is_mixed_with_what_lies_behind(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall(320, 180)
    play(qtbot, deck, wall, media("quarters.mp4"))
    with qtbot.waitSignal(wall.window.frameSwapped):
        wall.surface.setOpacity(0.5)
    half = tuple((a + b) // 2 for a, b in zip(RED, BEHIND, strict=True))
    qtbot.waitUntil(lambda: near(colour(wall.picture(), 80, 50), half, 14))  # type: ignore[arg-type]


def test_the_surface_is_a_type_of_qml(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall(320, 180)
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    source = b"import QtQuick\nimport Kiosk.Video\nVideoSurface { width: 320; height: 180 }"
    component.setData(source, QUrl())
    token = deck.prepare(Clip(media("quarters.mp4")))
    surface: Any = component.createWithInitialProperties({"deck": deck, "token": token})
    assert surface is not None, component.errorString()
    surface.setParentItem(wall.window.contentItem())
    with qtbot.waitSignal(deck.ended):
        deck.start(token)
    assert near(colour(wall.picture(), 80, 50), RED)
    surface.setParentItem(None)
    surface.deleteLater()


def test_fitted_keeps_a_picture_unscaled_on_whole_pixels() -> None:
    picture = Geometry.of(Layout.RV32, 1280, 720)
    assert fitted(picture, 1281, 720) == QRectF(0, 0, 1280, 720)
    assert fitted(picture, 640, 720) == QRectF(0, 180, 640, 360)
    upright = Geometry.of(Layout.I420, 1080, 1920)
    assert fitted(upright, 1920, 1080) == QRectF(656, 0, 607.5, 1080)


def test_a_clipped_video_stays_inside(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall(320, 180)
    frame = QQuickItem(wall.window.contentItem())
    frame.setClip(True)
    frame.setPosition(QPointF(20, 10))
    frame.setSize(QSizeF(200, 90))
    wall.surface.setParentItem(frame)
    play(qtbot, deck, wall, media("quarters.mp4"))
    picture = wall.picture()
    assert near(colour(picture, 24, 60), FRAME, 30)
    assert near(colour(picture, 100, 60), RED)
    assert near(colour(picture, 216, 60), GREEN)
    assert near(colour(picture, 100, 98), BLUE) or near(colour(picture, 100, 98), RED)
    for x, y in ((10, 50), (222, 50), (100, 5), (100, 102)):
        assert colour(picture, x, y) == BEHIND
    wall.surface.setParentItem(wall.window.contentItem())


def test_a_video_half_off_the_screen_is_shown_by_half(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall(320, 180)
    wall.surface.setPosition(QPointF(-160, 60))
    play(qtbot, deck, wall, media("quarters.mp4"))
    picture = wall.picture()
    assert near(colour(picture, 80, 100), GREEN)
    assert near(colour(picture, 80, 168), WHITE)
    assert near(colour(picture, 155, 100), FRAME, 30)
    assert colour(picture, 80, 50) == BEHIND
    assert colour(picture, 170, 100) == BEHIND
