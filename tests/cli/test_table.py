"""Tables line up in any script."""

from __future__ import annotations

from kiosk.cli.table import shortened, table, width_of


def test_columns_line_up_under_their_heads() -> None:
    assert table([("hall", "12"), ("civil-registry", "3")], heads=("screen", "slides")) == [
        "screen          slides",
        "hall            12",
        "civil-registry  3",
    ]


def test_marks_take_no_column_and_wide_characters_two() -> None:
    assert width_of("ماءٌ") == 3
    assert width_of("e\u0301t") == 2
    assert width_of("水道") == 4
    assert width_of("\u20682 h\u2069") == 3


def test_arabic_beside_numbers_lines_up_and_is_closed_in() -> None:
    rows = table([("الماء", "12"), ("Eau", "3")])
    assert [width_of(row) - len(tail) for row, tail in zip(rows, ("12", "3"), strict=True)] == [
        7,
        7,
    ]
    assert rows[0].startswith("\u2068الماء\u2069")


def test_a_long_text_is_cut_with_a_sign_of_it() -> None:
    assert shortened("Coupure d'eau\nà Hay Salam", 40) == "Coupure d'eau à Hay Salam"
    assert shortened("Coupure d'eau à Hay Salam", 12) == "Coupure d'e…"
    assert shortened("水道水道", 5) == "水道…"
