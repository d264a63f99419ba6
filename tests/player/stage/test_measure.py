"""Lines and pages, measured with the real fonts."""

from __future__ import annotations

import pytest

from kiosk.player.stage import bidi
from kiosk.player.stage.measure import (
    Style,
    balanced_lines,
    break_lines,
    paragraphs,
    sentences,
    split_at_line,
    split_to_fit,
    text_width,
)
from kiosk.player.stage.view import Face

pytestmark = pytest.mark.usefixtures("fonts")

LATIN = Style.of(Face.LATIN, 56)
ARABIC = Style.of(Face.ARABIC, 56)
FRENCH = (
    "Les travaux commencent jeudi. La circulation sera déviée par l’avenue Hassan II ! "
    "Faut-il prévoir un détour ? Oui, de dix minutes."
)


def test_sentences_of_either_script() -> None:
    assert len(sentences(FRENCH)) == 4
    assert sentences("هل الماء متوفر؟ نعم. شكرا!") == ("هل الماء متوفر؟", "نعم.", "شكرا!")


def test_a_time_or_a_number_ends_no_sentence() -> None:
    assert sentences("À 14.30 précises, salle 2.") == ("À 14.30 précises, salle 2.",)


def test_list_entries_are_paragraphs() -> None:
    assert paragraphs("Pièces :\n• acte\n• photo\n\nMerci\nbeaucoup") == (
        "Pièces :", "• acte", "• photo", "Merci beaucoup",
    )  # fmt: skip


@pytest.mark.parametrize("width", [300, 500, 900])
@pytest.mark.parametrize(
    ("text", "style", "rtl"),
    [
        (FRENCH, LATIN, False),
        ("اتصلوا بالرقم 05 22 11-22-33 من 08:30-16:30 أو ONEE Eau", ARABIC, True),
    ],
)
def test_lines_fit_and_lose_nothing(text: str, style: Style, rtl: bool, width: int) -> None:
    isolated = bidi.isolated(text, rtl=rtl)
    lines = break_lines(isolated, style, width)
    assert all(text_width(line, style) <= width for line in lines)
    joined = "".join(bidi.stripped(line) for line in lines).replace(bidi.NBSP, " ")
    assert joined.replace(" ", "") == text.replace(" ", "")


def test_isolates_are_closed_on_every_line() -> None:
    text = bidi.isolated("الرقم ONEE Branche Eau et Electricité du Maroc الآن", rtl=True)
    lines = break_lines(text, ARABIC, 300)
    assert len(lines) > 2
    for line in lines:
        assert line.count(bidi.LRI) + line.count(bidi.FSI) == line.count(bidi.PDI)


def test_pages_turn_at_sentence_ends() -> None:
    lines, rest = split_to_fit(FRENCH, LATIN, 900, 3, lambda text: True)
    assert lines[-1].endswith("!")
    assert rest.startswith("Faut-il")


def test_a_page_ends_when_its_time_is_over() -> None:
    lines, rest = split_to_fit(FRENCH, LATIN, 900, 99, lambda text: len(text.split()) < 6)
    assert lines == ("Les travaux commencent jeudi.",)
    assert rest.startswith("La circulation")


def test_a_sentence_longer_than_a_page_is_cut_between_words_and_kept_whole() -> None:
    endless = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze"
    lines, rest = split_at_line(endless, LATIN, 400, 2)
    assert len(lines) == 2
    assert (" ".join(lines) + " " + rest).split() == endless.split()


def test_a_word_wider_than_the_line_is_broken_rather_than_clipped() -> None:
    lines = break_lines("anticonstitutionnellement", LATIN, 300)
    assert len(lines) > 1
    assert "".join(lines) == "anticonstitutionnellement"


def test_arabic_and_tifinagh_are_set_larger_than_latin() -> None:
    assert Style.of(Face.ARABIC, 100).px > 100
    assert Style.of(Face.TIFINAGH, 100).px > 100
    assert not Style.of(Face.TIFINAGH, 100, bold=True).bold


def test_balanced_lines_leave_no_word_alone_and_take_no_more_lines() -> None:
    text = "Raccordement de la nouvelle conduite principale du quartier"
    for width in (520, 700, 900):
        plain = break_lines(text, LATIN, width)
        balanced = balanced_lines(text, LATIN, width)
        assert len(balanced) == len(plain)
        assert " ".join(balanced) == text
        widths = [text_width(line, LATIN) for line in balanced]
        assert min(widths) > 0.5 * max(widths)
