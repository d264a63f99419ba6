"""A clock that may be wrong: nothing expires, nothing dated is hidden, and it is said once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.device.timesync import TimeFacts, time_facts
from kiosk.model.clocktrust import ClockTrust, Evidence, Reason, judge
from kiosk.model.site import Site
from kiosk.player.source import Source
from kiosk.schedule.rotation import Rotation
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.sync.network import ServerTime
from kiosk.sync.report import What
from kiosk.sync.round import sync_once
from kiosk.sync.service import Inbox, SiteSaved, Stop, serve
from kiosk.sync.settings import Settings
from tests.make import utc
from tests.sync.process import write_site
from tests.sync.world import NOW, HeldClock, Server, a_site, entry, feed, jsonfeed

MONO = 1000.0
RIGHT = NOW.timestamp() - MONO
WAITING = TimeFacts(synchronised=False, kept=True, hardware_s=None)
SET = TimeFacts(synchronised=True, kept=True, hardware_s=None)


@pytest.mark.parametrize(
    ("evidence", "trusted", "reason"),
    [
        (Evidence(synchronised=True, kept=True), True, Reason.SYNCHRONISED),
        (Evidence(kept=True), False, Reason.WAITING),
        (Evidence(kept=True, server=RIGHT + 59), True, Reason.SERVER),
        (Evidence(kept=True, server=RIGHT - 59), True, Reason.SERVER),
        (Evidence(kept=True, server=RIGHT + 61), False, Reason.DISAGREES),
        (Evidence(kept=True, hardware=RIGHT + 1), True, Reason.HARDWARE),
        (Evidence(kept=True, hardware=-MONO), False, Reason.WAITING),
        (Evidence(hardware=RIGHT, passed=NOW + timedelta(days=1)), False, Reason.PAST),
        (Evidence(server=RIGHT, passed=NOW + timedelta(days=1)), True, Reason.SERVER),
        (Evidence(), True, Reason.UNKEPT),
        (Evidence(server=RIGHT + 3600), False, Reason.DISAGREES),
        (Evidence(synchronised=True, server=RIGHT + 3600), True, Reason.SYNCHRONISED),
    ],
)
def test_by_what_a_clock_is_judged(evidence: Evidence, trusted: bool, reason: Reason) -> None:
    verdict = judge(evidence, NOW, MONO)
    assert (verdict.trusted, verdict.reason) == (trusted, reason)


def test_a_clock_of_before_this_program_was_made_is_wrong() -> None:
    assert not judge(Evidence(hardware=-MONO), utc("1970-01-01 00:10"), MONO).trusted


def test_a_verdict_is_about_one_clock() -> None:
    verdict = ClockTrust(True, Reason.SERVER, RIGHT)
    assert verdict.holds(NOW + timedelta(days=30), MONO + 30 * 86400)
    assert not verdict.holds(NOW + timedelta(hours=1), MONO), "it was set"
    assert not verdict.holds(NOW, 12.0), "the machine has started anew"


def test_what_the_machine_says(tmp_path: Path) -> None:
    assert time_facts(tmp_path) == TimeFacts(False, False, None)
    (tmp_path / "run/systemd/timesync").mkdir(parents=True)
    (tmp_path / "sys/class/rtc/rtc0").mkdir(parents=True)
    (tmp_path / "sys/class/rtc/rtc0/since_epoch").write_text("1795510800\n")
    assert time_facts(tmp_path) == TimeFacts(False, True, 1795510800.0)
    (tmp_path / "run/systemd/timesync/synchronized").touch()
    assert time_facts(tmp_path).synchronised


@pytest.fixture
def site(server: Server, folder: Path) -> Site:
    write_site(folder, {"name": "commune", "url": f"{server.url}/f"})
    items = "items: [{kind: announcements}, {kind: outages}]\n"
    (folder / "playlists" / "hall.yaml").write_text(items)
    return a_site(folder, feed("commune", f"{server.url}/f"))


def shown(folder: Path, data: DataFolder, clock: HeldClock) -> set[str]:
    """Titles of all that the player goes through in an hour."""
    store = ContentStore(data)
    loaded = Source(folder, data, store, None, clock).load(site=True, notices=True)
    store.close()
    rotation, titles, at = Rotation(), set(), clock.now()
    for _ in range(12):
        showing, rotation = loaded.program.next(rotation, at)
        at += timedelta(seconds=showing.dwell_s)
        if showing.notice:
            titles.add(showing.notice.texts[0].title)
    return titles


def dated(server: Server) -> None:
    server.put(
        "/f",
        jsonfeed(
            entry("over", "Fini", _kiosk={"expires": "2026-11-24T08:00:00Z"}),
            entry("now", "Maintenant"),
            entry("soon", "Bientôt", _kiosk={"shows_from": "2026-12-24T08:00:00Z"}),
        ),
    )


def facts(*moments: TimeFacts) -> Callable[[], TimeFacts]:
    """One after the other, the last one for ever."""
    left = list(moments)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def test_until_the_clock_is_right_nothing_is_over_and_nothing_is_hidden(
    server: Server, site: Site, folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    dated(server)
    sync_once(site, data, clock, settings=Settings(time_facts=lambda: WAITING))
    assert shown(folder, data, clock) == {"Fini", "Maintenant", "Bientôt"}
    sync_once(site, data, clock, settings=Settings(time_facts=lambda: SET))
    assert shown(folder, data, clock) == {"Maintenant"}


def test_until_then_an_alert_in_parts_is_shown_once_as_a_whole(
    server: Server, site: Site, folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    parts = "".join(
        f"<info><language>fr</language><event>Crue</event><headline>{name}</headline>"
        f"<expires>2026-11-24T{hour}:00:00-00:00</expires></info>"
        for name, hour in (("Matin", "10"), ("Midi", "12"), ("Soir", "18"))
    )
    server.put(
        "/f",
        '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>1</identifier>'
        "<sender>s@x.example</sender><sent>2026-11-24T06:00:00-00:00</sent>"
        "<status>Actual</status><msgType>Alert</msgType><scope>Public</scope>"
        f"{parts}</alert>".encode(),
    )
    clock.set(utc("2026-11-24 13:00"))
    sync_once(site, data, clock, settings=Settings(time_facts=lambda: WAITING))
    assert shown(folder, data, clock) == {"Matin"}
    clock.set(utc("2026-11-24 09:00"))
    sync_once(site, data, clock, settings=Settings(time_facts=lambda: SET))
    assert shown(folder, data, clock) == {"Matin"}
    clock.forward(hours=3)
    assert shown(folder, data, clock) == {"Soir"}


def test_what_a_wrong_clock_takes_for_over_is_not_thrown_away(
    server: Server, site: Site, folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    """What left its feed is kept for some time, by a clock that is right."""
    site = a_site(folder, feed("commune", f"{server.url}/f", keep="14 days"))
    server.put("/f", jsonfeed(entry("a", "Valable")))
    sync_once(site, data, clock, settings=Settings(time_facts=lambda: SET))
    server.put("/f", jsonfeed())
    sync_once(site, data, clock, settings=Settings(time_facts=lambda: SET))
    server.pages["/f"].status = 503
    clock.set(utc("2031-01-01 00:00"))
    sync_once(site, data, clock, settings=Settings(time_facts=lambda: WAITING))
    clock.set(NOW)
    sync_once(site, data, clock, settings=Settings(time_facts=lambda: SET))
    assert shown(folder, data, clock) == {"Valable"}


def test_what_a_wrong_clock_took_for_over_comes_back_though_its_feed_is_the_same(
    server: Server, site: Site, folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    event = (
        "BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261124T080000Z\r\n"
        "DTEND:20261124T120000Z\r\nSUMMARY:Marché\r\nEND:VEVENT\r\n"
    )
    server.put(
        "/f",
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{event}END:VCALENDAR\r\n",
        etag='"1"',
    )
    clock.set(utc("2026-11-24 14:00"))
    sync_once(site, data, clock, settings=Settings(time_facts=lambda: WAITING))
    clock.set(NOW)
    sync_once(site, data, clock, settings=Settings(time_facts=lambda: SET))
    assert shown(folder, data, clock) == {"Marché"}
    asked = server.times("/f")
    (again,) = sync_once(site, data, clock, settings=Settings(time_facts=lambda: SET)).feeds
    assert server.times("/f") == asked + 1
    assert again.what is What.UNCHANGED


def test_a_server_that_says_the_time_is_enough(
    server: Server, site: Site, folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    dated(server)
    server.pages["/f"].headers["Date"] = "Tue, 24 Nov 2026 09:00:20 GMT"
    sync_once(site, data, clock, settings=Settings(time_facts=lambda: WAITING))
    assert shown(folder, data, clock) == {"Maintenant"}


def test_one_server_whose_clock_is_wrong_turns_nothing_over() -> None:
    """A login page's box, say, that thinks it is 1970 whenever it is asked."""
    servers = ServerTime()
    assert servers.nearest(RIGHT) is None
    servers.hear("box", -MONO)
    assert servers.nearest(RIGHT) == -MONO, "alone it is heeded"
    servers.hear("town", RIGHT + 3)
    servers.hear("box", -MONO)
    assert servers.nearest(RIGHT) == RIGHT + 3
    servers.hear("town", RIGHT + 7200)
    assert servers.nearest(RIGHT) == RIGHT + 7200, "of each its latest word"
    for number in range(100):
        servers.hear(f"{number}", -MONO)
    assert servers.nearest(RIGHT) == -MONO, "so many are not remembered"


def test_after_a_power_cut_the_clock_is_judged_anew(
    server: Server, site: Site, folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    dated(server)
    sync_once(site, data, clock, settings=Settings(time_facts=lambda: SET))
    # The machine goes on an hour before the moment at which it stopped.
    clock.set(NOW - timedelta(hours=1, minutes=30))
    assert "Fini" in shown(folder, data, clock)
    assert "Bientôt" in shown(folder, data, clock), "nobody has judged this clock yet"


def test_the_service_says_it_once_and_takes_it_back_within_half_a_minute(
    server: Server, site: Site, folder: Path, data: DataFolder, clock: HeldClock,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    dated(server)
    caplog.set_level(logging.INFO)
    now = [WAITING]
    settings = Settings(time_facts=lambda: now[0])
    inbox = Inbox()
    waits: list[float] = []
    states: list[bool] = []

    def idle(wait_s: float) -> None:
        waits.append(wait_s)
        store = ContentStore(data)
        verdict = store.clock()
        store.close()
        states.append(bool(verdict and verdict.trusted))
        if len(waits) == 4:
            now[0] = SET
            clock.set(NOW + timedelta(days=200))
        if len(waits) >= 4 and states[-1]:
            inbox.put(Stop())
        elif wait_s > 1:
            inbox.put(SiteSaved())  # the half minute is over

    serve(folder, data, clock, inbox, idle=idle, settings=settings)
    said = [r.getMessage() for r in caplog.records if "clock" in r.getMessage()]
    assert len(said) == 2
    assert "not known to be right" in said[0]
    assert "the clock is right" in said[1]
    assert max(waits) <= 30
    verdict = ContentStore(data).clock()
    assert verdict is not None
    assert verdict.holds(clock.now(), clock.monotonic())


def test_a_month_offline(
    server: Server, site: Site, folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    settings = Settings(time_facts=lambda: SET)
    kiosk = {"kind": "outage", "severity": "moderate"}
    server.put(
        "/f",
        jsonfeed(
            entry("a", "Valable"),
            entry("b", "Deux semaines", _kiosk={"expires": "2026-12-08T09:00:00Z"}),
            entry("c", "Noël", _kiosk={"shows_from": "2026-12-20T09:00:00Z"}),
            entry("d", "Coupure", _kiosk=kiosk),
        ),
    )
    sync_once(site, data, clock, settings=settings)
    assert shown(folder, data, clock) == {"Valable", "Deux semaines", "Coupure"}
    server.pages["/f"].status = 503
    ages: dict[int, datetime | None] = {}
    for day in range(30):
        clock.forward(days=1)
        assert sync_once(site, data, clock, settings=settings).feeds[0].what is What.FAILED
        store = ContentStore(data)
        ages[day] = next(n.as_of for n in store.notices() if n.key == "d")
        store.close()
    assert shown(folder, data, clock) == {"Valable", "Noël", "Coupure"}
    assert set(ages.values()) == {NOW}, "since then nobody has heard of it"
    # After a power cut, without a clock of its own, it goes on where it stopped.
    clock.set(clock.at - timedelta(minutes=5))
    sync_once(site, data, clock, settings=Settings(time_facts=lambda: WAITING))
    store = ContentStore(data)
    assert {notice.as_of for notice in store.notices()} == {NOW}, "also then it can be seen"
    store.close()
    # One round, and all is as it should be.
    server.put("/f", jsonfeed(entry("a", "Valable"), entry("e", "Nouveau")))
    sync_once(site, data, clock, settings=settings)
    assert shown(folder, data, clock) == {"Valable", "Nouveau"}
    store = ContentStore(data)
    assert {notice.as_of for notice in store.notices()} == {None}
    store.close()
