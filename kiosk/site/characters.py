"""Characters that no text of a site needs: the screen would draw a box for each of them.

YAML can write every character as an escape (`"\\x07"`), and an editor can paste them into a
Markdown file, where nobody sees them.
"""

from __future__ import annotations

import re

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
"""One character in two halves, as JSON writes those beyond the first 65,536."""
_SPACING = re.compile("\r\n|[\t\r]")
_NEEDLESS = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
"""C0 and C1 but tab and line breaks, what Unicode says is no character, lone halves."""
_MOST_NAMED = 3


def without_needless(text: str) -> tuple[str, str]:
    """The text without them, and which these are, such as `U+0007, U+FFFE`; `` for none.

    What parts words (form feed, vertical tab, ...) becomes a blank, the rest goes.
    """
    if text.isprintable():
        return text, ""
    text = _PAIR.sub(_whole, text)
    found = dict.fromkeys(_NEEDLESS.findall(text))
    if not found:
        return text, ""
    named = [f"U+{ord(one):04X}" for one in found]
    more = ["…"] if len(named) > _MOST_NAMED else []
    return _NEEDLESS.sub(_instead, text), ", ".join(named[:_MOST_NAMED] + more)


def spaced(text: str) -> str:
    """The text of one YAML value, with blanks for tabs and only line feeds between lines."""
    return _SPACING.sub(lambda found: "\n" if found[0] == "\r\n" else " ", text)


def _whole(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")


def _instead(found: re.Match[str]) -> str:
    return " " if found[0].isspace() else ""
