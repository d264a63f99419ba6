"""The `references` of an alert (CAP): which earlier alerts it speaks of, however written."""

from __future__ import annotations

import re

_LIMIT = 500
_SENDER = "\0"
"""Stands for the sender itself; no text of XML has this character."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\S*")


def read_references(text: str, sender: str, warnings: list[str]) -> tuple[tuple[str, str], ...]:
    """`(sender, identifier)` of every alert that is named, each once, in order.

    The standard wants triples `sender,identifier,sent` with blanks between them. Written as
    one long list with commas they are told apart by threes; an identifier alone is the
    sender's own.
    """
    found: list[tuple[str, str]] = []
    if " " in sender or "," in sender:
        # Not allowed, and met all the same; it must not be taken apart.
        text = text.replace(f"{sender},", f"{_SENDER},")
    words = text.split()
    if len(words) > _LIMIT:
        warnings.append(f"it refers to {len(words)} alerts; {_LIMIT} were looked at")
    for word in words[:_LIMIT]:
        parts = [part.strip() for part in word.strip(",").split(",")][: 3 * _LIMIT]
        if len(parts) == 3 and all(parts):
            found.append((parts[0], parts[1]))
        elif len(parts) > 3 and len(parts) % 3 == 0 and all(parts):
            warnings.append("its references are joined by commas; they were taken by threes")
            found += zip(parts[::3], parts[1::3], strict=True)
        elif len(parts) == 2 and all(parts):
            by_date = _DATE.fullmatch(parts[1])
            warnings.append(f"the reference {word[:60]!r} has two parts of three")
            found.append((sender, parts[0]) if by_date else (parts[0], parts[1]))
        elif len(parts) == 1 and parts[0]:
            warnings.append(f"the reference {word[:60]!r} has one part of three")
            found.append((sender, parts[0]))
        else:
            warnings.append(f"the reference {word[:60]!r} cannot be read")
    return tuple(dict.fromkeys((sender if who == _SENDER else who, which) for who, which in found))
