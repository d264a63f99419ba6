"""Alerts, and indexes that point to them, against a real server."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.model.notice import State
from kiosk.model.site import Site
from kiosk.schedule.program import Program
from kiosk.schedule.rotation import Rotation
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.sync.report import What
from tests.make import utc
from tests.sync.world import HeldClock, Server, synced, titles


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
