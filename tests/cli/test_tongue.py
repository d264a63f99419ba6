"""The language of messages follows the locale."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kiosk.cli.tongue import message_language, number


@pytest.mark.parametrize(
    "environment, language",
    [
        ({}, "en"),
        ({"LANG": "fr_MA.UTF-8"}, "fr"),
        ({"LANG": "ar"}, "ar"),
        ({"LANG": "fr_FR", "LC_MESSAGES": "ar_MA.UTF-8"}, "ar"),
        ({"LANG": "fr_FR", "LC_MESSAGES": "ar_MA", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "fr_FR"}, "fr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_locale(environment: Mapping[str, str], language: str) -> None:
    assert message_language(environment) == language


@pytest.mark.parametrize(
    "language, told",
    [("en", "12,134.5"), ("fr", "12\u00a0134,5"), ("ar", "12.134,5")],
)
def test_numbers(language: str, told: str) -> None:
    assert number(12134.48, language, 1) == told
