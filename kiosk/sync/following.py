"""What a wall that follows an office needs to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Following:
    """The three things that a wall needs to know."""

    address: str
    """Where the office's publication is served."""
    screen: str
    key: str
    """The file of the document of keys, or its fingerprint."""
