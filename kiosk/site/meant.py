"""Did you mean …? The known word nearest to one that nobody knows."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from kiosk.model.site import plain_name

_LIKENESS = 0.66


def meant(written: str, known: Iterable[str], **named: str) -> Mapping[str, str]:
    """`{"suggestion": word}` for the known word that was probably meant, else nothing.

    Args:
        named: other names of known words, such as `medina="المدينة القديمة"`.
    """
    words: dict[str, str] = {}
    for word in known:
        words.setdefault(plain_name(word), word)
    for word, name in named.items():
        words.setdefault(plain_name(name), word)
    wanted = plain_name(written)
    if wanted in words:
        return {"suggestion": words[wanted]}
    near = difflib.get_close_matches(wanted, words, n=1, cutoff=_LIKENESS)
    return {"suggestion": words[near[0]]} if near else {}
