"""The three catalogues say the same."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import kiosk.site
from kiosk.model.fault import Fault
from kiosk.site.messages import ar, en, faults_text, fr, tell
from tests.site.folders import FAULTS


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("catalogue", [fr, ar], ids=["fr", "ar"])
def test_every_fault_is_told_in_every_language(catalogue: object) -> None:
    assert catalogue.SENTENCES.keys() == en.SENTENCES.keys()  # type: ignore[attr-defined]
    for code, sentence in catalogue.SENTENCES.items():  # type: ignore[attr-defined]
        assert fields(sentence) <= fields(en.SENTENCES[code]) | {"name", "value"}, code


@pytest.mark.parametrize("catalogue", [en, fr, ar], ids=["en", "fr", "ar"])
def test_every_sentence_also_says_what_to_do(catalogue: object) -> None:
    for code, sentence in catalogue.SENTENCES.items():  # type: ignore[attr-defined]
        assert re.search(r"[.؟!:] ", sentence), code


def test_every_code_of_the_room_has_a_sentence_and_every_sentence_a_code() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(kiosk.site.__path__[0]).glob("*.py"))
    written = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', sources))
    written |= {f"no-unit-{way}" for way in ("duration", "distance", "size")}
    written |= {f"not-{kind}" for kind in ("image", "video", "captions", "icon")}
    assert en.SENTENCES.keys() <= written


def test_nothing_that_the_golden_cases_do_not_show_is_left_untold() -> None:
    shown = "\n".join(path.read_text("utf-8") for path in FAULTS.glob("*/expected.en.txt"))
    parts = {
        code: re.split(r"\{+\w+\}+", sentence)[0].split(".")[0]
        for code, sentence in en.SENTENCES.items()
    }
    hidden = {code for code, part in parts.items() if len(part) > 12 and part not in shown}
    assert hidden <= {
        "captions-unreadable", "file-missing", "file-too-large", "file-unreadable",
        "folder-missing", "folder-unreadable", "link-broken", "media-forbidden", "title-empty",
        "yaml-character", "yaml-indent", "yaml-no-colon",
        "yaml-quote-open", "yaml-syntax", "yaml-too-deep", "yaml-too-much",
    }  # fmt: skip


def test_other_languages_are_told_in_english() -> None:
    fault = Fault("screens.yaml", 3, 1, "yaml-tab")
    assert tell(fault, "de") == tell(fault, "en")


def test_arabic_isolates_what_reads_from_left_to_right() -> None:
    fault = Fault("a.yaml", 1, 2, "media-missing", {"file": "content/x-1.png"})
    (line,) = faults_text([fault], "ar")
    assert line.startswith("\u2066a.yaml:1:2\u2069: ")
    assert "\u2066content/x-1.png\u2069" in line
    assert line.count("\u2066") == line.count("\u2069")
    assert not re.search(r"[A-Za-z]", re.sub("\u2066.*?\u2069", "", line))


def test_lines_are_sorted_and_say_which_are_only_warnings() -> None:
    faults = [
        Fault("b.yaml", 2, 1, "title-empty"),
        Fault("b.yaml", 1, 1, "title-empty", {}, "warning"),
        Fault("a.yaml", 0, 0, "file-empty"),
    ]
    assert [line.split(" ")[0] for line in faults_text(faults, "en")] == [
        "a.yaml:",
        "b.yaml:1:1:",
        "b.yaml:2:1:",
    ]
    assert "Warning: " in faults_text(faults, "en")[1]
    assert "Avertissement" in faults_text(faults, "fr")[1]
