"""From the office to what visitors read: real keys, real server, real player."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.cli.conftest import plain_environment
from tests.player.running import Player
from tests.publish.world import HALL, SCREENS, AWall, Office


@pytest.fixture
def player(qtbot: QtBot, office: Office, wall: AWall) -> Iterator[Player]:
    """A player of the wall's first publication."""
    threads = set(threading.enumerate())
    office.write("screens.yaml", SCREENS.replace("languages: [ar, fr]", "languages: [fr]"))
    office.publish()
    assert wall.round().switched
    player = Player(qtbot, wall.sites.pointer, wall.data)
    player.start()
    yield player
    player.stop()
    left = [thread for thread in threading.enumerate() if thread not in threads]
    qtbot.waitUntil(lambda: not any(thread.is_alive() for thread in left))


def test_what_the_office_publishes_is_on_the_screen(
    player: Player, office: Office, wall: AWall
) -> None:
    assert "Bienvenue" in player.words
    office.hall("Bienvenue à tous")
    office.publish()
    assert wall.round().switched
    player.wait_for(lambda: "Bienvenue à tous" in player.words)


def test_a_rollback_is_on_the_screen(player: Player, office: Office, wall: AWall) -> None:
    office.hall("Une erreur")
    office.publish()
    wall.round()
    player.wait_for(lambda: "Une erreur" in player.words)
    subprocess.run(
        [sys.executable, "-m", "kiosk", "rollback"],
        env=plain_environment(wall.data.root), check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    player.wait_for(lambda: "Bienvenue" in player.words)


def test_a_publication_that_leaves_a_slide_as_it_is_does_not_interrupt_it(
    player: Player, office: Office, wall: AWall
) -> None:
    shown = player.view
    more = "  - kind: message\n    title: {ar: جديد, fr: Nouveau}\n"
    office.write("playlists/hall.yaml", HALL + more)
    office.publish()
    with player.qtbot.waitSignal(player.show.reloader.loaded) as signal:
        assert wall.round().switched
    playlist = signal.args[0].site.playlist("hall")
    assert len(playlist.items) == 4
    assert player.view == shown


def test_what_is_refused_is_not_on_the_screen(player: Player, office: Office, wall: AWall) -> None:
    office.hall("Achetez")
    office.publish()
    for file in office.out.glob("targets/*.json"):
        file.write_bytes(b"{}")
    assert wall.round().state.trouble == "altered"
    player.reload()
    assert "Bienvenue" in player.words
