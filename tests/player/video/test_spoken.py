"""Films with captions inside, with the real libVLC."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.player.video.clip import Caption, Clip
from kiosk.player.video.deck import Deck
from kiosk.player.video.probe import FileProbe
from tests.player.video.wall import BUSY, Wall, number_in

Media = Callable[[str], str]


@pytest.mark.parametrize("name", ["spoken.mp4", "spoken.mov", "spoken-parts.mp4"])
def test_captions_inside_a_film_come_and_go_with_its_pictures(
    name: str, qtbot: Any, deck: Deck, make_wall: Callable[..., Wall], media: Media
) -> None:
    path = media(name)
    with qtbot.waitSignal(deck.ready) as ready:
        token = deck.prepare(Clip(path, captions=(("ar", path), ("fr", path))))
    assert ready.args == [token]
    wall = make_wall()
    wall.show(deck, token)
    seen: list[tuple[int, dict[str, str]]] = []

    def say(told: int) -> None:
        said = {caption.language: caption.text for caption in deck.captions(told)}
        seen.append((number_in(wall.picture()), said))

    deck.captionsChanged.connect(say)
    with qtbot.waitSignal(deck.ended):
        deck.start(token)
    spoken = [(frame, said) for frame, said in seen if said.get("fr")]
    assert [said for _, said in spoken] == [
        {"ar": "انقطاع الماء", "fr": "Coupure d'eau"},
        {"ar": "إلى 16:30", "fr": "jusqu'à 16 h 30"},
    ]
    # 30 pictures a second: from 0.3 s on the one numbered 9 stands, from 1.1 s on that numbered 33;
    # the film in fragments says each two pictures later. A busy machine is late, never early.
    assert 6 <= spoken[0][0] <= 9 + BUSY
    assert 30 <= spoken[1][0] <= 33 + BUSY
    assert not any(caption.text for caption in deck.captions(token))


def test_a_film_does_not_wait_for_its_captions(
    qtbot: Any, deck: Deck, media: Media, tmp_path: Path
) -> None:
    slow = tmp_path / "fr.vtt"
    os.mkfifo(slow)  # whoever reads it waits until somebody writes
    try:
        with qtbot.waitSignal(deck.ready):
            token = deck.prepare(Clip(media("count.mp4"), captions=(("fr", str(slow)),)))
        deck.start(token)
        qtbot.waitUntil(lambda: deck.stats(token).delivered > 9)
        assert deck.captions(token) == ()
    finally:
        slow.write_text("WEBVTT\n\n00:00.000 --> 00:03.000\nBonjour\n")
    qtbot.waitUntil(lambda: deck.captions(token) == (Caption("fr", "Bonjour"),))


def test_a_film_plays_without_the_captions_that_it_no_longer_has(
    qtbot: Any, deck: Deck, media: Media, caplog: pytest.LogCaptureFixture
) -> None:
    path = media("red.mp4")
    with qtbot.waitSignal(deck.ended):
        deck.start(deck.prepare(Clip(path, captions=(("fr", path),))))
    assert "red.mp4 language=fr" in caplog.text


@pytest.mark.parametrize("name", ["spoken.mp4", "spoken.mkv"])
def test_libvlc_tells_of_captions_inside(name: str, qapp: Any, media: Media) -> None:
    probe = FileProbe()
    try:
        assert probe.video(Path(media(name))).captions == ("fra", "ara")
        assert probe.video(Path(media("count.mp4"))).captions == ()
    finally:
        probe.close()
