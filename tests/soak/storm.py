"""Kills, cuts, garbled bytes, broken documents and full disks over sync, by a seed.

A real nginx serves; between it and sync stands a proxy, in a process of its own, that cuts some
of the connections; each round runs in a process of its own too, which is often killed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import multiprocessing
import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import overload

from bench.nginx import Nginx
from kiosk.clock import SystemClock
from kiosk.errors import StoreError
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.sync.room import Room
from kiosk.sync.round import sync_once
from kiosk.sync.settings import Settings
from tests.sync.faults import Proxy, proxied
from tests.sync.world import a_site, entry, feed, jsonfeed

_FORK = multiprocessing.get_context("fork")
ENTRIES = 30
FILM = 60_000
PATIENCE_S = 60.0


class Cuts(Sequence[int]):
    """A cut for every third connection, somewhere in a film or a feed, by a seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def __len__(self) -> int:
        return 1 << 40

    @overload
    def __getitem__(self, number: int) -> int: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[int]: ...
    def __getitem__(self, number: int | slice) -> int | Sequence[int]:
        chance = random.Random(f"{self._seed} {number}")
        return chance.randrange(0, FILM) if chance.random() < 0.33 else 1 << 40


@dataclass
class Storm:
    """What happened."""

    seed: int
    faults: Counter[str] = field(default_factory=Counter)
    editions: Counter[str] = field(default_factory=Counter)
    """How often each edition was what would have shown, after a fault."""


def _film(edition: int, number: int) -> bytes:
    return random.Random(f"{edition} {number}").randbytes(FILM)


def _publish(www: Path, edition: int) -> None:
    """Every entry corrected, and three new films, stated by their hashes."""
    items = []
    for number in range(ENTRIES):
        films = []
        if number < 3:
            film = _film(edition, number)
            (www / f"{edition}-{number}.mp4").write_bytes(film)
            said = {"sha256": hashlib.sha256(film).hexdigest()}
            films = [{"url": f"{edition}-{number}.mp4", "mime_type": "video/mp4", "_kiosk": said}]
        items.append(entry(str(number), f"édition {edition}", attachments=films))
    aside = www / "aside"
    aside.write_text(json.dumps(jsonfeed(*items)))
    aside.replace(www / "f.json")
    for old in www.glob(f"{edition - 6}-*.mp4"):
        old.unlink()


def _spoil(www: Path, chance: random.Random) -> None:
    """A document as an editor's accident leaves it."""
    whole = (www / "f.json").read_bytes()
    spoilt = chance.choice(
        [b"", whole[: chance.randrange(len(whole))], b"<html>", b"\0" * 100, whole + b"}"]
    )
    (www / "f.json").write_bytes(spoilt)


@contextlib.contextmanager
def _between(server: Nginx, seed: int) -> Iterator[int]:
    """The proxy, in a process of its own; yields its port."""
    ours, theirs = _FORK.Pipe()

    def run(pipe: Connection) -> None:
        with proxied(server.port, Proxy(cuts=Cuts(seed), reset=True)) as proxy:
            pipe.send(proxy.port)
            pipe.recv()
        os._exit(0)

    process = _FORK.Process(target=run, args=(theirs,))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("end")
        process.join(10)
        process.kill()
        process.join()
        ours.close()
        theirs.close()


def _round(data: DataFolder, folder: Path, url: str, free: int) -> None:
    logging.disable()
    site = a_site(folder, feed("commune", url))
    with contextlib.suppress(StoreError):
        sync_once(site, data, SystemClock(), settings=Settings(room=Room(free=lambda _: free)))
    os._exit(0)


def storm(server: Nginx, folder: Path, data: DataFolder, seed: int, faults: int) -> Storm:
    """Lets so many faults happen, and looks after each that all is well.

    Raises:
        AssertionError: it is not; the message has the seed and the number of the fault.
    """
    done = Storm(seed)
    chance = random.Random(seed)
    edition = 1
    _publish(server.www, edition)
    with _between(server, seed) as port:
        url = f"http://127.0.0.1:{port}/f.json"
        _in_a_process(data, folder, url, 1 << 40, None)
        while not _titles(data):  # the first edition, through whatever the proxy does
            _in_a_process(data, folder, url, 1 << 40, None)
        for number in range(faults):
            fault = chance.choice(["kill", "kill", "full disk", "spoilt", "cut"])
            if chance.random() < 0.5:
                edition += 1
                _publish(server.www, edition)
            if fault == "spoilt":
                _spoil(server.www, chance)
            free = chance.randrange(0, 300 << 20) if fault == "full disk" else 1 << 40
            killed_after_s = chance.uniform(0.0, 0.08) if fault == "kill" else None
            _in_a_process(data, folder, url, free, killed_after_s)
            if fault == "spoilt":
                _publish(server.www, edition)
            done.faults[fault] += 1
            where = f"seed {seed}, fault {number} ({fault})"
            done.editions[_check(data, edition, where)] += 1
    return done


def _in_a_process(
    data: DataFolder, folder: Path, url: str, free: int, killed_after_s: float | None
) -> None:
    process = _FORK.Process(target=_round, args=(data, folder, url, free))
    process.start()
    if killed_after_s is not None:
        process.join(killed_after_s)
        if process.is_alive() and process.pid:
            os.kill(process.pid, signal.SIGKILL)
    process.join(PATIENCE_S)
    assert process.exitcode is not None, "a round never ends"
    process.close()


def _titles(data: DataFolder) -> set[str]:
    store = ContentStore(data)
    try:
        return {notice.texts[0].title for notice in store.notices()}
    finally:
        store.close()


def _check(data: DataFolder, newest: int, where: str) -> str:
    """What must hold after every fault; returns what would show."""
    for path in (data.content_db, data.sync_db):
        with contextlib.closing(sqlite3.connect(path)) as connection:
            verdict = connection.execute("PRAGMA integrity_check").fetchall()
            assert verdict == [("ok",)], f"{where}: {path.name} {verdict}"
            rows = (
                connection.execute("SELECT sha256, suffix, size_bytes FROM media").fetchall()
                if path == data.content_db
                else []
            )
        for sha256, suffix, size in rows:
            file = data.media / sha256[:2] / f"{sha256}{suffix}"
            body = file.read_bytes()
            assert len(body) == size, f"{where}: {file.name} is not whole"
            assert hashlib.sha256(body).hexdigest() == sha256, f"{where}: {file.name} is altered"
    assert not list(data.root.glob("*.broken-*")), where
    store = ContentStore(data)
    notices = store.notices()
    store.close()
    titles = {notice.texts[0].title for notice in notices}
    assert len(titles) == 1, f"{where}: {len(titles)} editions at once"
    assert len(notices) == ENTRIES, f"{where}: {len(notices)} notices"
    title = titles.pop()
    assert int(title.removeprefix("édition ")) <= newest, where
    return title


def told(done: Storm, seconds: float) -> str:
    """One line for a person."""
    kinds = ", ".join(f"{count} {name}" for name, count in sorted(done.faults.items()))
    total = sum(done.faults.values())
    return (
        f"seed {done.seed}: {total} faults ({kinds}) in {seconds:.0f} s;"
        f" {len(done.editions)} editions were on the screen, none was ever missing"
    )


def measured(server: Nginx, folder: Path, data: DataFolder, seed: int, faults: int) -> str:
    """The same, told."""
    began = time.monotonic()
    return told(storm(server, folder, data, seed, faults), time.monotonic() - began)
