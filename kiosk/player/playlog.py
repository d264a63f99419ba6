"""Proof of play and the present state, written on a thread of its own.

A card that stalls in the middle of a write must not make a video stumble, and a disk that is
full must not stop the show. So nothing here blocks and nothing raises.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.errors import StoreError
from kiosk.player.tell import item_of, title_of, words_of
from kiosk.store.plays import How, LeftOut, Play, PlayerState, PlayStore

if TYPE_CHECKING:
    from kiosk.clock import Clock
    from kiosk.player.video.clip import Clip, ClipStats
    from kiosk.schedule.showing import Showing

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Present:
    """What the state says; belongs to the GUI thread."""

    since: datetime
    showing: str = ""
    item: str = ""
    notice: str | None = None
    following: str = ""
    faults: int = 0
    trouble: str = ""
    left_out: tuple[LeftOut, ...] = ()
    video: dict[str, float] = field(default_factory=dict)


def _ignore(*_told: object) -> None:
    """Nobody wants to know."""


class PlayLog:
    """Says what one screen shows. GUI thread; `close` writes out what is left."""

    def __init__(
        self,
        store: PlayStore,
        screen: str,
        clock: Clock,
        *,
        on_showing: Callable[[str], None] = _ignore,
        on_clip: Callable[[Clip, ClipStats], None] = _ignore,
    ) -> None:
        """`on_showing` is told in one line what shows, `on_clip` how a clip went."""
        self._on_showing = on_showing
        self._on_clip = on_clip
        self._store = store
        self._screen = screen
        self._clock = clock
        self._playlist = ""
        self._languages: tuple[str, ...] = ()
        self._present = _Present(clock.now())
        self._last = 0
        self._rows: dict[int, int] = {}
        """Our number → the store's; belongs to the writing thread."""
        self._ends: dict[int, tuple[How, float]] = {}
        """The store's number → how it ended, until that is written: a full disk does not leave
        a showing that seems to go on for ever."""
        self._failing = False
        self._queue: queue.SimpleQueue[Callable[[], bool] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="play log")
        self._thread.start()

    def speak(self, playlist: str, languages: tuple[str, ...]) -> None:
        """The playlist's name and the languages of titles from now on."""
        self._playlist, self._languages = playlist, languages

    def begin(self, showing: Showing, at: datetime) -> int:
        self._last += 1
        number = self._last
        play = Play(
            screen=self._screen,
            item=item_of(showing, self._playlist),
            notice=showing.notice.id if showing.notice else None,
            started=at,
            title=title_of(showing, self._languages),
        )
        self._queue.put(lambda: self._begin(number, play))
        self._present = _Present(
            since=at,
            showing=words_of(showing, self._playlist, self._languages),
            item=play.item,
            notice=play.notice,
            faults=self._present.faults,
            trouble=self._present.trouble,
            left_out=self._present.left_out,
            video=self._present.video,
        )
        self._say()
        self._on_showing(f"{self._screen}: {self._present.showing}")
        return number

    def corrected(self, showing: Showing) -> None:
        """What shows says something else now; the play keeps the title that it began with."""
        self._present.showing = words_of(showing, self._playlist, self._languages)
        self._say()

    def end(self, number: int, how: How, seconds: float) -> None:
        self._queue.put(lambda: self._end(number, how, seconds))

    def coming(self, showing: Showing) -> None:
        following = words_of(showing, self._playlist, self._languages)
        if following != self._present.following:
            self._present.following = following
            self._say()

    def faults(self, count: int) -> None:
        """How many faults the site has."""
        if count != self._present.faults:
            self._present.faults = count
            self._say()

    def trouble(self, sentence: str) -> None:
        """What keeps this player from showing everything, and what to do; empty: nothing."""
        if sentence != self._present.trouble:
            self._present.trouble = sentence
            self._say()

    def left_out(self, files: tuple[LeftOut, ...]) -> None:
        """Which files of the content the wall leaves out now."""
        if files != self._present.left_out:
            self._present.left_out = files
            self._say()

    def video(self, clip: Clip, stats: ClipStats) -> None:
        """What became of a clip's frames; said with the next showing."""
        self._present.video = {
            "decoded": stats.decoded,
            "presented": stats.presented,
            "dropped": stats.dropped,
        }
        log.debug("clip was shown: path=%s stats=%s", clip.path, stats)
        self._on_clip(clip, stats)

    def close(self) -> None:
        """Write what is left and stop the thread."""
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()
        self._store.close()

    def _say(self) -> None:
        present = self._present
        state = PlayerState(
            screen=self._screen,
            pid=os.getpid(),
            at=self._clock.now(),
            since=present.since,
            showing=present.showing,
            item=present.item,
            notice=present.notice,
            next=present.following,
            faults=present.faults,
            trouble=present.trouble,
            # Where no video can be shown at all, that says it of every one.
            left_out=tuple(
                one for one in present.left_out if not (present.trouble and one.kind == "video")
            ),
            video=present.video,
        )
        self._queue.put(lambda: self._write_state(state))

    # The writing thread. Each job tells whether it wrote something.

    def _write(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                wrote = job()
            except StoreError as error:
                if not self._failing:
                    log.warning(
                        "the play log cannot be written, the show goes on; look at the disk: %s",
                        error,
                    )
                self._failing = True
            except Exception:
                log.exception("writing the play log has a bug, the show goes on")
            else:
                if wrote and self._failing:
                    log.warning("the play log can be written again")
                    self._failing = False

    def _begin(self, number: int, play: Play) -> bool:
        self._write_ends()
        self._rows[number] = self._store.begin(play)
        return True

    def _end(self, number: int, how: How, seconds: float) -> bool:
        row = self._rows.pop(number, None)
        if row is None:
            return False  # its beginning could not be written
        self._ends[row] = how, round(seconds, 2)
        self._write_ends()
        return True

    def _write_ends(self) -> None:
        for row, (how, seconds) in list(self._ends.items()):
            self._store.end(row, how, seconds)
            del self._ends[row]

    def _write_state(self, state: PlayerState) -> bool:
        self._store.say(state)
        return True
