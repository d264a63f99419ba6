"""The JSON Schemas that editors check with agree with what we read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

import kiosk.site.schemas as schemas
from kiosk.site.schemas import SHAPES, schema, schema_text, write_schemas
from tests.site.folders import GOOD

COMMITTED = Path(schemas.__file__).parent


def as_an_editor_reads(text: str) -> Any:
    """YAML 1.2 as editors read it; dates stay texts there."""
    loader = YAML(typ="safe", pure=True)
    loader.constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda _constructor, node: node.value
    )
    return loader.load(text)


def check(name: str, value: Any) -> None:
    jsonschema.Draft202012Validator(schema(name)).validate(value)


def front_matter(path: Path) -> str:
    return path.read_text("utf-8").split("---\n")[1]


@pytest.mark.parametrize("name", SHAPES)
def test_the_committed_schemas_are_current(name: str) -> None:
    committed = (COMMITTED / f"{name}.schema.json").read_text("utf-8")
    assert committed == schema_text(name), "write them anew: python -m kiosk.site.schemas"


@pytest.mark.parametrize("name", SHAPES)
def test_a_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


def test_good_files_are_good_to_an_editor() -> None:
    screens = as_an_editor_reads((GOOD / "screens.yaml").read_text("utf-8"))
    screens["services"]["water"]["phone"] = "0500000011"  # an editor asks for quotes here
    check("screens", screens)
    for path in (GOOD / "playlists").glob("*.yaml"):
        check("playlist", as_an_editor_reads(path.read_text("utf-8")))
    capsule = GOOD / "content/capsules/registre.yaml"
    check("capsule", as_an_editor_reads(capsule.read_text("utf-8")))
    check("notice", as_an_editor_reads(front_matter(GOOD / "content/notices/coupure.md")))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("playlist", "items: []"),
        ("playlist", "items: [{kind: outage}]"),
        ("playlist", "items: [{kind: image}]"),
        ("playlist", "items: [{kind: outages, duraton: 20 s}]"),
        ("playlist", "items: [{kind: outages, duration: 20}]"),
        ("playlist", "items: [{kind: outages, from: tomorrow}]"),
        ("playlist", "items: [{kind: image, file: x.png, path: /x.png}]"),
        ("playlist", "{id: hall, items: [{kind: outages}]}"),
        ("notice", "kind: outages"),
        ("notice", "planned: perhaps"),
        ("notice", "image: [1]"),
        ("capsule", "title: Bonjour"),
        ("capsule", "{title: {francais: Bonjour}, video: x.mp4}"),
        ("screens", "name: Exemple"),
    ],
)
def test_typing_errors_are_seen_in_the_editor(name: str, written: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check(name, as_an_editor_reads(written))


@pytest.mark.parametrize("key", ["rotation", "viewing_distance", "orientation"])
def test_a_screen_with_a_wrong_value_is_seen_in_the_editor(key: str) -> None:
    screens = as_an_editor_reads((GOOD / "screens.yaml").read_text("utf-8"))
    screens["services"]["water"]["phone"] = ""
    screens["screens"][0][key] = "askew"
    with pytest.raises(jsonschema.ValidationError):
        check("screens", screens)


def test_every_key_that_staff_write_is_explained() -> None:
    for name in SHAPES:
        made = schema(name)
        for shape in (made, *made["$defs"].values()):
            for key, described in shape.get("properties", {}).items():
                # a reference is explained where it leads to
                if key != "kind" and "$ref" not in described:
                    assert described.get("description"), (name, key)


def test_they_can_be_written_elsewhere(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "schemas")
    assert [path.name for path in written] == [f"{name}.schema.json" for name in SHAPES]
    assert json.loads(written[0].read_text("utf-8"))["additionalProperties"] is False
