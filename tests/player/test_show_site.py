"""What staff save, break and mend in the site's folder while the player runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from kiosk.store.plays import PlayStore
from tests.player import sites
from tests.player.running import Player, plays


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
    player.wait_for(lambda: left_out(player) == [("picture", "content/poster.png")])
    Image.new("RGB", (1920, 1080), "#20a020").save(file)
    player.wait_for(lambda: player.view is not None and player.view.kind == "image")
    player.wait_for(lambda: left_out(player) == [])


def left_out(player: Player) -> list[tuple[str, str]]:
    """What `kiosk status` reads of it."""
    state = PlayStore(player.data, read_only=True).state("hall")
    return [(one.kind, one.file) for one in state.left_out] if state else []


def test_a_spoilt_logo_and_a_spoilt_picture_beside_a_text_are_told_until_nobody_names_them(
    player: Player,
) -> None:
    screens = (player.site / "screens.yaml").read_text("utf-8")
    (player.site / "screens.yaml").write_text(f"{screens}\nlogo: content/logo.png\n", "utf-8")
    (player.site / "content" / "logo.png").write_bytes(b"no picture")
    (player.site / "content" / "beside.png").write_bytes(b"no picture")
    notices = player.site / "content" / "notices"
    notices.mkdir(exist_ok=True)
    text = "---\nimage: content/beside.png\n---\n# fr: Marché\n\nSamedi.\n"
    (notices / "a.md").write_text(text, "utf-8")
    sites.write_playlist(player.site, "items: [{kind: announcements}]\n")
    player.start()
    both = [("picture", "content/beside.png"), ("picture", "content/logo.png")]
    player.wait_for(lambda: left_out(player) == both)
    (notices / "a.md").write_text("# fr: Marché\n\nSamedi.\n", "utf-8")
    player.wait_for(lambda: left_out(player) == both[1:])


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
