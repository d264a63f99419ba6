"""What is wrong with the values of a file, by the shape that they should have.

pydantic finds the faults; nothing of its English leaves this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from kiosk.model.fault import Fault
from kiosk.model.when import Moment
from kiosk.site.fields import (
    annotation_at,
    choices,
    hidden_keys,
    how_written,
    keys,
    kinds,
    limit_in_words,
)
from kiosk.site.meant import meant
from kiosk.site.yaml import Document, Path

T = TypeVar("T")

_CURLY = "“”„‟«»‘’‚"
"""Quotation marks that word processors put in the place of straight ones."""

_NOT_A_MAP = {"model_type", "dict_type", "model_attributes_type", "dataclass_type", "mapping_type"}
_LIMITS = {
    "greater_than_equal": "too-low",
    "greater_than": "too-low",
    "less_than_equal": "too-high",
    "less_than": "too-high",
}
_BAD = {
    "duration": "bad-duration",
    "distance": "bad-distance",
    "size": "bad-size",
    "days": "bad-days",
    "hours": "bad-hours",
    "date": "bad-date",
    "yes-no": "bad-yes-no",
    "language": "bad-language",
    "choice": "not-one-of",
    "number": "not-whole-number",
    "text": "not-text",
}


def judge(shape: type[T], document: Document) -> tuple[T | None, list[Fault]]:
    """The document's value as that shape, or None and every fault of it."""
    if document.value is None:
        return None, [Fault(document.file, 0, 0, "file-empty")]
    if not isinstance(document.value, dict):
        place = document.at(())
        return None, [Fault(document.file, place.line, place.column, "file-not-a-map")]
    hidden = list(_hidden(shape, document))
    faults = [
        unknown_key(document, path, keys(annotation_at(shape, _with_kinds(document, path[:-1]))))
        for path in hidden
    ]
    try:
        value = TypeAdapter(shape).validate_python(document.value, by_name=False)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if any(_path(document, detail["loc"])[0][: len(path)] == path for path in hidden):
                continue
            fault = _fault(shape, document, detail)
            if fault is not None and fault not in faults:
                faults.append(fault)
        return None, faults
    return (None if faults else value), faults


def attempt(shape: Any, value: object) -> Any | None:
    """The value as that shape, or None; for what is good in a file that has faults."""
    try:
        return TypeAdapter(shape).validate_python(value, by_name=False)
    except ValidationError:
        return None


def salvage(shape: Any, value: object, core: Sequence[str]) -> Any | None:
    """The value as that shape without the entries that have a fault; None when one of `core`,
    without which there is nothing, is at fault or missing."""
    whole = attempt(shape, value)
    if whole is not None or not isinstance(value, dict):
        return whole
    base = {key: value[key] for key in core if key in value}
    if attempt(shape, base) is None:
        return None
    good = {key: v for key, v in value.items() if attempt(shape, {**base, key: v}) is not None}
    return attempt(shape, {**base, **good})


def _fault(shape: Any, document: Document, detail: Any) -> Fault | None:
    """One of pydantic's errors, as a fault of ours. None: it only follows from another one."""
    loc: tuple[str | int, ...] = detail["loc"]
    kind: str = detail["type"]
    path, on_key = _path(document, loc)
    written = document.get(*path)
    annotation = annotation_at(shape, loc)
    way = how_written(annotation)
    name = str(path[-1]) if path and isinstance(path[-1], str) else _list_name(path)
    if kind == "missing":
        entry = bool(path) and isinstance(path[-1], str)
        return document.fault(path, "missing-key", {"name": str(loc[-1])}, key=entry)
    if kind == "extra_forbidden":
        return unknown_key(document, path, keys(annotation_at(shape, loc[:-1])))
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        return _wrong_kind(document, path, kinds(annotation))
    in_list = bool(path) and isinstance(path[-1], int)
    if written is None and not on_key:
        code = "empty-entry" if in_list else "empty-value"
        if name == "colour":
            code = "empty-colour"
        return document.fault(path, code, {"name": name}, key=True)
    if kind == "too_short":
        # when there is something, its entries have faults of their own
        return None if written else document.fault(path, "empty-list", {"name": name}, key=True)
    if kind in _NOT_A_MAP:
        code = "not-text" if way == "text" else "entry-not-a-map" if in_list else "not-a-map"
        return document.fault(path, code, {"name": name})
    if kind in ("tuple_type", "list_type"):
        example = f"[{written}]" if isinstance(written, str) else "[...]"
        return document.fault(path, "not-a-list", {"name": name, "example": example})
    if isinstance(written, list) and way in ("days", "hours"):
        return document.fault(path, _BAD[way], {"value": ", ".join(map(str, written))})
    if not isinstance(written, str) and not on_key:
        return document.fault(path, "not-one-value", {"name": name})
    value = str(path[-1]) if on_key else str(written)
    values = {"name": name, "value": value}
    if kind in _LIMITS:
        limit = limit_in_words(next(iter(detail["ctx"].values())), way)
        return document.fault(path, _LIMITS[kind], {**values, "limit": limit})
    if kind == "string_pattern_mismatch":
        code = "bad-colour" if str(detail["ctx"]["pattern"]).startswith("^#") else "bad-id"
        return document.fault(path, code, values, key=on_key)
    if value[:1] and value[0] in _CURLY and way not in ("text", ""):
        return document.fault(
            path, "curly-quotes", {"name": name, "plain": value.strip(_CURLY).strip()}
        )
    if way in ("duration", "distance", "size") and re.fullmatch(r"[\d.,]+", value.strip()):
        return document.fault(path, f"no-unit-{way}", values)
    if way == "choice":
        known = choices(annotation)
        values = {**values, "known": ", ".join(known), **meant(value, known)}
    if way == "date":
        values = {**values, **_as_year_first(value)}
    return document.fault(path, _BAD.get(way, "bad-value"), values, key=on_key)


def _as_year_first(written: str) -> Mapping[str, str]:
    """`{"suggestion": …}` for a day that was written as people do: `01/06/2026`, `1.6.2026`."""
    match = re.fullmatch(
        r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(\s+\d{1,2}[:hH]\d{2})?\s*", written
    )
    if match is None:
        return {}
    day = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}{match[4] or ''}"
    return {} if attempt(Moment, day) is None else {"suggestion": day}


def unknown_key(document: Document, path: Path, known: Sequence[str]) -> Fault:
    """A key that means nothing where it stands."""
    name = str(path[-1])
    values = {"name": name, "known": ", ".join(known), **meant(name, known)}
    return document.fault(path, "unknown-key", values, key=True)


def _wrong_kind(document: Document, path: Path, known: Sequence[str]) -> Fault:
    """An item of a playlist whose kind is missing, empty or unknown."""
    entry = document.get(*path)
    if not isinstance(entry, dict) or "kind" not in entry:
        return document.fault(path, "missing-kind", {"known": ", ".join(known)})
    kind = entry["kind"]
    if not isinstance(kind, str):
        return document.fault((*path, "kind"), "missing-kind", {"known": ", ".join(known)})
    values = {"name": "kind", "value": kind, "known": ", ".join(known), **meant(kind, known)}
    return document.fault((*path, "kind"), "not-one-of", values)


def _path(document: Document, loc: Sequence[str | int]) -> tuple[Path, bool]:
    """pydantic's `loc` → the path in the document, and whether the key is meant.

    `loc` also names the member of a union and the inside of our own types; both are left out.
    """
    path: Path = ()
    value: object = document.value
    steps = list(loc)
    while steps:
        step = steps.pop(0)
        if step == "[key]":
            return path, True
        if isinstance(value, dict):
            if step in value:
                path, value = (*path, step), value[str(step)]
            elif step == "entries" or isinstance(step, int):
                # a text or captions by language, held as pairs: (index, 0 key or 1 value)
                index = step if isinstance(step, int) else (steps.pop(0) if steps else None)
                entries = list(value)
                if not isinstance(index, int) or index >= len(entries):
                    return path, False
                path, value = (*path, entries[index]), value[entries[index]]
                if steps:
                    return path, steps[0] == 0
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            path, value = (*path, step), value[step]
        else:
            break
    return path, False


def _hidden(shape: Any, document: Document, path: Path = ()) -> Iterator[Path]:
    """Keys of fields that we fill in ourselves: they are not for writing."""
    value = document.get(*path)
    if isinstance(value, dict):
        ours = hidden_keys(annotation_at(shape, _with_kinds(document, path)))
        for name in value:
            if name in ours:
                yield (*path, name)
            else:
                yield from _hidden(shape, document, (*path, name))
    elif isinstance(value, list):
        for index in range(len(value)):
            yield from _hidden(shape, document, (*path, index))


def _with_kinds(document: Document, path: Path) -> tuple[str | int, ...]:
    """The path as pydantic's `loc`: after an item of a playlist comes its kind."""
    loc: list[str | int] = []
    for index, step in enumerate(path):
        loc.append(step)
        kind = document.get(*path[: index + 1], "kind")
        if isinstance(step, int) and isinstance(kind, str) and path[0] == "items":
            loc.append(kind)
    return tuple(loc)


def _list_name(path: Path) -> str:
    """What to call an entry of a list: the list's own key."""
    names = [step for step in path if isinstance(step, str)]
    return names[-1] if names else ""
