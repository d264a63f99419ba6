"""What a round costs a wall that follows an office: with The Update Framework, and with the
simplest signed list in its place.
"""

from __future__ import annotations

import ast
import functools
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from statistics import median

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench import manifest
from bench.rows import Row
from bench.serving import serving
from bench.sites import REPOSITORY, copy_of_demo
from kiosk.clock import SystemClock
from kiosk.model.publication import Publication
from kiosk.publish import signing
from kiosk.publish.folder import PublicationFolder
from kiosk.publish.keyring import Keyring, Kind, fingerprint
from kiosk.publish.publish import publish
from kiosk.site.read import read_site
from kiosk.store.folder import DataFolder
from kiosk.sync.fetch import Fetcher
from kiosk.sync.wall import Following, Wall

ROUNDS = 15
PASSWORD = "only for the benchmark"
SCREENS = 40
"""Of one office, besides the demo's two."""

_OF_TUF = (
    "publish/keyring.py",
    "publish/signing.py",
    "publish/trust.py",
    "publish/numbers.py",
    "sync/office.py",
    "cli/keys.py",
    "cli/secret.py",
)
"""What would not be there with one key for ever; files, folders and switching both need."""


@dataclass
class Wire:
    """What went over the wire since it was last asked."""

    requests: int = 0
    size: int = 0
    """Bytes of bodies and headers, both ways, the last estimated by their texts."""

    def take(self) -> tuple[int, int]:
        taken = self.requests, self.size
        self.requests = self.size = 0
        return taken


@contextmanager
def server(folder: Path) -> Iterator[tuple[str, Wire]]:
    """A web server that counts."""
    wire = Wire()

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            wire.requests += 1
            wire.size += len(self.requestline) + len(str(self.headers))
            super().do_GET()

        def end_headers(self) -> None:
            wire.size += sum(map(len, getattr(self, "_headers_buffer", [])))
            super().end_headers()

        def copyfile(self, source, outputfile) -> None:  # type: ignore[no-untyped-def]
            data = source.read()
            wire.size += len(data)
            outputfile.write(data)

    with serving(functools.partial(Handler, directory=str(folder))) as address:
        yield address, wire


def rows() -> list[Row]:
    """The figures of both, and what they stand on."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        site = copy_of_demo(root / "site")
        _more_screens(site)
        made = [*_tuf(root, site), *_manifest(root, site)]
    made += _weight()
    made.append(Row("signing with TUF: our lines", _lines(*_OF_TUF), "lines"))
    made.append(
        Row("signing with a plain list: our lines", _code(Path(manifest.__file__)), "lines")
    )
    return made


def _more_screens(site: Path) -> None:
    more = "".join(
        f"\n  - {{id: more-{number}, name: Autre, playlist: civil}}" for number in range(SCREENS)
    )
    with (site / "screens.yaml").open("a", encoding="utf-8") as file:
        file.write(more + "\n")


def _change(site: Path, number: int) -> None:
    """One new notice, which the hall shows and most others do not."""
    text = "---\nkind: announcement\nservice: waste\n---\n# fr: Avis\n\nNuméro {}.\n"
    (site / "content" / "notices" / "essai.md").write_text(text.format(number), "utf-8")


def _tuf(root: Path, site: Path) -> Iterator[Row]:
    keys = Keyring(root / "keys", lambda _file: PASSWORD)
    kinds: tuple[Kind, ...] = ("master", "content", "renewal")
    publics = [keys.new(kind, None if kind == "renewal" else PASSWORD) for kind in kinds]
    now = datetime.now(UTC)
    signing.begin(keys, publics, dict.fromkeys(kinds, 1), now)
    out, first = root / "tuf", fingerprint((root / "keys" / "1.root.json").read_bytes())

    def office() -> float:
        reading = read_site(site)
        assert reading.site is not None, reading.faults
        began = time.perf_counter()
        publish(reading.site, out, keys, now)
        return 1000 * (time.perf_counter() - began)

    yield Row("publish: everything new", office(), "ms")
    yield Row("publish: nothing new", median(office() for _ in range(5)), "ms")
    with server(out) as (address, wire):
        fetcher = Fetcher()
        following = Following(address, "hall", first)
        wall = Wall(following, DataFolder(root / "data"), SystemClock(), fetcher)

        def round_ms() -> float:
            began = time.perf_counter()
            report = wall.round()
            assert report.state.trouble is None, report.state.sentence
            return 1000 * (time.perf_counter() - began)

        round_ms()
        yield from _rounds("TUF", wire, round_ms, lambda number: (_change(site, number), office()))
        fetcher.close()


def _manifest(root: Path, site: Path) -> Iterator[Row]:
    key = Ed25519PrivateKey.generate()
    out, kept, now = root / "plain", root / "kept", datetime.now(UTC)
    kept.mkdir()
    known = manifest.Known()

    def office() -> None:
        manifest.publish(out, "hall", _contents(root / "tuf", "hall"), key, now)

    office()
    session = requests.Session()
    with server(out) as (address, wire):

        def get(path: str, etag: str) -> tuple[int, str, bytes]:
            # The server of the benchmark has no ETag; Last-Modified does the same.
            headers = {"If-Modified-Since": etag} if etag else {}
            answer = session.get(f"{address}/{path}", headers=headers, timeout=10)
            return answer.status_code, answer.headers.get("Last-Modified", ""), answer.content

        def round_ms() -> float:
            began = time.perf_counter()
            manifest.fetch(get, "hall", key.public_key(), known, kept, now)
            return 1000 * (time.perf_counter() - began)

        def change(number: int) -> None:
            files = _contents(root / "tuf", "hall")
            files["content/notices/essai.md"] = f"number {number}".encode()
            manifest.publish(out, "hall", files, key, now)
            known.etag = ""  # its dates count whole seconds, and the benchmark is faster

        round_ms()
        yield from _rounds("plain list", wire, round_ms, change)
    session.close()


def _rounds(name: str, wire: Wire, round_ms, change) -> Iterator[Row]:  # type: ignore[no-untyped-def]
    wire.take()
    times = [round_ms() for _ in range(ROUNDS)]
    count, size = wire.take()
    yield Row(f"a round of nothing new, {name}: requests", count / ROUNDS, "requests")
    yield Row(f"a round of nothing new, {name}: over the wire", size / ROUNDS, "bytes")
    yield Row(f"a round of nothing new, {name}: time", median(times), "ms")
    times, count, size = [], 0, 0
    for number in range(ROUNDS):
        change(number)
        wire.take()
        times.append(round_ms())
        more, bytes_ = wire.take()
        count, size = count + more, size + bytes_
    yield Row(f"a round with one new notice, {name}: requests", count / ROUNDS, "requests")
    yield Row(f"a round with one new notice, {name}: over the wire", size / ROUNDS, "bytes")
    yield Row(f"a round with one new notice, {name}: time", median(times), "ms")


def _contents(out: Path, screen: str) -> dict[str, bytes]:
    """The same files that the other way publishes."""
    folder = PublicationFolder(out)
    current = folder.current()
    assert current is not None
    listed: Publication = folder.lists(current.targets.signed)[screen]
    return {
        file.path: (out / "files" / file.sha256[:2] / file.sha256).read_bytes()
        for file in listed.files
    }


def _weight() -> Iterator[Row]:
    """What each costs the process that follows an office, once, at its start."""
    for name, statement in (
        ("TUF", "import tuf.ngclient"),
        ("a plain list", "from cryptography.hazmat.primitives.asymmetric import ed25519"),
    ):
        code = (
            "import time, requests, pydantic, sqlalchemy\n"
            "def pages(): return int(open('/proc/self/statm').read().split()[1])\n"
            f"before, began = pages(), time.perf_counter()\n{statement}\n"
            "print(time.perf_counter() - began, 4096 * (pages() - before))"
        )
        seen = [
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True
            ).stdout.split()
            for _ in range(5)
        ]
        yield Row(f"loading {name}", 1000 * median(float(one[0]) for one in seen), "ms")
        yield Row(f"loading {name}: memory", median(float(one[1]) for one in seen) / 2**20, "MiB")


def _lines(*names: str) -> int:
    return sum(_code(REPOSITORY / "kiosk" / name) for name in names)


def _code(file: Path) -> int:
    """Lines of a file that are neither empty, nor comment, nor docstring."""
    text = file.read_text("utf-8")
    documented = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documented.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return sum(
        1
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.strip().startswith("#") and number not in documented
    )
