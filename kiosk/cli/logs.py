"""The log of a command: lines on standard error, as a terminal or the journal wants them."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import Any

import click

_PRIORITIES = ((logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6))


class _JournalFormatter(logging.Formatter):
    """`<priority>` before each line, so that `journalctl -p warning` works; the journal has its
    own clock."""

    def format(self, record: logging.LogRecord) -> str:
        priority = next((number for level, number in _PRIORITIES if record.levelno >= level), 7)
        text = f"{record.name}: {super().format(record)}"
        return "\n".join(f"<{priority}>{line}" for line in text.splitlines())


def configure_log(*, level: int) -> None:
    """Sends this process's log to standard error, from this level up."""
    handler = logging.StreamHandler(sys.stderr)
    if "JOURNAL_STREAM" in os.environ:
        handler.setFormatter(_JournalFormatter("%(message)s"))
    else:
        handler.setFormatter(
            logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%H:%M:%S")
        )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # Their debug lines are about every packet and every change of a file…
    for chatty in ("urllib3", "watchfiles", "markdown_it"):
        logging.getLogger(chatty).setLevel(max(level, logging.INFO))
    # …and its informing ones about keys that need not have signed.
    logging.getLogger("tuf").setLevel(max(level, logging.WARNING))


def verbose_option(*, quiet_level: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--verbose`, which also starts the log; without it, from `quiet_level` up."""

    def start(_context: click.Context, _option: click.Parameter, verbose: bool) -> None:
        configure_log(level=logging.DEBUG if verbose else quiet_level)

    return click.option(
        "-v",
        "--verbose",
        is_flag=True,
        expose_value=False,
        callback=start,
        help="Log every step.",
    )
