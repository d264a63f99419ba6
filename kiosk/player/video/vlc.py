"""libVLC, loaded, and what it says of a file. This is the only import of it."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.errors import LibraryMissing, MediaError
from kiosk.player.video import vlc_abi
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

_PARSE_LIMIT_S = 4.0


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
    captions: tuple[str, ...] = ()
    """The language of each text track, as the file writes it; `` where it does not say."""


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
                    return _facts(path, track, media.get_duration(), found)
        finally:
            vlc.dll.libvlc_media_tracks_release(tracks, count)
        raise MediaError(
            path, "there is no video in it that libVLC understands; convert it to MP4 with H.264"
        )


def _facts(
    path: str, track: vlc_abi.MediaTrack, duration_ms: int, every: Sequence[vlc_abi.MediaTrack]
) -> Track:
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
    has_audio = any(other.type == vlc_abi.AUDIO for other in every)
    captions = tuple(
        (other.language or b"").decode("ascii", "replace")
        for other in every
        if other.type == vlc_abi.TEXT
    )
    return Track(width, height, pixel_aspect, duration_s, fps or None, codec, has_audio, captions)


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
