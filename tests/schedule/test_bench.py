"""The benchmark of the schedule runs and gives its rows; small here, for it is no timed test."""

from __future__ import annotations

from bench.schedule import rows


def test_the_benchmark_gives_rows_with_bars() -> None:
    measured = rows(count=200, items=10)
    assert all(set(row) == {"name", "value", "unit", "bar", "holds"} for row in measured)
    bars = {(row["unit"], row["bar"]) for row in measured if row["bar"] is not None}
    assert bars == {("ms", 1.0), ("s", 2.0)}
    assert all(row["value"] > 0 for row in measured)
