"""The examples of docs/feeds.md say the same, and nothing in them is a mistake."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.model.notice import Kind, Notice
from tests.feeds.world import read
from tests.make import utc

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "feeds.md").read_text("utf-8")


def example(language: str) -> Notice:
    (text,) = re.findall(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)
    parsed = read(text)
    assert parsed.warnings == ()
    (notice,) = parsed.notices
    assert notice.warnings == ()
    return notice


def test_json_and_xml_say_the_same() -> None:
    json, xml = example("json"), example("xml")
    assert json.kind is Kind.OUTAGE
    assert json.expires == utc("2026-12-08 15:00")
    assert json.texts == xml.texts
    assert {text.language: text.instruction[:9] for text in json.texts} == {
        "ar": "خزنوا حاج",
        "fr": "Constitue",
    }
    assert json.media[0].captions == xml.media[0].captions
    same = {"link": None}
    assert json.model_copy(update=same) == xml.model_copy(update=same)
