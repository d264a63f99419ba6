"""Kills, cuts, damaged files and full disks over sync and publish, by a seed.

A storm has parts, each with a world of its own: they run side by side, and the one that found
a fault is repeated in seconds. What each fault does is drawn by the seed, the part and the
number of the fault alone; only what the system's scheduler does is different every time.
"""

from __future__ import annotations

import contextlib
import gc
import random
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.soak.feeds import feeds
from tests.soak.publishing import publishing
from tests.soak.served import Broken
from tests.soak.tally import Outcome, Tally
from tests.soak.walls import walls


class World(Protocol):
    """What a storm goes over."""

    @property
    def kinds(self) -> Sequence[str]:
        """The faults; a kind that stands there twice comes twice as often."""

    @property
    def notes(self) -> dict[str, str]:
        """What the table says besides."""

    def fault(self, kind: str, chance: random.Random) -> Outcome:
        """One fault, and a look at what must hold after it.

        Raises:
            Broken: it does not.
        """

    def calm(self) -> None:
        """No fault: the newest must be there after it."""


ROOMS: dict[str, Callable[[Path, random.Random], AbstractContextManager[World]]] = {
    "feeds": feeds,
    "publish": publishing,
    "wall": walls,
}
PART = 250
"""Faults of one part."""
_CALM = 0.25


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a storm."""

    room: str
    number: int
    faults: int

    @property
    def name(self) -> str:
        return f"{self.room}:{self.number}"


class Violation(AssertionError):
    """What must hold did not; the message says where, and how to see it again."""


def parts(faults: int, only: str | None = None) -> list[Part]:
    """So many faults over all rooms or one, in parts, the rooms taking turns."""
    found = []
    rooms = [only] if only else list(ROOMS)
    for place, room in enumerate(rooms):
        left = faults // len(rooms) + (place < faults % len(rooms))
        for number in range(1, -(-left // PART) + 1):
            found.append(Part(room, number, min(PART, left - PART * (number - 1))))
    return sorted(found, key=lambda part: part.number)


def storm(part: Part, seed: int) -> Tally:
    """Lets so many faults happen, and looks after each that all is well.

    Raises:
        Violation: it is not.
    """
    tally = Tally(part.room)
    drawn = f"{seed} {part.name}"
    with contextlib.ExitStack() as stack:
        root = Path(tempfile.mkdtemp(prefix="soak-"))
        stack.callback(shutil.rmtree, root)
        world = stack.enter_context(ROOMS[part.room](root, random.Random(drawn)))
        gc.freeze()  # what the forks share with us is not copied for the collector's sake
        stack.callback(gc.unfreeze)
        for number in range(part.faults):
            chance = random.Random(f"{drawn} {number}")
            kind = chance.choice(world.kinds)
            calm = chance.random() < _CALM or number == part.faults - 1
            try:
                tally.count(kind, world.fault(kind, chance))
                if calm:
                    world.calm()
                    tally.calm += 1
            except Exception as error:  # whatever of ours cannot go on has found something
                told = str(error) if isinstance(error, Broken) else repr(error)
                raise Violation(
                    f"seed {seed}, part {part.name}, fault {number} of {part.faults} ({kind}):"
                    f" {told}\nThe same again: make soak ARGS='--seed {seed} --part {part.name}'"
                ) from error
        tally.notes |= world.notes
    return tally
