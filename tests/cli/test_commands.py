"""The commands as a person meets them: real processes on a real folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Kiosk


def test_help_has_examples_and_the_exit_codes(kiosk: Kiosk) -> None:
    done = kiosk("--help")
    assert done.returncode == 0
    for words in ("kiosk explain hall", "Exit codes", "KIOSK_SITE", "status"):
        assert words in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        "run", "player", "sync", "check", "explain", "timeline", "render", "status", "plays",
        "schemas", "completion",
    ],
)  # fmt: skip
def test_every_command_explains_itself_with_an_example(kiosk: Kiosk, command: str) -> None:
    done = kiosk(command, "--help")
    assert done.returncode == 0
    assert f"kiosk {command}" in done.stdout.partition("Examples")[2].partition("Options:")[0]


def test_the_version_names_what_it_stands_on(kiosk: Kiosk) -> None:
    done = kiosk("--version")
    assert done.returncode == 0
    names = [line.split()[0] for line in done.stdout.splitlines()]
    assert names == ["kiosk", "Python", "Qt", "libVLC", "tzdata"]
    assert "missing" not in done.stdout


def test_a_wrong_option_is_a_usage_error(kiosk: Kiosk) -> None:
    done = kiosk("check", "--langage", "fr")
    assert done.returncode == 2
    assert "--language" in done.stderr


def test_without_a_site_the_cure_is_named(kiosk: Kiosk, site: Path) -> None:
    (site / "screens.yaml").unlink()
    done = kiosk("status")
    assert done.returncode == 2
    assert "--site" in done.stderr


def test_a_good_site(kiosk: Kiosk) -> None:
    done = kiosk("check", "--quick")
    assert done.stdout == "OK: 2 screens, 1 playlist, 1 notice of its own, 1 feed\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_a_picture_that_nobody_can_open_is_found_only_by_opening_it(
    kiosk: Kiosk, site: Path
) -> None:
    (site / "content" / "poster.png").write_text("not a picture", "utf-8")
    with (site / "playlists" / "hall.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {kind: image, file: content/poster.png}\n")
    assert kiosk("check", "--quick").returncode == 0
    done = kiosk("check")
    assert done.returncode == 3
    assert "playlists/hall.yaml:11:25: " in done.stdout
    assert "content/poster.png" in done.stdout


def test_faults_are_told_where_what_and_in_the_locales_language(kiosk: Kiosk, site: Path) -> None:
    playlist = site / "playlists" / "hall.yaml"
    playlist.write_text(playlist.read_text("utf-8").replace("duration", "duraton"), "utf-8")
    english = kiosk("check", "--quick")
    french = kiosk("check", "--quick", LANG="fr_MA.UTF-8")
    arabic = kiosk("check", "--quick", "--language", "ar", LANG="fr_MA.UTF-8")
    for done in (english, french, arabic):
        assert done.returncode == 3
        # An Arabic line closes the place in, so that it keeps its order.
        assert done.stdout.strip("\u2066").startswith("playlists/hall.yaml:5:5")
        assert "duration" in done.stdout
        assert "Traceback" not in done.stderr
    assert "1 error" in english.stderr
    assert "1 erreur" in french.stderr
    assert len({english.stdout, french.stdout, arabic.stdout}) == 3


def test_faults_for_programs(kiosk: Kiosk, site: Path) -> None:
    with (site / "screens.yaml").open("a", encoding="utf-8") as file:
        file.write("logoo: x.png\n")
    (fault,) = json.loads(kiosk("check", "--quick", "--format", "json").stdout)
    assert (fault["file"], fault["line"], fault["level"]) == ("screens.yaml", 15, "error")
    assert "logo" in fault["message"]
    annotation = kiosk("check", "--quick", "--format", "github").stdout
    assert annotation.startswith("::error file=screens.yaml,line=15,col=1,")


def test_only_the_faults_of_one_file(kiosk: Kiosk, site: Path) -> None:
    with (site / "screens.yaml").open("a", encoding="utf-8") as file:
        file.write("logoo: x.png\n")
    assert kiosk("check", "--quick", "playlists/hall.yaml").returncode == 0
    assert kiosk("check", "--quick", "screens.yaml").returncode == 3
    missing = kiosk("check", "--quick", "playlists/hal.yaml")
    assert missing.returncode == 4
    assert "hal.yaml" in missing.stderr


def test_a_broken_site_stops_explaining_with_its_faults(kiosk: Kiosk, site: Path) -> None:
    (site / "screens.yaml").write_text("name: [", "utf-8")
    done = kiosk("explain", "hall")
    assert done.returncode == 3
    assert done.stderr.startswith("screens.yaml:")
    assert "Traceback" not in done.stderr


def test_an_unknown_screen_is_met_with_the_ones_there_are(kiosk: Kiosk) -> None:
    for command in (["explain", "hal"], ["timeline", "hal"]):
        done = kiosk(*command)
        assert done.returncode == 4
        assert "Did you mean hall?" in done.stderr
        assert "hall, civil" in done.stderr


def test_nothing_was_shown_yet(kiosk: Kiosk) -> None:
    done = kiosk("plays")
    assert done.returncode == 4
    assert done.stderr.startswith("kiosk: Nothing was shown")


def test_status_of_a_machine_on_which_nothing_runs(kiosk: Kiosk, site: Path) -> None:
    done = kiosk("status")
    assert done.returncode == 1
    assert "No player runs" in done.stdout
    assert "The site's files have no faults." in done.stdout
    assert "\x1b" not in done.stdout
    told = json.loads(kiosk("status", "--json").stdout)
    assert told["ok"] is False
    assert told["players"] == []
    assert told["site"] == str(site)


def test_a_data_folder_that_cannot_be_made_is_one_line(kiosk: Kiosk, site: Path) -> None:
    done = kiosk("sync", "--once", "--data", str(site / "screens.yaml" / "data"))
    assert done.returncode == 1
    assert done.stderr.startswith("kiosk: ")
    assert len(done.stderr.splitlines()) == 1
    assert "--data" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed(kiosk: Kiosk, shell: str) -> None:
    done = kiosk("completion", shell)
    assert done.returncode == 0
    assert f"_KIOSK_COMPLETE={shell}_complete" in done.stdout


def test_completion_knows_the_screens(kiosk: Kiosk) -> None:
    done = kiosk(_KIOSK_COMPLETE="bash_complete", COMP_WORDS="kiosk explain ha", COMP_CWORD="2")
    assert done.stdout == "plain,hall\n"


def test_completion_of_a_broken_site_stays_silent(kiosk: Kiosk, site: Path) -> None:
    (site / "screens.yaml").write_text("name: [", "utf-8")
    done = kiosk(_KIOSK_COMPLETE="bash_complete", COMP_WORDS="kiosk explain ha", COMP_CWORD="2")
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_the_help_imports_no_room() -> None:
    """It answers at once, so the heavy rooms may not be imported for it."""
    program = (
        "import sys, kiosk.cli.root as root\n"
        "try: root.kiosk.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = ('PySide6', 'pydantic', 'sqlalchemy', 'requests', 'vlc', 'ruamel')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == "[]\n"


@pytest.mark.parametrize("command", ["explain", "timeline"])
def test_a_screen_left_out_is_asked_for_with_those_that_there_are(
    kiosk: Kiosk, command: str
) -> None:
    done = kiosk(command)
    assert done.returncode == 2
    assert "The screens are: hall, civil." in done.stderr
