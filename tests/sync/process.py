"""The sync service as a real process, on a site in files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Timer
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]

_PATIENCE_S = 60.0
_CODE = """
import logging, pathlib, sys
logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
from kiosk.store.folder import DataFolder
from kiosk.sync.service import run_service
sys.exit(run_service(pathlib.Path(sys.argv[1]), DataFolder(pathlib.Path(sys.argv[2]))))
"""


def write_site(folder: Path, *feeds: dict[str, str]) -> None:
    """A small site with these feeds."""
    (folder / "playlists").mkdir(exist_ok=True)
    (folder / "content").mkdir(exist_ok=True)
    (folder / "playlists" / "hall.yaml").write_text("items: [{kind: announcements}]\n")
    # JSON is YAML, and needs no care for quotes.
    (folder / "screens.yaml").write_text(
        json.dumps(
            {
                "name": "Commune",
                "time_zone": "Africa/Casablanca",
                "languages": ["fr"],
                "complaint_url": "https://plaintes.example/{service}",
                "feeds": feeds,
                "services": {"water": {"name": "Eau", "colour": "#0b4f8a", "icon": "drop"}},
                "screens": [{"id": "hall", "name": "Hall", "playlist": "hall"}],
            }
        )
    )


class Service:
    """A running `kiosk sync`. Its log is read line by line, so that nobody has to sleep."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _CODE, str(folder), str(data)],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
            env={key: value for key, value in os.environ.items() if "proxy" not in key.lower()},
        )
        self.log = ""
        # A test that waits for what never comes fails, and does not hang.
        self._patience = Timer(_PATIENCE_S, self.process.kill)
        self._patience.start()

    def wait_for(self, words: str) -> str:
        """Reads the log until a line has these words; fails when it ends before."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.log += line
            if words in line:
                return line
        raise AssertionError(f"the service ended without {words!r}:\n{self.log}")

    def __enter__(self) -> Service:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _where: TracebackType | None,
    ) -> None:
        self._patience.cancel()
        self._patience.join()
        self.process.kill()
        self.process.wait()
        if self.process.stderr is not None:
            self.process.stderr.close()
