"""Everything that a screen can show, each once: what staff want to see before the wall does.

The rotation itself is asked, round after round at one moment, so that what is drawn is what
the schedule would show; a second walk without periods, days and hours finds the items that
only show at other times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kiosk.model.notice import EndRule, Kind, Notice, NoticeText, Severity, Urgency
from kiosk.model.playlist import Item, Playlist
from kiosk.model.site import Screen, Site
from kiosk.player.slides import fallback
from kiosk.schedule.program import Program
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Cause, Showing

_MOST_STEPS = 20_000


class Why(StrEnum):
    """Why a slide is among the pictures."""

    NOW = "now"
    """The rotation shows it at the moment asked for."""
    LATER = "later"
    """Its item shows on other days or at other hours."""
    EXAMPLE = "example"
    """Nothing asks for it at the moment; it shows what would be on the screen."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One showing to draw."""

    showing: Showing
    why: Why
    opens: datetime | None = None
    """For the resting slide: when the reception opens next."""


def survey(site: Site, screen: Screen, notices: tuple[Notice, ...], now: datetime) -> list[Shot]:
    """Every item with every notice that it takes, in the playlist's order, each notice once;
    then what takes over, the directory that stands in when there is nothing, and the resting
    slide. `now` is aware UTC; opening hours are left aside."""
    always_open = screen.model_copy(update={"opening_hours": ()})
    calm = tuple(notice for notice in notices if not notice.takes_over)
    calm_site = site.model_copy(
        update={"notices": tuple(notice for notice in site.notices if not notice.takes_over)}
    )
    strict = {_key(showing): showing for showing in _walk(calm_site, always_open, calm, now)}
    loose = _walk(_without_limits(calm_site, screen.playlist), always_open, calm, now)
    shots = [
        Shot(strict[_key(showing)], Why.NOW)
        if _key(showing) in strict
        else Shot(replace(showing, position=0, of=0), Why.LATER)
        for showing in sorted(loose, key=lambda showing: showing.index)
    ]
    shots += _takeovers(site, always_open, notices, now)
    shots.append(Shot(fallback(Cause.NOTHING), Why.EXAMPLE))
    opens = Program.of(site, screen, ()).opens_at(now)
    shots.append(Shot(fallback(Cause.CLOSED), Why.EXAMPLE, opens))
    return shots


def _key(showing: Showing) -> tuple[int, str]:
    """What it shows: a notice counts once, whichever item it comes through."""
    if showing.notice is not None:
        return (-1, showing.notice.id)
    return (showing.index, "")


def _walk(site: Site, screen: Screen, notices: tuple[Notice, ...], now: datetime) -> list[Showing]:
    """Every different showing of the rotation at `now`."""
    found: dict[tuple[int, str], Showing] = {}
    playlist = site.playlist(screen.playlist)
    patience = 2 + max((item.every for item in playlist.items), default=1) if playlist else 2
    rounds_without_news = 0
    for showing in _showings(Program.of(site, screen, notices), now):
        if showing.position == 1:
            rounds_without_news += 1
        if _key(showing) not in found:
            found[_key(showing)] = showing
            rounds_without_news = 0
        if rounds_without_news > patience:
            break
    return list(found.values())


def _showings(program: Program, now: datetime) -> Iterator[Showing]:
    rotation = Rotation()
    for _ in range(_MOST_STEPS):
        showing, rotation = program.next(rotation, now)
        if showing.item is None:
            return
        yield showing


def _without_limits(site: Site, playlist_id: str) -> Site:
    """The same, but every item of that playlist shows at any time and in every round."""

    def loosened(playlist: Playlist) -> Playlist:
        if playlist.id != playlist_id:
            return playlist
        return playlist.model_copy(update={"items": tuple(map(_at_any_time, playlist.items))})

    return site.model_copy(update={"playlists": tuple(map(loosened, site.playlists))})


def _at_any_time(item: Item) -> Item:
    return item.model_copy(
        update={
            "valid_from": None,
            "valid_until": None,
            "days": (),
            "hours": (),
            "repeat": None,
            "every": 1,
        }
    )


def _takeovers(
    site: Site, screen: Screen, notices: tuple[Notice, ...], now: datetime
) -> list[Shot]:
    """What takes over at `now`; an example where nothing does."""
    urgent = Program.of(site, screen, notices).takeovers(now)
    if not urgent:
        site = site.model_copy(update={"notices": ()})
        return [_takeover_shot(site, screen, example_takeover(now), now, Why.EXAMPLE)]
    return [_takeover_shot(site, screen, notice, now, Why.NOW) for notice in urgent]


def _takeover_shot(site: Site, screen: Screen, notice: Notice, now: datetime, why: Why) -> Shot:
    others = tuple(entry for entry in site.notices if not entry.takes_over)
    alone = Program.of(site.model_copy(update={"notices": others}), screen, (notice,))
    showing, _ = alone.next(Rotation(), now)
    return Shot(showing, why)


def example_takeover(now: datetime) -> Notice:
    """An emergency that says itself that it is an example."""
    texts = (
        NoticeText(
            language="ar",
            title="مثال: لا تشربوا ماء الصنبور",
            body="هذا مثال يبين كيف تظهر حالة الطوارئ على الشاشة.",
            instruction="اتبعوا تعليمات الجماعة.",
        ),
        NoticeText(
            language="fr",
            title="Exemple : ne buvez pas l’eau du robinet",
            body="Ceci est un exemple. Il montre comment une urgence apparaît à l’écran.",
            instruction="Suivez les consignes de la commune.",
        ),
        NoticeText(
            language="en",
            title="Example: do not drink tap water",
            body="This is an example. It shows what an emergency looks like on the screen.",
            instruction="Follow the municipality’s instructions.",
        ),
    )
    return Notice(
        key="example",
        source="render",
        kind=Kind.ALERT,
        severity=Severity.EXTREME,
        urgency=Urgency.IMMEDIATE,
        texts=texts,
        published=now,
        starts=now,
        end_rule=EndRule.NEVER,
    )
