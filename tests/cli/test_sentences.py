"""What the rooms below say of a failure, said again in the reader's language."""

from __future__ import annotations

import ast
import errno
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

import kiosk.cli
from kiosk.cli.sentences import told_in
from kiosk.player.video.watch import Limits, Vitals, complaint, cut_short
from tests.cli.test_tongue_everywhere import typed_in_the_open

SENTENCES = tuple(
    sentence
    for file in sorted(Path(kiosk.cli.__path__[0]).glob("sentences_*.py"))
    for sentence in import_module(f"kiosk.cli.{file.stem}").SENTENCES
)
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


def test_every_file_of_sentences_is_read() -> None:
    for english, _, arabic in SENTENCES:
        assert told_in("ar", GAP.sub("7", english)) != GAP.sub("7", english), arabic


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


OF_AN_ERROR = {
    " (the server calls it 7)", "this is not 77",
    "RSS, Atom, JSON Feed, CAP, GTFS-realtime, iCalendar or an Open311 service list",
}  # fmt: skip
"""Pieces of one sentence that stands whole above."""


def warned() -> Iterator[tuple[str, str, list[str]]]:
    """Every sentence that stands in the code of `kiosk.feeds`: where, with something in every gap,
    and its own words between the gaps. What is no sentence (docstrings, what is logged, words of
    feeds) is left out."""
    for file in sorted((ROOMS / "feeds").glob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        others = {id(part) for node in ast.walk(tree) for part in no_sentences_in(node)}
        for node in ast.walk(tree):
            if id(node) in others or not isinstance(node, (ast.Constant, ast.JoinedStr)):
                continue
            sentence = "".join(filled(node))
            said = len(WORD.findall(sentence)) >= FEWEST_OF_A_WARNING and TWO.search(sentence)
            if said and sentence.isascii() and sentence not in OF_AN_ERROR:
                place = f"{file.relative_to(ROOMS)}:{node.lineno}"
                yield place, sentence, OWN_WORDS.findall(sentence)


WORD = re.compile(r"\b[a-z]{2,}\b")
TWO = re.compile(r"[a-z]{2,} [a-z]{2,}")
FEWEST_OF_A_WARNING = 3
OWN_WORDS = re.compile(r"[a-z]{2,}(?:\'s)? [a-z]{2,}(?: [a-z]{2,})+")
"""Three words in a row."""


def no_sentences_in(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from (part for part in ast.walk(node) if part is not node)
    elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        if getattr(node.exc.func, "id", "") not in ERRORS:
            yield from ast.walk(node)
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("debug", "warning"):
        yield from ast.walk(node)


def test_every_warning_about_a_feed_is_known_in_french_and_arabic() -> None:
    """A new warning wants its French and Arabic in `kiosk/cli/sentences_*.py`: a sentence of its
    own, for what is put together of several is not known again."""
    found = list(warned())
    assert len(found) > 100
    unknown = [
        (place, sentence)
        for place, sentence, own in found
        for told in (told_in("fr", sentence), told_in("ar", sentence))
        if told == sentence or any(words in told for words in own)
    ]
    assert unknown == []


def test_a_warning_within_a_warning_is_told_in_the_language_too() -> None:
    english = "the alert 'A1': it has 50 parts (info); 40 were taken"
    assert told_in("fr", english) == "l'alerte 'A1' : il a 50 parties (info) ; 40 ont été prises"
    english = "it is not in UTF-8, as it should be; Windows-1256 was taken"
    assert told_in("fr", english) == (
        "il n'est pas en UTF-8, comme il devrait ; Windows-1256 a été pris"
    )
    english = "'Tizi', 'Ifrane' and 3 more are no areas of the site"
    assert told_in("fr", english) == "'Tizi', 'Ifrane' et 3 de plus ne sont pas des zones du site"


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
