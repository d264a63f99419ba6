"""What staff read when a file is broken: golden sentences in three languages.

`KIOSK_WRITE_GOLDEN=1 pytest tests/site/test_faults.py` writes them anew; read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.site.messages import MESSAGE_LANGUAGES, faults_text
from kiosk.site.read import read_site
from tests.site.folders import FAULTS, NOW, FakeProbe, broken_site

CASES = sorted(path.name for path in FAULTS.iterdir())


@pytest.mark.parametrize("case", CASES)
def test_every_fault_is_told_with_its_place_and_remedy(case: str, tmp_path: Path) -> None:
    reading = read_site(broken_site(case, tmp_path), FakeProbe(), now=NOW)
    for language in MESSAGE_LANGUAGES:
        told = "".join(f"{line}\n" for line in faults_text(reading.faults, language))
        expected = FAULTS / case / f"expected.{language}.txt"
        if "KIOSK_WRITE_GOLDEN" in os.environ:
            expected.write_text(told, encoding="utf-8")
        assert told == expected.read_text(encoding="utf-8")
    assert reading.faults
    errors = any(fault.level == "error" for fault in reading.faults)
    assert (reading.site is None) == errors
