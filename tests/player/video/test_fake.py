"""The decks are interchangeable."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from PySide6.QtCore import Signal

from kiosk.player.video.clip import Caption, Clip, ClipStats
from kiosk.player.video.deck import Deck
from kiosk.player.video.fake import FakeDeck

INTERFACE = (
    "prepare", "start", "stop", "captions", "stats", "close",
    "ready", "firstFrame", "ended", "failed", "captionsChanged",
)  # fmt: skip


@pytest.mark.parametrize("name", INTERFACE)
def test_the_fake_has_what_the_deck_has(name: str) -> None:
    real, fake = getattr(Deck, name), getattr(FakeDeck, name)
    if isinstance(real, Signal):
        assert str(real) == str(fake)
    else:
        assert inspect.signature(real) == inspect.signature(fake)


def test_its_levers(qapp: Any) -> None:
    deck = FakeDeck()
    told: list[Any] = []
    deck.ready.connect(lambda token: told.append(("ready", token)))
    deck.failed.connect(lambda *args: told.append(("failed", *args)))
    deck.captionsChanged.connect(lambda token: told.append(deck.captions(token)))
    token = deck.prepare(Clip("a.mp4"))
    deck.become_ready(token)
    deck.say(token, Caption("fr", "Bonjour"))
    deck.fail(token, "broken")
    assert told == [("ready", token), (Caption("fr", "Bonjour"),), ("failed", token, "broken")]
    deck.count(token, ClipStats(decoded=5))
    assert deck.stats(token).decoded == 5
    assert deck.prepared == (token,)
    deck.stop(token)
    assert (deck.prepared, deck.stopped) == ((), [token])


def test_one_that_goes_by_itself(qapp: Any) -> None:
    deck = FakeDeck(automatic=True)
    told: list[str] = []
    deck.ready.connect(lambda _: told.append("ready"))
    deck.firstFrame.connect(lambda _: told.append("first frame"))
    deck.start(deck.prepare(Clip("a.mp4")))
    assert told == ["ready", "first frame"]
