"""libVLC: the only module that knows it.

libVLC calls back on threads of its own. Those functions do nothing but write into memory, set an
event and call what they were given; they never call libVLC, which would wait for itself, and
never log, because Python would keep a record of each of those short-lived threads for ever.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import math
import os
import platform
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.errors import LibraryMissing, MediaError
from kiosk.player.video import vlc_abi
from kiosk.player.video.clip import Ending
from kiosk.player.video.frames import Frame, FramePool, Geometry, Layout
from kiosk.player.video.vlc_events import Events

log = logging.getLogger(__name__)

OPTIONS = (
    "--quiet",
    "--no-osd",
    "--no-spu",
    "--no-sub-autodetect-file",
    "--no-video-title-show",
    "--no-snapshot-preview",
    "--no-xlib",
    "--no-disable-screensaver",
    "--no-interact",
    "--no-lua",
    "--no-metadata-network-access",
    "--vout=vmem",
    # `--file-caching` stays at its 300 ms, although a decoded picture of 1080p that waits takes
    # 3 MB: with less, libVLC loses the last pictures of a clip.
)
INSTALL = "Install the Debian packages libvlc5 and vlc-plugin-base (make run does)"
_PI_DECODER = Path("/dev/video10")
"""The Raspberry Pi 4's H.264 decoder, which writes into memory that we can read. Elsewhere,
decoding on the graphics card costs more in copying back than it saves."""

_M_MMAP_THRESHOLD, _PICTURE_BYTES = -3, 1 << 20
"""mallopt(3): from this size on, memory is mapped by itself."""

_PIXELS_X86, _PIXELS_ARM = 65e6, 25e6
"""Pixels a second that one thread decodes with ease: 1080p30 on a small PC, 720p25 on a
Raspberry Pi."""
_USUAL_FPS, _MOST_THREADS = 30.0, 4

_PARSE_LIMIT_S = 4.0
_PAUSE_LIMIT_S = 3.0
_PICTURE_LIMIT_S, _ASKED = 1.0, 4


@dataclass(frozen=True, slots=True)
class Track:
    """What the head of a video file says of its picture."""

    width: int
    """Pixels of the upright picture, before they are squared."""
    height: int
    pixel_aspect: float
    """A pixel's width by its height."""
    duration_s: float | None
    fps: float | None
    codec: str
    """Four letters, as libVLC calls it: h264, hevc, av01 …"""
    has_audio: bool


def decoder_threads(track: Track, *, machine: str = "", cores: int = 0) -> int:
    """How many threads decode a clip: as few as keep up, since each holds pictures (at 1080p,
    13 MB of them). `machine` and `cores` stand in for this computer's."""
    per_thread = _PIXELS_X86 if (machine or platform.machine()) == "x86_64" else _PIXELS_ARM
    rate = track.width * track.height * (track.fps or _USUAL_FPS)
    return max(1, min(math.ceil(rate / per_thread), cores or os.cpu_count() or 1, _MOST_THREADS))


class Library:
    """libVLC, loaded. Takes some 50 ms and 20 MB, so: once, and not on the thread that draws.

    Raises LibraryMissing when libVLC is not installed.
    """

    def __init__(self, *options: str) -> None:
        _give_pictures_back()
        hardware = "any" if _PI_DECODER.exists() else "none"
        # What it says while it looks for libVLC is said better below.
        logging.getLogger("vlc").setLevel(logging.CRITICAL)
        try:
            import vlc

            self.vlc: Any = vlc
            self.instance: Any = vlc.Instance(*OPTIONS, f"--avcodec-hw={hardware}", *options)
        # python-vlc ends the process where a library is named and is not there, and where none
        # is found it takes the program itself for libVLC, which then lacks every function.
        except (ImportError, OSError, NotImplementedError, SystemExit, NameError) as error:
            raise LibraryMissing("libVLC", f"cannot be loaded. {INSTALL}") from error
        if self.instance is None:
            raise LibraryMissing("libVLC", f"does not start. {INSTALL}")
        self._log_callback = _log_to(self) if log.isEnabledFor(logging.DEBUG) else None

    def close(self) -> None:
        """Every player must be closed before."""
        if self._log_callback is not None:
            self.vlc.libvlc_log_unset(self.instance)
        self.instance.release()

    def parse(self, path: str) -> Track:
        """Reads the head of a file; takes milliseconds. Raises MediaError."""
        if not Path(path).is_file():
            raise MediaError(path, "the file is not there")
        media = self.instance.media_new_path(path)
        try:
            return self._track(path, media)
        finally:
            media.release()

    def _track(self, path: str, media: Any) -> Track:
        vlc = self.vlc
        parsed = threading.Event()
        events = Events(vlc, vlc.libvlc_media_event_manager(media))
        events.attach(vlc.EventType.MediaParsedChanged, parsed.set)
        try:
            started = media.parse_with_options(
                vlc.MediaParseFlag.local, round(_PARSE_LIMIT_S * 1000)
            )
            if started != 0 or not parsed.wait(_PARSE_LIMIT_S + 1):
                media.parse_stop()
                raise MediaError(path, "libVLC cannot read it in time; check the file")
        finally:
            events.detach()
        tracks = vlc_abi.MediaTracks()
        count = vlc.dll.libvlc_media_tracks_get(media, ctypes.byref(tracks))
        try:
            found = [tracks[index].contents for index in range(count)]
            for track in found:
                if track.type == vlc_abi.VIDEO:
                    has_audio = any(other.type == vlc_abi.AUDIO for other in found)
                    return _facts(path, track, media.get_duration(), has_audio)
        finally:
            vlc.dll.libvlc_media_tracks_release(tracks, count)
        raise MediaError(
            path, "there is no video in it that libVLC understands; convert it to MP4 with H.264"
        )


def _facts(path: str, track: vlc_abi.MediaTrack, duration_ms: int, has_audio: bool) -> Track:
    video = track.video.contents
    width, height = video.width, video.height
    if width == 0 or height == 0:
        raise MediaError(path, "its picture has no size; convert it to MP4 with H.264")
    pixel_aspect = 1.0
    if video.sar_num and video.sar_den:
        pixel_aspect = video.sar_num / video.sar_den
    if video.orientation >= vlc_abi.FIRST_TURNED:
        width, height, pixel_aspect = height, width, 1 / pixel_aspect
    fps = video.frame_rate_num / video.frame_rate_den if video.frame_rate_den else None
    codec = track.codec.to_bytes(4, "little").decode("ascii", "replace").strip()
    duration_s = duration_ms / 1000 if duration_ms > 0 else None
    return Track(width, height, pixel_aspect, duration_s, fps or None, codec, has_audio)


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
        loop: bool,
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
        if loop:
            self._media.add_option(":input-repeat=65535")
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


def _give_pictures_back() -> None:
    """Lets the memory of decoded pictures go back to the system when a clip is over. glibc would
    keep it in pieces for later: 50 clips of 720p then leave 100 MB behind, now nothing."""
    with contextlib.suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _PICTURE_BYTES)


def _log_to(library: Library) -> Any:
    """Sends libVLC's own log to ours, at level debug."""
    format_into = ctypes.CDLL(None).vsnprintf

    def write(_data: Any, _level: int, _context: Any, text: bytes, arguments: Any) -> None:
        line = ctypes.create_string_buffer(1024)
        format_into(line, ctypes.c_size_t(1024), text, ctypes.c_void_p(arguments))
        log.debug("libvlc %s", line.value.decode("utf-8", "replace"))

    callback = vlc_abi.LogCallback(write)
    library.vlc.dll.libvlc_log_set(library.instance, callback, None)
    return callback
