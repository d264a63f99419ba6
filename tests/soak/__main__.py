"""`make soak`: ten thousand faults over sync and publish, the parts of the storm side by side."""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import NoReturn

from bench.nginx import installed
from tests.soak.storm import PART, ROOMS, Part, Violation, parts, storm
from tests.soak.tally import Tally, told

_FORK = multiprocessing.get_context("fork")


def main() -> int:
    """Exit code 1: something did not hold; it is told how to see it again."""
    given = _arguments()
    if not installed():
        sys.stderr.write("nginx is not installed: apt-get install nginx-light\n")
        return 1
    chosen = given.part or parts(given.faults, given.only)
    for name in ("http_proxy", "https_proxy", "all_proxy"):  # the loopback is asked directly
        os.environ.pop(name, None)
        os.environ.pop(name.upper(), None)
    logging.disable()  # what the faults make the player say is no news here
    began = time.monotonic()
    tallies, failures = _all(chosen, given.seed, given.jobs, began)
    again = f"FAULTS={given.faults} ARGS='--seed {given.seed}{_only(given.only)}'"
    if given.part:
        again = f"ARGS='--seed {given.seed}{''.join(f' --part {part.name}' for part in chosen)}'"
    if tallies:
        sys.stdout.write(told(tallies, time.monotonic() - began, again, broken=len(failures)))
    for failure in failures:
        sys.stdout.write(f"\nVIOLATED: {failure}\n")
    return 1 if failures else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--faults", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(ROOMS), help="the faults of this room alone")
    parser.add_argument("--part", type=_part, action="append", metavar="ROOM:NUMBER",
                        help=f"one part alone, of {PART} faults; may be repeated")  # fmt: skip
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    return parser.parse_args()


def _part(text: str) -> Part:
    room, _, number = text.partition(":")
    if room not in ROOMS or not number.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no part, such as {next(iter(ROOMS))}:3")
    return Part(room, int(number), PART)


def _only(room: str | None) -> str:
    return f" --only {room}" if room else ""


def _all(
    chosen: list[Part], seed: int, jobs: int, began: float
) -> tuple[list[Tally], list[Violation]]:
    """Every part, each in a process of its own; after the first that failed no new one begins."""
    tallies: list[Tally] = []
    failures: list[Violation] = []
    waiting, running = deque(chosen), dict[Connection, tuple[Part, BaseProcess]]()
    signal.signal(signal.SIGTERM, _end)
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                part = waiting.popleft()
                ours, theirs = _FORK.Pipe(duplex=False)
                process: BaseProcess = _FORK.Process(target=_one, args=(part, seed, theirs))
                process.start()
                theirs.close()
                running[ours] = part, process
            for pipe in wait(running):
                assert isinstance(pipe, Connection)
                part, process = running.pop(pipe)
                found = _result(pipe, part)
                process.join()
                if isinstance(found, Tally):
                    tallies.append(found)
                else:
                    failures.append(found)
                    waiting.clear()
                    sys.stderr.write(f"VIOLATED, what is under way comes to its end: {found}\n")
                done = sum(tally.faults for tally in tallies)
                took = time.monotonic() - began
                sys.stderr.write(f"{took:5.0f} s  {done:6,} faults  {part.name}\n")
    finally:
        for _, process in running.values():
            process.terminate()
        for _, process in running.values():
            process.join()
    return tallies, failures


def _one(part: Part, seed: int, pipe: Connection) -> None:
    try:
        pipe.send(storm(part, seed))
    except Violation as failure:
        pipe.send(failure)


def _result(pipe: Connection, part: Part) -> Tally | Violation:
    with pipe:
        try:
            found: Tally | Violation = pipe.recv()
        except EOFError:
            found = Violation(f"part {part.name} ended without a word")
    return found


def _end(*_: object) -> NoReturn:
    """Told to end, everybody takes servers and disks along."""
    sys.exit(1)


if __name__ == "__main__":
    sys.exit(main())
