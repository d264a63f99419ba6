"""The option `--language`: of the whole command line, and of the commands that answer at length."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from kiosk.cli.given import OneOf
from kiosk.cli.tongue import TONGUES, choose, spoken

_Function = TypeVar("_Function", bound=Callable[..., Any])


def language_option(function: _Function) -> _Function:
    """`--language` of one command, which is given it."""
    return _option("The language of the answer.", expose_value=True)(function)


def language_of_all(function: _Function) -> _Function:
    """`--language` before the command (`kiosk --language ar sync`); `spoken` knows it."""
    return _option("The language of what the command says.", expose_value=False)(function)


def _option(told: str, *, expose_value: bool) -> Callable[[_Function], _Function]:
    def chosen(context: click.Context, _option: click.Parameter, language: str) -> str:
        choose(context, language)
        return language

    return click.option(
        "--language",
        type=OneOf(TONGUES),
        default=spoken,
        is_eager=True,  # so that what is wrong with the other options is told in it
        callback=chosen,
        expose_value=expose_value,
        show_default="by the locale",
        help=told,
    )
