"""Proof of play and the present state, as other processes read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.model.notice import NoticeText
from kiosk.player.playlog import PlayLog
from kiosk.player.slides import fallback
from kiosk.player.video.clip import Clip, ClipStats
from kiosk.schedule.showing import Cause
from kiosk.store.folder import DataFolder
from kiosk.store.plays import How, LeftOut, Play, PlayStore
from tests import make
from tests.player.fakes import FakeClock

NOW = make.utc("2026-11-24 09:00")
NOTICE = make.notice(
    "n1",
    texts=(NoticeText(language="ar", title="انقطاع"), NoticeText(language="fr", title="Coupure")),
)
SHOWING = replace(
    fallback(Cause.ROTATION),
    item=make.playlist({"kind": "outages"}).items[0],
    index=0,
    notice=NOTICE,
)


@pytest.fixture
def data(tmp_path: Any) -> DataFolder:
    return DataFolder(tmp_path)


@pytest.fixture
def log(data: DataFolder) -> Iterator[PlayLog]:
    log = PlayLog(PlayStore(data), "hall", FakeClock(NOW))
    log.speak("hall", ("fr", "ar"))
    yield log
    log.close()


def plays(data: DataFolder) -> tuple[Play, ...]:
    return PlayStore(data, read_only=True).plays(
        make.utc("2026-11-01 00:00"), make.utc("2026-12-01 00:00")
    )


def test_a_showing_from_its_beginning_to_its_end(log: PlayLog, data: DataFolder) -> None:
    number = log.begin(SHOWING, NOW)
    log.end(number, How.COMPLETE, 12.3456)
    log.close()
    (play,) = plays(data)
    assert play == Play(
        screen="hall",
        item="hall[1] outages",
        notice="commune/n1",
        started=NOW,
        title="Coupure",
        seconds=12.35,
        how="complete",
        id=play.id,
    )


def test_the_state_says_what_shows_and_what_follows(log: PlayLog, data: DataFolder) -> None:
    log.begin(SHOWING, NOW)
    log.coming(fallback())
    log.faults(3)
    log.video(Clip("/a.mp4"), ClipStats(decoded=10, delivered=10, presented=9, dropped=1))
    log.begin(fallback(), NOW)
    log.coming(SHOWING)
    log.close()
    state = PlayStore(data, read_only=True).state("hall")
    assert state is not None
    assert state.showing == "directory"
    assert state.next == "hall[1] outages: Coupure"
    assert state.faults == 3
    assert state.video == {"decoded": 10, "presented": 9, "dropped": 1}
    assert state.alive


@pytest.mark.parametrize(
    ("cause", "item"),
    [(Cause.TAKEOVER, "takeover"), (Cause.CLOSED, "resting"), (Cause.NOTHING, "directory")],
)
def test_slides_outside_the_playlist_have_names(
    cause: Cause, item: str, log: PlayLog, data: DataFolder
) -> None:
    log.begin(fallback(cause), NOW)
    log.close()
    assert plays(data)[0].item == item


def test_a_full_disk_is_warned_of_once_and_does_not_raise(
    data: DataFolder, caplog: pytest.LogCaptureFixture
) -> None:
    data.plays_db.mkdir()  # nothing can be written there
    log = PlayLog(PlayStore(data), "hall", FakeClock(NOW))
    for _ in range(5):
        log.end(log.begin(SHOWING, NOW), How.COMPLETE, 1.0)
    log.close()
    assert caplog.text.count("the play log cannot be written") == 1


class FullStore(PlayStore):
    """On a disk that is full for so many ends of showings."""

    full_for = 1

    def end(self, play_id: int, how: str, seconds: float) -> None:
        if self.full_for:
            self.full_for -= 1
            raise StoreError("disk full")
        super().end(play_id, how, seconds)


def test_an_end_that_a_full_disk_refused_is_written_as_soon_as_there_is_room(
    data: DataFolder, caplog: pytest.LogCaptureFixture
) -> None:
    log = PlayLog(FullStore(data), "hall", FakeClock(NOW))
    log.end(log.begin(SHOWING, NOW), How.COMPLETE, 1.0)
    log.begin(SHOWING, NOW)
    log.close()
    assert [(play.how, play.seconds) for play in plays(data)] == [("complete", 1.0), (None, None)]
    assert "can be written again" in caplog.text


def test_it_tells_in_one_line_what_shows(data: DataFolder) -> None:
    lines: list[str] = []
    log = PlayLog(PlayStore(data), "hall", FakeClock(NOW), on_showing=lines.append)
    log.speak("hall", ("ar",))
    log.begin(SHOWING, NOW)
    log.close()
    assert lines == ["hall: hall[1] outages: انقطاع"]


def test_files_that_are_left_out_are_in_the_state(log: PlayLog, data: DataFolder) -> None:
    lost = (
        LeftOut(kind="picture", file="content/a.png", reason="rubbish"),
        LeftOut(kind="video", file="content/b.mp4", reason="rubbish"),
    )
    log.left_out(lost)
    log.trouble("No video is shown: libVLC is missing.")
    log.close()
    state = PlayStore(data, read_only=True).state("hall")
    assert state is not None
    assert state.left_out == lost[:1], "that no video is shown says it of every video"
