"""How fast the schedule decides, over 10,000 notices and 200 items.

    .venv/bin/python -m bench.schedule

`rows()` gives the table that `make bench` prints.
"""

from __future__ import annotations

import random
import statistics
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.model.notice import Area, Kind, Notice, NoticeText, Severity, Urgency
from kiosk.model.playlist import Playlist
from kiosk.model.site import OpeningHours, Screen, Service, Site
from kiosk.schedule.program import Program
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.timeline import timeline

BEGIN = datetime(2026, 11, 23, tzinfo=UTC)
SERVICES = ("water", "electricity", "sanitation", "waste", "lighting", "transport", "civil")
STEPS = 5000
AREAS = tuple(f"area-{number}" for number in range(20))
KINDS = (Kind.OUTAGE, Kind.WORKS, Kind.ANNOUNCEMENT, Kind.EVENT, Kind.CLOSURE)


def large_site(items: int = 200) -> Site:
    """A site whose one screen has a playlist of that many items, most with a filter of their
    own, some with days, hours, repeat rules and `every`."""
    chance = random.Random(4)
    entries: list[dict[str, Any]] = []
    for number in range(items):
        entry: dict[str, Any] = {"kind": chance.choice(["outages", "announcements"])}
        match number % 8:
            case 0 | 1 | 2:
                entry |= {"services": [chance.choice(SERVICES)], "limit": 3}
            case 3:
                entry |= {"areas": chance.sample(AREAS, 3), "limit": 5}
            case 4:
                entry |= {"limit": 10, "hours": "08:30-16:30", "days": "mon-fri"}
            case 5:
                entry |= {"limit": 2, "every": 3, "max_age": "5 days"}
            case 6:
                entry = {"kind": "message", "title": f"Message {number}",
                         "repeat": "FREQ=WEEKLY;BYDAY=MO,WE,FR"}  # fmt: skip
            case _:
                entry |= {"sources": ["works"], "services": chance.sample(SERVICES, 2), "limit": 4}
        entries.append(entry)
    playlist = Playlist.model_validate({"id": "hall", "items": entries})
    return Site(
        name={"fr": "Grande commune"},
        time_zone="Africa/Casablanca",
        languages=("ar", "fr"),
        complaint_url="https://plaintes.example/{service}",
        services=tuple(
            Service(id=name, name={"fr": name}, colour="#0b5394", icon="drop") for name in SERVICES
        ),
        screens=(Screen(id="hall", name={"fr": "Hall"}, playlist="hall"),),
        playlists=(playlist,),
        folder=Path("/site"),
    )  # type: ignore[arg-type]


def large_city(count: int = 10_000) -> list[Notice]:
    """That many notices whose windows lie around one week; a few of them urgent."""
    chance = random.Random(7)
    notices = []
    for number in range(count):
        begin = BEGIN + timedelta(minutes=chance.randrange(-14 * 1440, 7 * 1440))
        lasts = timedelta(hours=chance.choice([6, 24, 72, 240, 480]))
        urgent = number % 2500 == 1
        words = " ".join(["mot"] * chance.randrange(1, 12))
        notices.append(Notice(
            key=str(number),
            source=chance.choice(["commune", "works", "water"]),
            kind=chance.choice(KINDS),
            service=chance.choice(SERVICES),
            severity=Severity.SEVERE if urgent else chance.choice(list(Severity)),
            urgency=Urgency.IMMEDIATE if urgent else Urgency.UNKNOWN,
            areas=(Area(name={"fr": chance.choice(AREAS)}),) if number % 3 else (),
            texts=(NoticeText(language="fr", title=f"n{number}", body=words),),
            published=begin - timedelta(hours=chance.randrange(48)),
            shows_from=begin,
            starts=begin + timedelta(hours=chance.randrange(24)),
            expires=begin + lasts,
        ))  # type: ignore[arg-type]  # fmt: skip
    return notices


def rows(count: int = 10_000, items: int = 200) -> list[dict[str, Any]]:
    """The measurements, as rows `name, value, unit, bar, holds`; `bar` null only informs."""
    site, notices = large_site(items), large_city(count)
    begun = time.perf_counter()
    program = Program.of(site, site.screens[0], notices)
    built_ms = 1000 * (time.perf_counter() - begun)
    steps = _step_times_ms(program)
    week_s, played = _week_s(program, BEGIN + timedelta(days=7))
    # The same week for a reception that rests at night, as most do.
    hours = OpeningHours.model_validate({"days": "mon-fri", "hours": "08:30-16:30"})
    resting = site.screens[0].model_copy(update={"opening_hours": (hours,)})
    rested_s, _ = _week_s(Program.of(site, resting, notices), BEGIN + timedelta(days=7))
    over = f"{count:,} notices, {items} items"
    return [
        _row(f"next over {over}, median", statistics.median(steps), "ms", 1.0),
        _row(f"next over {over}, 99th percentile", _percentile(steps, 0.99), "ms", 1.0),
        _row(f"next over {over}, slowest of {len(steps):,}", max(steps), "ms", None),
        _row(f"timeline of a week ({played:,} showings)", week_s, "s", 2.0),
        _row("timeline of a week with opening hours", rested_s, "s", 2.0),
        _row("building the program", built_ms, "ms", None),
    ]


def _step_times_ms(program: Program) -> list[float]:
    """Milliseconds of each call of `next`, one minute apart, with the clock going on."""
    times = []
    rotation, now = Rotation(), BEGIN
    for _ in range(STEPS):
        begun = time.perf_counter()
        _, rotation = program.next(rotation, now)
        times.append(1000 * (time.perf_counter() - begun))
        now += timedelta(minutes=1)
    return times


def _week_s(program: Program, until: datetime) -> tuple[float, int]:
    begun = time.perf_counter()
    last = deque(enumerate(timeline(program, BEGIN, until), start=1), maxlen=1)
    return time.perf_counter() - begun, last[0][0]


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]


def _row(name: str, value: float, unit: str, bar: float | None) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "bar": bar,
        "holds": bar is None or value <= bar,
    }


if __name__ == "__main__":
    for row in rows():
        print(f"{row['name']:60} {row['value']:>10} {row['unit']:3} bar {row['bar']}")
