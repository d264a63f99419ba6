"""What sync, timeline, plays and status answer, on a site whose feeds were fetched."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli.status_words import words_in
from kiosk.store.folder import DataFolder
from kiosk.store.plays import How, Play, PlayerState, PlayStore
from tests.catalogue import says_everything
from tests.cli.conftest import FEED, Kiosk, plain_environment
from tests.make import utc


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """The data folder that the fixture `kiosk` works with."""
    return DataFolder(tmp_path / "data")


def test_one_round_of_sync_tells_what_came(kiosk: Kiosk) -> None:
    done = kiosk("sync", "--once")
    assert (done.returncode, done.stderr) == (0, "")
    head, row, end = done.stdout.splitlines()
    assert head.split() == ["feed", "result", "notices", "new", "corrected", "gone"]
    assert row.split() == ["commune", "changed", "1", "1", "0", "0"]
    assert end.startswith("Done in ")


def test_a_feed_that_fails_is_told_and_keeps_what_it_had(kiosk: Kiosk, site: Path) -> None:
    kiosk("sync", "--once")
    feed = site / "content" / "feeds" / "commune.json"
    feed.write_text(FEED[:-20], "utf-8")
    failed = kiosk("sync", "--once")
    assert failed.returncode == 1
    assert "FAILED commune: " in failed.stdout
    assert "Marché du samedi" in kiosk("timeline", "hall").stdout
    status = kiosk("status")
    assert "Feed commune: " in status.stdout


def test_ctrl_c_ends_sync_quietly(site: Path, data: DataFolder) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "sync"],
        cwd=site,
        env=plain_environment(data.root),
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stderr is not None
        for line in process.stderr:
            if "sync started" in line:
                break
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(timeout=20) == 130
    assert "Traceback" not in rest


@pytest.mark.parametrize("asked", [["check"], ["status"], ["--help"], ["--version"]])
def test_who_stops_reading_is_told_apart_from_what_failed(
    site: Path, data: DataFolder, asked: list[str]
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", *asked],
        cwd=site,
        env=plain_environment(data.root),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.close()  # as `| head` does when it has its lines
    with process:
        assert process.stderr is not None
        assert process.stderr.read() == ""
        assert process.wait(timeout=40) == 141


def test_the_timeline_as_a_table_in_the_sites_zone(kiosk: Kiosk) -> None:
    kiosk("sync", "--once")
    done = kiosk("timeline", "hall", "--from", "2026-11-25 09:00", "--until", "2026-11-25 09:02")
    day, head, *rows = done.stdout.splitlines()
    assert day == "Wed 2026-11-25 Europe/Paris"
    assert head.split() == ["start", "stands", "item", "kind", "what"]
    assert rows[0].split()[:5] == ["09:00:00", "10", "s", "1", "message"]
    assert any("Marché du samedi" in row for row in rows)
    assert not any("Fête" in row for row in rows)


def test_the_timeline_as_csv_is_without_gap(kiosk: Kiosk) -> None:
    done = kiosk(
        "timeline", "hall", "--from", "2026-11-25 09:00", "--until", "2026-11-25 09:10",
        "--format", "csv",
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows[0]["start"] == "2026-11-25T09:00:00.000+01:00"
    assert sum(float(row["seconds"]) for row in rows) == pytest.approx(600, abs=0.5)
    assert {row["kind"] for row in rows} == {"message", "announcements"}


def test_the_timeline_as_a_calendar(kiosk: Kiosk) -> None:
    from icalendar import Calendar

    done = kiosk(
        "timeline", "hall", "--from", "2026-11-25 09:00", "--until", "2026-11-25 09:01",
        "--format", "ics",
    )  # fmt: skip
    calendar = Calendar.from_ical(done.stdout)
    first = calendar.walk("VEVENT")[0]
    assert first["summary"] == "مرحبا"
    assert first.decoded("dtstart") == utc("2026-11-25 08:00")
    assert first.decoded("dtend") == utc("2026-11-25 08:00:10")


def test_a_whole_day_of_the_timeline(kiosk: Kiosk) -> None:
    done = kiosk("timeline", "hall", "--from", "2026-11-25", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows[0]["start"].startswith("2026-11-25T00:00:00")
    assert rows[-1]["start"].startswith("2026-11-25T23:5")


def test_an_end_before_the_beginning_is_a_usage_error(kiosk: Kiosk) -> None:
    done = kiosk("timeline", "hall", "--from", "10:00", "--until", "09:00")
    assert done.returncode == 2
    assert "--until" in done.stderr


def test_explain_names_the_rule_and_the_next_time(kiosk: Kiosk) -> None:
    kiosk("sync", "--once")
    done = kiosk("explain", "hall", "--at", "2026-11-25 09:00")
    lines = done.stdout.splitlines()
    assert lines[0] == "hall (\u2068البهو\u2069), Wed 2026-11-25 09:00 Europe/Paris"
    items = lines[lines.index("Playlist hall") + 1 :][:3]
    assert [line.split()[0:3] for line in items] == [
        ["yes", "1", "message"],
        ["yes", "2", "announcements"],
        ["no", "3", "message"],
    ]
    assert items[2].endswith("Its `from` has not come: 2099-07-14 00:00. Next: 2099-07-14 00:00.")
    text = "\n".join(lines[lines.index("Notices") :])
    assert "commune/marche, announcement, item 2" in text
    assert "content/notices/eau.md, announcement, item 2" in text


def test_explain_in_french_by_the_locale(kiosk: Kiosk) -> None:
    done = kiosk("explain", "hall", "--at", "2026-11-25 09:00", LANG="fr_MA.UTF-8")
    assert "hall (Hall), mer 2026-11-25 09:00 Europe/Paris" in done.stdout
    assert "non" in done.stdout
    assert "Prochaine fois : le 2099-07-14" in done.stdout


def test_explain_before_the_first_sync_says_that_feeds_are_missing(kiosk: Kiosk) -> None:
    done = kiosk("explain", "hall")
    assert done.returncode == 0
    assert "never fetched" in done.stderr
    assert "content/notices/eau.md" in done.stdout


def log_some_plays(data: DataFolder) -> None:
    store = PlayStore(data.make())
    first = store.begin(
        Play("hall", "hall[1] outages", "commune/eau", utc("2026-11-24 08:00"), "Coupure d'eau")
    )
    store.end(first, How.COMPLETE, 12.0)
    store.begin(Play("civil", "directory", None, utc("2026-11-24 23:30")))
    store.close()


def test_plays_of_a_day_in_the_sites_zone(kiosk: Kiosk, data: DataFolder) -> None:
    log_some_plays(data)
    done = kiosk("plays", "--since", "2026-11-24", "--until", "2026-11-24")
    assert done.stdout.splitlines() == [
        "start                screen  seconds  ended     item             what",
        "2026-11-24 09:00:00  hall    12       complete  hall[1] outages  Coupure d'eau",
    ]
    next_day = kiosk("plays", "--since", "2026-11-25", "--until", "2026-11-25")
    assert "2026-11-25 00:30:00  civil" in next_day.stdout


def test_plays_of_one_screen_as_csv(kiosk: Kiosk, data: DataFolder) -> None:
    log_some_plays(data)
    done = kiosk(
        "plays", "--since", "2026-11-24", "--until", "2026-11-30", "--screen", "hall",
        "--format", "csv",
    )  # fmt: skip
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert row == {
        "start": "2026-11-24T09:00:00+01:00",
        "screen": "hall",
        "seconds": "12.0",
        "ended": "complete",
        "item": "hall[1] outages",
        "notice": "commune/eau",
        "title": "Coupure d'eau",
    }


def test_status_tells_what_shows_and_what_comes(kiosk: Kiosk, data: DataFolder) -> None:
    kiosk("sync", "--once")
    store = PlayStore(data.make())
    store.say(
        PlayerState(
            screen="hall",
            pid=os.getpid(),
            at=utc("2026-11-24 08:00"),
            since=utc("2026-11-24 08:00"),
            showing="hall[2] announcements: Marché du samedi",
            next="hall[1] message: مرحبا",
        )
    )
    store.close()
    done = kiosk("status")
    assert "hall[2] announcements: Marché du samedi" in done.stdout
    assert "2026-11-24 09:00:00" in done.stdout
    assert "مرحبا" in done.stdout
    assert "Sync does not run" in done.stdout
    assert done.returncode == 1
    told = json.loads(kiosk("status", "--json").stdout)
    assert told["players"][0]["runs"] is True
    assert told["feeds"][0]["notices"] == 1
    assert len(told["attention"]) == 1


def test_status_of_a_broken_site_shows_the_faults(kiosk: Kiosk, site: Path) -> None:
    (site / "screens.yaml").write_text("name: [", "utf-8")
    done = kiosk("status")
    assert done.returncode == 1
    assert "screens.yaml:" in done.stdout
    assert "last good site stays" in done.stdout


def test_status_speaks_the_language_of_the_locale_and_json_does_not(kiosk: Kiosk) -> None:
    french = kiosk("status", LANG="fr_MA.UTF-8").stdout
    assert "La synchronisation ne tourne pas" in french
    assert "Flux commune : il n'a jamais été récupéré" in french
    assert "Sync" not in french
    assert "كل شيء" not in french
    assert "المزامنة متوقفة" in kiosk("status", "--language", "ar").stdout
    told = json.loads(kiosk("status", "--json", LANG="fr_MA.UTF-8").stdout)
    assert told["attention"][1].startswith("Sync does not run")


def test_plays_tell_in_french_how_each_ended_and_csv_stays(kiosk: Kiosk, data: DataFolder) -> None:
    store = PlayStore(data.make())
    for number, how in enumerate(How):
        play = Play("hall", f"hall[{number}] message", None, utc("2026-06-01 08:00"), title="Eau")
        store.end(store.begin(play), how, 10.0)
    store.close()
    that_day = ("plays", "--since", "1/6/2026", "--until", "1/6/2026")
    french = kiosk(*that_day, LANG="fr_FR.UTF-8").stdout
    assert french.split()[:4] == ["début", "écran", "secondes", "fin"]
    assert "complet" in french
    for how in How:
        assert f" {how} " not in french
    table = kiosk(*that_day, "--format", "csv", LANG="fr_FR.UTF-8").stdout
    assert "ended early" in table


def test_every_language_of_the_status_says_everything() -> None:
    says_everything(words_in)


def test_status_survives_a_damaged_play_log(kiosk: Kiosk, data: DataFolder) -> None:
    data.make().plays_db.write_bytes(b"not a database at all" * 100)
    done = kiosk("status")
    assert done.returncode == 1
    assert "plays.db" in done.stdout
    assert "Traceback" not in done.stderr
