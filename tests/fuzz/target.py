"""What is fuzzed: any bytes, read as a feed and as a film with captions inside. Only FeedError may
come out, and nothing odd in."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

from kiosk.errors import FeedError, MediaError
from kiosk.feeds.clean import BODY_LIMIT, TITLE_LIMIT
from kiosk.model.notice import Notice
from kiosk.site.film_captions import film_captions, read_film_captions
from tests.feeds.documents import calendar, cap, event, feed, gtfs, in_zone, rss, zone
from tests.feeds.world import read
from tests.site.films import Track, film, timed, webvtt

FILMS = Path(__file__).resolve().parents[1] / "media"
GOLDEN = Path(__file__).resolve().parents[1] / "feeds" / "golden"
_FORBIDDEN = frozenset(map(chr, (*range(9), *range(11, 32), 0x7F, 0x202A, 0x202E, 0xFEFF)))
_FORMATS = {
    "rss": ("press.xml", "media.xml", "nearly.xml"),
    "atom": ("alerts.xml", "index.xml"),
    "jsonfeed": ("outages.json",),
    "cap": ("flood.xml", "phases.xml", "chain.xml"),
    "gtfs": ("lignes.json",),
    "icalendar": ("agenda.ics",),
    "open311": ("guichet.json", "guichet-xml.xml"),
}


def seeds() -> dict[str, list[bytes]]:
    """By format: sound documents to begin with."""
    found = {
        name: [(GOLDEN / file).read_bytes() for file in files] for name, files in _FORMATS.items()
    }
    found["icalendar"].append(calendar(zone("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU") + in_zone()))
    found["rss"].append(_in_other_letters())
    found["gtfs"].append(gtfs(3, "Ligne T1"))
    found["icalendar"].append(calendar(event(RRULE="FREQ=MONTHLY;BYDAY=-1FR;COUNT=40")))
    found["cap"].append(cap(references="s@x.example,0,2026-11-24T07:00:00-00:00"))
    found["rss"].append(rss("<item><title>x</title></item>"))
    found["jsonfeed"].append(feed({"id": "1", "title": "x", "_kiosk": {"kind": "outage"}}))
    found["film"] = [
        (FILMS / name).read_bytes() for name in ("spoken.mp4", "spoken.mov", "spoken-parts.mp4")
    ]
    cut = Track([(1, timed("un")), (1, timed("deux"))], "ara", edits=[(1, -1), (1, 0.5)])
    found["film"].append(film(cut, Track([(1, webvtt("un", "deux"))], form=b"wvtt", wide=True)))
    return found


def _in_other_letters() -> bytes:
    """Says that it is in UTF-8, and is in the Arabic of Windows."""
    item = "<item><guid>1</guid><title>انقطاع الماء الصالح للشرب بحي السلام</title></item>"
    return rss(item).decode().encode("cp1256")


def check(data: bytes) -> int:
    """Reads bytes as a feed and as a film; returns how many notices and captions came.

    Raises:
        AssertionError: a notice breaks what is promised of every notice.
        Exception: anything that is no FeedError is a fault of ours.
    """
    said = _check_film(data)
    try:
        parsed = read(data)
    except FeedError:
        return said
    keys = set()
    for notice in parsed.notices:
        _check_notice(notice)
        keys.add(notice.key)
    assert len(keys) == len(parsed.notices), "a key stands for two notices"
    assert all(isinstance(code, str) and code for code in parsed.codes.values())
    return said + len(parsed.notices)


def _check_film(data: bytes) -> int:
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        path, count = Path(file.name), 0
        for language in film_captions(path).languages:
            try:
                cues = read_film_captions(path, language)
            except MediaError:
                continue
            for cue in cues:
                assert 0 <= cue.start_s < cue.end_s < math.inf
                assert cue.text.strip()
                cue.text.encode()
            count += len(cues)
    return count


def _check_notice(notice: Notice) -> None:
    assert Notice.model_validate_json(notice.model_dump_json()) == notice
    assert 0 < len(notice.key) <= 500
    for text in notice.texts:
        assert 0 < len(text.title) <= TITLE_LIMIT
        assert len(text.body) <= BODY_LIMIT
        for part in (text.title, text.body, text.instruction):
            assert not _FORBIDDEN & set(part)
            part.encode()
    if notice.link:
        assert notice.link.startswith(("http://", "https://"))
    for media in notice.media:
        assert not media.url.startswith(("file:", "javascript:", "data:"))
