"""Which pictures and films of the present content the wall leaves out, and why.

The stage finds out that a picture cannot be drawn when its slide is composed, the deck that a
film cannot be played when it opens it. Here it becomes what `kiosk status` tells: only of files
that the content still names, and as they lie there now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.model.playlist import ImageItem, VideoItem
from kiosk.player.stage.picture_file import spoilt
from kiosk.store.plays import LeftOut

if TYPE_CHECKING:
    from kiosk.player.slides import Content


class LeftOutFiles:
    """Asked at every step of the director; it costs nothing while no file is spoilt."""

    def __init__(self, failing: Callable[[], Mapping[str, str]]) -> None:
        """`failing`: by path, which films could not be played, and why."""
        self._failing = failing
        self._of: Content | None = None
        self._named: dict[str, tuple[str, float]] = {}

    def among(self, content: Content, now: datetime) -> tuple[LeftOut, ...]:
        """What is left out of that content, by the names that people know it by."""
        pictures, films = spoilt(), self._failing()
        if not pictures and not films:
            return ()
        if content is not self._of:
            self._of, self._named = content, dict(_named(content))
        at = now.timestamp()
        found = []
        for kind, reasons in (("picture", pictures), ("video", films)):
            for path, reason in reasons.items():
                name, until = self._named.get(path, ("", -inf))
                if at < until:
                    found.append(LeftOut(kind=kind, file=name, reason=reason))
        return tuple(sorted(found, key=lambda one: one.file))


def _named(content: Content) -> Iterator[tuple[str, tuple[str, float]]]:
    """By path of a file: how it is called where it is named, and until when (seconds since
    1970) it is wanted."""
    for card in content.program.lineup.cards.values():
        for media in card.notice.media:
            if media.path:
                yield media.path, (media.url, card.ends)
    site = content.site
    playlist = site.playlist(content.screen.playlist)
    for item in playlist.items if playlist else ():
        if isinstance(item, ImageItem) and item.path:
            yield item.path, (item.file, inf)
        elif isinstance(item, VideoItem) and item.media and item.media.path:
            yield item.media.path, (item.file, inf)
    if site.logo:
        logo = Path(site.logo)
        inside = logo.is_relative_to(site.folder)
        yield site.logo, (str(logo.relative_to(site.folder) if inside else logo), inf)
