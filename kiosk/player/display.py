"""Which way to a display this machine has, decided before Qt starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Way(StrEnum):
    """How the picture reaches somebody's eyes."""

    GIVEN = "given"
    """The user named Qt's platform in QT_QPA_PLATFORM, and that wins always."""
    WAYLAND = "wayland"
    X11 = "xcb"
    DRM = "eglfs"
    """No compositor: Qt drives the panel itself."""
    NONE = "offscreen"
    """There is none; a live picture is served as a page."""


@dataclass(frozen=True, slots=True)
class DisplayChoice:
    way: Way
    environment: Mapping[str, str]
    """What must be set before Qt starts."""


def choose_display(
    environment: Mapping[str, str], *, dri: Path = Path("/dev/dri")
) -> DisplayChoice:
    """The way to a display, from the environment and the kernel's graphics cards."""
    if environment.get("QT_QPA_PLATFORM"):
        return DisplayChoice(Way.GIVEN, {})
    if environment.get("WAYLAND_DISPLAY"):
        # With a fallback: a stale variable must not leave the wall without a picture.
        names = "wayland;xcb" if environment.get("DISPLAY") else "wayland"
        return DisplayChoice(Way.WAYLAND, {"QT_QPA_PLATFORM": names})
    if environment.get("DISPLAY"):
        return DisplayChoice(Way.X11, {"QT_QPA_PLATFORM": "xcb"})
    # A card that we may not open is somebody else's.
    if any(os.access(card, os.R_OK | os.W_OK) for card in dri.glob("card*")):
        return DisplayChoice(Way.DRM, {"QT_QPA_PLATFORM": "eglfs"})
    # Without a display there is no GPU to count on either.
    needed = {"QT_QPA_PLATFORM": "offscreen"}
    if not environment.get("QT_QUICK_BACKEND"):
        needed["QT_QUICK_BACKEND"] = "software"
    return DisplayChoice(Way.NONE, needed)
