"""Further pages, calendars, lists of codes and stated hashes, against a real server."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from kiosk.model.site import Site
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.sync.report import What
from kiosk.sync.round import sync_once
from tests.sync.world import HeldClock, Server, entry, jsonfeed, synced, titles


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
