"""The memory between libVLC's threads and the scene graph."""

from __future__ import annotations

import threading

from kiosk.player.video.frames import ROOMS, Frame, FramePool, Geometry, Layout

SHAPE = Geometry.of(Layout.I420, 64, 36)


def pool(announced: list[int] | None = None) -> FramePool:
    made = FramePool(lambda: announced.append(1) if announced is not None else None)
    made.shape(SHAPE)
    made.release()
    return made


def deliver(frames: FramePool) -> Frame:
    frame = frames.lock()
    assert frame is not None
    frames.display()
    return frame


def test_planes_lie_one_after_another_on_aligned_lines() -> None:
    shape = Geometry.of(Layout.I420, 1919, 1079)
    y, u, v = shape.planes
    assert (y.width, y.height, y.pitch, y.offset) == (1919, 1079, 1920, 0)
    assert (u.width, u.height, u.pitch, u.offset) == (960, 540, 960, 1920 * 1079)
    assert v.offset == u.offset + 960 * 540
    assert shape.size == v.offset + 960 * 540
    packed = Geometry.of(Layout.RV32, 100, 50, pixel_aspect=2.0)
    assert (packed.planes[0].pitch, packed.aspect) == (416, 4.0)


def test_frames_come_out_in_the_order_in_which_they_came() -> None:
    frames = pool()
    for _ in range(3):
        deliver(frames)
    held, numbers, more = None, [], True
    while more:
        held, more = frames.advance(held)
        assert held is not None
        numbers.append(held.number)
    assert numbers == [1, 2, 3]
    assert frames.advance(held) == (held, False)


def test_the_frame_on_the_screen_is_never_written_to() -> None:
    frames = pool()
    deliver(frames)
    held, _ = frames.advance(None)
    for _ in range(3 * ROOMS):
        assert deliver(frames) is not held


def test_a_renderer_that_sleeps_loses_the_oldest_and_it_counts() -> None:
    frames = pool()
    for _ in range(ROOMS + 3):
        deliver(frames)
    first, more = frames.advance(None)
    assert first is not None
    assert (first.number, more) == (4, True)
    assert frames.stats().dropped == 3


def test_memory_is_made_once_not_for_every_frame() -> None:
    frames = pool()
    held, seen = None, set()
    for _ in range(100):
        seen.add(deliver(frames).address)
        held, _ = frames.advance(held)
    assert len(seen) <= 3


def test_the_scene_graph_is_called_once_until_it_comes() -> None:
    announced: list[int] = []
    frames = pool(announced)
    deliver(frames)
    deliver(frames)
    assert len(announced) == 1
    frames.advance(None)
    deliver(frames)
    assert len(announced) == 2


def test_libvlc_waits_with_the_first_frame_until_the_clip_starts() -> None:
    frames = FramePool(lambda: None)
    frames.shape(SHAPE)
    thread = threading.Thread(target=deliver, args=(frames,))
    thread.start()
    thread.join(0.1)
    assert thread.is_alive()
    assert frames.first
    assert frames.moving_since is None
    frames.release()
    thread.join(40)
    assert not thread.is_alive()
    deliver(frames)
    assert frames.moving_since is not None


def test_closing_lets_libvlc_go_and_takes_nothing_from_the_screen() -> None:
    frames = FramePool(lambda: None)
    frames.shape(SHAPE)
    thread = threading.Thread(target=deliver, args=(frames,))
    thread.start()
    thread.join(0.05)
    frames.close()
    thread.join(40)
    assert not thread.is_alive()
    held, _ = frames.advance(None)
    assert held is not None
    held.memory[0] = 7
    late = frames.lock()
    frames.display()
    assert late is not held
    assert frames.advance(held) == (held, False)
