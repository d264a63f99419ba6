"""Video: every frame, what it costs beside bare libVLC, and what is seen between two clips.

Each measurement is a process of its own, so that memory and processor time are its alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.player import SOFTWARE, Graph, opengl
from bench.processes import virtual_display
from bench.rows import Row

DROPS_PER_1000 = 1.0
RATIO = 2.0
MEMORY_MIB = 300.0


def rows(clip: Path) -> Iterator[Row]:
    """The rows of a 1080p30 H.264 clip, on the software scene graph and on OpenGL."""
    bare = _run("bare", clip, {})
    bare_percent = 100 * bare["cpu_s"] / bare["wall_s"]
    yield Row("bare libVLC, the clip into memory", bare_percent, "% of a core")
    with virtual_display() as display:
        for graph in (SOFTWARE, opengl(display)):
            yield from _of_graph(graph, clip, bare_percent)


def _of_graph(graph: Graph, clip: Path, bare_percent: float) -> Iterator[Row]:
    shown = _run("show", clip, graph.environment)
    missing = 1000 * (shown["frames"] - shown["swapped"]) / shown["frames"]
    yield Row.at_most(
        f"clip: frames that were not swapped in, {graph.name}", missing, "of 1,000", DROPS_PER_1000
    )
    percent = 100 * shown["cpu_s"] / shown["wall_s"]
    yield Row(f"clip: processor, {graph.name}", percent, "% of a core")
    yield Row.at_most(
        f"clip: processor, shown / bare libVLC, {graph.name}",
        percent / bare_percent,
        "ratio",
        RATIO,
    )
    yield Row.at_most(
        f"clip: memory of deck and surface, {graph.name}", shown["rss_mib"], "MiB", MEMORY_MIB
    )
    change = _run("change", clip, graph.environment)
    yield Row.at_most(
        f"clip to clip: frames without picture, {graph.name}", change["blank"], "frames", 0
    )
    yield Row(f"clip to clip: last frame to first, {graph.name}", change["gap_ms"], "ms")


def _run(what: str, clip: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    ended = subprocess.run(
        [sys.executable, "-m", "bench.video_process", what, str(clip)],
        env={**os.environ, **environment}, capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    if ended.returncode != 0:
        raise RuntimeError(f"bench.video_process {what} failed:\n{ended.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return found
