"""`make bench`: every figure in one run, beside what a municipality would pick instead.

    .venv/bin/python -m bench                    everything
    .venv/bin/python -m bench still clip         only these groups

Prints a table and writes `build/bench.json`. Needs the packages of
`debian-packages-bench.txt`; a peer that is not installed is left out and named.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import peers, player, rows
from bench.processes import virtual_display
from bench.rows import Row, table

BUILD = Path("build/bench")
CLIP_S = 30
IDLE_S = 20.0
STEADY_CLIP_S = 25.0


def still() -> Iterator[Row]:
    """Start, memory and idle cost with a still slide."""
    with virtual_display() as display:
        graphs = (player.SOFTWARE, player.opengl(display))
        ours = {graph.name: player.still(graph, IDLE_S) for graph in graphs}
        for name, figures in ours.items():
            yield Row.at_most(f"start to first slide, {name}", figures.first_slide_s, "s", 1.0)
            yield Row.at_most(f"memory with stills, {name}", figures.rss_mib, "MiB", 150)
            yield Row(f"memory with stills, shared pages divided, {name}", figures.pss_mib, "MiB")
            yield Row.at_most(
                f"a still slide, {name}", figures.idle_cpu_percent, "% of a core", 1.0
            )
        opengl = ours["OpenGL"]
        yield Row("of it, Mesa's rasteriser in place of a GPU", opengl.rasteriser_mib, "MiB")
        if not shutil.which("chromium"):
            print("chromium is not installed: left out", file=sys.stderr)
            return
        peer = peers.chromium_still(display, slide_picture(), IDLE_S)
        yield Row("Chromium: start to the same slide", peer.first_slide_s, "s")
        yield Row("Chromium: memory, shared pages divided", peer.pss_mib, "MiB")
        yield Row("Chromium: a still slide", peer.idle_cpu_percent, "% of a core")
        yield Row("start, ours / Chromium", opengl.first_slide_s / peer.first_slide_s, "ratio")
        yield Row("memory, ours / Chromium", opengl.pss_mib / peer.pss_mib, "ratio")


def clip() -> Iterator[Row]:
    """The running player with a 1080p30 clip, and its peers with the same clip."""
    file = clip_file()
    with virtual_display() as display:
        ours = {}
        for graph in (player.SOFTWARE, player.opengl(display)):
            figures = ours[graph.name] = player.clip(graph, file, STEADY_CLIP_S)
            yield Row.at_most(
                f"memory with a 1080p30 clip, {graph.name}", figures.rss_mib, "MiB", 300
            )
            yield Row(
                f"player showing a 1080p30 clip, {graph.name}",
                100 * figures.cpu_s / STEADY_CLIP_S,
                "% of a core",
            )
        mine = ours["OpenGL"].cpu_s / STEADY_CLIP_S
        for name, program, measure in (
            ("Chromium", "chromium", peers.chromium_clip),
            ("mpv", "mpv", peers.mpv_clip),
        ):
            if not shutil.which(program):
                print(f"{program} is not installed: left out", file=sys.stderr)
                continue
            peer = measure(display, file)
            yield Row(f"{name}: the same clip", 100 * peer.cpu_s / CLIP_S, "% of a core")
            yield Row(f"{name}: memory, shared pages divided", peer.pss_mib, "MiB")
            yield Row(f"{name}: frames dropped", peer.dropped, f"of {peer.frames}")
            yield Row(f"processor, ours on OpenGL / {name}", mine / (peer.cpu_s / CLIP_S), "ratio")


def video() -> Iterator[Row]:
    """Every frame, and what it costs beside bare libVLC."""
    from bench import video as figures

    yield from map(as_row, figures.rows(clip_file()))


def arrivals() -> Iterator[Row]:
    """How soon what staff save and what sync stores stands on the screen."""
    from bench import arrivals as figures

    yield from figures.rows(clip_file())


def days() -> Iterator[Row]:
    """What pages and clips leave in memory."""
    from bench import days as figures

    yield from figures.rows()


def schedule() -> Iterator[Row]:
    """What shows next, over 10,000 notices and 200 items."""
    from bench import schedule as figures

    yield from map(as_row, figures.rows())


def publish() -> Iterator[Row]:
    """A wall that follows an office, and the simplest signed list in its place."""
    from bench import publish as figures

    yield from figures.rows()


def feeds() -> Iterator[Row]:
    """10,000 notices in one feed: new, unchanged, one of them changed."""
    from bench import feeds as figures

    yield from figures.rows()


def network() -> Iterator[Row]:
    """A large file beside curl, a line that is cut, a thousand screens."""
    from bench import network as figures

    yield from figures.rows()


GROUPS: dict[str, Callable[[], Iterator[Row]]] = {
    "still": still,
    "clip": clip,
    "video": video,
    "arrivals": arrivals,
    "days": days,
    "schedule": schedule,
    "feeds": feeds,
    "publish": publish,
    "network": network,
}


def as_row(entry: Row | dict[str, Any]) -> Row:
    """Groups may hand over plain dictionaries; a row without bar only informs."""
    row = entry if isinstance(entry, Row) else Row(**entry)
    return replace(row, holds=None) if row.bar is None else row


def clip_file() -> Path:
    """The 1080p30 H.264 clip that everything plays, drawn once into `build/`."""
    file = BUILD / f"clip-1080p30-{CLIP_S}s.mp4"
    if not file.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part.mp4")
        subprocess.run(
            [
                "ffmpeg", "-y", "-loglevel", "error", "-f", "lavfi",
                "-i", f"testsrc2=size=1920x1080:rate=30:duration={CLIP_S}",
                "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "medium",
                "-profile:v", "high", "-b:v", "6M", "-g", "60", str(part),
            ],
            check=True,
        )  # fmt: skip
        part.rename(file)
    return file


def slide_picture() -> Path:
    """The benchmark's still slide as a picture, for the browser."""
    return Path("docs/pictures/hall-outage.png")


def main() -> int:
    """Run the groups asked for; 1 when a bar does not hold."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("groups", nargs="*", help=f"of: {', '.join(GROUPS)} (all)")
    chosen = parser.parse_args().groups or list(GROUPS)
    unknown = sorted(set(chosen) - set(GROUPS))
    if unknown:
        parser.error(f"no such group: {', '.join(unknown)}; there are {', '.join(GROUPS)}")
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"The machine is busy (load {load:.1f}): figures will be worse.", file=sys.stderr)
    found: list[Row] = []
    for name in chosen:
        print(f"{name} ...", file=sys.stderr, flush=True)
        # Written after each group: what has been measured is not lost with a later one.
        found.extend(GROUPS[name]())
        rows.write(found, Path("build/bench.json"))
    print(table(found))
    return 0 if all(row.holds is not False for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
