"""The tests of `test_picture.py` under OpenGL on a virtual display: with packed frames, which are
copied, and with planes, which a shader converts as on a graphics processor."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.processes import virtual_display

HERE = Path(__file__).parent


@pytest.mark.parametrize("layout", ["RV32", "I420"])
@pytest.mark.parametrize("loop", ["basic"])
def test_pictures_are_as_they_should_be_under_opengl(layout: str, loop: str) -> None:
    with virtual_display("640x480") as display:
        ended = subprocess.run(
            [
                sys.executable, "-m", "pytest", str(HERE / "test_picture.py"),
                "-p", "no:cacheprovider", "-p", "no:xdist",
            ],
            env={
                **os.environ,
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
                "QT_QUICK_BACKEND": "",
                "QSG_RHI_BACKEND": "opengl",
                "KIOSK_TEST_LAYOUT": layout,
                "KIOSK_TEST_GRAPH": "opengl",
            },
            capture_output=True, text=True, cwd=HERE.parents[2],
        )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-6000:] + ended.stderr[-2000:]
