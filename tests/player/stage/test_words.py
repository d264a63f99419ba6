"""Every phrase exists in every language, with the same gaps."""

from __future__ import annotations

import string

import pytest

from kiosk.player.stage.words import _WORDS, SPOKEN, word


def gaps(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


@pytest.mark.parametrize("language", SPOKEN)
def test_catalogues_match(language: str) -> None:
    french, other = _WORDS["fr"], _WORDS[language]
    assert set(other) == set(french)
    assert {key: gaps(text) for key, text in other.items()} == {
        key: gaps(text) for key, text in french.items()
    }


@pytest.mark.parametrize(("language", "letters"), [("ar", "\u0600"), ("zgh", "\u2d30")])
def test_words_are_in_their_script(language: str, letters: str) -> None:
    start = ord(letters)
    for key, text in _WORDS[language].items():
        if any(character.isalpha() for character in text.split("{")[0]):
            assert any(start <= ord(character) < start + 0x100 for character in text), key


def test_other_languages_speak_french() -> None:
    assert word("today", "es") == "Aujourd’hui"
