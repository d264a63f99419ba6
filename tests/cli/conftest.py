"""A small site, and a `kiosk` to run on it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SCREENS = """\
name: {ar: جماعة المثال, fr: Commune d'Exemple}
time_zone: Europe/Paris
languages: [ar, fr]
complaint_url: https://plaintes.example/{service}?l={language}
services:
  water:
    name: {ar: الماء, fr: Eau}
    colour: "#0b4f8a"
    icon: drop
feeds:
  - {name: commune, url: content/feeds/commune.json, every: 5 min}
screens:
  - {id: hall, name: {ar: البهو, fr: Hall}, playlist: hall}
  - {id: civil, name: {ar: الحالة المدنية, fr: État civil}, playlist: hall, orientation: portrait}
"""
PLAYLIST = """\
name: Hall
items:
  - kind: message
    title: {ar: مرحبا, fr: Bienvenue}
    duration: 10 s
  - kind: announcements
  - kind: message
    title: {ar: العيد, fr: Fête}
    from: 2099-07-14
    until: 2099-07-14
"""
NOTICE = """\
---
kind: announcement
service: water
published: 2026-06-01
---

# ar: الماء غال

لنقتصد.

# fr: L'eau est précieuse

Économisons-la.
"""
FEED = """\
{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "Commune",
  "items": [
    {"id": "marche", "title": "Marché du samedi", "content_text": "Place centrale.",
     "date_published": "2026-06-01T08:00:00Z", "language": "fr"}
  ]
}
"""

Kiosk = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a good site: two screens, one playlist, one notice, one feed."""
    folder = tmp_path / "town"
    for name, text in {
        "screens.yaml": SCREENS,
        "playlists/hall.yaml": PLAYLIST,
        "content/notices/eau.md": NOTICE,
        "content/feeds/commune.json": FEED,
    }.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def plain_environment(data: Path) -> dict[str, str]:
    """This process's environment, without what would change an answer."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("KIOSK_", "LC_")) and name not in ("LANG", "LANGUAGE")
    }
    return {**kept, "KIOSK_DATA": str(data), "PYTHONUTF8": "1"}


@pytest.fixture
def kiosk(site: Path, tmp_path: Path) -> Kiosk:
    """Runs `python -m kiosk ARGUMENTS` in the site folder, or `cwd`, as a process of its own."""

    def run(
        *arguments: str, cwd: Path = site, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kiosk", *arguments],
            cwd=cwd,
            env={**plain_environment(tmp_path / "data"), **environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run
