"""The sentence of a fault, in French, Arabic or English."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from typing import Any

from kiosk.model.fault import Fault

MESSAGE_LANGUAGES = ("en", "fr", "ar")
"""Languages that faults are told in; any other is told in English."""

_LEFT_TO_RIGHT, _FIRST_STRONG, _POP = "\u2066", "\u2068", "\u2069"
_LATIN = re.compile(r"[A-Za-z0-9/#.:{]")
_MARKED = re.compile(r"`([^`]*)`")
"""In the Arabic catalogue, what reads from left to right stands between backticks."""


def tell(fault: Fault, language: str) -> str:
    """What is wrong and what to do, as plain text in that language.

    Values in an Arabic sentence stand in Unicode isolates, so that a path or a date keeps its
    order.
    """
    catalogue = _catalogue(language)
    right_to_left = language == "ar"
    values = dict(fault.values)
    if "languages" in values:
        names = (catalogue.LANGUAGES.get(code, code) for code in values["languages"].split(", "))
        values["languages"] = ("، " if right_to_left else ", ").join(names)
    if right_to_left:
        values = {name: _isolated(value) for name, value in values.items()}
    template = catalogue.SENTENCES[fault.code]
    if right_to_left:
        template = _MARKED.sub(rf"{_LEFT_TO_RIGHT}\1{_POP}", template)
    sentence = str(template.format(**values))
    if "suggestion" in fault.values:
        sentence = f"{sentence} {catalogue.DID_YOU_MEAN.format(**values)}"
    return sentence


def faults_text(faults: Iterable[Fault], language: str) -> list[str]:
    """One line a fault: `file:line:column: sentence`, by file, line and column."""
    catalogue = _catalogue(language)
    lines: list[str] = []
    for fault in sorted(faults, key=lambda fault: (fault.file, fault.line, fault.column)):
        sentence = tell(fault, language)
        if fault.level == "warning":
            sentence = catalogue.WARNING.format(sentence=sentence)
        place = f"{_LEFT_TO_RIGHT}{fault.place}{_POP}" if language == "ar" else fault.place
        lines.append(f"{place}: {sentence}")
    return lines


def _catalogue(language: str) -> Any:
    known = language if language in MESSAGE_LANGUAGES else "en"
    return importlib.import_module(f"kiosk.site.messages.{known}")


def _isolated(value: str) -> str:
    """A value within an Arabic sentence: names and paths from left to right, others by their
    first letter."""
    return f"{_LEFT_TO_RIGHT if _LATIN.search(value) else _FIRST_STRONG}{value}{_POP}"
