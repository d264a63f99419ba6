"""Garbage is collected on Qt's thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.player.video.collector import Collector


class Node:
    """One end of a cycle; tells on which thread it is collected."""

    def __init__(self, gone_on: list[int]) -> None:
        self.itself = self
        self.gone_on = gone_on

    def __del__(self) -> None:
        self.gone_on.append(threading.get_ident())


@pytest.fixture
def collector(qapp: Any) -> Iterator[Collector]:
    was_on = gc.isenabled()
    made = Collector(look_ms=50)
    yield made
    made.stop()
    assert gc.isenabled() is was_on


def test_other_threads_make_objects_and_collect_none(qtbot: Any, collector: Collector) -> None:
    gc.collect()
    gone_on: list[int] = []
    collector.start()
    kept: list[object] = []

    def work() -> None:
        for _ in range(20):
            Node(gone_on)
        kept.extend([] for _ in range(20_000))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert not gone_on
    qtbot.waitUntil(lambda: len(gone_on) == 20)
    assert set(gone_on) == {threading.get_ident()}


def test_it_stays_in_charge(qtbot: Any, collector: Collector) -> None:
    collector.start()
    gc.enable()
    qtbot.waitUntil(lambda: not gc.isenabled())
