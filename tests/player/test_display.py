"""Which way to a display a machine has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.player.display import Way, choose_display


@pytest.mark.parametrize(
    ("environment", "way", "platform"),
    [
        ({"QT_QPA_PLATFORM": "vnc", "DISPLAY": ":0"}, Way.GIVEN, None),
        ({"WAYLAND_DISPLAY": "wayland-0"}, Way.WAYLAND, "wayland"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, Way.WAYLAND, "wayland;xcb"),
        ({"DISPLAY": ":0"}, Way.X11, "xcb"),
        ({}, Way.NONE, "offscreen"),
        ({"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}, Way.NONE, "offscreen"),
    ],
)
def test_the_environment_decides(
    environment: dict[str, str], way: Way, platform: str | None, tmp_path: Path
) -> None:
    choice = choose_display(environment, dri=tmp_path)
    assert choice.way is way
    assert choice.environment.get("QT_QPA_PLATFORM") == platform


def test_a_graphics_card_of_ours_is_a_display(tmp_path: Path) -> None:
    (tmp_path / "card1").touch()
    assert choose_display({}, dri=tmp_path).way is Way.DRM


def test_a_render_node_alone_is_none(tmp_path: Path) -> None:
    (tmp_path / "renderD128").touch()
    assert choose_display({}, dri=tmp_path).way is Way.NONE


def test_a_scene_graph_that_the_user_chose_is_kept(tmp_path: Path) -> None:
    choice = choose_display({"QT_QUICK_BACKEND": "rhi"}, dri=tmp_path)
    assert "QT_QUICK_BACKEND" not in choice.environment


def test_a_display_that_does_not_answer_is_one_message_and_no_crash() -> None:
    program = "from kiosk.player.app import _application; _application()"
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4711"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "kiosk: no window can be opened" in done.stderr
    assert "without DISPLAY" in done.stderr
    assert "Traceback" not in done.stderr
