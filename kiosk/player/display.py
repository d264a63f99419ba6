"""Which way to a display this machine has, decided before Qt starts."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_SET_MASTER, _DROP_MASTER = 0x641E, 0x641F
"""The kernel's DRM_IOCTL_SET_MASTER and DRM_IOCTL_DROP_MASTER."""


class Way(StrEnum):
    """How the picture reaches somebody's eyes."""

    GIVEN = "given"
    """The user named Qt's platform in QT_QPA_PLATFORM, and that wins always."""
    WAYLAND = "wayland"
    X11 = "xcb"
    CAGE = "cage"
    """A bare console, and a compositor for one window is installed: start again inside it."""
    PANEL = "linuxfb"
    """No compositor: Qt draws on the panel itself, without a GPU. PySide6's wheels lack the
    library with which eglfs would use one (libQt6EglFsKmsGbmSupport)."""
    NONE = "offscreen"
    """There is none; a live picture is served as a page."""


@dataclass(frozen=True, slots=True)
class DisplayChoice:
    way: Way
    environment: Mapping[str, str]
    """What must be set before Qt starts."""
    why: str
    """In words, for the log and for whoever wonders."""


def _may_drive(card: Path) -> bool:
    try:
        descriptor = os.open(card, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.ioctl(descriptor, _SET_MASTER, 0)
        fcntl.ioctl(descriptor, _DROP_MASTER, 0)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


@dataclass(frozen=True, slots=True)
class Machine:
    """What is asked of the machine; tests make their own."""

    dri: Path = Path("/dev/dri")
    connectors: Path = Path("/sys/class/drm")
    is_free: Callable[[Path], bool] = _may_drive
    """Whether this process may drive that graphics card, and nobody else does."""
    cage: bool = False
    """Whether a new cage would get the panel: see `cage_would_do`."""


def choose_display(environment: Mapping[str, str], machine: Machine | None = None) -> DisplayChoice:
    """The way to a display, from the environment and the kernel's graphics cards."""
    machine = machine or Machine()
    given = environment.get("QT_QPA_PLATFORM")
    if given:
        return DisplayChoice(Way.GIVEN, {}, f"QT_QPA_PLATFORM is {given}")
    wayland, x11 = environment.get("WAYLAND_DISPLAY"), environment.get("DISPLAY")
    if wayland:
        # With a fallback: a stale variable must not leave the wall without a picture.
        names = "wayland;xcb" if x11 else "wayland"
        needed = {"QT_QPA_PLATFORM": names, **_scene_graph(environment, machine)}
        return DisplayChoice(Way.WAYLAND, needed, f"WAYLAND_DISPLAY is {wayland}")
    if x11:
        needed = {"QT_QPA_PLATFORM": "xcb", **_scene_graph(environment, machine)}
        return DisplayChoice(Way.X11, needed, f"DISPLAY is {x11}")
    panel, why = _panel(machine)
    if panel and machine.cage:
        return DisplayChoice(Way.CAGE, {}, f"{why}; starting again inside cage")
    if panel:
        needed = {
            "QT_QPA_PLATFORM": "linuxfb",
            "QT_QPA_FB_DRM": "1",
            "QT_QUICK_BACKEND": "software",
            # Ctrl-C, and we end in order: Qt would switch the keyboard off and end us at once.
            "QT_QPA_ENABLE_TERMINAL_KEYBOARD": "1",
            "QT_QPA_NO_SIGNAL_HANDLER": "1",
        }
        return DisplayChoice(Way.PANEL, needed, f"{why}; drawing on it without a GPU")
    # Without a display there is no GPU to count on either.
    needed = {"QT_QPA_PLATFORM": "offscreen"}
    if not environment.get("QT_QUICK_BACKEND"):
        needed["QT_QUICK_BACKEND"] = "software"
    return DisplayChoice(Way.NONE, needed, why)


def _scene_graph(environment: Mapping[str, str], machine: Machine) -> Mapping[str, str]:
    """Qt's software scene graph where there is no GPU.

    OpenGL would still start there, drawn by the processor through Mesa's rasteriser: 100 MB
    more, and a film costs three times as much.
    """
    chosen = any(environment.get(name) for name in ("QT_QUICK_BACKEND", "QSG_RHI_BACKEND"))
    gpu = any(os.access(node, os.R_OK | os.W_OK) for node in machine.dri.glob("renderD*"))
    return {} if chosen or gpu else {"QT_QUICK_BACKEND": "software"}


def cage_would_do() -> bool:
    """Whether cage, started now, would get the panel: it is installed, this is a console of the
    machine itself, and this is not root, as whom it refuses to run."""
    if shutil.which("cage") is None or os.geteuid() == 0:
        return False
    try:
        terminal = os.ttyname(0)
    except OSError:
        return False
    return terminal.startswith("/dev/tty") and terminal[len("/dev/tty") :].isdigit()


def _panel(machine: Machine) -> tuple[bool, str]:
    """Whether there is a panel that we can have, and why or why not."""
    cards = sorted(machine.dri.glob("card*"))
    if not cards:
        return False, "no DISPLAY, no WAYLAND_DISPLAY, no graphics card"
    ours = [card for card in cards if os.access(card, os.R_OK | os.W_OK)]
    if not ours:
        return False, f"this user may not use {cards[0]} (group video)"
    plugged = [card for card in ours if _has_panel(machine.connectors, card.name)]
    if not plugged:
        return False, f"no panel is plugged into {ours[0]}, or it is off"
    free = [card for card in plugged if machine.is_free(card)]
    if not free:
        return False, f"another program shows its picture on {plugged[0]}"
    return True, f"no compositor runs, and the panel at {free[0]} is free"


def _has_panel(connectors: Path, card: str) -> bool:
    """Whether the kernel sees a panel that says what it can show; a badly seated plug does not."""

    def read(file: Path) -> str:
        try:
            return file.read_text("ascii", "replace").strip()
        except OSError:
            return ""

    return any(
        read(connector / "status") == "connected" and read(connector / "modes")
        for connector in connectors.glob(f"{card}-*")
    )
