"""Decks and walls that are put away after the test, with nothing left behind."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.player.video import surface
from kiosk.player.video.deck import Deck
from kiosk.player.video.frames import Layout
from tests.player.video.wall import Wall

MEDIA = Path(__file__).parents[2] / "media"

PATIENT = ("--no-drop-late-frames", "--no-skip-frames")
"""Makes libVLC show every frame also on a machine that is busy with other tests."""


def threads() -> list[str]:
    """Names of this process's threads, libVLC's included; without Qt's own pool, which keeps
    its threads for a while."""
    names = []
    for task in Path("/proc/self/task").iterdir():
        with contextlib.suppress(OSError):  # it ended while we looked
            names.append((task / "comm").read_text().strip())
    return sorted(name for name in names if name != "Thread (pooled)")


@pytest.fixture
def media() -> Callable[[str], str]:
    """The path of one of the clips."""
    return lambda name: str(MEDIA / name)


@pytest.fixture
def make_deck(qapp: Any) -> Iterator[Callable[..., Deck]]:
    """Builds decks; afterwards they are closed, and their threads must be gone."""
    before = threads()
    decks: list[Deck] = []

    def make(**options: Any) -> Deck:
        options.setdefault("options", PATIENT)
        if name := os.environ.get("KIOSK_TEST_LAYOUT"):
            options.setdefault("layout", lambda: Layout[name])
        deck = Deck(**options)
        decks.append(deck)
        return deck

    yield make
    for deck in decks:
        deck.close()
    if os.environ.get("QT_QPA_PLATFORM") == "xcb":
        return  # OpenGL on the processor has threads of its own
    until = time.monotonic() + 30
    while len(threads()) > len(before) and time.monotonic() < until:
        threading.Event().wait(0.02)
    assert len(threads()) <= len(before), f"threads left behind: {threads()}, before: {before}"


@pytest.fixture
def deck(make_deck: Callable[..., Deck]) -> Deck:
    return make_deck()


@pytest.fixture(autouse=True)
def _as_a_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test machine has a graphics processor; its way of drawing runs on the processor too."""
    if os.environ.get("KIOSK_TEST_GPU"):
        monkeypatch.setattr(surface, "GPU_BY_PROCESSOR", ())


@pytest.fixture
def make_wall(qapp: Any) -> Iterator[Callable[..., Wall]]:
    walls: list[Wall] = []

    def make(width: int = 192, height: int = 108) -> Wall:
        walls.append(Wall(width, height))
        return walls[-1]

    yield make
    for wall in walls:
        wall.close()
    qapp.processEvents()
