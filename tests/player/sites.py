"""A small site on disk, which tests edit as staff do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kiosk.model.notice import Notice
from kiosk.store.folder import DataFolder
from kiosk.store.writing import ContentWriter
from tests import make

SCREENS = """\
name: {ar: جماعة المثال, fr: "Commune d'Exemple"}
time_zone: Africa/Casablanca
languages: [fr]
complaint_url: https://plaintes.example/r/{service}.{screen}?l={language}
services:
  water:
    name: {ar: الماء, fr: Eau}
    description: {ar: الماء الصالح للشرب, fr: Eau potable}
    colour: "#0b4f8a"
    icon: drop
screens:
  - id: hall
    name: {ar: القاعة, fr: Hall}
    playlist: hall
  - id: civil
    name: {ar: الحالة المدنية, fr: État civil}
    playlist: hall
    orientation: portrait
"""
MESSAGE = """\
items:
  - kind: message
    title: TITLE
    duration: 10 min
"""


def write_site(folder: Path, *, title: str = "Bonjour", screens: str = SCREENS) -> Path:
    """A site whose hall shows one message, and nothing else."""
    (folder / "playlists").mkdir(parents=True, exist_ok=True)
    (folder / "content").mkdir(exist_ok=True)
    (folder / "screens.yaml").write_text(screens, "utf-8")
    write_message(folder, title)
    return folder


def write_message(folder: Path, title: str) -> None:
    write_playlist(folder, MESSAGE.replace("TITLE", title))


def write_playlist(folder: Path, text: str) -> None:
    """Saved as editors do: written aside and renamed."""
    aside = folder / "playlists" / ".hall.yaml.swp"
    aside.write_text(text, "utf-8")
    aside.replace(folder / "playlists" / "hall.yaml")


def store_notices(data: DataFolder, notices: Iterable[Notice], digest: str) -> None:
    """What sync does: another connection writes what a feed has now."""
    writer = ContentWriter(data.make())
    try:
        writer.replace(
            "commune", notices, digest=digest, now=make.utc("2026-11-24 09:00"), lasts_s=None
        )
    finally:
        writer.close()
