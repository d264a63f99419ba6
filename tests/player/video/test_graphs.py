"""The tests of `test_picture.py` and `test_succession.py`, again, on the other ways to draw."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.processes import virtual_display

HERE = Path(__file__).parent
SOFTWARE = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
OPENGL = {"QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "", "QSG_RHI_BACKEND": "opengl"}
PICTURES = "upright or letterboxed or over_the_video or fading"


@pytest.mark.parametrize(("environment", "which"), [
    # OpenGL on the processor: frames are converted here and copied into the window.
    pytest.param(OPENGL, "", id="copied"),
    # As with a graphics processor: planes, converted by a shader.
    pytest.param({**OPENGL, "KIOSK_TEST_GPU": "1"}, "", id="shader"),
    # Where libswscale is missing.
    pytest.param({**OPENGL, "KIOSK_TEST_LAYOUT": "RV32"}, PICTURES, id="packed-opengl"),
    pytest.param({**SOFTWARE, "KIOSK_TEST_LAYOUT": "RV32"}, PICTURES, id="packed-software"),
])  # fmt: skip
def test_pictures_are_as_they_should_be(environment: dict[str, str], which: str) -> None:
    command = [
        sys.executable, "-m", "pytest", str(HERE / "test_picture.py"),
        str(HERE / "test_succession.py"),
        "-p", "no:cacheprovider", "-p", "no:xdist", "-k", which,
    ]  # fmt: skip
    with virtual_display("640x480") as display:
        ended = subprocess.run(
            command, env={**os.environ, "DISPLAY": display, **environment},
            capture_output=True, text=True, cwd=HERE.parents[2],
        )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-6000:] + ended.stderr[:2000]
