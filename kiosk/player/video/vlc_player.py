"""One clip, played by libVLC into our memory.

libVLC calls back on threads of its own. Those functions do nothing but write into memory, set an
event and call what they were given; they never call libVLC, which would wait for itself, and
never log, because Python would keep a record of each of those short-lived threads for ever.
"""

from __future__ import annotations

import ctypes
import math
import os
import platform
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from kiosk.player.video import vlc_abi
from kiosk.player.video.clip import Ending
from kiosk.player.video.frames import Frame, FramePool, Geometry, Layout
from kiosk.player.video.vlc import Library, Track
from kiosk.player.video.vlc_events import Events

_PIXELS_X86, _PIXELS_ARM = 65e6, 25e6
"""Pixels a second that one thread decodes with ease: 1080p30 on a small PC, 720p25 on a
Raspberry Pi."""
_USUAL_FPS, _MOST_THREADS = 30.0, 4

_PAUSE_LIMIT_S = 3.0
_PICTURE_LIMIT_S, _ASKED = 1.0, 4


def decoder_threads(track: Track, *, machine: str = "", cores: int = 0) -> int:
    """How many threads decode a clip: as few as keep up, since each holds pictures (at 1080p,
    13 MB of them). `machine` and `cores` stand in for this computer's."""
    per_thread = _PIXELS_X86 if (machine or platform.machine()) == "x86_64" else _PIXELS_ARM
    rate = track.width * track.height * (track.fps or _USUAL_FPS)
    return max(1, min(math.ceil(rate / per_thread), cores or os.cpu_count() or 1, _MOST_THREADS))


class Player:
    """One clip, played once. `open` it on a worker, `close` it on a worker; `resume` returns at
    once. `report` is called on libVLC's threads."""

    def __init__(
        self,
        library: Library,
        path: str,
        track: Track,
        layout: Layout,
        pool: FramePool,
        report: Callable[[Ending], None],
        *,
        muted: bool,
    ) -> None:
        self._library = library
        self._track = track
        self._layout = layout
        self._pool = pool
        self._written: Frame | None = None
        self._paused = threading.Event()
        self._closing = False
        vlc = library.vlc
        self._media = library.instance.media_new_path(path)
        self._media.add_option(":start-paused")
        self._media.add_option(f":avcodec-threads={decoder_threads(track)}")
        if muted:
            self._media.add_option(":no-audio")
        self._player = library.instance.media_player_new()
        self._player.set_media(self._media)
        # They must live as long as libVLC may call them: until `close` is through.
        self._callbacks: tuple[Any, ...] | None = (
            vlc_abi.SetupCallback(self._setup),
            vlc_abi.CleanupCallback(self._cleanup),
            vlc_abi.LockCallback(self._lock),
            vlc_abi.DisplayCallback(self._display),
        )
        setup, cleanup, lock, display = self._callbacks
        vlc.dll.libvlc_video_set_format_callbacks(self._player, setup, cleanup)
        vlc.dll.libvlc_video_set_callbacks(self._player, lock, None, display, None)
        kinds = vlc.EventType
        self._events = Events(vlc, vlc.libvlc_media_player_event_manager(self._player))
        self._events.attach(kinds.MediaPlayerEndReached, partial(report, Ending.ENDED))
        self._events.attach(kinds.MediaPlayerEncounteredError, partial(report, Ending.FAILED))
        self._events.attach(kinds.MediaPlayerPaused, self._paused.set)

    def open(self) -> None:
        """Decodes the first frame and waits with it.

        A clip that starts paused decodes nothing; asked to go to its beginning, it does. A file
        of a few pictures may be at its end before it hears that: then it is asked again.
        """
        self._player.play()
        if not self._paused.wait(_PAUSE_LIMIT_S):
            return
        for _ in range(_ASKED):
            if self._closing:
                return
            self._player.set_time(0)
            if self._pool.wait(_PICTURE_LIMIT_S):
                return

    def resume(self) -> None:
        """Runs on from the first frame."""
        self._pool.release()
        self._player.set_pause(0)

    def time_s(self) -> float:
        """Where libVLC says that it is, in seconds; it says so about four times a second."""
        return max(0, int(self._player.get_time())) / 1000

    def lost(self) -> int:
        """Frames that libVLC decoded too late to show."""
        stats = self._library.vlc.MediaStats()
        self._media.get_stats(stats)
        return int(stats.lost_pictures)

    def hurry(self) -> None:
        """Ends what `open` waits for; `close` follows."""
        self._closing = True
        self._pool.close()
        self._paused.set()

    def close(self) -> None:
        """Stops and lets go of everything; may take a while. Nothing is reported after."""
        self.hurry()
        self._events.detach()
        self._player.stop()
        self._player.release()
        self._media.release()
        self._callbacks = None

    # On libVLC's threads

    def _setup(
        self, _opaque: Any, chroma: int, width: Any, height: Any, pitches: Any, lines: Any
    ) -> int:
        layout = self._layout
        if layout is Layout.I420 and ctypes.string_at(chroma, 4) == b"J420":
            layout = Layout.J420
        # The size that comes in is that of the decoder's buffers, padding included.
        track = self._track
        geometry = Geometry.of(layout, track.width, track.height, track.pixel_aspect)
        ctypes.memmove(chroma, layout.value.encode(), 4)
        width[0], height[0] = geometry.width, geometry.height
        for index, plane in enumerate(geometry.planes):
            pitches[index], lines[index] = plane.pitch, plane.height
        self._pool.shape(geometry)
        return 1

    def _cleanup(self, _opaque: Any) -> None:
        """The memory stays: the last frame is still on the screen."""

    def _lock(self, _opaque: Any, planes: Any) -> None:
        frame = self._pool.lock()
        if frame is not None:
            for index, plane in enumerate(frame.geometry.planes):
                planes[index] = frame.address + plane.offset
        self._written = frame  # keeps the memory while libVLC writes, whatever the pool does

    def _display(self, _opaque: Any, _picture: Any) -> None:
        self._pool.display()
