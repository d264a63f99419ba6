"""What happened in a storm, as a table for an engineer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Line:
    """One kind of fault."""

    faults: int = 0
    stopped: int = 0
    """How often the work did not come to its good end."""
    old: int = 0
    """How often what was there before was there after it."""
    new: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one fault did."""

    stopped: bool
    new: bool
    """Whether the newest is what there is now."""
    remark: str = ""
    """What else is worth counting."""


@dataclass
class Tally:
    """The faults of one room."""

    room: str
    lines: dict[str, Line] = field(default_factory=dict)
    calm: int = 0
    """How often it was let do its work, after which the newest was there."""
    notes: dict[str, str] = field(default_factory=dict)
    """What else is worth knowing."""
    remarks: Counter[str] = field(default_factory=Counter)

    @property
    def faults(self) -> int:
        return sum(line.faults for line in self.lines.values())

    @property
    def new(self) -> int:
        return sum(line.new for line in self.lines.values())

    def count(self, kind: str, outcome: Outcome) -> None:
        line = self.lines.setdefault(kind, Line())
        line.faults += 1
        line.stopped += outcome.stopped
        line.new += outcome.new
        line.old += not outcome.new
        if outcome.remark:
            self.remarks[outcome.remark] += 1

    def add(self, other: Tally) -> None:
        for kind, line in other.lines.items():
            mine = self.lines.setdefault(kind, Line())
            mine.faults += line.faults
            mine.stopped += line.stopped
            mine.old += line.old
            mine.new += line.new
        self.calm += other.calm
        self.notes |= other.notes
        self.remarks += other.remarks


def together(tallies: Iterable[Tally]) -> list[Tally]:
    """One a room."""
    rooms: dict[str, Tally] = {}
    for tally in tallies:
        rooms.setdefault(tally.room, Tally(tally.room)).add(tally)
    return list(rooms.values())


def told(tallies: Iterable[Tally], seconds: float, again: str, *, broken: int = 0) -> str:
    """The table, and what it means.

    Args:
        again: what follows `make soak` to see the same.
        broken: how many parts ended because something did not hold; they are not in the table.
    """
    rows: list[tuple[str, ...]] = [
        ("over", "fault", "times", "stopped the work", "the old stayed", "the newest was there")
    ]
    rooms = together(tallies)
    for tally in rooms:
        for kind, line in sorted(tally.lines.items()):
            counts = (line.faults, line.stopped, line.old, line.new)
            rows.append((tally.room, kind, *(f"{count:,}" for count in counts)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if place < 2 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    total = sum(tally.faults for tally in rooms)
    calm = sum(tally.calm for tally in rooms)
    lines += ["", *(f"{name}: {note}" for tally in rooms for name, note in tally.notes.items())]
    lines += [
        f"{what}: {times:,} times" for tally in rooms for what, times in tally.remarks.items()
    ]
    lines.append(f"{calm:,} times the faults ended, and one round brought the newest each time.")
    held = "nothing was ever half there" if not broken else f"{broken} parts are not among them"
    lines += [f"{total:,} faults in {seconds:.0f} s: {held}.", f"The same again: make soak {again}"]
    return "\n".join(lines) + "\n"
