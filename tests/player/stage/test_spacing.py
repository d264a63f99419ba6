"""Where a line must not break."""

from __future__ import annotations

import pytest

from kiosk.player.stage import bidi
from kiosk.player.stage.spacing import tied


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("fr", "pause de 12 h à 14 h 30", "pause de~12~h à~14~h~30"),
        ("fr", "Que faire ? Venez !", "Que faire~? Venez~!"),
        ("fr", "dit « merci » ; puis : rien", "dit «~merci~»~; puis~: rien"),
        ("fr", "au guichet 4.", "au guichet~4."),
        ("fr", "le 26 novembre", "le~26~novembre"),
        ("fr", "poste n° 7", "poste n°~7"),
        ("fr", "avenue Mohammed V, puis Hassan II", "avenue Mohammed~V, puis Hassan~II"),
        ("fr", "une Visite à Vienne", "une Visite à Vienne"),
        ("en", "where I live", "where I live"),
        ("en", "after 8 pm", "after~8~pm"),
        ("en", "why ? because", "why ? because"),
        ("ar", "الشباك رقم 4", "الشباك رقم~4"),
        ("ar", "خط ONEE 2 مغلق", "خط ONEE 2 مغلق"),
        ("fr", "Appelez le 05 22 11 22 33", "Appelez le 05 22 11 22 33"),
    ],
)
def test_numbers_and_punctuation_stay_with_their_words(
    language: str, text: str, shown: str
) -> None:
    assert tied(text, language, rtl=language == "ar").replace(bidi.NBSP, "~") == shown


def test_no_letter_changes() -> None:
    text = "De 8 h 30 à 16 h, au guichet 2 : « état civil » !"
    assert tied(text, "fr").replace(bidi.NBSP, " ") == text
