"""The real player, as a process: its start, its memory, what a still slide costs."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench import sites
from bench.peers import ClipFigures, StillFigures
from bench.processes import cpu_over, rasteriser_mib, running, weigh

STARTS = 5


@dataclass(frozen=True, slots=True)
class Graph:
    """A scene graph to run on: the environment that chooses it."""

    name: str
    environment: Mapping[str, str]


SOFTWARE = Graph(
    "software", {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "DISPLAY": ""}
)


def opengl(display: str) -> Graph:
    """OpenGL on a virtual display (llvmpipe where there is no GPU)."""
    return Graph(
        "OpenGL",
        {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display, "QSG_RHI_BACKEND": "opengl"},
    )


@contextmanager
def player(
    site: Path, graph: Graph
) -> Iterator[tuple[subprocess.Popen[bytes], Iterator[dict[str, Any]]]]:
    """The player on a site with a fresh data folder; yields it and its benchmark lines."""
    with tempfile.TemporaryDirectory() as data:
        command = [
            sys.executable, "-m", "kiosk", "player",
            "--site", str(site), "--data", data, "--screen", "hall",
        ]  # fmt: skip
        environment = {**graph.environment, "KIOSK_BENCH": "1"}
        log = Path(data) / "log"
        with (
            log.open("wb") as said,
            running(
                command, environment=environment, stdout=subprocess.PIPE, stderr=said
            ) as process,
        ):
            yield process, _lines(process, log)


def _lines(process: subprocess.Popen[bytes], log: Path) -> Iterator[dict[str, Any]]:
    """What the player says of itself, a line of JSON at a time."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(b"{"):
            yield json.loads(line)
    raise RuntimeError(f"the player ended:\n{log.read_text('utf-8', 'replace')}")


def first_slide_s(lines: Iterator[dict[str, Any]]) -> float:
    """Waits for the first slide; seconds from the start of the process to it."""
    return next(line["first_slide_s"] for line in lines if "first_slide_s" in line)


def still(graph: Graph, idle_s: float) -> StillFigures:
    """A site with one still slide: the median of several starts, then one left standing."""
    starts = []
    with tempfile.TemporaryDirectory() as name:
        site = sites.with_playlist(Path(name) / "site", sites.STILL)
        for _ in range(STARTS):
            with player(site, graph) as (process, lines):
                starts.append(first_slide_s(lines))
        with player(site, graph) as (process, lines):
            first_slide_s(lines)
            time.sleep(5)
            idle = cpu_over(process, idle_s)
            weight, rasteriser = weigh(process), rasteriser_mib(process)
    return StillFigures(median(starts), idle, weight.pss_mib, weight.rss_mib, rasteriser)


def clip(graph: Graph, file: Path, seconds: float) -> ClipFigures:
    """The running player with a clip in its playlist."""
    with tempfile.TemporaryDirectory() as name:
        site = sites.with_clip(Path(name) / "site", file)
        with player(site, graph) as (process, lines):
            first_slide_s(lines)
            time.sleep(1)
            before = weigh(process)
            time.sleep(seconds)
            after = weigh(process)
    return ClipFigures(after.cpu_s - before.cpu_s, after.pss_mib, after.rss_mib, 0, 0)
