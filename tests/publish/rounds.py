"""A wall as a process of its own, whose clock the test holds: one round for each line that it is
told. `python -m tests.publish.rounds DATA ADDRESS SCREEN KEY`
"""

from __future__ import annotations

import logging
import sys
from contextlib import closing
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.store.folder import DataFolder
from kiosk.sync.fetch import Fetcher
from kiosk.sync.wall import Following, Wall


def main(data: str, address: str, screen: str, key: str) -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    clock = SystemClock()
    with closing(Fetcher()) as fetcher:
        wall = Wall(Following(address, screen, key), DataFolder(Path(data)), clock, fetcher)
        for _ in sys.stdin:
            state = wall.round().state
            sys.stdout.write(f"{clock.now():%Y-%m-%d} {state.trouble or 'well'}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
