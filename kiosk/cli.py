"""Arguments in, one line and an exit code out."""

from __future__ import annotations


def main() -> None:
    """The `kiosk` command."""
