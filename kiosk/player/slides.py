"""From a showing to its pages, whatever happens: never black, never empty."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.model.notice import Kind, Role
from kiosk.model.playlist import ImageItem, Transition, VideoItem
from kiosk.player.stage.compose import Composer, Facts
from kiosk.player.stage.picture_file import can_be_drawn
from kiosk.player.stage.view import Furniture, SlideView
from kiosk.schedule.cards import phase_of
from kiosk.schedule.showing import Cause, Showing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kiosk.model.notice import Notice
    from kiosk.model.site import Screen, Site
    from kiosk.schedule.program import Program
    from kiosk.schedule.rotation import Rotation

log = logging.getLogger(__name__)

FALLBACK_S = 20.0
COMING_OUTAGES = 3


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is shown, as of one reading of site and store."""

    site: Site
    screen: Screen
    program: Program
    notices: Mapping[str, Notice]
    """Every notice of feeds and site, by id."""
    composer: Composer

    def refresh(self, showing: Showing, now: datetime) -> Showing:
        """The same showing as its notice and its item are now, in the phase it is in now."""
        notice = self.notices.get(showing.notice.id) if showing.notice else None
        if notice is not None:
            showing = replace(showing, notice=notice, phase=phase_of(notice, now))
        return self._with_present_item(showing)

    def _with_present_item(self, showing: Showing) -> Showing:
        """An item that staff have edited is found again by its place in the playlist."""
        playlist = self.site.playlist(self.screen.playlist)
        if showing.item is None or playlist is None or showing.item in playlist.items:
            return showing
        if showing.index >= len(playlist.items):
            return showing
        item = playlist.items[showing.index]
        if item.kind != showing.item.kind:
            return showing
        fixed = item.dwell_s is not None
        return replace(showing, item=item, dwell_s=item.dwell_s or showing.dwell_s, fixed=fixed)


def video_path(showing: Showing) -> str | None:
    """The file of the video that this showing plays, if it plays one."""
    if isinstance(showing.item, VideoItem):
        return showing.item.media.path if showing.item.media else None
    return _video_of(showing.notice) if showing.notice else None


def lives_by_its_video(showing: Showing) -> bool:
    """Whether nothing is left to show without the video."""
    if isinstance(showing.item, VideoItem):
        return True
    return showing.notice is not None and showing.notice.kind is Kind.CAPSULE


def lacks_its_picture(showing: Showing) -> bool:
    """Whether it is a picture that is gone, or that cannot be decoded: nothing is left to show."""
    item = showing.item
    return isinstance(item, ImageItem) and not (item.path and can_be_drawn(item.path))


def without_video(showing: Showing) -> Showing:
    """The same in words and pictures only."""
    if showing.notice is None:
        return showing
    videos = (Role.SIGN_VIDEO, Role.VIDEO)
    media = tuple(entry for entry in showing.notice.media if entry.role not in videos)
    return replace(showing, notice=showing.notice.model_copy(update={"media": media}))


def fallback(cause: Cause = Cause.NOTHING) -> Showing:
    """The directory of services (`NOTHING`) or the resting slide (`CLOSED`)."""
    return Showing(
        cause=cause,
        item=None,
        index=-1,
        notice=None,
        phase=None,
        dwell_s=FALLBACK_S,
        fixed=False,
        transition=Transition.FADE,
        position=0,
        of=0,
        until=None,
    )


class Slides:
    """Composes, and falls back where composing has a bug; each bug is told once."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def pages(
        self, content: Content, showing: Showing, now: datetime
    ) -> tuple[Showing, tuple[SlideView, ...]]:
        """What is really shown and its pages, one at least: the showing itself, else the
        directory, else the resting slide, else a bare slide between header and footer."""
        for candidate in (showing, fallback(), fallback(Cause.CLOSED)):
            try:
                opens = content.program.opens_at(now) if candidate.cause is Cause.CLOSED else None
                pages = content.composer.compose(candidate, now, opens=opens)
            except Exception:
                self._tell_once(candidate)
                continue
            if pages:
                return candidate, pages
        return fallback(), (_bare(),)

    def furniture(
        self, content: Content, showing: Showing, rotation: Rotation, now: datetime
    ) -> Furniture | None:
        """Header and footer; None where composing them has a bug (what stands, stays)."""
        try:
            facts = Facts(
                coming_outages=tuple(content.program.coming_outages(now, COMING_OUTAGES)),
                position=showing.position,
                of=showing.of,
                next_capsule=content.program.next_capsule(rotation, now),
            )
            return content.composer.furniture(facts, now, drifting=True)
        except Exception:
            self._tell_once(None)
            return None

    def _tell_once(self, showing: Showing | None) -> None:
        if showing is None:
            what = "header and footer"
        elif showing.notice is not None:
            what = f"notice {showing.notice.id}"
        elif showing.item is not None:
            what = f"item {showing.index} ({showing.item.kind})"
        else:
            what = str(showing.cause)
        if what not in self._told:
            self._told.add(what)
            log.exception("a slide cannot be drawn, something else shows: slide=%s", what)


def _video_of(notice: Notice) -> str | None:
    sign = notice.sign_video
    if sign is not None:
        return sign.path
    return next((m.path for m in notice.media if m.role is Role.VIDEO and m.path), None)


def _bare() -> SlideView:
    return SlideView(
        id="bare",
        kind="resting",
        languages=("fr",),
        page=1,
        pages=1,
        dwell_s=FALLBACK_S,
        transition=Transition.CUT,
        accent="#0f4c5c",
    )
