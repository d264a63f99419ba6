"""Moments in faults."""

from __future__ import annotations

from kiosk.model.when import LocalMoment


def told(moment: LocalMoment) -> str:
    """`2026-06-01` or `2026-06-01 08:30`, as staff write it."""
    clock = f" {moment.clock:%H:%M}" if moment.clock else ""
    return f"{moment.day.isoformat()}{clock}"
