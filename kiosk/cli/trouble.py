"""What the person at the terminal is told when something fails: what is wrong, and what to do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from kiosk import errors
from kiosk.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Iterable

_REMEDIES: tuple[tuple[type[Exception], str], ...] = (
    (errors.FeedError, "Ask whoever publishes the feed, with this message."),
    (errors.FetchRefused, "Correct the feed's url in screens.yaml."),
    (errors.FetchError, "Check the address in a browser, and the network of this machine."),
    (errors.FolderBusy, ""),
    (errors.StoreError, "Check that the data folder can be written and that the disk is not full."),
    (errors.MediaError, "Open the file on your desk; if it opens, export it again."),
    (
        errors.DisplayError,
        "Start it from the desktop, or see docs/recover.md for a machine without one.",
    ),
    (PermissionError, "Check who may read and write it."),
    (FileNotFoundError, "Check the path."),
    (IsADirectoryError, "Name a file."),
    (OSError, "Check the disk and the path."),
)


class NothingThere(click.ClickException):
    """There is nothing to show, list or explain."""

    exit_code = int(Exit.NOTHING)

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click's signature
        click.echo(f"kiosk: {self.message}", err=True)


def tell_error(error: Exception) -> Exit:
    """One line about this error on standard error; the exit code that goes with it."""
    if isinstance(error, errors.SiteError):
        from kiosk.cli.tongue import message_language
        from kiosk.site.messages import faults_text

        for line in faults_text(error.faults, message_language(os.environ)):
            click.echo(line, err=True)
        return Exit.FAULTS
    remedy = next((text for kind, text in _REMEDIES if isinstance(error, kind)), "")
    click.echo(f"kiosk: {_sentence(error)} {remedy}".rstrip(), err=True)
    return Exit.FAILED


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        place = f"{os.fsdecode(error.filename)}: " if error.filename is not None else ""
        text = f"{place}{error.strerror}"
    else:
        text = str(error)
    return text if text.endswith((".", "!", "?")) else f"{text}."


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean x?` with a blank before it, or nothing."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1)
    return f" Did you mean {close[0]}?" if close else ""
