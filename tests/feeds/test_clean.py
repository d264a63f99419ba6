"""Text from anywhere becomes text for a wall."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.feeds.clean import BODY_LIMIT, clean, clean_title, headline


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<p>Un</p><p>Deux</p>", "Un\n\nDeux"),
        ("Un<br/>deux", "Un\ndeux"),
        ("<div><div>Un</div><div>Deux</div></div>", "Un\n\nDeux"),
        ("<ul><li>un</li><li><b>deux</b> fois</li></ul>fin", "• un\n• deux fois\n\nfin"),
        ("<h2>Titre</h2>texte", "Titre\n\ntexte"),
        ("a<script>alert('x')</script><style>p{}</style>b", "ab"),
        ("<p>a <img src=x onerror=alert(1)> b</p>", "a b"),
        ("<p>un\n   seul\n\n\n paragraphe</p>", "un seul paragraphe"),
        ("5 &lt; 6 &amp; 7", "5 < 6 & 7"),
        # The German MoWaS escapes twice, Alertswiss puts links into its texts.
        ("Rufen &lt;br/&gt; Sie &amp;quot;112&amp;quot;", 'Rufen\nSie "112"'),
        ('&lt;a href="tel:112"&gt;112&lt;/a&gt;&lt;br/&gt;Police', "112\nPolice"),
        ("l&amp;#39;eau &amp;amp; le feu", "l'eau & le feu"),
        ("&lt;p&gt;deux&lt;/p&gt;&lt;p&gt;fois&lt;/p&gt;", "deux\n\nfois"),
        ("<table><tr><td>lundi</td><td>8 h</td></tr><tr><td>mardi</td></tr></table>",
         "lundi 8 h\nmardi"),
        ("<p>   </p><p></p>", ""),
    ],
)  # fmt: skip
def test_markup_becomes_paragraphs_and_lists(markup: str, plain: str) -> None:
    assert clean(markup, markup=True).text == plain


def test_entities_are_decoded_twice_and_not_a_third_time() -> None:
    assert clean("&amp;amp;amp;lt;", markup=True).text == "&amp;lt;"


def test_plain_text_keeps_its_signs() -> None:
    text = "Le <nom> est < 5 & plus.\n- un\n* deux\n\n\n\n  fin"
    assert clean(text, markup=False).text == "Le <nom> est < 5 & plus.\n• un\n• deux\n\nfin"


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("a\u202eb", "ab"),
        ("\u2067abc", "\u2067abc\u2069"),
        ("abc\u2069", "abc"),
        ("\u2068a\nb\u2069", "\u2068a\u2069\nb"),
        ("a\x00\x07b\ud800c\ufeff", "abc"),
        ("e\u0301te\u0301", "été"),
        ("ب\u200cت", "ب\u200cت"),
    ],
)
def test_controls_go_and_isolates_are_balanced(raw: str, safe: str) -> None:
    assert clean(raw, markup=False).text == safe


def test_a_long_text_ends_with_a_sentence() -> None:
    found = clean("Une phrase assez courte. " * 1000, markup=False)
    assert found.cut
    assert len(found.text) <= BODY_LIMIT
    assert found.text.endswith("courte.")
    word = clean("mot " * 5000, markup=False)
    assert word.text.endswith("mot…")


def test_a_title_is_one_line() -> None:
    assert clean_title(" Blog &#8211;\n <b>Eau</b> ") == "Blog – Eau"


def test_a_headline_is_the_first_sentence() -> None:
    assert headline("Court.\n\nReste.") == ("Court.", "Reste.")
    assert headline("") == ("", "")


@given(st.text(max_size=400), st.booleans())
def test_whatever_comes_the_shape_holds(text: str, markup: bool) -> None:
    found = clean(text, markup=markup).text
    assert found == found.strip(" \n")
    assert "\n\n\n" not in found
    assert not set(found) & set("\x00\r\t\u202a\u202e\ufeff")
    found.encode()  # no lone surrogate


@pytest.mark.parametrize(
    "bomb",
    ["<div>" * 40_000, "<a " * 60_000, "<" * 200_000, "&amp;" * 40_000, "<!--" * 50_000,
     "\u2068" * 200_000, "<b><i>" * 30_000, "<p>" * 1990 + "&lt;p&gt;" * 20_000],
    ids=lambda bomb: bomb[:8],
)  # fmt: skip
def test_a_bomb_takes_no_time(bomb: str) -> None:
    began = time.process_time()
    clean(bomb, markup=True)
    # Quadratic behaviour took 6 to 24 s here.
    assert time.process_time() - began < 3
