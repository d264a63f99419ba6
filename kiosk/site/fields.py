"""Which field of a shape a fault is about: how its value is written, and its sister keys."""

from __future__ import annotations

import types
from collections.abc import Sequence
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from kiosk.model.text import Language, Text
from kiosk.model.when import DayHours, Days, Inches, Metres, Moment, Seconds, YesNo

_WRITTEN = {
    "duration": Seconds,
    "distance": Metres,
    "size": Inches,
    "days": Days,
    "hours": DayHours,
    "date": Moment,
    "yes-no": YesNo,
    "language": Language,
}
"""How a value is written, by the type that the model gives it."""


def annotation_at(shape: Any, loc: Sequence[str | int]) -> Any:
    """The type annotation that pydantic's `loc` leads to within `shape`; None when lost."""
    annotation: Any = shape
    for step in loc:
        annotation = _step(annotation, step)
    return annotation


def how_written(annotation: Any) -> str:
    """`duration`, `date`, `text`, `choice`, `number`, ... or `` when there is no such name."""
    marks = _marks(annotation)
    for name, known in _WRITTEN.items():
        if any(mark is wanted for wanted in get_args(known)[1:] for mark in marks):
            return name
    bare = _bare(annotation)
    if bare is Text:
        return "text"
    if get_origin(bare) is Literal or (isinstance(bare, type) and issubclass(bare, Enum)):
        return "choice"
    if bare is int:
        return "number"
    if get_origin(bare) is tuple:
        return "list"
    if get_origin(bare) is dict or (isinstance(bare, type) and issubclass(bare, BaseModel)):
        return "map"
    return ""


def choices(annotation: Any) -> tuple[str, ...]:
    """The words that a field of fixed choices knows."""
    bare = _bare(annotation)
    if get_origin(bare) is Literal:
        return tuple(str(choice) for choice in get_args(bare))
    if isinstance(bare, type) and issubclass(bare, Enum):
        return tuple(str(member.value) for member in bare)
    return ()


def keys(annotation: Any) -> tuple[str, ...]:
    """The keys that staff may write where the shape stands."""
    bare = _bare(annotation)
    if not (isinstance(bare, type) and issubclass(bare, BaseModel)):
        return ()
    return tuple(info.alias or name for name, info in bare.model_fields.items() if not info.exclude)


def hidden_keys(annotation: Any) -> tuple[str, ...]:
    """Fields that we fill in ourselves; in a file they are unknown keys."""
    bare = _bare(annotation)
    if not (isinstance(bare, type) and issubclass(bare, BaseModel)):
        return ()
    return tuple(info.alias or name for name, info in bare.model_fields.items() if info.exclude)


def kinds(annotation: Any) -> tuple[str, ...]:
    """The values of `kind` that a discriminated union knows."""
    found: list[str] = []
    for part in get_args(_bare(annotation)):
        fields = getattr(_bare(part), "model_fields", {})
        if "kind" in fields:
            found.extend(str(kind) for kind in get_args(fields["kind"].annotation))
    return tuple(found)


def limit_in_words(limit: float, way: str) -> str:
    """A limit of the model as staff would write it: 600 seconds → `10 min`."""
    if way == "duration":
        for seconds, unit in ((86400, "days"), (3600, "h"), (60, "min")):
            if limit >= seconds and limit % seconds == 0:
                return f"{limit / seconds:g} {unit}"
        return f"{limit:g} s"
    return f"{limit:g} {'m' if way == 'distance' else 'in'}" if way != "number" else f"{limit:g}"


def _marks(annotation: Any) -> tuple[Any, ...]:
    """Everything that `Annotated` hangs on it, through `| None`."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return (*marks, *_marks(inner))
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(mark for part in get_args(annotation) for mark in _marks(part))
    return ()


def _bare(annotation: Any) -> Any:
    """Without `Annotated` and without `| None`."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        if len(parts) == 1:
            return _bare(parts[0])
    return annotation


def _step(annotation: Any, step: str | int) -> Any:
    bare = _bare(annotation)
    origin = get_origin(bare)
    if origin in (Union, types.UnionType):
        # a discriminated union: the step is the value of `kind`
        for part in get_args(bare):
            fields = getattr(_bare(part), "model_fields", {})
            if "kind" in fields and step in get_args(fields["kind"].annotation):
                return part
        return None
    if origin is tuple and isinstance(step, int):
        inner = get_args(bare)
        return inner[0] if len(inner) == 2 and inner[1] is Ellipsis else inner[min(step, 1)]
    if origin is dict:
        return get_args(bare)[0 if step == "[key]" else 1]
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        for name, info in bare.model_fields.items():
            if step in (name, info.alias):
                if not info.metadata:
                    return info.annotation
                return Annotated[(info.annotation, *info.metadata)]
    return None
