"""What every catalogue of messages must have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kiosk.cli.tongue import TONGUES


def says_everything(words_in: Callable[[str], Mapping[str, str]]) -> None:
    """Every language has every message, with the same values in it."""
    english = words_in("en")
    for language in TONGUES:
        words = words_in(language)
        assert words.keys() == english.keys(), language
        for key, sentence in words.items():
            fields = sorted(re.findall(r"{\w+}", english[key]))
            assert sorted(re.findall(r"{\w+}", sentence)) == fields, (language, key)
