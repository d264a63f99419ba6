"""What a process of the tests holds in memory."""

from __future__ import annotations

import os
from pathlib import Path


def resident_mib() -> float:
    """This process's resident memory, in MiB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 2**20
