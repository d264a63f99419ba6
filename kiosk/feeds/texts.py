"""The texts of an entry, by language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.feeds.clean import TITLE_LIMIT, clean, clean_title, headline
from kiosk.feeds.entry import Entry
from kiosk.feeds.reading import Reading, string
from kiosk.feeds.script import language_of, stated_language
from kiosk.model.notice import NoticeText

_LANGUAGES_LIMIT = 12
_INSTRUCTION_LIMIT = 1000
_SAMPLE = 300
"""Letters of a text that are enough to tell its script."""


def read_texts(
    entry: Entry, said: Mapping[str, Any], reading: Reading, warnings: list[str]
) -> tuple[NoticeText, ...]:
    found: dict[str, NoticeText] = {}
    by_language = said.get("texts")
    own = by_language if isinstance(by_language, Mapping) else {}
    if by_language is not None and not own:
        warnings.append("texts is no map by language and was left out")
    if len(own) > _LANGUAGES_LIMIT:
        warnings.append(f"it has texts in {len(own)} languages; {_LANGUAGES_LIMIT} were taken")
    stated = {stated_language(tag) for tag in own}
    for tag, value in list(own.items())[:_LANGUAGES_LIMIT]:
        language = stated_language(tag)
        if language is None:
            warnings.append(f"{str(tag)[:20]!r} is no language; its text was left out")
            continue
        parts = value if isinstance(value, Mapping) else {"title": value}
        text = _text(
            string(parts.get("title")),
            string(parts.get("body")),
            string(parts.get("instruction")),
            markup=False,
            warnings=warnings,
        )
        if text is None:
            continue
        language, guessed = _settled(language, text, reading)
        if guessed and (language in found or language in stated):
            warnings.append(
                f"its text for {str(tag)[:20]!r} is not in the letters of that language and was"
                " left out"
            )
            continue
        if guessed:
            warnings.append(f"its letters are not {str(tag)[:20]}; taken as {language}")
        found[language] = text.model_copy(update={"language": language})
    text = _text(
        entry.title,
        entry.body,
        string(said.get("instruction")),
        markup=entry.body_markup,
        warnings=warnings,
    )
    if text is not None:
        claimed = stated_language(entry.language)
        if entry.language and claimed is None:
            warnings.append(f"{entry.language[:20]!r} is no language")
        language, guessed = _settled(claimed, text, reading)
        if guessed and language not in found:
            warnings.append(f"its letters are not {claimed}; taken as {language}")
        if language not in found:
            found[language] = text.model_copy(update={"language": language})
    order = {language: place for place, language in enumerate(reading.site.languages)}
    return tuple(sorted(found.values(), key=lambda one: order.get(one.language, len(order))))


def _settled(stated: str | None, text: NoticeText, reading: Reading) -> tuple[str, bool]:
    """The language of a text; the second: a guess against what was stated."""
    told = f"{text.title}\n{text.body[:_SAMPLE]}"
    return language_of(told, stated, reading.default_language, reading.site.languages)


def _text(
    title: str, body: str, instruction: str, *, markup: bool, warnings: list[str]
) -> NoticeText | None:
    cleaned = clean(body, markup=markup)
    if cleaned.cut:
        warnings.append("its text is too long and lost its end")
    if len(title) > TITLE_LIMIT and clean(title, markup=False, limit=TITLE_LIMIT).cut:
        warnings.append("its title is too long and lost its end")
    plain, rest = clean_title(title), cleaned.text
    if not plain:
        plain, rest = headline(rest)
        plain = clean_title(plain)
    if not plain:
        return None
    if rest == plain:
        rest = ""
    advice = clean(instruction, markup=False, limit=_INSTRUCTION_LIMIT)
    if advice.cut:
        warnings.append("its instruction is too long and lost its end")
    return NoticeText(title=plain, body=rest, instruction=advice.text)
