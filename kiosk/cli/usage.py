"""A command line that is wrong: what is wrong, and what to do, in the reader's language.

click has sentences of its own for what it finds; here they are said in ours, by what it found.
What our own commands find they say themselves, in `usage_words`.
"""

from __future__ import annotations

import re

import click
from click.core import ParameterSource

from kiosk.cli.site import names_to_choose
from kiosk.cli.tongue import Words, spoken
from kiosk.cli.usage_words import words_in

_TOO_MUCH = re.compile(r"Got unexpected extra arguments? \((?P<words>.*)\)", re.DOTALL)
_TAKES_NONE = "does not take a value"
"""Of these two click tells nothing but a sentence."""


def tell_usage(error: click.UsageError) -> int:
    """Says on standard error what is wrong, and where help is; the exit code that goes with it."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()  # a command of commands, typed alone: its help is the answer
        return error.exit_code
    words = words_in(spoken(error.ctx))
    click.echo(f"kiosk: {_sentence(error, words)}", err=True)
    if error.ctx is not None:
        click.echo(words["help"].format(command=error.ctx.command_path), err=True)
    return error.exit_code


def _sentence(error: click.UsageError, words: Words) -> str:
    if isinstance(error, click.NoSuchOption):
        return _unknown(words["no_option"], error.option_name, error.possibilities, words)
    if isinstance(error, click.NoSuchCommand):
        return _unknown(words["no_command"], error.command_name, error.possibilities, words)
    if isinstance(error, click.MissingParameter):
        return _missing(error, words)
    if isinstance(error, click.BadOptionUsage):
        key = "no_value" if _TAKES_NONE in error.message else "needs_value"
        return words[key].format(name=error.option_name)
    if isinstance(error, click.BadParameter):
        name = _name(error)
        return words["wrong"].format(name=name, why=error.message) if name else error.message
    extra = _TOO_MUCH.fullmatch(error.message)
    return words["too_much"].format(words=extra["words"]) if extra else error.message


def _unknown(sentence: str, name: str, near: list[str] | None, words: Words) -> str:
    told = sentence.format(name=name)
    if not near:
        return told
    return f"{told} {words['mean'].format(name=words['or'].join(near))}"


def _missing(error: click.MissingParameter, words: Words) -> str:
    name = _name(error)
    if error.ctx and isinstance(error.param, click.Option):
        name = f"{name} {error.param.make_metavar(error.ctx)}"
    told = words["missing"].format(name=name)
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"{told} {words['known'].format(known=', '.join(map(str, kind.choices)))}"
    if error.ctx and error.param and error.param.name in ("screen", "target"):
        known = names_to_choose(error.ctx)
        if known:
            return f"{told} {words['screens'].format(known=', '.join(known))}"
    return told


def _name(error: click.BadParameter) -> str:
    """How whoever is to correct it knows it: an option, a place, or a variable it came from."""
    if isinstance(error.param_hint, str):
        return error.param_hint
    param = error.param
    if param is None or error.ctx is None:
        return ""
    if isinstance(param, click.Argument):
        return (param.metavar or str(param.name).upper()).strip("[].")
    from_outside = error.ctx.get_parameter_source(param.name or "") is ParameterSource.ENVIRONMENT
    if from_outside and isinstance(param.envvar, str):
        return param.envvar
    return max(param.opts, key=len)
