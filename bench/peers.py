"""What a municipality would pick instead: a browser in kiosk mode, or a bare video player.

Both show the same slide and the same clip, on the same virtual display, in the same run.
"""

from __future__ import annotations

import json
import queue
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bench.processes import cpu_over, running, weigh
from bench.serving import serving

CHROMIUM = (
    "chromium",
    "--kiosk",
    "--no-sandbox",
    "--no-first-run",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--autoplay-policy=no-user-gesture-required",
    "--window-size=1920,1080",
    "--window-position=0,0",
)

STILL = """<!doctype html><style>*{margin:0}img{width:100vw;height:100vh}</style>
<img src="slide.png" onload="requestAnimationFrame(()=>requestAnimationFrame(
()=>fetch('/said?what=shown')))">"""
CLIP = """<!doctype html><style>*{margin:0}video{width:100vw;height:100vh}</style>
<video src="clip.mp4" muted autoplay></video><script>
const v=document.querySelector('video');
v.onplaying=()=>fetch('/said?what=playing');
v.onended=()=>{const q=v.getVideoPlaybackQuality();
fetch(`/said?what=ended&frames=${q.totalVideoFrames}&dropped=${q.droppedVideoFrames}`)};
</script>"""


@dataclass(frozen=True, slots=True)
class StillFigures:
    """A program showing one still slide."""

    first_slide_s: float
    idle_cpu_percent: float
    pss_mib: float
    rss_mib: float
    rasteriser_mib: float = 0.0
    """Of it, the code of a software rasteriser that stands in for a GPU."""


@dataclass(frozen=True, slots=True)
class ClipFigures:
    """A program playing one clip."""

    cpu_s: float
    """Processor seconds for the whole clip, without the start of the program."""
    pss_mib: float
    rss_mib: float
    frames: int
    dropped: int


class _Handler(SimpleHTTPRequestHandler):
    said: queue.Queue[dict[str, str]]

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/said":
            self.said.put({key: values[0] for key, values in parse_qs(address.query).items()})
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def _pages(folder: Path) -> Iterator[tuple[str, queue.Queue[dict[str, str]]]]:
    said: queue.Queue[dict[str, str]] = queue.Queue()
    handler = type("Handler", (_Handler,), {"said": said})
    with serving(partial(handler, directory=str(folder))) as address:
        yield address, said


@contextmanager
def _chromium(display: str, address: str) -> Iterator[Any]:
    with tempfile.TemporaryDirectory() as profile:
        command = [*CHROMIUM, f"--user-data-dir={profile}", address]
        with running(command, environment={"DISPLAY": display}) as process:
            yield process


def chromium_still(display: str, slide: Path, idle_s: float) -> StillFigures:
    """Chromium in kiosk mode showing a picture of the slide."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "still.html").write_text(STILL)
        (folder / "slide.png").symlink_to(slide.resolve())
        with _pages(folder) as (address, said):
            started = time.monotonic()
            with _chromium(display, f"{address}/still.html") as process:
                said.get(timeout=60)
                first = time.monotonic() - started
                time.sleep(5)
                idle = cpu_over(process, idle_s)
                weight = weigh(process)
    return StillFigures(first, idle, weight.pss_mib, weight.rss_mib)


def chromium_clip(display: str, clip: Path) -> ClipFigures:
    """Chromium in kiosk mode playing the clip."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "clip.html").write_text(CLIP)
        (folder / "clip.mp4").symlink_to(clip.resolve())
        with (
            _pages(folder) as (address, said),
            _chromium(display, f"{address}/clip.html") as process,
        ):
            said.get(timeout=60)
            before = weigh(process)
            ended = said.get(timeout=300)
            after = weigh(process)
    return ClipFigures(
        after.cpu_s - before.cpu_s,
        after.pss_mib,
        after.rss_mib,
        int(ended["frames"]),
        int(ended["dropped"]),
    )


def mpv_clip(display: str, clip: Path) -> ClipFigures:
    """mpv playing the clip on the whole display."""
    with tempfile.TemporaryDirectory() as name:
        pipe = Path(name) / "mpv"
        command = [
            "mpv", "--no-config", "--fs", "--no-audio", "--vo=x11", "--keep-open=yes",
            f"--input-ipc-server={pipe}", str(clip),
        ]  # fmt: skip
        with (
            running(command, environment={"DISPLAY": display}) as process,
            _connect(pipe) as connection,
        ):
            lines = connection.makefile("rw")
            _wait(lines, "time-pos", lambda value: value is not None and value > 0)
            before = weigh(process)
            _wait(lines, "eof-reached", bool)
            after = weigh(process)
            frames = _ask(lines, "estimated-frame-count") or 0
            dropped = sum(
                _ask(lines, name) or 0 for name in ("frame-drop-count", "decoder-frame-drop-count")
            )
    return ClipFigures(after.cpu_s - before.cpu_s, after.pss_mib, after.rss_mib, frames, dropped)


def _connect(pipe: Path) -> socket.socket:
    deadline = time.monotonic() + 20
    while True:
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(str(pipe))
            return connection
        except OSError:
            connection.close()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _ask(lines: Any, name: str) -> Any:
    lines.write(json.dumps({"command": ["get_property", name]}) + "\n")
    lines.flush()
    while True:
        answer = json.loads(lines.readline())
        if "error" in answer:
            return answer.get("data")


def _wait(lines: Any, name: str, enough: Any) -> None:
    deadline = time.monotonic() + 300
    while not enough(_ask(lines, name)):
        if time.monotonic() > deadline:
            raise TimeoutError(f"mpv: {name} never came")
        time.sleep(0.05)
