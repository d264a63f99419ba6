"""What goes over the network: a large file beside curl, a line that is cut, a thousand screens.

    .venv/bin/python -m bench network

All from one real nginx on the loopback. `curl` writes the file and nothing else; ours also works
out its SHA-256 and brings it to the disk, so `curl`, `sha256sum` and `sync` together stand beside
it too.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from bench.nginx import Nginx, installed, nginx
from bench.rows import Row
from kiosk.model.site import Feed, Site
from kiosk.store.fetches import FeedFetch
from kiosk.sync.due import next_attempt, settings_of
from kiosk.sync.fetch import Fetcher
from kiosk.sync.spread import Spread
from tests.sync.faults import Proxy, proxied

LARGE = 1_000_000_000
TURNS = 3
CUTS = 20
SCREENS = 1000
MINUTES = 10
BEGIN = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
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
began = time.monotonic()
partial = PartialMedia(folder, url, ".mp4")
fetch_into(partial, fetcher, url)
came = time.monotonic() - began
stored = partial.finish()
whole = time.monotonic() - began
after = memory("VmHWM")
print(came, whole, (after - before) / 1024, stored.sha256)
"""


def rows() -> Iterator[Row]:
    """All of it."""
    if not installed():
        print("nginx is not installed: left out", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(dir=_scratch()) as name, nginx(Path(name)) as server:
        yield from _large(server)
        yield from _cut(server)
        yield from _fleet(server)


def _scratch() -> Path:
    """On the disk that `build` is on, and not in memory."""
    folder = Path("build/bench")
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def _write(path: Path, size: int) -> None:
    chance = random.Random(3)
    with path.open("wb") as file:
        for _ in range(size // 10_000_000):
            file.write(chance.randbytes(10_000_000))


def _large(server: Nginx) -> Iterator[Row]:
    """Turn by turn, so that both meet the same disk."""
    _write(server.www / "large.mp4", LARGE)
    url = f"{server.url}/large.mp4"
    target, media = server.root / "curl.mp4", server.root / "media"
    ours: list[tuple[float, float, float]] = []
    curl: list[float] = []
    checked: list[float] = []
    for _ in range(TURNS):
        began = time.monotonic()
        subprocess.run(["curl", "-sS", "--noproxy", "*", "-o", str(target), url], check=True)
        curl.append(time.monotonic() - began)
        subprocess.run(["sha256sum", str(target)], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["sync", str(target)], check=True)
        checked.append(time.monotonic() - began)
        target.unlink()
        done = subprocess.run(
            [sys.executable, "-c", _FETCH, url, str(media)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        ours.append((float(done[0]), float(done[1]), float(done[2])))
        for path in media.rglob("*.mp4"):
            path.unlink()
    megabytes = LARGE / 1e6
    came, whole = median(one[0] for one in ours), median(one[1] for one in ours)
    yield Row("1 GB media file, ours", megabytes / came, "MB/s")
    yield Row("curl: the same file", megabytes / median(curl), "MB/s")
    yield Row.at_least("rate, ours / curl", median(curl) / came, "ratio", 0.9)
    yield Row("1 GB until it is checked and on the disk, ours", whole, "s")
    yield Row("curl, sha256sum and sync: the same", median(checked), "s")
    yield Row.at_most("memory that 1 GB adds", max(one[2] for one in ours), "MiB", 16)


def _cut(server: Nginx) -> Iterator[Row]:
    """Cut at random moments, each time by a connection that is reset."""
    from kiosk.store.media import MediaFolder
    from kiosk.store.partial import PartialMedia
    from kiosk.sync.resume import fetch_into

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


@dataclass(frozen=True, slots=True)
class Request:
    """One screen asks for one feed."""

    at: datetime
    screen: int
    feed: Feed


def requests(site: Site, *, content: bool) -> list[Request]:
    """What a thousand screens ask for in ten minutes, in order, by what the scheduler decides.

    All are switched on within the same second. `content`: they have yesterday's content, as in
    the morning or after a power cut; else nothing, as cards that were just written.
    """
    end = BEGIN + timedelta(minutes=MINUTES)
    yesterday = BEGIN - timedelta(hours=14)
    found = []
    for screen in range(SCREENS):
        started = BEGIN + timedelta(seconds=screen / SCREENS)
        spread = Spread(f"screen {screen}", started)
        for feed in site.feeds:
            tried = settings_of(feed, site, started)
            known = FeedFetch(
                feed.name, feed.url, tried=tried, last_attempt=yesterday, last_success=yesterday
            ) if content else None  # fmt: skip
            now = started
            while True:
                due = next_attempt(feed, site, known, now, stored=known is not None, spread=spread)
                now = max(now, due)
                if now >= end:
                    break
                found.append(Request(now, screen, feed))
                known = FeedFetch(
                    feed.name, feed.url, tried=tried, last_attempt=now, last_success=now
                )
    return sorted(found, key=lambda request: request.at)


def burst(found: list[Request]) -> float:
    """The busiest second, in means of all seconds."""
    seconds = Counter(int((request.at - BEGIN).total_seconds()) for request in found)
    return max(seconds.values()) / (len(found) / (MINUTES * 60))


def fleet_site(url: str) -> Site:
    """A town with an urgent feed, a news feed and a calendar."""
    from bench.schedule import large_site

    feeds = (("urgent", "1 min"), ("news", "5 min"), ("calendar", "15 min"))
    made = tuple(
        Feed.model_validate({"name": name, "url": f"{url}/{name}.json", "every": every})
        for name, every in feeds
    )
    return large_site(1).model_copy(update={"feeds": made})


def _fleet(server: Nginx) -> Iterator[Row]:
    """The moments are virtual; every request is then really made, one after the other, with the
    validators that this screen would have."""
    for name, count in (("urgent", 2), ("news", 40), ("calendar", 80)):
        items = ",".join(
            f'{{"id":"{number}","title":"Avis {number}","content_text":"{"mot " * 60}"}}'
            for number in range(count)
        )
        (server.www / f"{name}.json").write_text(
            f'{{"version":"https://jsonfeed.org/version/1.1","title":"{name}","items":[{items}]}}'
        )
    site = fleet_site(server.url)
    found = requests(site, content=True)
    fetcher = Fetcher()
    known: dict[tuple[int, str], str | None] = {}
    # Yesterday's content is what the server still has: the usual morning.
    etags = {feed.name: fetcher.document(feed.url)[0].etag for feed in site.feeds}
    first = len(found) // 2
    began = time.monotonic()
    for place, request in enumerate(found):
        key = request.screen, request.feed.name
        if place == first:
            # Somebody publishes news in the middle: every screen fetches it whole, once.
            path = server.www / "news.json"
            path.write_text(path.read_text().replace("Avis 1", "Avis un"))
        answer, _ = fetcher.document(
            request.feed.url, etag=known.get(key, etags[request.feed.name])
        )
        known[key] = answer.etag
    took = time.monotonic() - began
    fetcher.close()
    time.sleep(1.5)  # nginx writes its log once a second
    log = [entry for entry in server.asked() if entry.path.endswith(".json")][len(etags) :]
    minutes = SCREENS * MINUTES
    yield Row(f"{SCREENS} screens, {MINUTES} virtual minutes: requests made", len(log), "")
    yield Row("requests a screen and minute", len(log) / minutes, "")
    yield Row("bytes a screen and minute, both ways",
              sum(entry.sent + entry.received for entry in log) / minutes, "B")  # fmt: skip
    unchanged = sum(entry.status == 304 for entry in log)
    yield Row("of the requests, unchanged (304)", 100 * unchanged / len(log), "%")
    yield Row.at_most("busiest second, switched on together", burst(found), "means", 3.0)
    yield Row("nginx and ours, one after the other", len(log) / took, "requests/s")
    empty = requests(site, content=False)
    busiest = burst(empty) * len(empty) / (MINUTES * 60)
    yield Row("busiest second of 1000 new, empty screens", busiest, "requests")
    without = [replace(one, at=BEGIN) for one in found[: SCREENS * len(site.feeds)]]
    yield Row("the same without spreading", float(len(without)), "requests")
