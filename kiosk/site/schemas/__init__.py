"""JSON Schemas of the files that staff write, for editors that complete and check.

They come from the model. `python -m kiosk.site.schemas` writes the ones beside this file.
"""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from kiosk.model.base import Value
from kiosk.model.icons import SERVICE_ICONS
from kiosk.model.playlist import Playlist
from kiosk.site.shapes import CapsuleFile, NoticeFront, ScreensFile

SHAPES: Mapping[str, type[BaseModel]] = {
    "screens": ScreensFile,
    "playlist": Playlist,
    "notice": NoticeFront,
    "capsule": CapsuleFile,
}
"""Name of the schema file, without `.schema.json`, and the shape it describes."""


_LIMITS = frozenset({"ge", "gt", "le", "lt"})


class _AsWritten(GenerateJsonSchema):
    """Without the fields that we fill in ourselves."""

    def field_is_present(
        self,
        field: core_schema.ModelField
        | core_schema.DataclassField
        | core_schema.TypedDictField
        | core_schema.ComputedField,
    ) -> bool:
        return not field.get("serialization_exclude") and super().field_is_present(field)


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of that kind of file (a key of `SHAPES`)."""
    made = SHAPES[name].model_json_schema(by_alias=True, schema_generator=_AsWritten)
    shapes = {shape.__name__: shape for shape in _shapes(Value)}
    for described in (made, *made.get("$defs", {}).values()):
        shape = shapes.get(described.get("title", ""))
        for key, text in _explanations(shape).items() if shape else ():
            if key in described.get("properties", {}):
                described["properties"][key].pop("description", None)
                described["properties"][key]["description"] = text
    service = made.get("$defs", {}).get("Service")
    if service:
        service["properties"]["icon"]["examples"] = list(SERVICE_ICONS)
    return {"$schema": GenerateJsonSchema.schema_dialect, **_plain(made)}


def _shapes(shape: type[Value]) -> Iterator[type[Value]]:
    for below in shape.__subclasses__():
        yield below
        yield from _shapes(below)


def _explanations(shape: type[BaseModel]) -> dict[str, str]:
    """The docstrings under the fields of a shape, by the key that staff write.

    Read here and not by pydantic: it would read every source file at every start of a screen.
    """
    texts: dict[str, str] = {}
    for part in reversed(shape.__mro__):
        if part is Value or not issubclass(part, Value):
            continue
        (defined,) = ast.parse(textwrap.dedent(inspect.getsource(part))).body
        assert isinstance(defined, ast.ClassDef)  # noqa: S101 - told to mypy
        for field, after in pairwise(defined.body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(after, ast.Expr)
                and isinstance(after.value, ast.Constant)
                and field.target.id in shape.model_fields
            ):
                key = shape.model_fields[field.target.id].alias or field.target.id
                texts[key] = " ".join(str(after.value.value).split())
    return texts


def _plain(value: Any) -> Any:
    """Without what is no JSON Schema: limits of durations, which are written as texts."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items() if key not in _LIMITS}
    return [_plain(entry) for entry in value] if isinstance(value, list) else value


def schema_text(name: str) -> str:
    """The content of `NAME.schema.json`."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Writes every schema into that folder, which is made when it is not there.

    Returns:
        The files that were written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name in SHAPES:
        path = folder / f"{name}.schema.json"
        path.write_text(schema_text(name), encoding="utf-8")
        written.append(path)
    return written
