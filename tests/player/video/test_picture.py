"""What stands on the screen while clips play. `test_opengl.py` runs these under OpenGL too."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, QUrl, Signal
from PySide6.QtGui import QRhiCommandBuffer, QRhiRenderPassDescriptor, QRhiRenderTarget
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QSGImageNode, QSGTexture
from shiboken6 import Shiboken

from kiosk.player.video.clip import Clip
from kiosk.player.video.deck import Deck
from kiosk.player.video.frames import FramePool, Geometry, Layout
from kiosk.player.video.surface import fitted
from tests.memory import resident_mib
from tests.player.video.wall import BACKGROUND, Wall, colour, mean, near, number_in

Media = Callable[[str], str]
MakeWall = Callable[..., Wall]

RED, GREEN, BLUE, WHITE = (192, 48, 32), (32, 128, 48), (48, 64, 192), (224, 224, 224)
FRAME, DARK = (208, 192, 48), (16, 16, 16)
BY_QT = (
    QSGImageNode, QSGTexture, QRhiCommandBuffer, QRhiRenderPassDescriptor, QRhiRenderTarget,
)  # fmt: skip
BEHIND = (BACKGROUND.red(), BACKGROUND.green(), BACKGROUND.blue())


def play(qtbot: Any, deck: Deck, wall: Wall, path: str) -> int:
    """Plays a clip to its end."""
    token = deck.prepare(Clip(path))
    with qtbot.waitSignal(deck.ready, timeout=10_000):
        pass
    wall.show(deck, token)
    with qtbot.waitSignal(deck.ended, timeout=10_000):
        deck.start(token)
    return token


def test_every_frame_is_on_the_screen_once_and_in_order(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall()
    wall.record = True

    def changes() -> list[int]:
        shown = [number_in(each) for each in wall.pictures if colour(each, 8, 4) != BEHIND]
        return [number for number, _ in itertools.groupby(shown)]

    token = play(qtbot, deck, wall, media("count.mp4"))
    # Sixty, unless a machine that is busy with other tests makes libVLC leave some out at the end.
    delivered = min(60, deck.stats(token).delivered)
    assert delivered > 50
    qtbot.waitUntil(lambda: len(changes()) >= delivered)
    assert changes() == list(range(delivered))
    assert deck.stats(token).dropped == 0


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


def test_nothing_that_qt_deletes_by_itself_is_held_from_frame_to_frame(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    # PySide takes whatever comes to lie at the address of a deleted object for that object, as
    # long as Python holds it: months of videos end in a TypeError.
    play(qtbot, deck, make_wall(), media("count.mp4"))
    held = [each for each in Shiboken.getAllValidWrappers() if isinstance(each, BY_QT)]
    assert held == []


class Source(QObject):
    """Frames without libVLC, one for every call."""

    frameArrived = Signal(int)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self._pool: FramePool | None = None

    def frames(self, _token: int) -> FramePool | None:
        return self._pool

    def handed(self, _token: int) -> None:
        pass

    def begin(self) -> None:
        self._pool = FramePool(lambda: None)
        self._pool.release()

    def deliver(self, token: int, width: int, height: int) -> None:
        assert self._pool is not None
        self._pool.shape(Geometry.of(Layout.I420, width, height))
        self._pool.lock()
        self._pool.display()
        self.frameArrived.emit(token)


def test_hundreds_of_clips_of_other_sizes_leave_no_memory_behind(
    qtbot: Any, make_wall: MakeWall
) -> None:
    wall, source = make_wall(), Source()

    def clips(count: int) -> None:
        for token in range(1, count + 1):
            source.begin()
            wall.show(source, token)
            with qtbot.waitSignal(wall.window.frameSwapped):
                source.deliver(token, 64, 36 + 2 * (token % 2))
            wall.show(source, 0)

    clips(100)
    before = resident_mib()
    clips(500)
    # With the pictures of the clips before, or what was made for them on the graphics processor,
    # it would be 20 MiB and more.
    assert resident_mib() - before < 8


def test_a_deck_that_is_gone_is_let_go_of(make_wall: MakeWall) -> None:
    wall, source = make_wall(), Source()
    wall.show(source, 1)
    Shiboken.delete(source)
    wall.surface.setProperty("deck", None)
    assert wall.surface.property("deck") is None


def test_without_a_clip_nothing_of_the_last_one_is_on_the_screen(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall()
    play(qtbot, deck, wall, media("count.mp4"))
    assert wall.colour(96, 54) != BEHIND
    wall.show(deck, 0)
    qtbot.waitUntil(lambda: wall.colour(96, 54) == BEHIND)


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


def test_no_frame_without_picture_from_clip_to_clip(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall()
    tokens = [deck.prepare(Clip(media(name))) for name in ("red.mp4", "blue.mp4")]
    ready: set[int] = set()
    deck.ready.connect(ready.add)
    qtbot.waitUntil(lambda: ready == set(tokens), timeout=10_000)
    wall.show(deck, tokens[0])
    qtbot.waitUntil(lambda: near(wall.colour(90, 50), RED))
    wall.record = True

    def go_on(token: int) -> None:
        if token == tokens[0]:
            deck.start(tokens[1])
            wall.show(deck, tokens[1])
            deck.stop(tokens[0])

    deck.ended.connect(go_on)
    with qtbot.waitSignal(
        deck.ended, timeout=10_000, check_params_cb=lambda token: token == tokens[1]
    ):
        deck.start(tokens[0])
    colours = [colour(picture, 90, 50) for picture in wall.pictures]
    names = ["red" if near(c, RED) else "blue" if near(c, BLUE) else str(c) for c in colours]
    assert set(names) == {"red", "blue"}
    assert names == sorted(names, reverse=True)


def test_a_prepared_clip_shows_its_first_frame_before_it_starts_and_keeps_its_last(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall()
    token = deck.prepare(Clip(media("count.mp4")))
    wall.show(deck, token)
    with qtbot.waitSignal(deck.firstFrame, timeout=10_000):
        pass
    qtbot.waitUntil(lambda: near(wall.colour(90, 50), DARK))
    with qtbot.waitSignal(deck.ended, timeout=10_000):
        deck.start(token)
    deck.stop(token)
    wall.window.update()
    qtbot.waitUntil(lambda: number_in(wall.picture()) == 59)


def test_a_surface_that_waits_or_is_over_draws_nothing(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall()
    token = deck.prepare(Clip(media("red.mp4")))
    wall.show(deck, token)
    with qtbot.waitSignal(deck.firstFrame, timeout=10_000):
        pass
    qtbot.wait(100)  # whatever the window's own appearing draws
    waiting = wall.swaps
    qtbot.wait(400)
    assert wall.swaps == waiting
    with qtbot.waitSignal(deck.ended, timeout=10_000):
        deck.start(token)
    qtbot.wait(100)
    over = wall.swaps
    qtbot.wait(400)
    assert wall.swaps == over


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
    with qtbot.waitSignal(deck.ended, timeout=10_000):
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
