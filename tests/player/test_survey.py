"""Everything that a screen can show is found, each once, and nothing that it cannot."""

from __future__ import annotations

from typing import Any

from kiosk.model.notice import Kind, Severity, Urgency
from kiosk.model.site import Orientation, Site
from kiosk.player.render import screens_of
from kiosk.player.survey import Shot, Why, survey
from kiosk.schedule.showing import Cause
from tests import make

NOW = make.utc("2026-11-24 09:00")
"""A Tuesday."""


def seen(site: Site, *notices: Any) -> list[Shot]:
    return survey(site, site.screens[0], notices, NOW)


def site_with(*items: dict[str, Any], **more: Any) -> Site:
    return make.site(playlists=(make.playlist(*items),), **more)


def names(shots: list[Shot]) -> list[tuple[str, str]]:
    return [
        (shot.showing.notice.key if shot.showing.notice else shot.showing.cause, shot.why)
        for shot in shots
    ]


def test_a_limit_hides_nothing() -> None:
    notices = [make.notice(f"n{number}") for number in range(7)]
    shots = seen(site_with({"kind": "announcements", "limit": 2}), *notices)
    shown = [shot.showing.notice.key for shot in shots if shot.showing.index == 0
             and shot.showing.notice]  # fmt: skip
    assert sorted(shown) == [f"n{number}" for number in range(7)]


def test_a_notice_that_two_items_take_is_found_once() -> None:
    items = ({"kind": "announcements"}, {"kind": "announcements", "sources": ["commune"]})
    shots = seen(site_with(*items), make.notice("a"))
    assert [key for key, _ in names(shots)].count("a") == 1


def test_an_item_of_another_day_is_found_and_marked() -> None:
    shots = seen(
        site_with(
            {"kind": "message", "title": "heute"},
            {"kind": "message", "title": "sonntags", "days": "sun"},
            {"kind": "message", "title": "vorbei", "until": "2026-01-01"},
            {"kind": "message", "title": "selten", "every": 4},
        )
    )
    why = [shot.why for shot in shots if shot.showing.item is not None]
    assert why == [Why.NOW, Why.LATER, Why.LATER, Why.NOW]


def test_a_notice_that_has_expired_is_not_found() -> None:
    gone = make.notice("gone", expires=make.utc("2026-11-24 08:00"))
    shots = seen(site_with({"kind": "announcements"}), gone, make.notice("here"))
    assert [key for key, _ in names(shots)][:1] == ["here"]
    assert "gone" not in dict(names(shots))


def test_an_emergency_is_drawn_as_one_and_hides_nothing_else() -> None:
    urgent = make.notice("u", severity=Severity.EXTREME, urgency=Urgency.IMMEDIATE, kind=Kind.ALERT)
    shots = seen(site_with({"kind": "announcements"}), urgent, make.notice("a"))
    takeovers = [shot for shot in shots if shot.showing.cause is Cause.TAKEOVER]
    assert [shot.why for shot in takeovers] == [Why.NOW]
    assert takeovers[0].showing.notice == urgent
    assert ("a", Why.NOW) in names(shots)


def test_without_an_emergency_there_is_an_example_of_one() -> None:
    shots = seen(site_with({"kind": "announcements"}))
    causes = [(shot.showing.cause, shot.why) for shot in shots]
    assert causes == [
        (Cause.TAKEOVER, Why.EXAMPLE),
        (Cause.NOTHING, Why.EXAMPLE),
        (Cause.CLOSED, Why.EXAMPLE),
    ]


def test_a_closed_reception_is_looked_at_as_if_it_were_open() -> None:
    closed = make.screen(opening_hours=({"days": "mon", "hours": "08:30-16:30"},))
    site = site_with({"kind": "message", "title": "Bonjour"}, screens=(closed,))
    shots = seen(site)
    assert shots[0].showing.item is not None
    assert shots[0].why is Why.NOW
    assert shots[-1].opens == make.utc("2026-11-30 08:30")


def test_a_playlist_is_drawn_in_both_orientations() -> None:
    screens = screens_of(site_with({"kind": "outages"}), "hall")
    assert [screen.id for screen in screens] == ["hall"]

    site = site_with({"kind": "outages"}, screens=(make.screen("lobby"),))
    sides = {screen.id: screen.orientation for screen in screens_of(site, "hall")}
    assert sides == {"lobby": Orientation.LANDSCAPE, "lobby-portrait": Orientation.PORTRAIT}


def test_a_playlist_that_no_screen_shows_can_be_looked_at_too() -> None:
    spare = make.playlist({"kind": "directory"}, playlist_id="fete")
    site = make.site(playlists=(make.playlist(), spare))
    screens = screens_of(site, "fete")
    assert {screen.orientation for screen in screens} == set(Orientation)
    assert {screen.playlist for screen in screens} == {"fete"}


def test_an_unknown_name_means_no_screen() -> None:
    assert screens_of(make.site(), "halle") == ()
