"""Draws the pictures and films of the demo site. Run from the repository's top:

    .venv/bin/python docs/media/draw.py [poster] [signer] [sorting] [tap]

Needs ffmpeg with libx264 and Debian's fonts-noto-core. Everything is drawn here from nothing,
so the results carry the licence of this repository.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import poses
import signer
import sorting
from poster import poster
from PySide6.QtGui import QGuiApplication, QImage
from tap import tap

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP))


def film(target: Path, picture: Callable[[float], QImage], length_s: float, fps: int) -> None:
    """Encode `picture(t)` for every frame as H.264, without sound, ready to start at once."""
    first = picture(0.0)
    command = [
        "ffmpeg", "-loglevel", "error", "-y",
        "-f", "rawvideo", "-pix_fmt", "bgra", "-s", f"{first.width()}x{first.height()}",
        "-r", str(fps), "-i", "-",
        "-vf", "scale=out_color_matrix=bt709:out_range=tv", "-colorspace", "bt709",
        "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
        "-c:v", "libx264", "-preset", "veryslow", "-tune", "animation", "-crf", "25",
        "-profile:v", "high", "-level", "4.0", "-pix_fmt", "yuv420p", "-g", str(2 * fps),
        "-movflags", "+faststart", "-fflags", "+bitexact", "-map_metadata", "-1", str(target),
    ]  # fmt: skip
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
        if encoder.stdin is None:
            raise SystemExit("ffmpeg has no input")
        for number in range(round(length_s * fps)):
            image = picture(number / fps)  # its bits live as long as it does
            encoder.stdin.write(image.constBits())
    if encoder.returncode:
        raise SystemExit(f"ffmpeg could not write {target}; is it installed, with libx264?")


def draw_posters() -> None:
    poster(1920, 1080).save(str(TOP / "content/images/affiche-eau.png"))
    poster(1080, 1920).save(str(TOP / "content/images/affiche-eau-portrait.png"))


def draw_signers() -> None:
    capsules = TOP / "content/capsules"
    for name, shown, look in (("accueil", poses.WELCOME, signer.MAN),
                              ("reclamation", poses.COMPLAINT, signer.WOMAN)):  # fmt: skip
        film(capsules / f"{name}.mp4", lambda t, p=shown, who=look: signer.frame(p, who, t),
             shown[-1].t, signer.FPS)  # fmt: skip


def draw_sorting() -> None:
    film(TOP / "content/videos/tri.mp4", sorting.frame, sorting.LENGTH_S, sorting.FPS)


def draw_tap() -> None:
    tap(1440, 900).save(str(TOP / "content/images/robinet.png"))


WORKS = {
    "poster": draw_posters,
    "signer": draw_signers,
    "sorting": draw_sorting,
    "tap": draw_tap,
}


def main() -> None:
    from kiosk.player.pyside import keep_none_alive

    keep_none_alive()
    _application = QGuiApplication(["draw", "-platform", "offscreen"])
    for name in sys.argv[1:] or WORKS:
        if name not in WORKS:
            raise SystemExit(f"there is no picture called {name}; there are: {', '.join(WORKS)}")
        WORKS[name]()


if __name__ == "__main__":
    main()
