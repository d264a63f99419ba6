"""A good site to read, to break, and to look into."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from kiosk.errors import MediaError, PictureTooLarge
from kiosk.site.probe import VideoFacts

HERE = Path(__file__).parent
GOOD = HERE / "good"
FAULTS = HERE / "faults"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def good_site(folder: Path) -> Path:
    """A copy of the good site, to change something in."""
    return Path(shutil.copytree(GOOD, folder / "site"))


def broken_site(case: str, folder: Path) -> Path:
    """The good site with the files of that case in place of its own."""
    site = good_site(folder)
    for path in sorted((FAULTS / case).rglob("*")):
        if path.is_file() and not path.name.startswith("expected."):
            target = site / path.relative_to(FAULTS / case)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return site


class FakeProbe:
    """A probe with levers: what it finds in a file goes by the file's name."""

    def __init__(self) -> None:
        self.sizes = {"petite.png": (640, 360), "programme.png": (960, 540)}
        self.videos = {
            "son.mp4": VideoFacts(0, 0, 12.0, has_audio=True),
            "film.mkv": VideoFacts(1280, 720, 2.0, captions=("fra", "ara", "spa", "")),
        }
        self.broken = {"abimee.png", "abimee.mp4"}
        self.large = {"immense.png": (20000, 20000)}
        self.asked: list[str] = []

    def image(self, path: Path) -> tuple[int, int]:
        self._open(path)
        if path.name in self.large:
            raise PictureTooLarge(str(path), *self.large[path.name], 64_000_000)
        return self.sizes.get(path.name, (1920, 1920))

    def video(self, path: Path) -> VideoFacts:
        self._open(path)
        return self.videos.get(path.name, VideoFacts(1280, 720, 8.5, 25.0, "h264"))

    def _open(self, path: Path) -> None:
        self.asked.append(path.name)
        if path.name in self.broken:
            raise MediaError(str(path), "cannot be decoded")
