"""Sites for the benchmark: the demo as it is, one still slide, one clip."""

from __future__ import annotations

import shutil
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent

STILL = """\
name: Hall
items:
  - kind: message
    duration: 10 min
    service: water
    title: {ar: انقطاع الماء يوم الخميس, fr: "Coupure d'eau jeudi"}
    body:
      ar: ينقطع الماء الصالح للشرب عن حي السلام من 09:00 إلى 14:30.
      fr: L'eau potable sera coupée au quartier Essalam de 09:00 à 14:30.
"""
CLIP = """\
name: Hall
items:
  - kind: video
    file: content/clip.mp4
    title: {ar: فيديو, fr: Vidéo}
"""


def copy_of_demo(folder: Path) -> Path:
    """The repository's demo site, copied so that nothing is written beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("playlists", "content"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "screens.yaml", folder / "screens.yaml")
    return folder


def with_playlist(folder: Path, playlist: str) -> Path:
    """The demo site whose hall shows that playlist."""
    copy_of_demo(folder)
    (folder / "playlists" / "hall.yaml").write_text(playlist, "utf-8")
    return folder


def with_clip(folder: Path, clip: Path) -> Path:
    """The demo site whose hall shows that clip, over and over."""
    with_playlist(folder, CLIP)
    (folder / "content" / "clip.mp4").symlink_to(clip.resolve())
    return folder
