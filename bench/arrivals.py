"""How soon what is new stands on the screen, its transition over, in the running player."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import player, sites
from bench.rows import Row

TIMES = 10
MESSAGE = """\
items:
  - {{kind: message, title: "{title}", duration: 10 min, qr: none}}
"""
FILM_FIRST = """\
items:
  - {kind: video, file: content/film.mp4, title: Film}
  - {kind: message, title: Suite, duration: 10 min, qr: none}
"""
SAVED_S, STORED_S, FAILED_S = 2.0, 1.0, 5.0


def rows(clip: Path) -> Iterator[Row]:
    """The slowest of several times each, drawn by software.

    Args:
        clip: a film, whose head is taken for one that cannot be played.
    """
    with tempfile.TemporaryDirectory() as name:
        site = sites.with_playlist(Path(name) / "site", MESSAGE.format(title="Avant"))
        _broken(clip, site / "content" / "film.mp4")
        with player.player(site, player.SOFTWARE) as (process, lines):
            data = Path(process.args[process.args.index("--data") + 1])  # type: ignore[union-attr, call-overload, index]
            _await(lines, "Avant")

            def saved(number: int) -> float:
                return _after(lambda: save(site, MESSAGE.format(title=f"N{number}.")), lines,
                              f"N{number}.")  # fmt: skip

            worst = max(saved(number) for number in range(TIMES))
            yield Row.at_most("a saved playlist stands on the screen", worst, "s", SAVED_S)
            worst = max(_takeover(data, lines, number) for number in range(TIMES))
            yield Row.at_most("an urgent notice in the store stands on it", worst, "s", STORED_S)
            _store(data, None)
            _await(lines, f"N{TIMES - 1}.")
            failed = _given_way(site, lines)
            yield Row.at_most("a film that cannot be played has given way", failed, "s", FAILED_S)


def save(site: Path, playlist: str) -> None:
    """As editors do: written aside and renamed."""
    file = site / "playlists" / "hall.yaml"
    aside = file.with_name(".hall.yaml.swp")
    aside.write_text(playlist, "utf-8")
    aside.replace(file)


def _given_way(site: Path, lines: Iterator[dict[str, Any]]) -> float:
    """Seconds from the beginning of the film's slide, or from the save where it never comes to
    that, until the next slide stands."""
    save(site, FILM_FIRST)
    began = time.monotonic()
    first = next(line for line in lines if "shown" in line)
    if "Suite" in first["shown"]:
        return float(first["at_s"]) - began
    return _await(lines, "Suite") - float(first["at_s"])


def _takeover(data: Path, lines: Iterator[dict[str, Any]], number: int) -> float:
    return _after(lambda: _store(data, f"U{number}."), lines, f"U{number}.")


def _store(data: Path, title: str | None) -> None:
    """What sync does: the feed has this one notice now, or none."""
    from kiosk.model.notice import Kind, Notice, NoticeText, Severity, Urgency
    from kiosk.store.folder import DataFolder
    from kiosk.store.writing import ContentWriter

    urgent = [
        Notice(
            key=title, source="commune", texts=(NoticeText(language="fr", title=title),),
            kind=Kind.ALERT, severity=Severity.EXTREME, urgency=Urgency.IMMEDIATE,
        )
    ] if title else []  # fmt: skip
    writer = ContentWriter(DataFolder(data))
    try:
        writer.replace("commune", urgent, digest=str(title), now=datetime.now(UTC), lasts_s=None)
    finally:
        writer.close()


def _after(change: Callable[[], None], lines: Iterator[dict[str, Any]], words: str) -> float:
    """Seconds from the end of the change until a slide with these words stands."""
    change()
    began = time.monotonic()
    return _await(lines, words) - began


def _await(lines: Iterator[dict[str, Any]], words: str) -> float:
    return next(line["at_s"] for line in lines if words in line.get("shown", ""))


def _broken(clip: Path, target: Path) -> None:
    """A film whose table of contents is whole, so that the site is accepted; its pictures are
    noise."""
    whole = clip.read_bytes()
    start = whole.index(b"mdat") + 4
    end = whole.find(b"moov", start)
    end = end - 4 if end > 0 else len(whole)
    target.write_bytes(whole[:start] + b"\x5a" * (end - start) + whole[end:])
