"""The Markdown of a notice → plain texts by language. The only `import markdown_it`.

A level-1 heading begins a text: `# fr: Le titre`, or `# Français: Le titre`. Below it,
paragraphs and lists are the body; a quotation (`> ...`) is what visitors should do; a picture
(`![...](content/images/x.png)`) belongs to the notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kiosk.model.site import plain_name
from kiosk.model.text import LANGUAGE_NAMES, RIGHT_TO_LEFT, TAMAZIGHT, normal_language

_LABEL = re.compile(r"\s*([^\W\d_][\w-]{0,31})\s*[:：]\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture within a text."""

    file: str
    title: str
    line: int
    """1-based in the Markdown."""


@dataclass(slots=True)
class Section:
    """What stands below one heading."""

    language: str | None
    """None: the heading states none."""
    title: str
    line: int
    """1-based in the Markdown; where the heading stands."""
    body: str = ""
    instruction: str = ""
    pictures: list[Picture] = field(default_factory=list)
    html_lines: list[int] = field(default_factory=list)
    """Lines with HTML, which is left out."""


def read_markdown(text: str, languages: Sequence[str]) -> tuple[Section | None, list[Section]]:
    """What stands before the first heading (None: nothing), and the sections.

    Args:
        languages: the site's, which a heading may name beside those that we know.
    """
    tokens = MarkdownIt("commonmark").parse(text)
    sections: list[Section] = []
    before = Section(None, "", 1)
    body, instruction = _Writer(), _Writer()
    current = before
    quoted = 0
    index = 0

    def close() -> None:
        nonlocal body, instruction
        current.body, current.instruction = body.text(), instruction.text()
        body, instruction = _Writer(), _Writer()

    while index < len(tokens):
        token = tokens[index]
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0:
            close()
            inline = tokens[index + 1]
            line = token.map[0] + 1 if token.map else 1
            language, title = _label(_inline(inline.children or ()), languages)
            current = Section(language, title, line)
            current.pictures.extend(_pictures(inline, line))
            sections.append(current)
            index += 3
            continue
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        (instruction if quoted else body).take(token)
        line = token.map[0] + 1 if token.map else 1
        if token.type == "inline":
            current.pictures.extend(_pictures(token, line))
            if any(_is_html(child) for child in token.children or ()):
                current.html_lines.append(line)
        elif _is_html(token):
            current.html_lines.append(line)
        index += 1
    close()
    empty = not (before.body or before.instruction or before.pictures)
    return (None if empty else before), sections


def _label(heading: str, languages: Sequence[str]) -> tuple[str | None, str]:
    """`fr: Le titre` → `("fr", "Le titre")`; a title that only has a colon stays whole."""
    match = _LABEL.fullmatch(heading)
    if match is None:
        return None, heading.strip()
    label = plain_name(match[1])
    for tag, name in LANGUAGE_NAMES.items():
        if label == plain_name(name):
            return tag, match[2].strip()
    known = {*languages, *LANGUAGE_NAMES, *RIGHT_TO_LEFT, *TAMAZIGHT}
    try:
        language = normal_language(label)
    except ValueError:
        return None, heading.strip()
    if language in known and match[1].islower():
        return language, match[2].strip()
    return None, heading.strip()


class _Writer:
    """Collects blocks of plain text."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._lists: list[int | None] = []
        """Per open list the next number, None for bullets."""
        self._mark = ""

    def take(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            if not self._lists:
                self._blocks.append("")
            start = int(token.attrGet("start") or 1) if token.tag == "ol" else None
            self._lists.append(start)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif token.type == "list_item_open":
            number = self._lists[-1]
            self._mark = "• " if number is None else f"{number}. "
            if number is not None:
                self._lists[-1] = number + 1
        elif token.type == "inline":
            self._add(_inline(token.children or ()))
        elif token.type in ("fence", "code_block"):
            self._add(token.content.strip("\n"))

    def _add(self, text: str) -> None:
        if not text:
            return
        if not self._lists:
            self._blocks.append(text)
            return
        line = self._mark + text
        self._mark = ""
        self._blocks[-1] = f"{self._blocks[-1]}\n{line}" if self._blocks[-1] else line

    def text(self) -> str:
        return "\n\n".join(block for block in self._blocks if block)


def _inline(tokens: Iterable[Token]) -> str:
    """Words without markup; a line break in the file is a blank, a hard one stays."""
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
    lines = "".join(parts).split("\n")
    return "\n".join(" ".join(line.split(" ")).strip(" ") for line in lines).strip()


def _pictures(token: Token, line: int) -> list[Picture]:
    return [
        Picture(str(child.attrGet("src") or ""), child.content, line)
        for child in token.children or ()
        if child.type == "image"
    ]


def _is_html(token: Token) -> bool:
    """Whether it is HTML other than a comment, which is a note among staff."""
    return token.type in ("html_block", "html_inline") and not token.content.lstrip().startswith(
        "<!--"
    )
