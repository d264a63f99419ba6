"""Which way to a display a machine has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.player.display import Machine, Way, choose_display


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
    choice = choose_display(environment, Machine(dri=tmp_path))
    assert choice.way is way
    assert choice.environment.get("QT_QPA_PLATFORM") == platform
    assert choice.why


def machine(
    tmp_path: Path, *, status: str = "connected", modes: str = "1920x1080\n", **more: Any
) -> Machine:
    """One card with one connector."""
    connector = tmp_path / "sys" / "card1-HDMI-A-1"
    connector.mkdir(parents=True)
    (connector / "status").write_text(f"{status}\n")
    (connector / "modes").write_text(modes)
    (tmp_path / "card1").touch()
    more.setdefault("is_free", lambda card: card == tmp_path / "card1")
    return Machine(dri=tmp_path, connectors=tmp_path / "sys", **more)


def test_on_a_free_panel_qt_draws_with_a_plugin_that_the_wheels_can_load(tmp_path: Path) -> None:
    choice = choose_display({}, machine(tmp_path))
    assert choice.way is Way.PANEL
    assert choice.environment["QT_QPA_PLATFORM"] == "linuxfb"
    assert choice.environment["QT_QPA_FB_DRM"] == "1"
    assert choice.environment["QT_QUICK_BACKEND"] == "software"


def test_with_cage_on_a_console_it_starts_inside_of_it(tmp_path: Path) -> None:
    assert choose_display({}, machine(tmp_path, cage=True)).way is Way.CAGE


def test_inside_of_cage_it_is_wayland(tmp_path: Path) -> None:
    inside = {"WAYLAND_DISPLAY": "wayland-0"}
    assert choose_display(inside, machine(tmp_path, cage=True)).way is Way.WAYLAND


@pytest.mark.parametrize(
    ("unlike", "why"),
    [
        ({"status": "disconnected", "modes": ""}, "no panel is plugged into"),
        ({"modes": ""}, "no panel is plugged into"),
        ({"is_free": lambda _card: False}, "another program shows its picture on"),
    ],
)
def test_a_panel_that_cannot_be_had_is_none_and_it_is_said_why(
    tmp_path: Path, unlike: dict[str, Any], why: str
) -> None:
    choice = choose_display({}, machine(tmp_path, **unlike))
    assert choice.way is Way.NONE
    assert why in choice.why


def test_what_is_no_graphics_card_is_not_driven(tmp_path: Path) -> None:
    chosen = machine(tmp_path, is_free=Machine().is_free)
    assert choose_display({}, chosen).way is Way.NONE


def test_a_render_node_alone_is_none(tmp_path: Path) -> None:
    (tmp_path / "renderD128").touch()
    assert choose_display({}, Machine(dri=tmp_path)).way is Way.NONE


def test_a_scene_graph_that_the_user_chose_is_kept(tmp_path: Path) -> None:
    choice = choose_display({"QT_QUICK_BACKEND": "rhi"}, Machine(dri=tmp_path))
    assert "QT_QUICK_BACKEND" not in choice.environment


def test_a_platform_without_a_panel_is_one_message_and_no_crash(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "player", "--data", str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "linuxfb:fb=/dev/none", "KIOSK_SITE": "."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "found no panel" in done.stderr
    assert "Traceback" not in done.stderr


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


@pytest.mark.parametrize("session", [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_without_a_gpu_qt_draws_by_itself(session: dict[str, str], tmp_path: Path) -> None:
    machine = Machine(dri=tmp_path)
    assert choose_display(session, machine).environment["QT_QUICK_BACKEND"] == "software"
    chosen = choose_display({**session, "QSG_RHI_BACKEND": "opengl"}, machine)
    assert "QT_QUICK_BACKEND" not in chosen.environment
    (tmp_path / "renderD128").touch()
    assert "QT_QUICK_BACKEND" not in choose_display(session, machine).environment
