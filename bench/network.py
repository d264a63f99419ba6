"""What goes over the network: a large file beside curl, a line that is cut, a thousand screens.

    .venv/bin/python -m bench network

All from one real nginx on the loopback.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import large
from bench.nginx import Nginx, installed, nginx
from bench.rows import Row
from kiosk.model.site import Feed, Site
from kiosk.store.fetches import FeedFetch
from kiosk.sync.due import next_attempt, settings_of
from kiosk.sync.fetch import Fetcher
from kiosk.sync.spread import Spread

SCREENS = 1000
MINUTES = 10
BEGIN = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


def rows() -> Iterator[Row]:
    """All of it."""
    if not installed():
        print("nginx is not installed: left out", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(dir=_scratch()) as name, nginx(Path(name)) as server:
        yield from large.rows(server)
        yield from _fleet(server)


def _scratch() -> Path:
    """On the disk that `build` is on, and not in memory."""
    folder = Path("build/bench")
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


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
