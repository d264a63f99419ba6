"""The running player: real stage, real store file, real site folder, live changes."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from kiosk.clock import SystemClock
from kiosk.model.notice import Kind, Severity, Urgency
from kiosk.player.app import PlayerOptions
from kiosk.player.display import Way
from kiosk.player.show import Show
from kiosk.player.source import Loaded, Source
from kiosk.player.stage.view import SlideView
from kiosk.player.video.deck import Deck
from kiosk.player.video.fake import FakeDeck
from kiosk.site.watch import files_of
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.store.plays import How, Play, PlayStore
from tests import make
from tests.player import sites

MEDIA = Path(__file__).parents[1] / "media"


@dataclass
class Player:
    """A show that runs in this process, and the folders around it."""

    qtbot: QtBot
    site: Path
    data: DataFolder
    screen: str = "hall"
    show: Show = field(init=False)
    deck: Any = field(init=False)
    meanwhile: Callable[[], object] = lambda: None
    """Happens after the first reading, before changes are followed."""

    def start(self, *, deck: FakeDeck | Deck | None = None) -> None:
        store = ContentStore(self.data.make())
        source = Source(self.site, self.data, store, self.screen, SystemClock())
        version, files = store.data_version(), files_of(self.site)
        self.loaded: Loaded = source.load(site=True, notices=True)
        self.deck = deck or FakeDeck(automatic=True)
        options = PlayerOptions(site=self.site, data=self.data.root, screen=self.screen)
        self.show = Show(
            options, SystemClock(), self.data, self.loaded, Way.NONE, lambda: self.deck
        )
        self._store = store
        self.meanwhile()
        self.show.watch(source, store, version, files)

    def stop(self) -> None:
        self.show.close()
        self._store.close()

    @property
    def view(self) -> SlideView | None:
        return self.show.board.current

    @property
    def words(self) -> str:
        """Everything that stands on the slide; a blank that keeps two words together is one."""
        lines = [line.text for line in self.view.texts] if self.view else []
        return " ".join(" ".join(lines).split())

    def wait_for(self, true: Callable[[], bool], timeout_s: float = 20.0) -> None:
        """Run Qt's loop until it is so."""
        self.qtbot.waitUntil(true, timeout=int(timeout_s * 1000))

    def reload(self) -> None:
        with self.qtbot.waitSignal(self.show.reloader.loaded):
            self.show.reloader.reload()


@pytest.fixture
def player(qtbot: QtBot, tmp_path: Path) -> Iterator[Player]:
    threads = set(threading.enumerate())
    site = sites.write_site(tmp_path / "site")
    player = Player(qtbot, site, DataFolder(tmp_path / "data"))
    yield player
    if hasattr(player, "show"):
        player.stop()
    left = [thread for thread in threading.enumerate() if thread not in threads]
    qtbot.waitUntil(lambda: not any(thread.is_alive() for thread in left))


def plays(player: Player) -> list[tuple[str, str | None]]:
    store = PlayStore(player.data, read_only=True)
    found = store.plays(make.utc("2010-01-01 00:00"), make.utc("2100-01-01 00:00"))
    return [(play.title, play.how) for play in found]


def test_the_first_slide_stands_and_is_logged(player: Player) -> None:
    player.start()
    assert "Bonjour" in player.words
    player.wait_for(lambda: plays(player) == [("Bonjour", None)])
    state = PlayStore(player.data, read_only=True).state("hall")
    assert state is not None
    assert state.showing == "hall[1] message: Bonjour"
    assert state.faults == len(player.loaded.faults)


def test_a_saved_file_is_on_the_screen(player: Player) -> None:
    player.start()
    sites.write_message(player.site, "Bonsoir")
    player.wait_for(lambda: "Bonsoir" in player.words)
    player.wait_for(
        lambda: bool(
            (s := PlayStore(player.data).state("hall")) and s.showing == "hall[1] message: Bonsoir"
        )
    )
    assert plays(player) == [("Bonjour", None)], "a correction is the same showing"


def test_what_is_saved_while_it_starts_is_on_the_screen_too(player: Player) -> None:
    player.meanwhile = lambda: sites.write_message(player.site, "Bonsoir")
    player.start()
    player.wait_for(lambda: "Bonsoir" in player.words)


def test_a_picture_saved_under_its_old_name_is_on_the_screen(player: Player) -> None:
    file = player.site / "content" / "poster.png"
    sites.write_playlist(
        player.site,
        "items: [{kind: image, file: content/poster.png, duration: 10 min, qr: none}]\n",
    )

    def shows(colour: str) -> bool:
        window = player.show.window
        middle = (window.width() // 2, window.height() // 2)
        return window.picture().pixelColor(*middle).name() == colour

    Image.new("RGB", (1920, 1080), "#c02020").save(file)
    player.start()
    player.wait_for(lambda: shows("#c02020"))
    Image.new("RGB", (1920, 1080), "#20a020").save(file)
    player.wait_for(lambda: shows("#20a020"))


@pytest.mark.parametrize("spoilt", [b"", b"no picture", None], ids=["empty", "rubbish", "gone"])
def test_a_picture_that_is_gone_or_spoilt_leaves_no_empty_slide(
    player: Player, caplog: pytest.LogCaptureFixture, spoilt: bytes | None
) -> None:
    file = player.site / "content" / "poster.png"
    whole = sites.MESSAGE.replace("TITLE", "Bonjour").replace("10 min", "3 s")
    sites.write_playlist(
        player.site, whole + "  - {kind: image, file: content/poster.png, duration: 10 min}\n"
    )
    Image.new("RGB", (1920, 1080), "#c02020").save(file)
    player.start()
    player.wait_for(lambda: player.view is not None and player.view.kind == "image")
    if spoilt is None:
        file.unlink()
    else:
        file.write_bytes(spoilt)
    player.wait_for(lambda: "Bonjour" in player.words)
    assert "a picture is left out" in caplog.text
    Image.new("RGB", (1920, 1080), "#20a020").save(file)
    player.wait_for(lambda: player.view is not None and player.view.kind == "image")


def test_a_playlist_of_one_picture_that_is_gone_shows_the_directory(player: Player) -> None:
    file = player.site / "content" / "poster.png"
    sites.write_playlist(
        player.site, "items: [{kind: image, file: content/poster.png, duration: 10 min}]\n"
    )
    Image.new("RGB", (1920, 1080), "#c02020").save(file)
    player.start()
    file.unlink()
    player.wait_for(lambda: player.view is not None and player.view.kind == "directory")
    Image.new("RGB", (1920, 1080), "#c02020").save(file)
    player.wait_for(lambda: player.view is not None and player.view.kind == "image")


def test_a_broken_file_leaves_the_last_good_site_and_tells_why(
    player: Player, caplog: pytest.LogCaptureFixture
) -> None:
    player.start()
    sites.write_playlist(player.site, "items:\n  - kind: mesage\n")
    player.wait_for(lambda: "playlists/hall.yaml:2" in caplog.text)
    player.wait_for(lambda: bool((s := PlayStore(player.data).state("hall")) and s.faults))
    assert "Bonjour" in player.words
    sites.write_message(player.site, "Réparé")
    player.wait_for(lambda: "Réparé" in player.words)
    player.wait_for(lambda: not ((s := PlayStore(player.data).state("hall")) and s.faults))


def test_a_screen_that_vanishes_from_the_site_goes_on(
    player: Player, caplog: pytest.LogCaptureFixture
) -> None:
    player.start()
    screens = sites.SCREENS.replace("id: hall", "id: entrance")
    (player.site / "screens.yaml").write_text(screens, "utf-8")
    player.wait_for(lambda: "has no screen of this name" in caplog.text)
    assert "screen=hall screens=entrance,civil" in caplog.text
    assert "Bonjour" in player.words


def test_a_start_with_a_broken_site_shows_the_last_good_one(player: Player) -> None:
    player.start()
    player.stop()
    (player.site / "screens.yaml").write_text("name: [", "utf-8")
    player.start()
    assert "Bonjour" in player.words
    assert not player.loaded.good


def test_a_first_start_with_a_broken_site_names_nothing_internal(
    player: Player, caplog: pytest.LogCaptureFixture
) -> None:
    (player.site / "screens.yaml").write_text("name: [", "utf-8")
    player.start()
    assert "قيد الإعداد" in player.words
    assert "yaml" not in player.words
    assert "kiosk check --site" in caplog.text
    sites.write_site(player.site, title="Enfin")
    player.wait_for(lambda: "Enfin" in player.words)


def test_a_folder_that_is_missing_is_no_crash(qtbot: QtBot, player: Player, tmp_path: Path) -> None:
    player.site = tmp_path / "nowhere"
    player.start()
    assert "قيد الإعداد" in player.words


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
