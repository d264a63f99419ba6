"""What people read when they publish, and what they type wrong."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kiosk.cli.publish_words import words_in
from tests.catalogue import says_everything
from tests.publish.commands import run
from tests.publish.world import Office

Kiosk = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def kiosk(office: Office) -> Kiosk:
    """In the office, whose keys are known."""
    video = Path(__file__).parents[2] / "content" / "videos" / "tri.mp4"
    office.write("content/tri.mp4", video.read_bytes())

    return partial(run, office)


def test_every_language_says_everything() -> None:
    says_everything(words_in)


def test_staff_read_it_in_their_language(office: Office, kiosk: Kiosk) -> None:
    french = kiosk("publish", "-o", str(office.out), LC_ALL="fr_FR.UTF-8").stdout
    assert "Changée pour : hall, civil" in french
    assert "Rien de nouveau" in kiosk("publish", "-o", str(office.out), "--language", "fr").stdout
    assert "النشرة 1" in kiosk("publish", "-o", str(office.out), LC_ALL="ar_MA.UTF-8").stdout


def test_warnings_are_told_after_what_was_done(office: Office, kiosk: Kiosk) -> None:
    office.write("content/notices/eau.md", "---\nkind: outage\n---\n\n# fr: Coupure\n\nJeudi.\n")
    done = kiosk("publish", "-o", str(office.out))
    assert done.returncode == 0, done.stderr
    assert "kiosk check tells them" in done.stderr
    refused = kiosk("publish", "-o", str(office.out), "--keys", str(office.root / "none"))
    assert refused.returncode == 1
    assert "kiosk check tells" not in refused.stderr, "nothing was published"


def test_a_password_that_is_wrong_says_what_to_do(office: Office, kiosk: Kiosk) -> None:
    done = kiosk("publish", "-o", str(office.out), KIOSK_KEY_PASSWORD="another one, and long")
    assert done.returncode == 1
    assert "the password is wrong" in done.stderr
    assert "kiosk keys rotate content" in done.stderr


def test_what_is_no_site_is_told_as_that(office: Office, kiosk: Kiosk) -> None:
    keys = str(office.root / "keys")
    done = kiosk("publish", keys, "-o", str(office.out))
    assert done.returncode == 3
    assert "screens.yaml" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["rotate", "content", "--stick", "{empty}", "--keys", "{laptop}"],  # no master key
        ["rotate", "content", "--drop", "zzzz"],
        ["rotate", "content", "--needed", "5"],
    ],
)
def test_a_key_that_came_to_nothing_is_not_left_behind(
    office: Office, kiosk: Kiosk, arguments: list[str]
) -> None:
    keys = office.root / "keys"
    laptop = office.root / "laptop"
    laptop.mkdir()
    (office.root / "empty").mkdir()
    for file in keys.iterdir():
        if not file.name.startswith("master"):
            (laptop / file.name).write_bytes(file.read_bytes())
    before = {path.name for folder in (keys, laptop) for path in folder.iterdir()}
    places = {"laptop": laptop, "empty": office.root / "empty"}
    done = kiosk("keys", *(one.format(**places) for one in arguments))
    assert done.returncode == 1
    assert "Made" not in done.stdout
    assert {path.name for folder in (keys, laptop) for path in folder.iterdir()} == before


def test_other_keys_than_those_of_the_server_are_told_as_that(
    office: Office, kiosk: Kiosk, web: str
) -> None:
    office.publish()
    other = str(office.root / "other")
    assert kiosk("keys", "init", "--keys", other).returncode == 0
    done = kiosk("diff", "--against", web, "--keys", other)
    assert done.returncode == 1
    assert "--keys" in done.stderr
    assert "screen shows" not in done.stderr, "this is the office"
    done = kiosk("publish", "-o", str(office.out), "--keys", other)
    assert done.returncode == 1
    assert "made with other keys" in done.stderr


def test_files_that_were_damaged_are_told_when_they_are_mended(
    office: Office, kiosk: Kiosk
) -> None:
    kiosk("publish", "-o", str(office.out))
    file = next(office.out.glob("files/??/*"))
    file.write_bytes(b"?" * file.stat().st_size)
    done = kiosk("publish", "-o", str(office.out))
    assert "Damaged or missing files were written anew (1)." in done.stdout
    assert "Nothing new for visitors" in done.stdout
    assert "Damaged" not in kiosk("publish", "-o", str(office.out)).stdout
