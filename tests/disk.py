"""A disk that is small."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


def disk_of_64_mb(where: Path) -> Iterator[Path]:
    """A file system of that size in that folder, which is made."""
    where.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(where)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(command).returncode:
        pytest.skip("a file system of its own can only be mounted by root")
    yield where
    subprocess.run(["umount", str(where)], check=True)
