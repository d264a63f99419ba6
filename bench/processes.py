"""Starting programs, with or without a display of their own, and weighing them."""

from __future__ import annotations

import contextlib
import os
import random
import select
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Weight:
    """What a process and its children have used up to now."""

    cpu_s: float
    pss_mib: float
    """Proportional set size: shared pages counted once, divided among who shares them."""
    rss_mib: float
    """Resident set size, summed."""


def weigh(process: subprocess.Popen[bytes]) -> Weight:
    """Weigh a process and all its descendants."""
    cpu = pss = rss = 0.0
    root = psutil.Process(process.pid)
    for member in (root, *root.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            times = member.cpu_times()
            memory = member.memory_full_info()
            cpu += times.user + times.system
            pss += memory.pss / 2**20
            rss += memory.rss / 2**20
    return Weight(cpu, pss, rss)


RASTERISER = ("libLLVM", "swrast", "libgallium", "libz3")
"""What Mesa loads where there is no GPU, to draw OpenGL with the processor."""


def rasteriser_mib(process: subprocess.Popen[bytes]) -> float:
    """Resident code of Mesa's software rasteriser in this process: what a GPU's driver would
    not need."""
    maps = psutil.Process(process.pid).memory_maps()
    return sum(part.rss for part in maps if any(name in part.path for name in RASTERISER)) / 2**20


def cpu_over(process: subprocess.Popen[bytes], seconds: float) -> float:
    """Per cent of one core that it uses over so many seconds."""
    before, started = weigh(process).cpu_s, time.monotonic()
    time.sleep(seconds)
    return 100 * (weigh(process).cpu_s - before) / (time.monotonic() - started)


@contextlib.contextmanager
def running(
    command: Sequence[str], *, environment: Mapping[str, str] | None = None, **options: object
) -> Iterator[subprocess.Popen[bytes]]:
    """A program that is ended, children included, when the block is left."""
    process = subprocess.Popen(
        list(command),
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        **{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options},  # type: ignore[call-overload]
    )
    try:
        yield process
    finally:
        _end(process.pid)
        process.wait(timeout=10)


def _end(pid: int) -> None:
    try:
        root = psutil.Process(pid)
        family = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for member in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            member.terminate()
    for member in psutil.wait_procs(family, timeout=5)[1]:
        member.kill()


@contextlib.contextmanager
def virtual_display(size: str = "1920x1080") -> Iterator[str]:
    """An X server without a screen; yields its name for DISPLAY."""
    reader, writer = os.pipe()
    # A number of its own: a server that takes the next free one loses its socket to another
    # that does the same at the same moment.
    own = f":{random.randrange(100, 30000)}"
    command = [
        "Xvfb",
        own,
        "-displayfd",
        str(writer),
        "-screen",
        "0",
        f"{size}x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    with running(command, pass_fds=(writer,)):
        os.close(writer)
        ready, _, _ = select.select([reader], [], [], 20)
        if not ready:
            raise RuntimeError("Xvfb did not start within 20 s")
        # To its end: the server writes the number and the line's end one after the other, and
        # dies when nobody reads the second.
        with os.fdopen(reader) as line:
            name = line.readline().strip()
        yield f":{name}"
