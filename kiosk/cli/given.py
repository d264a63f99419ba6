"""Kinds of values that may be given to a command, which say in the reader's language what is
wrong with one and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kiosk.cli.tongue import spoken
from kiosk.cli.usage_words import did_you_mean, words_in


class OneOf(click.Choice[str]):
    """One of these words."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        language = spoken(ctx)
        told = words_in(language)["choice"].format(value=value, known=", ".join(self.choices))
        return f"{told}{did_you_mean(str(value), self.choices, language)}"


class Whole(click.IntRange):
    """A whole number, from `least` on, up to `most`."""

    def __init__(self, least: int, most: int | None = None) -> None:
        super().__init__(least, most)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter as cause:
            key = "whole_from" if self.max is None else "whole"
            told = words_in(spoken(ctx))[key].format(value=value, least=self.min, most=self.max)
            raise click.BadParameter(told, ctx, param) from cause


class _Named(click.Path[Path]):
    """A path, of which what is wrong is seen with our own eyes: click has only a sentence."""

    def __init__(self, *, file: bool, exists: bool) -> None:
        named = self.name
        super().__init__(exists=exists, file_okay=file, dir_okay=not file, path_type=Path)
        self.name = named  # as it stands in the help: FOLDER, where click says DIRECTORY

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as cause:
            told = words_in(spoken(ctx))[self._wrong(Path(value))].format(value=value)
            raise click.BadParameter(told, ctx, param) from cause

    def _wrong(self, path: Path) -> str:
        if not path.exists():
            return "no_file" if self.file_okay else "no_folder"
        if path.is_dir() == self.dir_okay:
            return "not_read"
        return "is_folder" if path.is_dir() else "is_file"


class FileName(_Named):
    """The path of a file."""

    name = "file"

    def __init__(self, *, exists: bool = False) -> None:
        super().__init__(file=True, exists=exists)


class FolderName(_Named):
    """The path of a folder."""

    name = "folder"

    def __init__(self, *, exists: bool = False) -> None:
        super().__init__(file=False, exists=exists)
