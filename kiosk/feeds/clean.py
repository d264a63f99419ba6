"""Text from anywhere → the plain text that a notice carries.

Paragraphs are separated by an empty line, list entries begin with `• `, a line break inside a
paragraph stays one. No markup, no entity, no control character is left.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import nh3

TITLE_LIMIT = 200
BODY_LIMIT = 6000
"""Characters; about ten minutes of reading, far more than a wall should say."""
_INPUT_LIMIT = 200_000
_DEPTH_LIMIT = 2_000
"""Opening tags in one text; more is no prose, and slow to take apart."""

_TAGS = frozenset({
    "p", "br", "div", "section", "article", "header", "footer", "blockquote", "pre", "ul", "ol",
    "li", "dl", "dt", "dd", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "figcaption",
})  # fmt: skip
_DROPPED = frozenset({"script", "style", "template", "iframe", "object", "noscript", "svg", "math"})
_MARKUP = re.compile(
    r"</?(?:a|abbr|article|aside|b|bdi|bdo|big|blockquote|br|center|cite|code|dd|del|details|div|dl"
    r"|dt|em|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|ins|li|main|mark|nav"
    r"|noscript|object|ol|p|picture|pre|q|s|script|section|small|span|strong|style|sub|summary|sup"
    r"|svg|table|tbody|td|template|tfoot|th|thead|time|tr|tt|u|ul|video)\b[^<>]{0,2000}>|<!--",
    re.IGNORECASE,
)
"""Tags of HTML; `<nom>` in a text is none."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_ENTRIES = frozenset({"li", "dt"})
_LINES = frozenset({"br", "dd", "tr"})
_CELLS = frozenset({"td", "th"})
_INLINE = frozenset({"/li", "/dt", "/dd", "/tr", "/td", "/th", "/br"})
_ANY = re.compile(r"<[^<>]*>")
_NAME = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)")

_BULLET = re.compile(r"[-*•▪●◦‣–][ \t]+(?=\S)")
_SPACES = re.compile(r"[ \t]{2,}|\t")
_SENTENCE_END = re.compile(r"[.!?؟。…](?=[\s»”\"')\]]|$)")

_ISOLATES = "\u2066\u2067\u2068"
_POP = "\u2069"
_FORBIDDEN = re.compile(
    # C0 and C1 controls but tab and newline, surrogates, byte order marks, object replacement,
    # bidi embeddings and overrides, non-characters, interlinear and tag characters.
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufff9-\uffff"
    "\u202a-\u202e\u206a-\u206f\u200b\u2060-\u2064\U000e0000-\U000e007f]"
)
_VISIBLE = re.compile(
    "[^\\s\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\uffa0]"
)
"""Anything that leaves a mark on a screen."""
_NEEDS_CARE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufff9-\uffff"
    "\u202a-\u202e\u2028\u2029\u2066-\u206f\u200b\u2060-\u2064\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text made plain."""

    text: str
    cut: bool = False
    """Whether it was too long and lost its end."""


def clean(text: str, *, markup: bool, limit: int = BODY_LIMIT) -> Cleaned:
    """HTML or plain text → the plain-text shape of `NoticeText.body`.

    Args:
        markup: whether it is HTML. Plain text keeps its `<` and `&`, unless it is full of what
            can only be tags and entities of somebody who escaped twice.
        limit: characters at most; a longer text is cut after a sentence.
    """
    if not text:
        return Cleaned("")
    cut = len(text) > _INPUT_LIMIT
    text = text[:_INPUT_LIMIT]
    if markup or _MARKUP.search(text) or _ENTITY.search(text):
        text = _without_markup(text)
    text = _layout(_safe(text))
    if not _VISIBLE.search(text):
        return Cleaned("", cut)
    if len(text) > limit:
        return Cleaned(_shortened(text, limit), cut=True)
    return Cleaned(text, cut)


def clean_title(text: str, *, limit: int = TITLE_LIMIT) -> str:
    """A headline: one line, no markup, entities decoded."""
    return " ".join(clean(text, markup=False, limit=limit).text.split())


def headline(body: str, *, limit: int = 110) -> tuple[str, str]:
    """A headline for a text that has none, and what is left of the text: its first sentence."""
    first, _, rest = body.partition("\n")
    if len(first) > limit:
        for end in _SENTENCE_END.finditer(first):
            if 15 <= end.end() <= limit:
                return first[: end.end()].removeprefix("• "), body[end.end() :].strip()
        return _shortened(first, limit).removeprefix("• "), body
    return first.removeprefix("• "), rest.strip()


@cache
def _cleaner() -> nh3.Cleaner:
    """Leaves the tags that tell lines and paragraphs apart, without attributes."""
    return nh3.Cleaner(
        tags=set(_TAGS), clean_content_tags=set(_DROPPED), attributes={}, url_schemes=set()
    )


def _layout_of_tag(tag: re.Match[str]) -> str:
    """What stands for a tag in plain text."""
    named = _NAME.match(tag[0])
    name = named[1].lower() if named else ""
    if name in _ENTRIES:
        return "\n• "
    if name in _LINES:
        return "\n"
    if name in _CELLS:
        return " "
    return "\n\n" if name.removeprefix("/") in _TAGS and name not in _INLINE else ""


def _without_markup(text: str) -> str:
    """Takes tags and entities off; a second time for who escaped twice, and not a third."""
    for _ in range(2):
        if text.count("<") > _DEPTH_LIMIT:
            text = _ANY.sub(" ", text)
        if "<" in text:
            # White space in HTML is one space; the line breaks that count are tags.
            text = re.sub(r"\s+", " ", text) if _MARKUP.search(text) else text
            text = _ANY.sub(_layout_of_tag, _cleaner().clean(text))
        text = html.unescape(text)
        if not (_MARKUP.search(text) or _ENTITY.search(text)):
            break
    return text


def _safe(text: str) -> str:
    """Without the characters that have no place in a text for a wall."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not _NEEDS_CARE.search(text):
        return text
    text = _FORBIDDEN.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n\n"))
    return "\n".join(_balanced(line) for line in text.split("\n"))


def _balanced(line: str) -> str:
    """Every isolate closed, and nothing closed that is not open: by line, as bidi works."""
    if not any(mark in line for mark in (*_ISOLATES, _POP)):
        return line
    kept, depth = [], 0
    for char in line:
        if char in _ISOLATES:
            depth += 1
        elif char == _POP:
            if not depth:
                continue
            depth -= 1
        kept.append(char)
    return "".join(kept) + _POP * depth


def _layout(text: str) -> str:
    """Lines trimmed, list entries marked one way, one empty line between paragraphs."""
    if "\n" not in text:
        return _line(text)
    lines: list[str] = []
    for raw in text.split("\n"):
        line = _line(raw)
        if line == "•":
            continue
        if line or (lines and lines[-1]):
            lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


def _line(text: str) -> str:
    if "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    line = text.strip()
    if not line or line[0].isalnum():
        return line
    bullet = _BULLET.match(line)
    return f"• {line[bullet.end() :]}" if bullet else line


def _shortened(text: str, limit: int) -> str:
    """At most `limit` characters, ending with a sentence where there is one, else with a word."""
    head = text[:limit]
    ends = [end.end() for end in _SENTENCE_END.finditer(head)]
    if ends and ends[-1] > limit // 2:
        return _balanced_end(head[: ends[-1]])
    return _balanced_end(head[: limit - 1].rsplit(None, 1)[0].rstrip(" ,;:،؛") + "…")


def _balanced_end(text: str) -> str:
    first, mark, last = text.rpartition("\n")
    return first + mark + _balanced(last)
