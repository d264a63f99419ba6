"""One text in several languages, and what is known of languages.

Languages are BCP-47 tags in lower case: `ar`, `fr`, `zgh` (Tamazight), `en`, others. The
older tags for Tamazight (`tzm`, `ber`, `shi`, `zgh-tfng`) are read as `zgh`. `und` marks a
text whose language nobody stated; it is shown where nothing better exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema, model_serializer, model_validator

from kiosk.model.base import Value

UNDETERMINED = "und"

LANGUAGE_NAMES: Mapping[str, str] = {
    "ar": "العربية",
    "fr": "Français",
    "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ",
    "en": "English",
    "es": "Español",
}
"""How a language calls itself, for those that we can name."""

RIGHT_TO_LEFT = frozenset({"ar", "ary", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv"})
TAMAZIGHT = frozenset({"zgh", "tzm", "ber", "shi", "rif", "kab"})

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def normal_language(tag: str) -> str:
    """`fr-FR` → `fr`, `AR` → `ar`, `tzm` → `zgh`.

    Raises:
        ValueError: not a language tag.
    """
    lower = tag.strip().lower().replace("_", "-")
    if not _TAG.fullmatch(lower):
        raise ValueError(f"{tag!r} is not a language code such as ar, fr, zgh or en")
    primary = lower.split("-")[0]
    if primary in TAMAZIGHT:
        return "zgh"
    return "ar" if primary == "ary" else primary


def right_to_left(language: str) -> bool:
    """Whether that language is written from right to left."""
    return language.split("-")[0] in RIGHT_TO_LEFT


Language = Annotated[
    str,
    BeforeValidator(normal_language),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$",
            "examples": ["ar", "fr", "zgh", "en"],
            "description": "A language code: ar, fr, zgh (Tamazight), en, ...",
        }
    ),
]


class Text(Value):
    """One text in several languages; empty when no language has it.

    In YAML either one string (language not stated) or a map `{ar: ..., fr: ...}`.
    """

    entries: tuple[tuple[Language, str], ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"entries": ((UNDETERMINED, value),)}
        if isinstance(value, Mapping) and "entries" not in value:
            return {"entries": tuple(value.items())}
        return value

    @model_serializer
    def _to_plain(self) -> dict[str, str]:
        return dict(self.entries)

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: Any, _handler: Any) -> dict[str, Any]:
        return {
            "description": "One text, or one text a language: {ar: ..., fr: ...}",
            "oneOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "minProperties": 1,
                    "propertyNames": {"pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"},
                    "additionalProperties": {"type": "string", "minLength": 1},
                },
            ],
        }

    @classmethod
    def of(cls, value: str | Mapping[str, str]) -> Text:
        """A Text from a string or a map by language."""
        return cls.model_validate(value)

    def __bool__(self) -> bool:
        return any(text for _, text in self.entries)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have this text, in the order written."""
        return tuple(language for language, text in self.entries if text)

    def get(self, language: str) -> str | None:
        """The text in exactly that language, or None."""
        for known, text in self.entries:
            if known == language and text:
                return text
        return None

    def best(self, languages: Iterable[str]) -> tuple[str, str]:
        """`(language, text)` of the first of these languages that there is.

        Falls back to a text of unstated language, then to whatever there is, then to
        `("und", "")`.
        """
        for language in (*languages, UNDETERMINED):
            text = self.get(language)
            if text:
                return language, text
        for language, text in self.entries:
            if text:
                return language, text
        return UNDETERMINED, ""
