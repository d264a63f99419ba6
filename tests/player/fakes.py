"""The parts around the director, with levers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from kiosk.model.notice import Kind, Media, Notice, Role, Severity, Urgency
from kiosk.model.site import Site
from kiosk.player.director import Director
from kiosk.player.slides import Content, video_path
from kiosk.player.stage.compose import Composer, Facts
from kiosk.player.stage.view import Box, SlideView, VideoSlot
from kiosk.player.tell import title_of
from kiosk.player.video.clip import Clip, ClipStats
from kiosk.player.video.fake import FakeDeck
from kiosk.schedule.program import Program
from kiosk.schedule.showing import Cause, Showing
from kiosk.store.plays import How, LeftOut
from tests import make

URGENT: dict[str, Any] = {
    "kind": Kind.ALERT,
    "severity": Severity.EXTREME,
    "urgency": Urgency.IMMEDIATE,
}


class FakeClock:
    """A clock whose hands the test holds."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._monotonic = 1000.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def pass_time(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._monotonic += seconds

    def set(self, now: datetime) -> None:
        """The machine's clock is set; no time passes."""
        self._now = now


class FakeTimer:
    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.due: float | None = None
        self._fire: Callable[[], None] = lambda: None

    def arm(self, seconds: float, fire: Callable[[], None]) -> None:
        assert 0 < seconds <= 30
        self.due = self._clock.monotonic() + seconds
        self._fire = fire

    def cancel(self) -> None:
        self.due = None

    def fire(self) -> None:
        self.due = None
        self._fire()


@dataclass
class FakeStage:
    shown: list[tuple[SlideView, int]] = field(default_factory=list)
    furniture: list[Any] = field(default_factory=list)

    def show(self, view: SlideView, token: int = 0) -> None:
        self.shown.append((view, token))

    def set_furniture(self, furniture: Any) -> None:
        self.furniture.append(furniture)

    @property
    def ids(self) -> list[str]:
        return [view.id for view, _ in self.shown]

    @property
    def now(self) -> str:
        return self.ids[-1]


@dataclass
class FakeLog:
    clock: FakeClock
    plays: list[dict[str, Any]] = field(default_factory=list)
    following: list[str] = field(default_factory=list)
    clips: list[str] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)
    lost: tuple[LeftOut, ...] = ()

    def begin(self, showing: Showing, at: datetime) -> int:
        name = showing.notice.key if showing.notice else str(showing.cause)
        if showing.item is not None and showing.notice is None:
            name = showing.item.kind
        self.plays.append({"name": name, "how": None, "seconds": None})
        return len(self.plays)

    def corrected(self, showing: Showing) -> None:
        self.corrections.append(showing.notice.texts[0].title if showing.notice else "")

    def end(self, number: int, how: How, seconds: float) -> None:
        play = self.plays[number - 1]
        assert play["how"] is None, "ended twice"
        play["how"], play["seconds"] = how, seconds

    def video(self, clip: Clip, stats: ClipStats) -> None:
        self.clips.append(clip.path)

    def left_out(self, files: tuple[LeftOut, ...]) -> None:
        self.lost = files

    def coming(self, showing: Showing) -> None:
        self.following.append(showing.notice.key if showing.notice else str(showing.cause))

    @property
    def told(self) -> list[tuple[str, str | None]]:
        return [(play["name"], play["how"]) for play in self.plays]


class FakeComposer:
    """Pages whose id says what they show; `broken` names what has a bug."""

    def __init__(self, pages: int = 1, dwell_s: float = 10.0) -> None:
        self.pages = pages
        self.dwell_s = dwell_s
        self.broken: set[str] = set()
        self.composed = 0

    def compose(
        self, showing: Showing, now: datetime, *, opens: datetime | None = None
    ) -> tuple[SlideView, ...]:
        self.composed += 1
        name = showing.notice.key if showing.notice else str(showing.cause)
        if showing.cause is Cause.ROTATION and showing.notice is None and showing.item:
            name = showing.item.kind
        if name in self.broken or "everything" in self.broken:
            raise ZeroDivisionError(name)
        words = title_of(showing, ("fr",))
        path = video_path(showing)
        clip = Clip(path, duration_s=12.0) if path else None
        view: dict[str, Any] = {
            "kind": "x",
            "languages": ("fr",),
            "pages": self.pages,
            "transition": showing.transition,
            "accent": "#000000",
        }
        views = []
        for page in range(1, self.pages + 1):
            here = clip if page == 1 else None
            views.append(
                SlideView(
                    id=f"{name}:{words}:{page}" if self.pages > 1 else f"{name}:{words}",
                    page=page,
                    dwell_s=showing.dwell_s if showing.fixed else (12.0 if here else self.dwell_s),
                    clip=here,
                    video=VideoSlot(Box(0, 0, 10, 10)) if here else None,
                    **view,
                )
            )
        return tuple(views)

    def furniture(self, facts: Facts, now: datetime, *, drifting: bool = False) -> Any:
        return {"minute": now.minute, "position": facts.position}


class World:
    """A director in a world whose time the test moves."""

    def __init__(self, *, deck_answers: bool = True, pages: int = 1) -> None:
        self.clock = FakeClock(make.utc("2026-11-24 09:00"))
        self.timer = FakeTimer(self.clock)
        self.stage = FakeStage()
        self.deck = FakeDeck(automatic=deck_answers)
        self.log = FakeLog(self.clock)
        self.composer = FakeComposer(pages)
        self.site = make.site()
        self.director = Director(
            clock=self.clock, timer=self.timer, stage=self.stage, deck=self.deck, log=self.log
        )
        self.deck.ready.connect(self.director.clip_ready)
        self.deck.ended.connect(self.director.clip_ended)
        self.deck.failed.connect(self.director.clip_failed)

    def take(self, *notices: Notice, site: Site | None = None) -> None:
        """New content arrives."""
        self.site = site or self.site
        screen = self.site.screens[0]
        self.director.take(
            Content(
                site=self.site,
                screen=screen,
                program=Program.of(self.site, screen, notices),
                notices={notice.id: notice for notice in (*self.site.notices, *notices)},
                composer=cast(Composer, self.composer),
            )
        )

    def wait(self, seconds: float) -> None:
        """Time passes, and the timer fires whenever it is due."""
        end = self.clock.monotonic() + seconds
        for _ in range(10_000):
            due = self.timer.due
            assert due is not None, "nothing will ever happen again"
            if due > end:
                break
            self.clock.pass_time(max(0.0, due - self.clock.monotonic()))
            self.timer.fire()
        else:
            raise AssertionError("the timer fires without end")
        self.clock.pass_time(end - self.clock.monotonic())

    @property
    def token(self) -> int:
        """The clip of the slide that stands."""
        return self.stage.shown[-1][1]


def named(views: Iterable[str]) -> list[str]:
    """`n1:Titre` → `n1`."""
    return [view.split(":", 1)[0] for view in views]


def film(key: str, **more: Any) -> Notice:
    """A notice that has a sign-language video."""
    media = (Media(url=f"{key}.mp4", role=Role.SIGN_VIDEO, path=f"/media/{key}.mp4"),)
    return make.notice(key, media=media, **more)


def site_of(*items: dict[str, Any]) -> Site:
    """A site whose playlist has these items."""
    return make.site(playlists=(make.playlist(*items),))
