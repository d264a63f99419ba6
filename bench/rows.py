"""Rows of the benchmark: one figure each, some with a bar that must hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One figure."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    """What it must reach; None: the row only informs."""
    holds: bool | None = None
    """Whether it does; None without bar."""
    floor: bool = False
    """Whether the bar is the least that it must reach; else the most."""

    @classmethod
    def at_most(cls, name: str, value: float, unit: str, bar: float) -> Row:
        """A figure that must not exceed its bar."""
        return cls(name, value, unit, bar, value <= bar)

    @classmethod
    def at_least(cls, name: str, value: float, unit: str, bar: float) -> Row:
        """A figure that must reach its bar."""
        return cls(name, value, unit, bar, value >= bar, floor=True)


def table(rows: Sequence[Row]) -> str:
    """The rows as people read them."""
    cells = [("what", "value", "unit", "bar", "")]
    for row in rows:
        bar = "" if row.bar is None else f"{'≥' if row.floor else '≤'} {number(row.bar)}"
        verdict = {None: "", True: "holds", False: "FAILS"}[row.holds]
        cells.append((row.name, number(row.value), row.unit, bar, verdict))
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    return "\n".join(
        f"{what:<{widths[0]}}  {value:>{widths[1]}}  {unit:<{widths[2]}}  {bar:>{widths[3]}}  "
        f"{verdict}".rstrip()
        for what, value, unit, bar, verdict in cells
    )


def number(value: float) -> str:
    """Three significant digits, without an exponent."""
    if value == 0 or abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}" if abs(value) >= 0.001 else f"{value:.2g}"


def write(rows: Sequence[Row], file: Path) -> None:
    """`build/bench.json`: a list of `name, value, unit, bar, holds`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n")
