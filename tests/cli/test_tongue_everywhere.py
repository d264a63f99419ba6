"""A person who reads French or Arabic reads no English, whatever they typed."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kiosk.cli import (
    feed_words,
    keys_words,
    publish_words,
    status_words,
    sync_words,
    trouble_words,
    usage_words,
)
from tests.catalogue import says_everything
from tests.cli.conftest import Kiosk, plain_environment

CATALOGUES = (
    feed_words, keys_words, publish_words, status_words, sync_words, trouble_words, usage_words,
)  # fmt: skip
ENGLISH = re.compile(
    r"\b(the|is|are|there|no|not|missing|did|mean|usage|error|try|help|must|with|one|of|file"
    r"|folder|name|write|shows?|now|done|made|needed|feed|result|notices?|until|when)\b",
    re.IGNORECASE,
)
TYPED = re.compile(
    r"\u2068[^\u2069]*\u2069"  # in Arabic: what is closed in
    r"|«[^»]*»|`[^`]*`|--?[a-z][\w-]*|kiosk( (keys|\w+))*|\S*[/.]\S*|^kiosk:"
)
"""What is typed, or is the name of something, belongs to no language."""


def foreign(text: str) -> list[str]:
    """English words that stand in a text for people, apart from what is typed."""
    inside = (ENGLISH.findall(one) for one in re.findall(r"\u2068([^\u2069]*)", text))
    sentences = [words for words in inside if len(words) > 2]  # nothing that is typed has so many
    return ENGLISH.findall(TYPED.sub(" ", text)) + [word for words in sentences for word in words]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda one: one.__name__)
def test_every_language_says_everything(catalogue: object) -> None:
    words_in: Callable[[str], Mapping[str, str]] = catalogue.words_in  # type: ignore[attr-defined]
    says_everything(words_in)


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda one: one.__name__)
def test_in_arabic_what_is_typed_stands_in_isolates(catalogue: object) -> None:
    words_in: Callable[[str], Mapping[str, str]] = catalogue.words_in  # type: ignore[attr-defined]
    for key, sentence in words_in("ar").items():
        assert typed_in_the_open(sentence) == [], key


def typed_in_the_open(sentence: str) -> list[str]:
    """Options and commands that Arabic letters could turn round."""
    assert sentence.count("\u2068") == sentence.count("\u2069"), sentence
    bare = re.sub(r"\u2068[^\u2069]*\u2069", "", sentence)
    return re.findall(r"--[a-z-]+|\bkiosk [a-z]+|[a-z]+\.(?:yaml|json|md)\b", bare)


WRONG = [
    (["--sit"], "--site"),
    (["chek"], "check"),
    (["explain"], "hall, civil"),
    (["explain", "hal"], "hall"),
    (["explain", "hall", "--at", "soon"], "soon"),
    (["explain", "hall", "--at", "tomorrow", "09:00"], "09:00"),
    (["explain", "hall", "--at"], "--at"),
    (["status", "--json=yes"], "--json"),
    (["check", "--format", "jsn"], "json"),
    (["check", "nothing.yaml"], "nothing.yaml"),
    (["timeline", "hall", "--from", "10:00", "--until", "09:00"], "--until"),
    (["render", "hall"], "--output"),
    (["render", "hal", "-o", "out"], "hall"),
    (["plays", "--screen", "hall"], "hall"),
    (["rollback"], "--data"),
    (["rollback", "first"], "first"),
    (["publish", "nowhere", "-o", "out"], "nowhere"),
    (["publish", "-o", "screens.yaml"], "screens.yaml"),
    (["publish", "-o", "out"], "out"),
    (["keys", "init", "--master", "99"], "99"),
    (["keys", "init", "--with", "nobody.pub"], "nobody.pub"),
    (["keys", "rotate"], "master, content, renewal"),
    (["keys", "list", "--keys", "none"], "kiosk keys init"),
    (["sync", "--from", "https://office.example", "--screen", "hall"], "--key"),
    (["sync", "--once", "--proxy", "proxy:3128"], "http://proxy.town.example:3128"),
    (["sync", "--media-quota", "much"], "much"),
    (["feed", "comune"], "commune"),
    (["feed", "commune", "--service", "watter"], "water"),
    (["feed", "commune", "--kind", "closre"], "closure"),
    (["feed", "commune", "--lasts", "soon"], "soon"),
    (["feed", "commune", "--language", "klingon"], "klingon"),
    (["completion", "tcsh"], "bash"),
]


DRIVER = """
import contextlib, io, json, sys
from kiosk.cli.root import kiosk
answers = []
for arguments in json.load(sys.stdin):
    told = io.StringIO()
    with contextlib.redirect_stderr(told), contextlib.redirect_stdout(io.StringIO()):
        try:
            kiosk.main(arguments)
        except SystemExit as end:
            answers.append((end.code, told.getvalue()))
json.dump(answers, sys.stdout)
"""
"""One process for all of them: most of a process's time is its start."""


@pytest.mark.parametrize("locale", ["fr_MA.UTF-8", "ar_MA.UTF-8"])
def test_what_is_typed_wrong_is_told_in_the_language_of_the_locale(
    site: Path, tmp_path: Path, locale: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        cwd=site,
        env={**plain_environment(tmp_path / "data"), "LANG": locale},
        input=json.dumps([arguments for arguments, _ in WRONG]),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    answers = json.loads(done.stdout)
    assert len(answers) == len(WRONG)
    for (arguments, named), (code, told) in zip(WRONG, answers, strict=True):
        assert code in (1, 2, 4), arguments
        assert named in told, arguments
        assert foreign(told) == [], told
        if locale.startswith("ar"):
            assert any(unicodedata.bidirectional(letter) == "AL" for letter in told), arguments


def test_a_screen_that_is_not_there_is_told_by_run_too(kiosk: Kiosk) -> None:
    done = kiosk("run", "--screen", "hal", LANG="fr_MA.UTF-8", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 4
    assert done.stderr.splitlines()[-1] == (
        "kiosk: Aucun écran ne s'appelle hal. Vouliez-vous dire hall ?"
        " Les écrans sont : hall, civil."
    )


def test_where_the_screen_can_be_looked_at_is_told_in_french(site: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**plain_environment(tmp_path / "data"), "LANG": "fr_MA.UTF-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "player", "--preview-port", str(port)],
        cwd=site,
        env={**environment, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        assert process.stdout is not None
        line = process.stdout.readline()
        process.terminate()
    assert line == f"L'image en direct est à l'adresse http://127.0.0.1:{port}/\n"


def test_a_wrong_word_is_told_with_the_right_one_and_where_help_is(kiosk: Kiosk) -> None:
    done = kiosk("check", "--langage", "fr", LANG="fr_FR.UTF-8")
    assert done.returncode == 2
    assert done.stderr == (
        "kiosk: L'option --langage n'existe pas. Vouliez-vous dire --language ?\n"
        "Aide : kiosk check --help\n"
    )


def test_a_variable_that_is_wrong_is_told_by_its_name(kiosk: Kiosk) -> None:
    done = kiosk("sync", "--once", KIOSK_FREE_FLOOR="much", LANG="fr_FR.UTF-8")
    assert done.returncode == 2
    assert done.stderr.startswith("kiosk: KIOSK_FREE_FLOOR : much n'est pas une taille.")


def test_the_language_before_the_command_holds_for_what_it_says(kiosk: Kiosk) -> None:
    done = kiosk("--language", "fr", "sync", "--once", "--data", "screens.yaml/data")
    assert done.returncode == 1
    assert done.stderr.startswith("kiosk: ")
    assert foreign(done.stderr) == []
    assert "Terminé en" in kiosk("--language", "fr", "sync", "--once", LANG="ar_MA.UTF-8").stdout


def test_a_commands_own_language_holds_for_its_errors(kiosk: Kiosk) -> None:
    done = kiosk("explain", "hal", "--language", "ar", LANG="fr_FR.UTF-8")
    assert "لا شاشة باسم" in done.stderr
    done = kiosk("explain", "hall", "--at", "soon", "--language", "ar")
    assert "ليس وقتا" in done.stderr


def test_a_group_typed_alone_answers_with_its_help(kiosk: Kiosk) -> None:
    done = kiosk("keys", LANG="fr_FR.UTF-8")
    assert done.returncode == 2
    assert "kiosk keys init" in done.stderr
    assert "kiosk: " not in done.stderr


@pytest.mark.parametrize("locale", ["fr_MA.UTF-8", "ar_MA.UTF-8"])
def test_a_round_of_sync_is_told_in_the_language_of_the_locale(
    kiosk: Kiosk, site: Path, locale: str
) -> None:
    good = kiosk("sync", "--once", LANG=locale)
    assert good.returncode == 0
    assert foreign(good.stdout) == [], good.stdout
    (site / "content/feeds/commune.json").write_text("")
    failed = kiosk("sync", "--once", LANG=locale)
    assert failed.returncode == 1
    assert "commune" in failed.stdout
    assert foreign(failed.stdout) == [], failed.stdout


@pytest.mark.parametrize("locale", ["fr_MA.UTF-8", "ar_MA.UTF-8"])
def test_a_feed_is_told_in_the_language_of_the_locale(kiosk: Kiosk, locale: str) -> None:
    done = kiosk("feed", "commune", LANG=locale)
    assert done.returncode == 0
    assert "Marché du samedi" in done.stdout
    assert foreign(done.stdout) == [], done.stdout


OFFICE = (
    ["keys", "init"],
    ["keys", "list"],
    ["keys", "new", "renewal"],
    ["keys", "rotate", "content"],
    ["keys", "extend"],
    ["publish", "-o", "{out}"],
    ["publish", "-o", "{out}"],
    ["publish", "--renew", "-o", "{out}"],
    ["diff", "--against", "{out}"],
)


@pytest.mark.parametrize("locale", ["fr_MA.UTF-8", "ar_MA.UTF-8"])
def test_an_office_reads_its_own_language(kiosk: Kiosk, tmp_path: Path, locale: str) -> None:
    room = {
        "LANG": locale,
        "KIOSK_KEYS": str(tmp_path / "keys"),
        "KIOSK_KEY_PASSWORD": "quatre mots sans rapport",
    }
    for arguments in OFFICE:
        done = kiosk(*(one.format(out=tmp_path / "out") for one in arguments), **room)
        assert done.returncode == 0, done.stderr
        assert done.stdout or done.stderr
        assert foreign(done.stdout + done.stderr) == [], done.stdout + done.stderr
    short = kiosk("keys", "new", "content", **{**room, "KIOSK_KEY_PASSWORD": "court"})
    assert short.returncode == 1
    assert foreign(short.stderr) == [], short.stderr


@pytest.mark.parametrize("locale", ["fr_MA.UTF-8", "ar_MA.UTF-8"])
def test_a_wall_that_cannot_reach_its_office_says_so_in_its_language(
    kiosk: Kiosk, locale: str
) -> None:
    office = ("--from", "http://127.0.0.1:9", "--screen", "hall", "--key", "0" * 64)
    done = kiosk("sync", "--once", *office, LANG=locale)
    assert done.returncode == 1
    assert foreign(done.stderr) == [], done.stderr
    status = kiosk("status", "--site", ".", LANG=locale)
    assert foreign(status.stdout) == [], status.stdout


def test_an_option_that_takes_no_value_is_told_as_that(kiosk: Kiosk) -> None:
    done = kiosk("status", "--json=yes")
    assert done.stderr.startswith("kiosk: --json takes no value after it.")
    assert kiosk("explain", "hall", "--at").stderr.startswith("kiosk: After --at its value is")


def test_an_option_that_is_missing_is_told_with_what_goes_with_it(kiosk: Kiosk) -> None:
    assert kiosk("publish").stderr.startswith("kiosk: --output FOLDER is missing.\n")


def test_the_timeline_names_the_days_in_french(kiosk: Kiosk) -> None:
    done = kiosk("timeline", "hall", "--from", "2026-11-25 09:00", LANG="fr_FR.UTF-8")
    day, head = done.stdout.splitlines()[:2]
    assert day == "mer 2026-11-25 Europe/Paris"
    assert head.split() == ["début", "durée", "élément", "type", "quoi"]
