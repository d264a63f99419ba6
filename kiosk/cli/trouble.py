"""What the person at the terminal is told when something fails: what is wrong, and what to do."""

from __future__ import annotations

import os

import click

from kiosk import errors
from kiosk.cli.sentences import told_in
from kiosk.cli.tongue import Words, spoken
from kiosk.cli.trouble_words import of_system, words_in
from kiosk.cli.usage_words import did_you_mean
from kiosk.errors import Exit

_REMEDIES: tuple[tuple[type[Exception], str], ...] = (
    (errors.FeedError, "feed"),
    (errors.FetchRefused, "refused"),
    (errors.FetchError, "fetch"),
    (errors.FolderBusy, ""),
    (errors.StoreError, "store"),
    (errors.MediaError, "media"),
    (errors.DisplayError, "display"),
    (PermissionError, "permission"),
    (FileNotFoundError, "missing"),
    (IsADirectoryError, "folder"),
    (OSError, "system"),
)


class NothingThere(click.ClickException):
    """There is nothing to show, list or explain. The message is in the reader's language."""

    exit_code = int(Exit.NOTHING)

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click's signature
        click.echo(f"kiosk: {self.message}", err=True)


def trouble_words() -> Words:
    """The sentences on what fails or is not there, in the reader's language."""
    return words_in(spoken())


def tell_error(error: Exception) -> Exit:
    """One line about this error on standard error; the exit code that goes with it."""
    language = spoken()
    if isinstance(error, errors.SiteError):
        from kiosk.site.messages import faults_text

        for line in faults_text(error.faults, language):
            click.echo(line, err=True)
        return Exit.FAULTS
    if isinstance(error, errors.NoSuchScreen):
        click.echo(f"kiosk: {_no_screen(error, language)}", err=True)
        return Exit.NOTHING
    remedy = next((key for kind, key in _REMEDIES if isinstance(error, kind)), "")
    what_to_do = words_in(language)[remedy] if remedy else ""
    click.echo(f"kiosk: {_sentence(error, language)} {what_to_do}".rstrip(), err=True)
    return Exit.FAILED


def _no_screen(error: errors.NoSuchScreen, language: str) -> str:
    words, known = words_in(language), ", ".join(error.known)
    told = words["no_screen"].format(name=error.wanted)
    near = did_you_mean(error.wanted, error.known, language)
    return f"{told}{near} {words['screens'].format(known=known)}"


def _sentence(error: Exception, language: str) -> str:
    if isinstance(error, OSError) and error.strerror:
        text = of_system(error, language)
        if error.filename is not None:
            file = os.fsdecode(error.filename)
            text = words_in(language)["file"].format(file=file, reason=text)
    elif isinstance(error, errors.FetchError):
        reason = told_in(language, error.reason)
        text = words_in(language)["file"].format(file=error.url, reason=reason)
    else:
        text = told_in(language, str(error))
    return text if text.endswith((".", "!", "?", "؟")) else f"{text}."
