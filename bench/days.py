"""What days of pages and clips leave in memory, hurried through in a minute or two.

`python -m bench.days` is the measurement itself, in a process of its own: the real stage and deck
show the demo's pages, one after the other, and a clip between them; prints what it found as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import psutil

from bench import player, sites
from bench.processes import virtual_display
from bench.rows import Row

if TYPE_CHECKING:
    from kiosk.player.stage.view import SlideView

ROUNDS = 110
WARM = 80
"""Rounds until caches are full: Mesa, where it draws with the processor, takes this long."""
PAGES = 12
"""Pages of a round; then a clip."""
PAGE_MS = 25
CLIP_MS = 250
SIZE = (1920, 1080)


def rows() -> Iterator[Row]:
    """The two scene graphs."""
    rounds = ROUNDS - WARM
    with virtual_display() as display:
        for graph in (player.SOFTWARE, player.opengl(display)):
            added = measured(graph)
            name = f"memory that {rounds * PAGES} pages and {rounds} clips add, {graph.name}"
            yield Row.at_most(name, added, "MiB", 12)


def measured(graph: player.Graph) -> float:
    """MiB of memory of its own that the stage has more of at the end than when it was warm."""
    command = [sys.executable, "-m", "bench.days"]
    ended = subprocess.run(
        command, env={**os.environ, **graph.environment}, stdout=subprocess.PIPE, check=True
    )
    found: dict[str, float] = json.loads(ended.stdout)
    return found["added_mib"]


def own_mib() -> float:
    """This process's memory that no file backs, in MiB."""
    memory = psutil.Process().memory_info()
    return float(memory.rss - memory.shared) / 2**20


def pages_of_demo() -> list[SlideView]:
    """Pages of every kind without a clip, as the hall's screen shows them."""
    from kiosk.player.stage.compose import Composer
    from kiosk.player.survey import survey
    from kiosk.site.read import read_site

    site = read_site(sites.REPOSITORY).site
    assert site is not None
    screen, now = site.screens[0], datetime.now(UTC)
    composer = Composer(site, screen, SIZE)
    found = [
        page
        for shot in survey(site, screen, (), now)
        for page in composer.compose(shot.showing, now, opens=shot.opens)
    ]
    still = [page for page in found if page.clip is None]
    return still[:: max(1, len(still) // PAGES)][:PAGES]


def main() -> None:
    """Hurries through the rounds and prints what they added."""
    from kiosk.player.pyside import keep_none_alive

    keep_none_alive()
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QGuiApplication

    from kiosk.model.site import Screen
    from kiosk.player.stage.board import Board
    from kiosk.player.stage.view import Box, VideoSlot
    from kiosk.player.stage.window import open_stage
    from kiosk.player.video.clip import Clip
    from kiosk.player.video.deck import Deck

    app = QGuiApplication(["bench"])
    deck = Deck()
    board = Board(deck)
    still = pages_of_demo()
    window = open_stage(board, Screen(id="hall", name="Hall", playlist="hall"), full_screen=False,
                        size=SIZE)  # fmt: skip
    clip = Clip(str(sites.REPOSITORY / "content/videos/tri.mp4"))
    state: dict[str, Any] = {"step": 0, "token": 0, "warm": 0.0}

    def step() -> None:
        number, place = divmod(state["step"], PAGES + 1)
        state["step"] += 1
        if place < PAGES:
            page = still[place % len(still)]
            board.show(replace(page, id=f"{page.id} {number}"))
            QTimer.singleShot(PAGE_MS, step)
            return
        if number == WARM:
            state["warm"] = own_mib()
        if number == ROUNDS:
            app.quit()
            return
        if state["token"]:
            deck.stop(state["token"])
        state["token"] = deck.prepare(clip)

    def ready(token: int) -> None:
        film = replace(
            still[0], id=f"film {token}", clip=clip, video=VideoSlot(Box(0, 0, 1280, 720))
        )
        board.show(film, token)
        deck.start(token)
        QTimer.singleShot(CLIP_MS, step)

    deck.ready.connect(ready)
    QTimer.singleShot(0, step)
    app.exec()
    sys.stdout.write(json.dumps({"added_mib": own_mib() - state["warm"]}))
    deck.close()
    window.close()


if __name__ == "__main__":
    main()
