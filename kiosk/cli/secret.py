"""Where the keys of an office are, and asking for their passwords."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kiosk.cli.given import FolderName
from kiosk.cli.trouble import trouble_words

if TYPE_CHECKING:
    from kiosk.publish.keyring import Keyring

_Function = TypeVar("_Function", bound=Callable[..., Any])
PASSWORD = "KIOSK_KEY_PASSWORD"  # noqa: S105 - the name of a variable


def keys_option(function: _Function) -> _Function:
    """The option `--keys`."""
    return click.option(
        "--keys",
        "key_folder",
        type=FolderName(),
        envvar="KIOSK_KEYS",
        metavar="FOLDER",
        help="The folder with the keys, such as a memory stick. Left out: KIOSK_KEYS; else a"
        " folder among the user's settings. Never inside the site.",
    )(function)


def stick_option(function: _Function) -> _Function:
    """The option `--stick`."""
    return click.option(
        "--stick",
        type=FolderName(exists=True),
        metavar="FOLDER",
        help="Where a master key is that does not lie among the other keys: a memory stick from"
        " a safe.",
    )(function)


def keyring(folder: Path | None, stick: Path | None = None) -> Keyring:
    """The keys in that folder, and those on a stick."""
    from kiosk.publish.keyring import Keyring

    return Keyring(key_folder(folder), ask, [stick] if stick else [])


def key_folder(folder: Path | None) -> Path:
    if folder is None:
        import platformdirs

        folder = platformdirs.user_config_path("kiosk", appauthor=False) / "keys"
    return folder.absolute()


def ask(file: Path) -> str:
    """The password of that key: from the environment, else from the person at the terminal.

    Raises:
        PublishError: there is neither.
    """
    return _password(trouble_words()["password"].format(file=file.name), confirm=False)


def ask_new() -> str:
    """A password for new keys, typed twice."""
    return _password(trouble_words()["new_password"], confirm=True)


def _password(question: str, *, confirm: bool) -> str:
    from kiosk.errors import PublishError

    words = trouble_words()
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise PublishError(words["nobody"].format(question=question, variable=PASSWORD))
    while True:
        answer: str = click.prompt(question, hide_input=True, err=True)
        if not confirm or answer == click.prompt(
            words["password_again"], hide_input=True, err=True
        ):
            return answer
        click.echo(words["not_the_same"], err=True)
