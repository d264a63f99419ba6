"""The language that messages are told in."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

import click

TONGUES = ("en", "fr", "ar")


def message_language(environment: Mapping[str, str]) -> str:
    """`fr` or `ar` by LC_ALL, else LC_MESSAGES, else LANG; everything else is told in English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environment.get(name)
        if locale:
            language = locale.replace("-", "_").split("_")[0].split(".")[0].lower()
            return language if language in TONGUES else "en"
    return "en"


def language_option(*languages: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--language`, for a command that speaks these."""

    def by_locale() -> str:
        language = message_language(os.environ)
        return language if language in languages else "en"

    return click.option(
        "--language",
        type=click.Choice(languages),
        default=by_locale,
        show_default="by the locale",
        help="The language of the answer.",
    )
