"""Playing a program through, for the tests of the schedule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from kiosk.model.notice import Kind, Media, Notice, Role, Severity, Urgency
from kiosk.model.site import Site
from kiosk.schedule.program import Program
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Showing
from tests import make

NOW = make.utc("2026-11-24 09:00")
"""A Tuesday; it is nine o'clock in Morocco too."""
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def program(*notices: Notice, items: Iterable[dict[str, Any]] = (), **more: Any) -> Program:
    """A program of one screen; `screen_…` goes to the screen, the rest to the site."""
    return Program.of(site := make_site(items, **more), site.screens[0], notices)


def make_site(items: Iterable[dict[str, Any]] = (), **more: Any) -> Site:
    on_screen = {name.removeprefix("screen_"): more.pop(name)
                 for name in list(more) if name.startswith("screen_")}  # fmt: skip
    return make.site(
        playlists=(make.playlist(*items),), screens=(make.screen(**on_screen),), **more
    )


def outage(key: str, **more: Any) -> Notice:
    return make.notice(key, kind=Kind.OUTAGE, title=key, **more)


def news(key: str, **more: Any) -> Notice:
    return make.notice(key, title=key, **more)


def alarm(key: str = "alarm", **more: Any) -> Notice:
    return make.notice(
        key, kind=Kind.ALERT, title=key, severity=more.pop("severity", Severity.SEVERE),
        urgency=Urgency.IMMEDIATE, **more,
    )  # fmt: skip


def capsule(key: str, seconds: float = 40.0, **more: Any) -> Notice:
    video = Media(url=f"{key}.mp4", role=Role.SIGN_VIDEO, duration_s=seconds, path=f"/m/{key}.mp4")
    return make.notice(key, **{"kind": Kind.CAPSULE, "title": key, "media": (video,), **more})


def name(showing: Showing) -> str:
    """The notice's key, the message's title, or why there is neither."""
    if showing.notice is not None:
        return showing.notice.key
    if showing.item is not None:
        title = getattr(showing.item, "title", None)
        return title.best(("fr",))[1] if title else showing.item.kind
    return showing.cause.value


def play(
    asked: Program,
    count: int,
    now: datetime = NOW,
    rotation: Rotation | None = None,
    step: timedelta = timedelta(0),
) -> tuple[list[str], Rotation]:
    """The names of the next `count` showings, and where the rotation then stands."""
    rotation = rotation or Rotation()
    names = []
    for _ in range(count):
        showing, rotation = asked.next(rotation, now)
        names.append(name(showing))
        now += step
    return names, rotation


def names(asked: Program, count: int, now: datetime = NOW, **more: Any) -> list[str]:
    return play(asked, count, now, **more)[0]


def everything(asked: Program, now: datetime = NOW) -> set[str]:
    """What one whole round shows."""
    showing, rotation = asked.next(Rotation(), now)
    shown = {name(showing)}
    for _ in range(showing.of - 1):
        showing, rotation = asked.next(rotation, now)
        shown.add(name(showing))
    return shown
