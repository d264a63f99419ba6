"""YAML text → plain values, and where each of them stands. The only `import ruamel.yaml`.

Every scalar stays the text that was written (`no`, `22:22`, `0537` and `2026-06-01` are never
a surprise); only an empty value or `~` becomes None. What the text means is decided by the
field it is written for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import Node, ScalarNode, SequenceNode

from kiosk.model.fault import Fault
from kiosk.site.characters import spaced, without_needless

Path = tuple[str | int, ...]
"""Keys and 0-based indices that lead to a value, such as `("screens", 0, "id")`."""

_MOST_VALUES = 50_000
"""A file with more is no playlist; aliases could make a few lines mean billions."""

_ODD_BLANKS = re.compile("[ \\t]*[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""The start of a line that is indented with what looks like a space and is none: web pages and
word processors write such."""

_NULL = "tag:yaml.org,2002:null"
_OWN_TAGS = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; both 1-based, in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """The values of one file, and their places."""

    file: str
    """Path relative to the site folder, with forward slashes."""
    value: object = None
    """dict, list, str or None, nested; keys are always str."""
    keys: dict[Path, Place] = field(default_factory=dict)
    """Where each key stands, by the path of its value."""
    values: dict[Path, Place] = field(default_factory=dict)
    """Where each value stands."""

    def get(self, *path: str | int) -> object:
        """The value at that path, or None."""
        value = self.value
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def at(self, path: Path, *, key: bool = False) -> Place:
        """Where the value (or its key) stands, else the nearest thing around it."""
        places = (self.keys, self.values) if key else (self.values, self.keys)
        while path:
            for known in places:
                if path in known:
                    return known[path]
            path = path[:-1]
        return self.values.get((), Place(0, 0))

    def fault(
        self,
        path: Path,
        code: str,
        values: Mapping[str, str] = MappingProxyType({}),
        *,
        key: bool = False,
        level: Literal["error", "warning"] = "error",
    ) -> Fault:
        """A fault of the value (or key) at that path."""
        place = self.at(path, key=key)
        return Fault(self.file, place.line, place.column, code, values, level)


def read_yaml(text: str, file: str, *, lines_before: int = 0) -> tuple[Document, list[Fault]]:
    """The document in `text`, and the faults of its YAML.

    Args:
        lines_before: how many lines of the file come before `text` (front matter).

    Never raises for bad text: a text that is no YAML gives an empty document and one fault.
    """
    loader = YAML(typ="safe", pure=True)
    try:
        loader.composer.warn_double_anchors = False
        node = loader.compose(text)
    except MarkedYAMLError as error:
        return Document(file), [_syntax_fault(error, text, file, lines_before)]
    except RecursionError:
        return Document(file), [Fault(file, 0, 0, "yaml-too-deep")]
    except Exception as error:  # the reader of YAML raises of many kinds on odd input
        return Document(file), [_character_fault(error, text, file, lines_before)]
    builder = _Builder(file, lines_before)
    value = builder.build(node, ()) if node is not None else None
    return Document(file, value, builder.keys, builder.values), builder.faults


class _Builder:
    """Turns composed nodes into plain values and notes where they stand."""

    def __init__(self, file: str, lines_before: int) -> None:
        self.keys: dict[Path, Place] = {}
        self.values: dict[Path, Place] = {}
        self.faults: list[Fault] = []
        self._file = file
        self._lines_before = lines_before
        self._open: set[int] = set()

    def _place(self, node: Node) -> Place:
        mark = node.start_mark
        return Place(mark.line + 1 + self._lines_before, mark.column + 1)

    def _fault(self, place: Place, code: str, **values: str) -> None:
        self.faults.append(Fault(self._file, place.line, place.column, code, values))

    def _text(self, node: Node, place: Place) -> str:
        text, needless = without_needless(str(node.value))
        if needless:
            values = {"value": needless}
            self.faults.append(
                Fault(self._file, place.line, place.column, "text-character", values, "warning")
            )
        return spaced(text)

    def build(self, node: Node, path: Path) -> object:
        place = self._place(node)
        if len(self.values) >= _MOST_VALUES:
            if len(self.values) == _MOST_VALUES:
                self.values[(*path, "…")] = place
                self._fault(place, "yaml-too-much", most=str(_MOST_VALUES))
            return None
        self.values[path] = place
        if node.tag and not str(node.tag).startswith(_OWN_TAGS):
            self._fault(place, "yaml-tag", value=str(node.tag))
            return str(node.value) if isinstance(node, ScalarNode) else None
        if isinstance(node, ScalarNode):
            if node.tag == _NULL and node.style is None:
                if not node.value and path in self.keys:
                    # an empty value has no place of its own: the key is what people look for
                    self.values[path] = self.keys[path]
                return None
            return self._text(node, place)
        if id(node) in self._open:
            self._fault(place, "yaml-loop")
            return None
        self._open.add(id(node))
        built = (
            [self.build(child, (*path, index)) for index, child in enumerate(node.value)]
            if isinstance(node, SequenceNode)
            else dict(self._entries(node, path))
        )
        self._open.discard(id(node))
        return built

    def _entries(self, node: Node, path: Path) -> Iterator[tuple[str, object]]:
        seen: dict[str, Place] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node)
            if not isinstance(key_node, ScalarNode):
                self._fault(place, "yaml-key")
                continue
            key = self._text(key_node, place)
            if _ODD_BLANKS.match(key):
                self._fault(place, "yaml-blank")
                continue
            if key in seen:
                self._fault(place, "duplicate-key", name=key, line=str(seen[key].line))
                continue
            seen[key] = place
            self.keys[(*path, key)] = place
            yield key, self.build(value_node, (*path, key))


def _syntax_fault(error: MarkedYAMLError, text: str, file: str, lines_before: int) -> Fault:
    """What the reader of YAML stumbled over, in words for people who write it by hand."""
    problem, context = str(error.problem or ""), str(error.context or "")
    mark = error.problem_mark or error.context_mark
    values: dict[str, str] = {}
    if "\\t" in problem:
        code = "yaml-tab"
    elif mark is not None and _ODD_BLANKS.match(text.split("\n")[mark.line]):
        code = "yaml-blank"
    elif "quoted scalar" in context and "end of stream" in problem:
        code, mark = "yaml-quote-open", error.context_mark or mark
    elif "escape" in problem or "hexdecimal" in problem or "double-quoted" in context:
        code = "yaml-escape"
    elif "mapping values are not allowed" in problem:
        code = "yaml-colon"
    elif "cannot start any token" in problem:
        code, values = "yaml-start", {"value": problem.split("'")[1]}
    elif "flow sequence" in context or "flow mapping" in context or "flow node" in context:
        code, mark = "yaml-bracket", error.context_mark or mark
    elif "undefined alias" in problem or "alias" in context:
        code, values = "yaml-alias", {"value": problem.split("'")[1] if "'" in problem else "*"}
    elif "another document" in problem or "document" in context:
        code = "yaml-two-documents"
    elif "could not find expected ':'" in problem:
        code, mark = "yaml-no-colon", error.context_mark or mark
    elif "<block end>" in problem and _after_quote(text, mark):
        code = "yaml-quote-early"
    elif "<block end>" in problem or "<document start>" in problem or "indent" in problem:
        code = "yaml-indent"
    elif "depth" in problem:
        code = "yaml-too-deep"
    else:
        code = "yaml-syntax"
    if mark is None:
        return Fault(file, 0, 0, code, values)
    return Fault(file, mark.line + 1 + lines_before, mark.column + 1, code, values)


def _after_quote(text: str, mark: Any) -> bool:
    """Whether a closing quotation mark stands right before that place."""
    lines = text.split("\n")
    return mark is not None and lines[mark.line][: mark.column].endswith(("'", '"'))


def _character_fault(error: Exception, text: str, file: str, lines_before: int) -> Fault:
    """A character that YAML does not allow, or an escape that means none."""
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return Fault(file, 0, 0, "yaml-syntax")
    before = text[:position]
    line = before.count("\n") + 1 + lines_before
    column = position - (before.rfind("\n") + 1) + 1
    code = f"U+{ord(text[position]):04X}" if position < len(text) else "?"
    return Fault(file, line, column, "yaml-character", {"value": code})
