"""What 10,000 notices in one feed cost: the first time, unchanged, and with one of them changed.

    .venv/bin/python -m bench.feeds

Each figure is taken in a process of its own that does nothing else, over a real server on
loopback, from asking the feed to the committed transaction. Beside them, in the same run and
with the same entries: feedparser alone, and the floor: `json.loads` and a bare insert.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from statistics import median
from typing import Any

from bench.feed_documents import COUNT, SERVICES, as_rss, feed
from bench.rows import Row
from bench.serving import serving


class _Server(BaseHTTPRequestHandler):
    """One document, with an ETag."""

    document = b""
    mark = ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        same = self.headers.get("If-None-Match") == self.mark
        self.send_response(304 if same else 200)
        self.send_header("ETag", self.mark)
        self.send_header("Content-Length", "0" if same else str(len(self.document)))
        self.end_headers()
        if not same:
            self.wfile.write(self.document)

    def log_message(self, format: str, *args: Any) -> None: ...


@contextmanager
def served(*documents: bytes) -> Iterator[tuple[str, Callable[[int], None]]]:
    """A server; yields its address, and what makes it give another of these documents."""
    handler: Any = type("Handler", (_Server,), {})

    def give(number: int) -> None:
        handler.document = documents[number]
        handler.mark = f'"{sha256(documents[number]).hexdigest()[:16]}"'

    give(0)
    with serving(handler) as address:
        yield f"{address}/avis.json", give


def _site(url: str) -> Any:
    from kiosk.model.notice import Area
    from kiosk.model.playlist import Playlist
    from kiosk.model.site import Screen, Service, Site
    from kiosk.model.text import Text

    return Site(
        name=Text.of({"fr": "Grande commune"}),
        time_zone="Africa/Casablanca",
        languages=("ar", "fr"),
        complaint_url="https://plaintes.example/{service}",
        services=tuple(
            Service(id=name, name=Text.of({"fr": name}), colour="#0b5394", icon="drop")
            for name in SERVICES
        ),
        areas=tuple(Area(id=f"hay-{n}", name=Text.of({"fr": f"Hay {n}"})) for n in range(20)),
        screens=(Screen(id="hall", name=Text.of("Hall"), playlist="hall"),),
        playlists=(Playlist.model_validate({"id": "hall", "items": [{"kind": "outages"}]}),),
        feeds=({"name": "avis", "url": url, "kind": "outage"},),  # type: ignore[arg-type]
        folder=Path("/"),
    )


def measured_round(folder: Path, url: str) -> dict[str, float]:
    """One round of sync in this process, and then ten more in which nothing is new, as a
    service makes them: seconds, and the peak of memory after the first.
    """
    from queue import SimpleQueue

    from kiosk.clock import SystemClock
    from kiosk.store.folder import DataFolder
    from kiosk.sync.syncer import opened

    site = _site(url)
    inbox: SimpleQueue[Any] = SimpleQueue()
    with opened(DataFolder(folder).make(), SystemClock(), inbox) as syncer:
        syncer.use(site)

        def one_round() -> Any:
            syncer.feeds.start(site, everything=True)
            return syncer.handle(inbox.get())

        begun, used = time.perf_counter(), time.process_time()
        first = one_round()
        if first.error:
            raise RuntimeError(first.error)
        wall, cpu = time.perf_counter() - begun, time.process_time() - used
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again = []
        for _ in range(10):
            begun = time.perf_counter()
            one_round()
            again.append(time.perf_counter() - begun)
    change = first.change
    return {
        "wall_s": wall,
        "cpu_s": cpu,
        "peak_mib": peak,
        "again_s": median(again),
        "changes": change.added + change.changed + change.removed,
    }


def measured_feedparser(file: Path) -> dict[str, float]:
    """feedparser on the same entries as RSS; nothing stored."""
    import feedparser

    data = file.read_bytes()
    begun = time.perf_counter()
    count = len(feedparser.parse(data).entries)
    return {"wall_s": time.perf_counter() - begun, "changes": count,
            "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}  # fmt: skip


def measured_floor(file: Path) -> dict[str, float]:
    """`json.loads` and a bare insert of each item as it is."""
    import sqlite3

    data = file.read_bytes()
    begun = time.perf_counter()
    items = json.loads(data)["items"]
    connection = sqlite3.connect(file.with_suffix(".db"))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE item (id TEXT PRIMARY KEY, doc TEXT)")
    with connection:
        connection.executemany(
            "INSERT INTO item VALUES (?, ?)",
            ((item["id"], json.dumps(item, ensure_ascii=False)) for item in items),
        )
    connection.close()
    return {"wall_s": time.perf_counter() - begun, "changes": len(items),
            "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}  # fmt: skip


def _apart(what: str, *arguments: str) -> dict[str, float]:
    """One measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.feeds", what, *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, float] = json.loads(done.stdout)
    return found


def rows(count: int = COUNT) -> list[Row]:
    """The measurements."""
    data = feed(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = str(folder / "data")
        with served(data, feed(count, changed=count // 2)) as (url, give):
            first = _apart("round", store, url)
            give(1)
            one = _apart("round", store, url)
        (folder / "feed.rss").write_bytes(as_rss(data))
        (folder / "feed.json").write_bytes(data)
        peer = _apart("feedparser", str(folder / "feed.rss"))
        floor = _apart("floor", str(folder / "feed.json"))
    named = f"{count:,} notices in one JSON Feed ({len(data) / 1e6:.0f} MB)"
    assert first["changes"] == count
    assert one["changes"] == 1
    return [
        Row.at_most(f"{named}: fetched, parsed, stored", first["wall_s"], "s", 3.0),
        Row(f"{named}: of it processor", first["cpu_s"], "s"),
        Row.at_most(f"{named}: peak memory of the process", first["peak_mib"], "MiB", 250),
        Row.at_most("the same, unchanged (304)", 1000 * first["again_s"], "ms", 20),
        Row.at_most("the same, one notice changed", one["wall_s"], "s", 1.0),
        Row("feedparser alone, the same entries as RSS", peer["wall_s"], "s"),
        Row("feedparser alone: peak memory", peer["peak_mib"], "MiB"),
        Row("the floor: json.loads and a bare insert", floor["wall_s"], "s"),
        Row("ours / feedparser alone", first["wall_s"] / peer["wall_s"], "ratio"),
        Row("ours / floor", first["wall_s"] / floor["wall_s"], "ratio"),
    ]


def main(arguments: list[str]) -> None:
    """Without arguments the table; with them one measurement, as JSON."""
    from bench.rows import table

    match arguments:
        case []:
            print(table(rows()))
        case ["round", folder, url]:
            print(json.dumps(measured_round(Path(folder), url)))
        case ["feedparser", file]:
            print(json.dumps(measured_feedparser(Path(file))))
        case ["floor", file]:
            print(json.dumps(measured_floor(Path(file))))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
