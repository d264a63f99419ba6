"""What a process of the tests holds in memory."""

from __future__ import annotations

import psutil


def resident_mib() -> float:
    """This process's resident memory, in MiB."""
    return float(psutil.Process().memory_info().rss) / 2**20
