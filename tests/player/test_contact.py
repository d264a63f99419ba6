"""The contact sheet stands alone and says what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from kiosk.model.text import Text
from kiosk.player.contact import Sheeted, contact_sheet
from kiosk.player.survey import Why

NAME = Text.of({"ar": "جماعة", "fr": "Commune <d’essai>"})


def sheeted(file: str = "hall-1-outages-a.png", **more: Any) -> Sheeted:
    values: dict[str, Any] = {
        "thumbnail": b"\xff\xd8",
        "screen": "Hall (hall)",
        "portrait": False,
        "place": 1,
        "what": "outages",
        "title": "Coupure & travaux",
        "origin": "commune/a",
        "languages": ("ar", "fr"),
        "page": 1,
        "pages": 1,
        "dwell_s": 12.4,
        "why": Why.NOW,
    }
    return Sheeted(file=file, **{**values, **more})


class Seen(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "br", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def sheet(*pictures: Sheeted) -> Seen:
    return Seen(contact_sheet(NAME, datetime(2026, 11, 24, 9, 5, tzinfo=UTC), pictures))


def test_pictures_are_in_the_page_itself_and_lead_to_their_files() -> None:
    seen = sheet(sheeted(), sheeted("hall-1-outages-b.png"))
    assert [link["href"] for link in seen.all("a")] == [
        "hall-1-outages-a.png",
        "hall-1-outages-b.png",
    ]
    assert all(
        (image["src"] or "").startswith("data:image/jpeg;base64,") for image in seen.all("img")
    )
    assert seen.open == []


def test_pages_can_be_filtered_by_each_of_their_languages() -> None:
    seen = sheet(sheeted(), sheeted("b.png", languages=("zgh",)))
    filters = [button["data-filter"] for button in seen.all("button") if "data-filter" in button]
    assert filters == ["", "ar", "fr", "zgh"]
    assert [figure["data-languages"] for figure in seen.all("figure")] == ["ar fr", "zgh"]


def test_what_is_wrong_stands_at_the_top_with_its_file() -> None:
    clipped = "“Coupure” is clipped"
    seen = sheet(sheeted(), sheeted("b.png", problems=(clipped,)))
    words = "".join(seen.words)
    assert words.index(clipped) < words.index("Hall (hall)")
    assert "problems" in [section["class"] for section in seen.all("section")]


def test_a_sound_sheet_has_no_box_of_problems() -> None:
    assert sheet(sheeted()).all("section") == []


def test_names_and_titles_are_text_not_markup() -> None:
    words = "".join(sheet(sheeted()).words)
    assert "Commune <d’essai>" in words
    assert "Coupure & travaux" in words


def test_items_have_a_heading_each_and_special_pages_theirs() -> None:
    seen = sheet(
        sheeted(),
        sheeted("b.png", place=2, what="directory"),
        sheeted("c.png", place=0, what="closed", why=Why.EXAMPLE),
    )
    assert len(seen.all("h3")) == 3
    assert "Hors des heures d’ouverture" in "".join(seen.words)
