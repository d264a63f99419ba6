"""What the rooms below say of a failure, said again in the reader's language."""

from __future__ import annotations

import ast
import errno
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.cli import (
    sentences_entries,
    sentences_feeds,
    sentences_machine,
    sentences_media,
    sentences_network,
    sentences_office,
)
from kiosk.cli.sentences import told_in
from kiosk.player.video.watch import Limits, Vitals, complaint, cut_short
from tests.cli.test_tongue_everywhere import typed_in_the_open

SENTENCES = (
    *sentences_entries.SENTENCES, *sentences_feeds.SENTENCES, *sentences_machine.SENTENCES,
    *sentences_media.SENTENCES, *sentences_network.SENTENCES, *sentences_office.SENTENCES,
)  # fmt: skip
GAP = re.compile(r"{(\w+)}")
ROOMS = Path(__file__).parents[2] / "kiosk"
ERRORS = {
    "PublishError": 0, "StoreError": 0, "FolderBusy": 0, "DisplayError": 0, "FeedError": 0,
    "FeedUnsafe": 0, "MediaError": 1, "FetchError": 1, "FetchRefused": 1, "FetchTooLarge": 1,
}  # fmt: skip
"""Which argument is the sentence."""
FEWEST = 4
"""So many words make a sentence here; others are put together of sentences from elsewhere."""


@pytest.mark.parametrize("english, french, arabic", SENTENCES)
def test_nothing_is_lost_in_translation(english: str, french: str, arabic: str) -> None:
    gaps = set(GAP.findall(english))
    assert set(GAP.findall(french)) <= gaps
    assert set(GAP.findall(arabic)) <= gaps
    assert {gap for gap in gaps if gap not in ("what", "known", "same")} <= set(
        GAP.findall(french)
    ), "what stands in a gap is what helps"
    assert typed_in_the_open(arabic) == []


def test_no_sentence_stands_twice() -> None:
    english = [one[0] for one in SENTENCES]
    assert len(set(english)) == len(english)


def said(room: str) -> Iterator[tuple[str, str]]:
    """Where an error is raised in that room, and its sentence with something in every gap."""
    for file in sorted((ROOMS / room).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            at = ERRORS.get(node.func.id)
            if at is None or len(node.args) <= at:
                continue
            sentence = "".join(filled(node.args[at]))
            if len(re.findall(r"[a-z]+", sentence)) >= FEWEST:
                yield f"{file.relative_to(ROOMS)}:{node.lineno}", sentence


def filled(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.Constant):
                yield from filled(part)
            elif not (isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.IfExp)):
                yield "7"  # what stands there only sometimes is left out


@pytest.mark.parametrize("room", ["publish", "store", "sync", "feeds", "player"])
def test_every_error_of_the_rooms_below_is_known_in_french_and_arabic(room: str) -> None:
    """A new sentence wants its French and Arabic in `kiosk/cli/sentences_*.py`."""
    found = list(said(room))
    assert found
    for place, sentence in found:
        for language in ("fr", "ar"):
            assert told_in(language, sentence) != sentence, (place, sentence)


def test_what_may_be_wrong_with_a_clip_is_known_in_french_and_arabic() -> None:
    limits, still = Limits(), Vitals(0.0, 0.0, has_picture=True, moved=0.0, duration_s=None)
    reasons = [
        complaint(replace(still, has_picture=False), limits, 60.0),
        complaint(still, limits, 60.0),
        complaint(replace(still, moved=60.0, duration_s=10.0), limits, 60.0),
        cut_short(3.0, 60.0),
    ]
    assert len(set(filter(None, reasons))) == 4
    for reason in reasons:
        for language in ("fr", "ar"):
            assert told_in(language, reason) != reason


def test_what_stands_in_the_gaps_is_taken_over() -> None:
    told = told_in("fr", "/srv/www: it cannot be written (Permission denied). Check who may write"
                   " there, or name another folder with -o")  # fmt: skip
    assert told.startswith("/srv/www : impossible d'y écrire (Accès refusé).")


def test_a_reason_within_a_sentence_is_told_in_the_language_too() -> None:
    english = "the alert 'A1' is missing: its name is not known; check the address and the network"
    assert told_in("fr", english) == (
        "l'alerte 'A1' manque : ce nom de serveur est inconnu ; vérifiez l'adresse et le réseau"
    )


def test_the_sentence_that_says_most_is_taken() -> None:
    advice = "the server answers 404 Not Found; check the address"
    assert told_in("fr", advice) == "le serveur répond 404 Not Found ; vérifiez l'adresse"


def test_what_nobody_has_said_in_french_stays_as_it_is() -> None:
    assert told_in("fr", "the moon is full.") == "the moon is full."
    assert told_in("fr", "") == ""


def test_english_stays_to_the_letter() -> None:
    sentence = os.strerror(errno.ENOSPC)
    assert told_in("en", sentence) == sentence
    assert told_in("ar", sentence) == "لم يبق مكان على القرص"
