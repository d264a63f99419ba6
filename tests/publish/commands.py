"""`kiosk` as people in the office type it."""

from __future__ import annotations

import subprocess
import sys

from tests.cli.conftest import plain_environment
from tests.publish.world import PASSWORD, Office


def run(office: Office, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """In the site's folder, with the office's keys."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        cwd=office.site_folder,
        env={
            **plain_environment(office.root / "data"),
            "KIOSK_KEYS": str(office.root / "keys"),
            "KIOSK_KEY_PASSWORD": PASSWORD,
            **environment,
        },
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
