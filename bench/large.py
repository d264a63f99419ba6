"""A large file from nginx: beside curl, pair by pair, and over a line that is cut.

Both write to the same folder of the same disk. `curl` writes the file and nothing else; ours also
works out its SHA-256 and brings it to the disk, so `curl`, `sha256sum` and `sync` together stand
beside it too. What starting the programs takes is in neither: a service runs already.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.nginx import Nginx
from bench.rows import Row
from kiosk.store.media import MediaFolder
from kiosk.store.partial import PartialMedia
from kiosk.sync.fetch import Fetcher
from kiosk.sync.resume import fetch_into
from tests.sync.faults import Proxy, proxied

LARGE = 1_000_000_000
PAIRS = 7
CUTS = 20
_FETCH = """
import sys, time
from pathlib import Path
from kiosk.store.media import MediaFolder
from kiosk.store.partial import PartialMedia
from kiosk.sync.fetch import Fetcher
from kiosk.sync.resume import fetch_into
url, folder = sys.argv[1], MediaFolder(Path(sys.argv[2]))
fetcher = Fetcher()
def memory(name):
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(name))
before = memory("VmRSS")
Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
began, worked = time.monotonic(), time.process_time()
partial = PartialMedia(folder, url, ".mp4")
fetch_into(partial, fetcher, url)
came, worked = time.monotonic() - began, time.process_time() - worked
partial.finish()
whole = time.monotonic() - began
print(came, worked, whole, (memory("VmHWM") - before) / 1024)
"""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What it took to fetch the file once."""

    came_s: float
    """Until the last byte was there."""
    worked_s: float
    """Of a processor, until then, by all threads."""
    whole_s: float
    """Until its SHA-256 was known and it was on the disk."""
    memory_mib: float = 0.0


def rows(server: Nginx) -> Iterator[Row]:
    """All of it."""
    _write(server.www / "large.mp4", LARGE)
    yield from _beside_curl(server)
    yield from _cut(server)


def _write(path: Path, size: int) -> None:
    chance = random.Random(3)
    with path.open("wb") as file:
        for _ in range(size // 10_000_000):
            file.write(chance.randbytes(10_000_000))


def _beside_curl(server: Nginx) -> Iterator[Row]:
    """A machine's disk and neighbours change from minute to minute, so only fetches right after
    one another are compared, and each is the first of its pair as often as the other."""
    pairs: list[tuple[Fetched, Fetched]] = []
    for turn in range(PAIRS):
        if turn % 2:
            curl = _curl(server)
            pairs.append((_ours(server), curl))
        else:
            pairs.append((_ours(server), _curl(server)))
    ours, curls = zip(*pairs, strict=True)
    ratios = [curl.came_s / our.came_s for our, curl in pairs]
    megabytes = LARGE / 1e6
    yield Row("1 GB media file, ours", megabytes / median(one.came_s for one in ours), "MB/s")
    yield Row("curl: the same file", megabytes / median(one.came_s for one in curls), "MB/s")
    yield Row.at_least("rate, ours / curl", median(ratios), "ratio", 0.9)
    yield Row(f"the same, worst of {PAIRS} pairs", min(ratios), "ratio")
    yield Row(
        "processor for 1 GB, ours with its SHA-256", median(one.worked_s for one in ours), "s"
    )
    yield Row("processor for 1 GB, curl", median(one.worked_s for one in curls), "s")
    yield Row("1 GB until it is checked and on the disk, ours",
              median(one.whole_s for one in ours), "s")  # fmt: skip
    yield Row("curl, sha256sum and sync: the same", median(one.whole_s for one in curls), "s")
    yield Row.at_most("memory that 1 GB adds", max(one.memory_mib for one in ours), "MiB", 16)


def _ours(server: Nginx) -> Fetched:
    media = server.root / "media"
    os.sync()  # what others wrote is not to be waited for here
    command = [sys.executable, "-c", _FETCH, f"{server.url}/large.mp4", str(media)]
    done = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for path in media.rglob("*.mp4"):
        path.unlink()
    return Fetched(*map(float, done.split()))


def _curl(server: Nginx) -> Fetched:
    target = server.root / "curl.mp4"
    os.sync()
    command = ["curl", "-sS", "--noproxy", "*", "-w", "%{time_total}", "-o", str(target)]
    worked = _children_s()
    began = time.monotonic()
    done = subprocess.run(
        [*command, f"{server.url}/large.mp4"], check=True, capture_output=True, text=True
    )
    worked = _children_s() - worked
    subprocess.run(["sha256sum", str(target)], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["sync", str(target)], check=True)
    whole = time.monotonic() - began
    target.unlink()
    return Fetched(float(done.stdout), worked, whole)


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _cut(server: Nginx) -> Iterator[Row]:
    """Cut at random moments, each time by a connection that is reset."""
    chance = random.Random(20)
    cuts = [chance.randrange(LARGE // 40, LARGE // 20) for _ in range(CUTS)]
    with proxied(server.port, Proxy(cuts=cuts, reset=True)) as proxy:
        fetcher = Fetcher()
        partial = PartialMedia(MediaFolder(server.root / "cut"), "large", ".mp4")
        fetch_into(partial, fetcher, f"{proxy.url}/large.mp4")
        partial.finish(size_bytes=LARGE)
        fetcher.close()
        twice = 100 * (proxy.passed - LARGE) / LARGE
        yield Row.at_most(f"1 GB cut {proxy.connections - 1} times: bytes sent twice", twice,
                          "% of the file", 1.0)  # fmt: skip
