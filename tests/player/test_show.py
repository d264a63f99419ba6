"""The running player: what shows, how it is logged, and how it ends."""

from __future__ import annotations

import shutil
import threading
from datetime import timedelta
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.model.notice import Kind, Severity, Urgency
from kiosk.player.video.deck import Deck
from kiosk.store.plays import How, Play, PlayStore
from tests import make
from tests.player import sites
from tests.player.running import Player, plays

MEDIA = Path(__file__).parents[1] / "media"


def test_the_first_slide_stands_and_is_logged(player: Player) -> None:
    player.start()
    assert "Bonjour" in player.words
    player.wait_for(lambda: plays(player) == [("Bonjour", None)])
    state = PlayStore(player.data, read_only=True).state("hall")
    assert state is not None
    assert state.showing == "hall[1] message: Bonjour"
    assert state.faults == len(player.loaded.faults)


def test_a_takeover_interrupts_what_shows_when_it_arrives_in_the_store(player: Player) -> None:
    player.start()
    urgent = make.notice(
        "flood",
        title="Inondation",
        kind=Kind.ALERT,
        severity=Severity.EXTREME,
        urgency=Urgency.IMMEDIATE,
    )
    sites.store_notices(player.data, [urgent], digest="flood")
    player.wait_for(lambda: "Inondation" in player.words)
    sites.store_notices(player.data, [], digest="none")
    player.wait_for(lambda: "Bonjour" in player.words)
    hows = [how for title, how in plays(player) if title.startswith("Inondation")]
    assert hows[-1] == How.EARLY
    assert plays(player)[0] == ("Bonjour", How.INTERRUPTED)


def test_a_video_that_libvlc_cannot_play_gives_way(player: Player) -> None:
    whole = (MEDIA / "quarters.mp4").read_bytes()
    # Its table of contents is whole, so the site's check takes it; its pictures are noise.
    start = whole.index(b"mdat") + 4
    broken = whole[:start] + b"\x5a" * (len(whole) - start)
    (player.site / "content" / "film.mp4").write_bytes(broken)
    sites.write_playlist(
        player.site,
        "items:\n  - {kind: video, file: content/film.mp4, title: Film}\n"
        "  - {kind: message, title: Bonjour, duration: 1 min}\n",
    )
    player.start(deck=Deck())
    assert player.loaded.good
    player.wait_for(lambda: "Bonjour" in player.words)
    player.wait_for(lambda: plays(player)[0] == ("Film", How.FAILED))


def test_from_clip_to_clip_no_frame_is_without_picture(player: Player) -> None:
    """Real libVLC, and every frame that reaches the window is looked at."""
    for colour in ("red", "blue"):
        shutil.copy(MEDIA / f"{colour}.mp4", player.site / "content")
    sites.write_playlist(
        player.site,
        "transition: cut\nitems:\n"
        "  - {kind: video, file: content/red.mp4, title: Rouge, qr: none}\n"
        "  - {kind: video, file: content/blue.mp4, title: Bleu, qr: none}\n",
    )
    player.start(deck=Deck())
    window, colours, last = player.show.window, [], []
    player.wait_for(lambda: player.deck.stats(1).presented > 0)
    assert player.view is not None
    assert player.view.video is not None
    box = player.view.video.box

    def look() -> None:
        middle = window.grabWindow().pixelColor(box.x + box.width // 2, box.y + box.height // 2)
        colours.append("red" if middle.red() > 150 else "blue" if middle.blue() > 150 else "none")
        last.append(middle.name())

    window.frameSwapped.connect(look)
    player.wait_for(lambda: player.deck.stats(3).presented > 0, timeout_s=20)
    window.frameSwapped.disconnect(look)
    assert "none" not in colours, last
    assert {"red", "blue"} == set(colours)
    player.wait_for(lambda: ("Rouge", How.COMPLETE) in plays(player))


def test_stopping_closes_the_play_and_leaves_nothing_behind(player: Player) -> None:
    threads = threading.active_count()
    player.start()
    player.wait_for(lambda: len(plays(player)) == 1)
    player.stop()
    assert plays(player) == [("Bonjour", How.INTERRUPTED)]
    assert threading.active_count() == threads
    del player.show


def test_a_play_left_open_by_a_power_cut_is_closed_at_the_next_start(player: Player) -> None:
    store = PlayStore(player.data.make())
    before = SystemClock().now() - timedelta(hours=1)
    store.begin(Play("hall", "hall[1] message", None, before, "Avant"))
    store.close()
    player.start()
    player.wait_for(lambda: plays(player) == [("Avant", How.CUT_OFF), ("Bonjour", None)])


def test_another_orientation_opens_another_window(player: Player) -> None:
    player.start()
    assert player.show.window.stage_size == (1920, 1080)
    screens = sites.SCREENS.replace(
        "playlist: hall\n  -", "playlist: hall\n    orientation: portrait\n  -"
    )
    (player.site / "screens.yaml").write_text(screens, "utf-8")
    player.wait_for(lambda: player.show.window.stage_size == (1080, 1920))
    assert "Bonjour" in player.words


def test_another_size_of_the_panel_composes_anew(player: Player) -> None:
    player.start()
    before = player.view
    player.show.window.resize(1280, 720)
    player.wait_for(lambda: player.view != before)
    assert "Bonjour" in player.words
