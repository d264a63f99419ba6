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


def read_texts(
    entry: Entry, said: Mapping[str, Any], reading: Reading, warnings: list[str]
) -> tuple[NoticeText, ...]:
    found: dict[str, NoticeText] = {}
    by_language = said.get("texts")
    own = by_language if isinstance(by_language, Mapping) else {}
    if by_language is not None and not own:
        warnings.append("texts is no map by language and was left out")
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
        if text is not None:
            found[language] = text.model_copy(update={"language": language})
    text = _text(
        entry.title,
        entry.body,
        string(said.get("instruction")),
        markup=entry.body_markup,
        warnings=warnings,
    )
    if text is not None:
        stated = stated_language(entry.language)
        if entry.language and stated is None:
            warnings.append(f"{entry.language[:20]!r} is no language")
        language, guessed = language_of(
            f"{text.title}\n{text.body}", stated, reading.default_language, reading.site.languages
        )
        if guessed and language not in found:
            warnings.append(f"its letters are not {stated}; taken as {language}")
        if language not in found:
            found[language] = text.model_copy(update={"language": language})
    order = {language: place for place, language in enumerate(reading.site.languages)}
    return tuple(sorted(found.values(), key=lambda one: order.get(one.language, len(order))))


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
    return NoticeText(
        title=plain,
        body=rest,
        instruction=clean(instruction, markup=False, limit=_INSTRUCTION_LIMIT).text,
    )
