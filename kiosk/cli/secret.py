"""Where the keys of an office are, and asking for their passwords."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kiosk.publish.keyring import Keyring

_Function = TypeVar("_Function", bound=Callable[..., Any])
PASSWORD = "KIOSK_KEY_PASSWORD"  # noqa: S105 - the name of a variable


def keys_option(function: _Function) -> _Function:
    """The option `--keys`."""
    return click.option(
        "--keys",
        "key_folder",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="KIOSK_KEYS",
        metavar="FOLDER",
        help="The folder with the keys, such as a memory stick. Left out: KIOSK_KEYS; else a"
        " folder among the user's settings. Never inside the site.",
    )(function)


def stick_option(function: _Function) -> _Function:
    """The option `--stick`."""
    return click.option(
        "--stick",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
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
    return _password(f"Password of {file.name}", confirm=False)


def ask_new() -> str:
    """A password for new keys, typed twice."""
    return _password("A password for the new keys (12 characters or more)", confirm=True)


def _password(question: str, *, confirm: bool) -> str:
    from kiosk.errors import PublishError

    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise PublishError(f"{question}: nobody is here to type it. Set {PASSWORD}")
    answer: str = click.prompt(question, hide_input=True, err=True, confirmation_prompt=confirm)
    return answer
