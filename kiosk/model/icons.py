"""The icons that services may name; drawn in `kiosk/player/stage/icons/`."""

from __future__ import annotations

SERVICE_ICONS = (
    "drop", "bolt", "pipe", "bin", "lamp", "bus", "person", "info", "phone", "calendar",
    "tools", "tree", "health", "school", "building", "document", "market", "culture", "sport",
    "megaphone", "warning",
)  # fmt: skip
"""For staff to choose from in `screens.yaml`."""

ICONS = (
    *SERVICE_ICONS, "sign", "clock", "place", "check", "cross", "moon", "scan",
)  # fmt: skip
"""Every built-in icon, those that only the stage uses included."""
