"""One clip of a deck, from opening to letting go."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from kiosk.errors import MediaError
from kiosk.player.video.captions import CaptionTrack
from kiosk.player.video.clip import Caption, Clip, ClipStats, Ending
from kiosk.player.video.frames import FramePool, Layout
from kiosk.player.video.watch import Vitals

log = logging.getLogger(__name__)

_SAID_OFTEN_S = 0.8
"""libVLC tells its time some four times a second; a larger lag means that it stood still."""


class Stage(Enum):
    """How far a clip is."""

    OPENING = auto()
    READY = auto()
    """Its first frame is decoded."""
    PLAYING = auto()
    OVER = auto()
    """Ended or failed. Its last frame stays."""


class Engine(Protocol):
    """What plays one file: `kiosk.player.video.vlc_player.Player`, or a stand-in."""

    def open(self) -> None: ...

    def hurry(self) -> None: ...

    def resume(self) -> None: ...

    def time_s(self) -> float: ...

    def lost(self) -> int: ...

    def close(self) -> None: ...


Opener = Callable[["Playback", Callable[[Ending], None]], tuple[Engine, "float | None"]]
"""Makes the engine of a playback, on a worker; → (engine, the file's length in seconds).
Raises MediaError."""


class Playback:
    """One clip. `open` and `close` belong to workers, everything else to the deck's thread."""

    def __init__(self, token: int, clip: Clip, layout: Layout, pool: FramePool) -> None:
        self.token = token
        self.clip = clip
        self.layout = layout
        self.pool = pool
        self.stage = Stage.OPENING
        self.wanted = False
        """Whether it starts as soon as it is ready."""
        self.early_end = False
        """Whether its end was told before it was started: a file of a single picture."""
        self.handed = False
        """Whether a surface has drawn it."""
        self.said: tuple[Caption, ...] = ()
        self._guard = threading.Lock()
        self._gone = False
        self._engine: Engine | None = None
        self._tracks: tuple[tuple[str, CaptionTrack], ...] = ()
        self._duration_s: float | None = None
        self._lost = 0
        self._opened = time.monotonic()
        self._started: float | None = None
        self._time_s = 0.0
        self._time_moved = 0.0
        self._behind_s = 0.0

    # On workers

    def open(self, opener: Opener, report: Callable[[Ending], None]) -> None:
        """Opens the file and decodes its first frame. Raises MediaError."""
        with self._guard:
            if self._gone:
                return
            engine, self._duration_s = opener(self, report)
            self._engine = engine
            engine.open()

    def listen(self) -> None:
        """Reads its captions; after `open`, since a long film's own lie all over the file."""
        with self._guard:
            if not self._gone:
                self._tracks = _tracks(self.clip)

    def close(self) -> None:
        """Lets go of the file; may take a while. The last frame stays with who draws it."""
        self._gone = True
        self.pool.close()
        if self._engine is not None:
            self._engine.hurry()
        with self._guard:
            engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()

    # On the deck's thread

    def start(self, now: float) -> None:
        self.stage = Stage.PLAYING
        self._started = now
        if self._engine is not None:
            self._engine.resume()

    def finish(self) -> None:
        """It is over; what libVLC counted is kept."""
        self.stage = Stage.OVER
        if self._engine is not None:
            self._lost = self._engine.lost()

    @property
    def duration_s(self) -> float | None:
        """As the file states it, else as the schedule expects it."""
        return self._duration_s or self.clip.duration_s

    def vitals(self, now: float) -> Vitals:
        """For `watch`; asks libVLC what time it is."""
        if self.stage is Stage.PLAYING and self._engine is not None:
            time_s = self._engine.time_s()
            if time_s != self._time_s:
                self._time_s, self._time_moved = time_s, now
        return Vitals(
            opened=self._opened,
            started=self._started,
            has_picture=self.pool.first,
            moved=max(self._time_moved, self.pool.last_frame or 0.0),
            duration_s=self.duration_s,
        )

    def played_s(self, now: float) -> float:
        """Seconds since it was started."""
        return now - self._started if self._started is not None else 0.0

    def position_s(self, now: float) -> float | None:
        """Where in the clip the picture is, to a frame or so; None while it has not moved."""
        since = self.pool.moving_since
        if since is None or self.stage is not Stage.PLAYING:
            return None
        position = now - since - self._behind_s
        if self._engine is not None:
            lag = position - self._engine.time_s()
            if lag > _SAID_OFTEN_S:  # libVLC had to wait for the disk
                self._behind_s += lag
                position -= lag
        return max(0.0, position)

    def speak(self, position_s: float) -> tuple[bool, float | None]:
        """Sets `said` for this position; → whether it changed, seconds to the next change."""
        said = tuple(Caption(language, track.at(position_s)) for language, track in self._tracks)
        changed, self.said = said != self.said, said
        moments = [
            moment - position_s
            for _, track in self._tracks
            if (moment := track.next_change(position_s)) is not None
        ]
        return changed, min(moments, default=None)

    def hush(self) -> bool:
        """Nobody speaks any more; → whether that is a change."""
        changed = any(caption.text for caption in self.said)
        self.said = tuple(replace(caption, text="") for caption in self.said)
        return changed

    def stats(self) -> ClipStats:
        lost = self._lost
        if self._engine is not None and self.stage is Stage.PLAYING:
            lost = self._engine.lost()
        counted = self.pool.stats()
        return replace(
            counted,
            decoded=counted.delivered + lost,
            dropped=counted.dropped + lost,
            duration_s=self._duration_s,
        )


def _tracks(clip: Clip) -> tuple[tuple[str, CaptionTrack], ...]:
    """The captions that can be read; the video plays without the others."""
    if not clip.captions:
        return ()
    from kiosk.site.captions import read_captions  # takes a while to load
    from kiosk.site.film_captions import read_film_captions

    tracks = []
    for language, path in clip.captions:
        try:
            own = path == clip.path
            cues = read_film_captions(Path(path), language) if own else read_captions(Path(path))
            tracks.append((language, CaptionTrack.of(cues)))
        except MediaError as error:
            log.warning(
                "captions left out; check the file: path=%s language=%s reason=%r",
                path, language, error.reason,
            )  # fmt: skip
    return tuple(tracks)
