"""The `kiosk` command: arguments in, answers on standard output, an exit code out.

One file a group of commands. At the top of a file only click and what is as light: a room is
imported inside the command that needs it, so that `kiosk --help` and completion answer at once.
"""

from __future__ import annotations

from typing import NoReturn


def main() -> NoReturn:
    """Runs the command that the process's arguments name, and exits with its code."""
    from kiosk.cli.root import kiosk

    kiosk.main()
