"""The deck with an engine that has levers: what libVLC rarely does, and never when asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.errors import MediaError
from kiosk.player.video.clip import Clip, Ending
from kiosk.player.video.deck import Deck
from kiosk.player.video.frames import Geometry, Layout
from kiosk.player.video.playback import Playback
from kiosk.player.video.watch import Limits


class FakeEngine:
    """Delivers frames when told to, from the test's own thread."""

    def __init__(self, playback: Playback, report: Callable[[Ending], None]) -> None:
        self.playback = playback
        self.report = report
        self.time = 0.0
        self.each_look_s = 0.0
        """How far libVLC's clock moves from one look at it to the next."""
        self.resumed = False
        self.closed = threading.Event()
        self.stuck: threading.Event | None = None
        self.opened = threading.Event()

    def open(self) -> None:
        self.opened.set()

    def hurry(self) -> None: ...

    def resume(self) -> None:
        self.resumed = True
        self.playback.pool.release()

    def time_s(self) -> float:
        self.time += self.each_look_s
        return self.time

    def lost(self) -> int:
        return 2

    def close(self) -> None:
        if self.stuck is not None:
            self.stuck.wait(40)
        self.closed.set()

    # Levers

    def frame(self) -> None:
        pool = self.playback.pool
        pool.shape(Geometry.of(Layout.RV32, 16, 16))
        pool.lock()
        threading.Thread(target=pool.display).start()


class Bench:
    def __init__(self, make_deck: Callable[..., Deck], **limits: float) -> None:
        self.engines: list[FakeEngine] = []
        self.broken: Exception | None = None
        self.deck = make_deck(opener=self._open, limits=Limits(**limits))

    def _open(
        self, playback: Playback, report: Callable[[Ending], None]
    ) -> tuple[FakeEngine, float | None]:
        if self.broken is not None:
            raise self.broken
        self.engines.append(FakeEngine(playback, report))
        return self.engines[-1], 10.0

    def playing(self, qtbot: Any) -> tuple[int, FakeEngine]:
        before = len(self.engines)
        token = self.deck.prepare(Clip("clip.mp4"))
        qtbot.waitUntil(lambda: len(self.engines) > before and self.engines[-1].opened.is_set())
        with qtbot.waitSignal(self.deck.ready):
            self.engines[-1].frame()
        self.deck.start(token)
        return token, self.engines[-1]


def test_a_clip_that_stands_still_fails(qtbot: Any, make_deck: Callable[..., Deck]) -> None:
    bench = Bench(make_deck, stall_s=0.3, check_s=0.05)
    with qtbot.waitSignal(bench.deck.failed) as failed:
        token, engine = bench.playing(qtbot)
        engine.frame()
    assert failed.args[0] == token
    assert "stands still" in failed.args[1]
    assert engine.closed.wait(40)


def test_a_long_picture_is_no_stall_while_libvlcs_clock_moves_on(
    qtbot: Any, make_deck: Callable[..., Deck]
) -> None:
    bench = Bench(make_deck, stall_s=0.3, check_s=0.05)
    failed: list[Any] = []
    bench.deck.failed.connect(lambda *args: failed.append(args))
    _, engine = bench.playing(qtbot)
    engine.each_look_s = 0.1
    qtbot.waitUntil(lambda: engine.time > 1.5)  # for longer than a stall may last
    assert not failed


def test_a_file_that_never_gives_a_picture_fails(
    qtbot: Any, make_deck: Callable[..., Deck]
) -> None:
    bench = Bench(make_deck, open_s=0.3)
    with qtbot.waitSignal(bench.deck.failed) as failed:
        token = bench.deck.prepare(Clip("clip.mp4"))
    assert failed.args == [token, "no picture came within 0.3 s; check the file"]


def test_an_error_of_libvlc_fails_the_clip_once(qtbot: Any, make_deck: Callable[..., Deck]) -> None:
    bench = Bench(make_deck)
    failed: list[Any] = []
    bench.deck.failed.connect(lambda *args: failed.append(args))
    _, engine = bench.playing(qtbot)
    engine.report(Ending.FAILED)
    engine.report(Ending.ENDED)
    qtbot.waitUntil(lambda: bool(failed))
    qtbot.wait(50)
    assert len(failed) == 1


def test_a_stop_that_hangs_does_not_keep_the_next_clip_waiting(
    qtbot: Any, make_deck: Callable[..., Deck]
) -> None:
    bench = Bench(make_deck)
    token, engine = bench.playing(qtbot)
    engine.stuck = threading.Event()
    bench.deck.stop(token)
    other, _ = bench.playing(qtbot)
    assert other != token
    engine.stuck.set()


def test_a_missing_libvlc_and_a_fault_of_ours_are_failures_too(
    qtbot: Any, make_deck: Callable[..., Deck], caplog: pytest.LogCaptureFixture
) -> None:
    bench = Bench(make_deck)
    bench.broken = MediaError("libVLC", "cannot be loaded; install the packages libvlc5")
    with qtbot.waitSignal(bench.deck.failed) as failed:
        bench.deck.prepare(Clip("clip.mp4"))
    assert "install the packages libvlc5" in failed.args[1]
    bench.broken = ZeroDivisionError("a bug")
    with qtbot.waitSignal(bench.deck.failed):
        bench.deck.prepare(Clip("clip.mp4"))
    qtbot.waitUntil(lambda: "ZeroDivisionError" in caplog.text)


def test_what_libvlc_dropped_counts(qtbot: Any, make_deck: Callable[..., Deck]) -> None:
    bench = Bench(make_deck)
    token, engine = bench.playing(qtbot)
    engine.report(Ending.ENDED)
    qtbot.waitUntil(engine.closed.is_set)
    stats = bench.deck.stats(token)
    assert (stats.delivered, stats.decoded, stats.dropped) == (1, 3, 2)
