"""Indexes of alerts, further pages, calendars and lists of codes, against a real server."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.model.notice import State
from kiosk.model.site import Site
from kiosk.schedule.program import Program
from kiosk.schedule.rotation import Rotation
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.sync.report import FeedOutcome, What
from kiosk.sync.round import sync_once
from tests.make import utc
from tests.sync.world import HeldClock, Server, a_site, entry, feed, jsonfeed, stored


@pytest.fixture
def site(server: Server, folder: Path) -> Site:
    return a_site(folder, feed("commune", f"{server.url}/f"))


def index(*alerts: str) -> str:
    entries = "".join(
        f"<entry><id>urn:{name}</id><title>pointer</title><updated>2026-11-24T08:00:00Z</updated>"
        f'<link type="application/cap+xml" href="alerts/{name}.xml"/></entry>'
        for name in alerts
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Index</title>{entries}</feed>'


def alert(name: str, *, kind: str = "Alert", references: str = "", title: str = "") -> str:
    return (
        f'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>{name}</identifier>'
        f"<sender>m@x.example</sender><sent>2026-11-24T08:00:00-00:00</sent><status>Actual</status>"
        f"<msgType>{kind}</msgType><scope>Public</scope><references>{references}</references>"
        f"<info><language>fr</language><event>Crue</event><headline>{title or name}</headline>"
        f"<expires>2026-11-26T08:00:00-00:00</expires></info></alert>"
    )


def synced(site: Site, data: DataFolder, clock: HeldClock) -> FeedOutcome:
    return sync_once(site, data, clock).feeds[0]


def titles(data: DataFolder) -> list[str]:
    return list(stored(data).values())


def test_an_index_brings_the_alerts_that_it_points_to(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", index("a", "b"))
    server.put("/alerts/a.xml", alert("a"), etag='"a"')
    server.put("/alerts/b.xml", alert("b"))
    assert synced(site, data, clock).change.added == 2
    assert titles(data) == ["a", "b"]


def test_the_index_decides_what_is_there(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    for name in ("a", "b"):
        server.put(f"/alerts/{name}.xml", alert(name))
    server.put("/f", index("a", "b"))
    synced(site, data, clock)
    server.put("/f", index("b"))
    synced(site, data, clock)
    assert titles(data) == ["b"]


def test_alerts_that_are_here_are_not_fetched_again_and_later_asked_after(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", index("a"))
    server.put("/alerts/a.xml", alert("a"), etag='"a"')
    synced(site, data, clock)
    clock.forward(minutes=5)
    server.put("/f", index("a", "a"))
    synced(site, data, clock)
    assert server.times("/alerts/a.xml") == 1
    clock.forward(hours=2)
    server.put("/f", index("a"))
    synced(site, data, clock)
    asked = [headers for path, headers in server.asked if path == "/alerts/a.xml"]
    assert [headers.get("If-None-Match") for headers in asked] == [None, '"a"']
    assert titles(data) == ["a"]


def test_an_alert_that_does_not_come_is_told_and_asked_for_again(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", index("a", "b"), etag='"index"')
    server.put("/alerts/a.xml", alert("a"))
    server.put("/alerts/b.xml", "down", status=503)
    outcome = synced(site, data, clock)
    assert titles(data) == ["a"]
    assert any("missing" in warning and "503" in warning for warning in outcome.warnings)
    server.put("/alerts/b.xml", alert("b"))
    clock.forward(minutes=15)
    synced(site, data, clock)
    assert titles(data) == ["a", "b"]
    clock.forward(minutes=15)
    assert synced(site, data, clock).what is What.UNCHANGED
    assert server.asked[-1][1].get("If-None-Match") == '"index"'


def test_an_alert_that_is_gone_for_good_is_told_and_not_asked_for_again(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", index("a", "b", "c"), etag='"index"')
    server.put("/alerts/a.xml", alert("a"))
    server.put("/alerts/b.xml", "", status=410)
    server.put("/alerts/c.xml", "")
    outcome = synced(site, data, clock)
    assert any("missing" in warning and "410" in warning for warning in outcome.warnings)
    assert any("missing" in warning and "empty" in warning for warning in outcome.warnings)
    server.put("/alerts/c.xml", alert("c"))
    for _ in range(2):
        clock.forward(hours=2)
        synced(site, data, clock)
    assert titles(data) == ["a", "c"]
    assert server.times("/alerts/b.xml") == 1
    assert server.asked[-1][1].get("If-None-Match") == '"index"', "it is waited for no more"
    # Its index names it no more, and later again.
    server.put("/f", index("a"))
    synced(site, data, clock)
    server.put("/f", index("a", "b"))
    server.put("/alerts/b.xml", alert("b"))
    synced(site, data, clock)
    assert titles(data) == ["a", "b"]


def test_an_alert_that_comes_later_takes_the_place_of_its_entry(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    """The entry itself has not changed meanwhile, nor has the index."""
    cap = 'xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"><cap:status>Actual</cap:status>'
    server.put("/f", index("a").replace("<entry>", f"<entry {cap}"))
    server.put("/alerts/a.xml", "down", status=503)
    synced(site, data, clock)
    assert titles(data) == ["pointer"]
    server.put("/alerts/a.xml", alert("a"))
    clock.forward(minutes=15)
    synced(site, data, clock)
    assert titles(data) == ["a"]


def test_an_alert_that_was_here_stays_while_its_server_is_down(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", index("a"))
    server.put("/alerts/a.xml", alert("a"))
    synced(site, data, clock)
    clock.forward(hours=2)
    server.put("/alerts/a.xml", "down", status=500)
    server.put("/f", index("a", "a"))
    synced(site, data, clock)
    assert titles(data) == ["a"]


def test_a_cancellation_in_an_index_cancels(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", index("a"))
    server.put("/alerts/a.xml", alert("a"))
    synced(site, data, clock)
    reference = "m@x.example,a,2026-11-24T08:00:00-00:00"
    server.put("/alerts/c.xml", alert("c", kind="Cancel", references=reference))
    server.put("/f", index("c"))
    synced(site, data, clock)
    store = ContentStore(data)
    assert [(one.texts[0].title, one.state) for one in store.notices()] == [("a", State.CANCELLED)]
    store.close()


def test_an_index_cannot_send_us_into_a_private_network(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    """The test's server is private itself; what it points to must still be a web address."""
    entries = (
        '<entry><id>1</id><title>x</title><link type="application/cap+xml"'
        ' href="file:///etc/passwd"/></entry>'
    )
    server.put("/f", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{entries}</feed>')
    outcome = synced(site, data, clock)
    assert outcome.what is not What.FAILED
    assert not any("root:" in title for title in titles(data))


def paged(number: int, last: int, **more: Any) -> Any:
    page = jsonfeed(entry(f"n{number}", f"Avis {number}"))
    if number < last:
        page["next_url"] = f"/p{number + 1}"
    return {**page, **more}


def test_further_pages_are_read_within_bounds(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", paged(1, 9))
    for number in range(2, 10):
        server.put(f"/p{number}", paged(number, 9))
    outcome = synced(site, data, clock)
    assert titles(data) == [f"Avis {number}" for number in range(1, 6)]
    assert any("goes on after 5 pages" in warning for warning in outcome.warnings)
    assert server.times("/p6") == 0


def test_pages_that_go_round_in_a_circle_end(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", paged(1, 2))
    server.put("/p2", paged(2, 2, next_url="/f"))
    synced(site, data, clock)
    assert titles(data) == ["Avis 1", "Avis 2"]


def test_a_page_that_fails_withdraws_nothing(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", paged(1, 2))
    server.put("/p2", paged(2, 2))
    synced(site, data, clock)
    server.put("/p2", "gone", status=500)
    clock.forward(minutes=15)
    assert synced(site, data, clock).what is What.FAILED
    assert titles(data) == ["Avis 1", "Avis 2"]


def test_a_calendar_that_does_not_change_is_read_again_as_time_goes_on(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    events = (
        "BEGIN:VEVENT\r\nUID:souk\r\nSUMMARY:Souk\r\nDTSTART:20261003T080000Z\r\n"
        "DTEND:20261003T120000Z\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n"
    )
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"
    server.put("/f", calendar, etag='"calendar"')

    def starts() -> list[str]:
        store = ContentStore(data)
        try:
            return [f"{one.starts:%m-%d}" for one in store.notices()]
        finally:
            store.close()

    synced(site, data, clock)
    assert starts() == ["11-28", "12-05", "12-12", "12-19"]
    clock.forward(hours=1)
    assert synced(site, data, clock).what is What.UNCHANGED
    clock.forward(days=7)
    synced(site, data, clock)
    assert starts() == ["12-05", "12-12", "12-19", "12-26"]


def test_an_alert_whose_first_part_ends_says_so_on_the_screen_to_the_second_offline(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    def part(title: str, until: str) -> str:
        return (
            f"<info><language>fr</language><event>Crue</event><headline>{title}</headline>"
            "<severity>Severe</severity><urgency>Immediate</urgency>"
            f"<expires>2026-11-24T{until}-00:00</expires></info>"
        )

    server.put(
        "/f",
        '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>1</identifier>'
        "<sender>s@x.example</sender><sent>2026-11-24T08:00:00-00:00</sent><status>Actual</status>"
        "<msgType>Alert</msgType><scope>Public</scope>"
        f"{part('Évacuez la rive', '10:00:07')}{part('Eau impropre', '18:00:00')}</alert>",
    )
    synced(site, data, clock)
    server.pages.clear()
    asked = len(server.asked)
    store = ContentStore(data)
    program = Program.of(site, site.screens[0], store.notices())
    store.close()

    def told(at: datetime) -> tuple[str, ...]:
        showing, _ = program.next(Rotation(), at)
        assert showing.notice is not None
        text = showing.notice.texts[0]
        return (text.title, text.body)

    ends = utc("2026-11-24 10:00") + timedelta(seconds=7)
    assert told(ends - timedelta(seconds=1))[0] == "Évacuez la rive"
    assert told(ends) == ("Eau impropre", "")
    assert told(ends + timedelta(seconds=1)) == ("Eau impropre", "")
    assert program.next_change(clock.now()) == ends, "the player wakes up for it"
    assert program.takeovers(utc("2026-11-24 18:00")) == ()
    assert len(server.asked) == asked


def test_the_codes_of_a_complaint_desk_are_in_the_links(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    server.put("/f", '[{"service_code":001,"service_name":"Eau","type":"realtime"}]')
    assert synced(site, data, clock).change.codes == 1
    store = ContentStore(data)
    version = store.data_version()
    told = site.with_codes(store.codes())
    link = told.complaint_address(told.screens[0], service="water", notice=None, language="fr")
    assert "/001." in link
    server.put("/f", '[{"service_code":"002","service_name":"Eau","type":"realtime"}]')
    synced(site, data, clock)
    assert store.codes() == {"water": "002"}
    assert store.data_version() != version, "the player must notice"
    store.close()
    assert site.services[0].code == ""


@pytest.mark.parametrize("right", [True, False])
def test_the_hash_of_media_rss_is_checked(
    server: Server, site: Site, data: DataFolder, clock: HeldClock, right: bool
) -> None:
    picture = b"a picture, as far as anybody here knows"
    stated = hashlib.md5(picture if right else b"another").hexdigest()
    server.put("/a.png", picture)
    server.put(
        "/f",
        '<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><title>t</title><item>'
        f"<title>x</title><guid>1</guid><media:content url='{server.url}/a.png' medium='image'>"
        f"<media:hash algo='md5'>{stated}</media:hash></media:content></item></channel></rss>",
    )
    report = sync_once(site, data, clock)
    store = ContentStore(data)
    (notice,) = store.notices()
    store.close()
    assert (notice.media[0].path is not None) is right
    if not right:
        assert "MD5" in (report.media[0].error or "")


def test_only_entries_that_changed_are_read(
    server: Server, site: Site, data: DataFolder, clock: HeldClock
) -> None:
    entries = [entry(f"n{number}", f"Avis {number}") for number in range(50)]
    server.put("/f", jsonfeed(*entries))
    synced(site, data, clock)
    entries[7] = entry("n7", "Corrigé")
    del entries[9]
    server.put("/f", jsonfeed(*entries))
    change = synced(site, data, clock).change
    assert (change.added, change.changed, change.removed) == (0, 1, 1)
    assert titles(data)[7] == "Corrigé"
    assert len(titles(data)) == 49
    clock.forward(hours=1)
    assert synced(site, data, clock).what is What.UNCHANGED
