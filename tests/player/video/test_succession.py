"""How pictures follow each other: each once, none missing, nothing left of those before."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QRhiCommandBuffer, QRhiRenderPassDescriptor, QRhiRenderTarget
from PySide6.QtQuick import QSGImageNode, QSGTexture
from shiboken6 import Shiboken

from kiosk.player.video.clip import Clip
from kiosk.player.video.deck import Deck
from kiosk.player.video.frames import FramePool, Geometry, Layout
from tests.memory import resident_mib
from tests.player.video.wall import BEHIND, BLUE, DARK, RED, Wall, colour, near, number_in, play

Media = Callable[[str], str]
MakeWall = Callable[..., Wall]
BY_QT = (
    QSGImageNode, QSGTexture, QRhiCommandBuffer, QRhiRenderPassDescriptor, QRhiRenderTarget,
)  # fmt: skip


def test_frames_are_on_the_screen_in_order_and_none_comes_back(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall()
    wall.record = True

    def changes() -> list[int]:
        shown = [number_in(each) for each in wall.pictures if colour(each, 8, 4) != BEHIND]
        return [number for number, _ in itertools.groupby(shown)]

    play(qtbot, deck, wall, media("count.mp4"))
    rest(qtbot, wall)
    # All sixty, unless a machine that is busy with other tests makes libVLC leave some out, the
    # last ones too: what is lost the benchmark counts.
    assert changes() == sorted(set(changes()))
    assert changes()[0] == 0
    assert len(changes()) > 10


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


def test_no_frame_without_picture_from_clip_to_clip(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall()
    tokens = [deck.prepare(Clip(media(name))) for name in ("red.mp4", "blue.mp4")]
    ready: set[int] = set()
    deck.ready.connect(ready.add)
    qtbot.waitUntil(lambda: ready == set(tokens))
    wall.show(deck, tokens[0])
    qtbot.waitUntil(lambda: near(wall.colour(90, 50), RED))
    wall.record = True

    def go_on(token: int) -> None:
        if token == tokens[0]:
            deck.start(tokens[1])
            wall.show(deck, tokens[1])
            deck.stop(tokens[0])

    deck.ended.connect(go_on)
    with qtbot.waitSignal(deck.ended, check_params_cb=lambda token: token == tokens[1]):
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
    with qtbot.waitSignal(deck.firstFrame):
        pass
    qtbot.waitUntil(lambda: near(wall.colour(90, 50), DARK))
    with qtbot.waitSignal(deck.ended):
        deck.start(token)
    rest(qtbot, wall)
    last = number_in(wall.picture())
    assert last > 10  # 59, on a machine that is not busy
    deck.stop(token)
    wall.window.update()
    rest(qtbot, wall)
    assert number_in(wall.picture()) == last


def rest(qtbot: Any, wall: Wall) -> None:
    """Until no frame has been drawn for a while."""
    before = -1
    while wall.swaps != before:
        before = wall.swaps
        qtbot.wait(300)


def test_a_surface_that_waits_or_is_over_draws_nothing(
    qtbot: Any, deck: Deck, make_wall: MakeWall, media: Media
) -> None:
    wall = make_wall()
    token = deck.prepare(Clip(media("red.mp4")))
    wall.show(deck, token)
    with qtbot.waitSignal(deck.firstFrame):
        pass
    rest(qtbot, wall)  # whatever the window's own appearing draws
    waiting = wall.swaps
    qtbot.wait(400)
    assert wall.swaps == waiting
    with qtbot.waitSignal(deck.ended):
        deck.start(token)
    rest(qtbot, wall)
    over = wall.swaps
    qtbot.wait(400)
    assert wall.swaps == over
