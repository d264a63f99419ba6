"""An office with keys, a web server between, and a wall: all of them real."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.clock import Clock, SystemClock
from kiosk.model.site import Site
from kiosk.publish import signing
from kiosk.publish.keyring import Keyring, Kind, Public, fingerprint
from kiosk.publish.publish import publish
from kiosk.publish.release import PublishReport, renew
from kiosk.publish.trust import trust_of
from kiosk.site.read import read_site
from kiosk.store.folder import DataFolder
from kiosk.store.sites import Sites
from kiosk.sync.fetch import Fetcher
from kiosk.sync.room import Room
from kiosk.sync.wall import Following, Wall, WallReport
from tests.sync.world import Server

PASSWORD = "quatre mots sans lien"

SCREENS = """\
name: {ar: جماعة المثال, fr: Commune d'Exemple}
time_zone: Europe/Paris
languages: [ar, fr]
complaint_url: https://plaintes.example/{service}?l={language}
logo: content/logo.svg
services:
  water: {name: {ar: الماء, fr: Eau}, colour: "#0b4f8a", icon: drop}
screens:
  - {id: hall, name: {ar: البهو, fr: Hall}, playlist: hall}
  - {id: civil, name: {ar: الحالة, fr: État civil}, playlist: civil, orientation: portrait}
"""
HALL = """\
name: Hall
items:
  - kind: message
    title: {ar: مرحبا, fr: Bienvenue}
  - kind: announcements
  - kind: video
    file: content/tri.mp4
    title: {ar: فرز, fr: Tri}
"""
CIVIL = """\
name: État civil
items:
  - kind: message
    title: {ar: الحالة, fr: État civil}
"""
NOTICE = """\
---
kind: announcement
service: water
published: 2026-06-01
---

# ar: الماء غال

لنقتصد.

# fr: L'eau est précieuse

Économisons-la.
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Office:
    """A site, its keys, and the folder that a web server serves."""

    root: Path
    passwords_asked: list[str] = field(default_factory=list)

    @property
    def site_folder(self) -> Path:
        return self.root / "site"

    @property
    def out(self) -> Path:
        return self.root / "published"

    @property
    def keys(self) -> Keyring:
        """As another process sees them: nothing is unlocked yet."""

        def secret(file: Path) -> str:
            self.passwords_asked.append(file.name)
            return PASSWORD

        return Keyring(self.root / "keys", secret)

    def write(self, name: str, text: str | bytes) -> Path:
        file = self.site_folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def found(self, **needed: int) -> None:
        """Makes a site and keys: two master keys, one content key, one renewal key."""
        for name, text in {
            "screens.yaml": SCREENS,
            "playlists/hall.yaml": HALL,
            "playlists/civil.yaml": CIVIL,
            "content/notices/eau.md": NOTICE,
            "content/logo.svg": LOGO,
        }.items():
            self.write(name, text)
        self.write("content/tri.mp4", b"no video, and nobody looks" * 4000)
        keys = self.keys
        kinds: tuple[Kind, ...] = ("master", "master", "content", "renewal")
        publics = [self.key(kind, keys) for kind in kinds]
        thresholds: dict[Kind, int] = {"master": 1, "content": 1, "renewal": 1, **needed}  # type: ignore[typeddict-item]
        assert signing.begin(keys, publics, thresholds, now()) is None

    @staticmethod
    def key(kind: Kind, keys: Keyring) -> Public:
        return keys.new(kind, None if kind == "renewal" else PASSWORD)

    def file_of(self, kind: Kind) -> Path:
        """The secret key of that kind that counts."""
        (keyid, *_) = trust_of(self.keys).keyids(kind)
        return self.root / "keys" / f"{kind}-{keyid[:8]}.pem"

    def read(self) -> Site:
        reading = read_site(self.site_folder)
        assert reading.site is not None, reading.faults
        return reading.site

    def publish(self, at: datetime | None = None) -> PublishReport:
        return publish(self.read(), self.out, self.keys, at or now())

    def renew(self, at: datetime | None = None) -> PublishReport:
        return renew(self.out, self.keys, at or now())

    def rotate(self, kind: Kind) -> None:
        """Replaces the one key of that kind."""
        keys = self.keys
        (old,) = trust_of(keys).keyids(kind)
        public = self.key(kind, keys)
        assert signing.rotate(keys, kind, now(), add=[public], drop=[old[:8]]) is None

    def hall(self, title: str) -> None:
        """Changes what the hall's first message says."""
        self.write("playlists/hall.yaml", HALL.replace("Bienvenue", title))

    @property
    def fingerprint(self) -> str:
        return fingerprint((self.root / "keys" / "1.root.json").read_bytes())


@dataclass
class AWall:
    """A wall: its data folder, and what it was told."""

    data: DataFolder
    address: str
    key: str
    screen: str = "hall"
    room: Room | None = None
    clock: Clock = field(default_factory=SystemClock)

    def round(self) -> WallReport:
        fetcher = Fetcher()
        try:
            following = Following(self.address, self.screen, self.key)
            return Wall(following, self.data, self.clock, fetcher, self.room).round()
        finally:
            fetcher.close()

    @property
    def sites(self) -> Sites:
        return Sites(self.data)

    def shows(self) -> str:
        """What the first message of the site that shows says in French, read as the player
        reads it."""
        reading = read_site(self.sites.pointer)
        assert reading.site is not None, reading.faults
        (screen,) = reading.site.screens
        playlist = reading.site.playlist(screen.playlist)
        assert playlist is not None
        return str(playlist.items[0].title.get("fr"))  # type: ignore[union-attr]


def refused(wall: AWall, trouble: str, *, shows: str = "Bienvenue") -> str:
    """The wall takes nothing, goes on showing what it had, and says why; its sentence."""
    report = wall.round()
    assert report.state.trouble == trouble, report.state
    assert not report.switched
    assert wall.shows() == shows
    return report.state.sentence


def serve(server: Server, office: Office, **levers: Any) -> None:
    """Puts the publication on a server that has levers."""
    for path in office.out.rglob("*"):
        if path.is_file():
            server.put(f"/{path.relative_to(office.out).as_posix()}", path.read_bytes(), **levers)


@contextlib.contextmanager
def nginx(folder: Path, root: Path) -> Iterator[str]:
    """Debian's nginx serving a folder on a free port of the loopback; yields its address.

    Args:
        root: for its own files.
    """
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root.mkdir(parents=True)
    temporary = "".join(
        f"{kind}_temp_path {root / kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (root / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {root / 'pid'}; error_log stderr warn;"
        f"events {{}} http {{ access_log off; default_type application/octet-stream; {temporary}"
        f"server {{ listen 127.0.0.1:{port}; root {folder}; }} }}"
    )
    process = subprocess.Popen(
        [program, "-e", "stderr", "-p", str(root), "-c", str(root / "nginx.conf")],
        stderr=subprocess.PIPE,
    )
    try:
        _until_it_listens(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=10)


def _until_it_listens(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = now() + timedelta(seconds=15)
    while now() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"nginx did not start: {process.communicate()[1].decode()}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
    raise RuntimeError("nginx does not answer")
