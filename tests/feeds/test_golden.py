"""Whole feeds beside the notices that they become.

After a change that is meant, `KIOSK_GOLDEN=write pytest tests/feeds/test_golden.py` writes the
expectations anew; read the difference before committing it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.feeds.world import read

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path for path in GOLDEN.iterdir() if ".expected." not in path.name)


ALWAYS = ("format", "title", "warnings", "notices")


def told(path: Path) -> dict[str, Any]:
    parsed = read(path.read_bytes())
    told = {
        "format": parsed.format,
        "title": parsed.title,
        "warnings": list(parsed.warnings),
        "notices": [
            notice.model_dump(mode="json", exclude_defaults=True) for notice in parsed.notices
        ],
        "follow": list(parsed.follow),
        "codes": dict(parsed.codes),
        "rulings": [
            f"{'cancels' if ruling.cancels else 'replaces'} {ruling.sender},{ruling.identifier}"
            for ruling in parsed.rulings
        ],
    }
    return {name: value for name, value in told.items() if value or name in ALWAYS}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_feed_becomes_the_notices_beside_it(path: Path) -> None:
    expected = path.with_name(f"{path.stem}.expected.json")
    found = told(path)
    if os.environ.get("KIOSK_GOLDEN") == "write":
        text = json.dumps(found, ensure_ascii=False, indent=2)
        expected.write_text(text + "\n", "utf-8")
    assert found == json.loads(expected.read_text("utf-8"))


def test_there_is_a_case_for_every_format() -> None:
    assert {told(path)["format"] for path in CASES} == {
        "jsonfeed", "rss", "atom", "cap", "gtfs-realtime", "icalendar", "open311",
    }  # fmt: skip
