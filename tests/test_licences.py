"""docs/licences.md names every package that is locked."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licences", ROOT / "docs" / "licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_licences_is_current() -> None:
    generator = _generator()
    assert generator.PAGE.read_text("utf-8") == generator.page(), "run `make licences`"


def test_every_package_states_its_licence() -> None:
    assert "not stated" not in _generator().page()
