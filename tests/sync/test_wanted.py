"""Which media files are wanted, and when they are fetched. Times are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.model.notice import Captions, Media, Role, Severity, State
from kiosk.store.fetches import MediaFetch
from kiosk.store.media import StoredMedia
from kiosk.sync.wanted import Wanted, next_download, unused, wanted_media
from tests.make import notice
from tests.sync.world import NOW


def video(name: str, **more: object) -> Media:
    return Media.model_validate({"url": f"https://a.example/{name}", "role": Role.VIDEO, **more})


def test_the_files_that_notices_name_are_wanted_the_urgent_first() -> None:
    captions = (Captions(language="ar", url="https://a.example/s.vtt"),)
    notices = (
        notice("a", media=(video("a.mp4"),)),
        notice("b", media=(video("a.mp4"), video("b.mp4", captions=captions))),
        notice("c", media=(video("c.mp4"),), severity=Severity.SEVERE),
        notice("over", media=(video("over.mp4"),), expires=NOW),
        notice("test", media=(video("test.mp4"),), state=State.TEST),
    )
    names = [wanted.url.rpartition("/")[2] for wanted in wanted_media(notices, NOW)]
    assert names == ["c.mp4", "a.mp4", "b.mp4", "s.vtt"]


URL = "https://a.example/a.mp4"
HERE = StoredMedia("1" * 64, ".mp4", 5)
KNOWN = MediaFetch(URL, last_attempt=NOW, last_success=NOW)


@pytest.mark.parametrize(
    ("wanted", "stored", "known", "after"),
    [
        (Wanted(URL), None, None, timedelta(0)),
        (Wanted(URL), HERE, KNOWN, timedelta(days=1)),
        (Wanted("content/a.mp4"), HERE, KNOWN, timedelta(minutes=15)),
        (Wanted(URL, sha256="1" * 64), HERE, KNOWN, None),
        (Wanted(URL, sha256="1" * 64), HERE, None, None),
        (Wanted(URL, sha256="1" * 64), HERE, replace(KNOWN, failures=3), None),
        (Wanted(URL, sha256="2" * 64), HERE, KNOWN, timedelta(0)),
        (Wanted(URL), None, KNOWN, timedelta(0)),
        (Wanted(URL), None, replace(KNOWN, failures=1), timedelta(minutes=1)),
        (Wanted(URL), None, replace(KNOWN, failures=3), timedelta(minutes=4)),
        (Wanted(URL), None, replace(KNOWN, failures=99), timedelta(hours=6)),
        (Wanted(URL), HERE, replace(KNOWN, last_attempt=NOW + timedelta(days=9)), timedelta(0)),
        (Wanted(URL), None, replace(KNOWN, failures=1, http_status=410), None),
        (Wanted(URL), HERE, replace(KNOWN, failures=1, http_status=410), None),
    ],
)
def test_when_a_file_is_asked_for(
    wanted: Wanted, stored: StoredMedia | None, known: MediaFetch | None, after: timedelta | None
) -> None:
    due = next_download(wanted, stored, known, NOW)
    assert (due > NOW + timedelta(days=9000)) if after is None else (due - NOW == after)


def test_what_failed_for_long_is_tried_soon_after_the_network_is_back() -> None:
    """After a month offline it would else wait for hours, and the screen with it."""
    known = replace(KNOWN, failures=99)
    at = NOW + timedelta(hours=1)
    due = next_download(Wanted(URL), None, known, at, contact=at)
    assert due - at == timedelta(minutes=1)
    refused = replace(known, retry_at=NOW + timedelta(hours=5))
    due = next_download(Wanted(URL), None, refused, at, contact=at)
    assert due - at == timedelta(hours=4), "a server that said when is heeded"
    again = replace(known, last_attempt=at, failures=100)
    due = next_download(Wanted(URL), None, again, at, contact=at)
    assert due - at == timedelta(hours=6), "that was the try"


def test_a_file_that_nobody_names_is_let_go_a_day_later() -> None:
    here = {URL: HERE}
    assert list(unused([Wanted(URL)], here, {}, NOW)) == []
    assert list(unused([], here, {}, NOW)) == [(URL, False)]
    known = {URL: replace(KNOWN, unused_since=NOW)}
    assert list(unused([], here, known, NOW + timedelta(hours=23))) == [(URL, False)]
    assert list(unused([], here, known, NOW + timedelta(hours=24))) == [(URL, True)]
