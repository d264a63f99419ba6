"""libVLC's C types where python-vlc's own do not work: it declares callbacks whose arguments
cannot be written to, and a union as a structure."""

from __future__ import annotations

import ctypes

_P = ctypes.POINTER

SetupCallback = ctypes.CFUNCTYPE(
    ctypes.c_uint,
    _P(ctypes.c_void_p),
    ctypes.c_void_p,
    _P(ctypes.c_uint),
    _P(ctypes.c_uint),
    _P(ctypes.c_uint),
    _P(ctypes.c_uint),
)
"""libvlc_video_format_cb: opaque, chroma, width, height, pitches, lines → number of pictures."""

CleanupCallback = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
"""libvlc_video_cleanup_cb: opaque."""

LockCallback = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, _P(ctypes.c_void_p))
"""libvlc_video_lock_cb: opaque, planes → picture."""

DisplayCallback = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)
"""libvlc_video_display_cb: opaque, picture."""

EventCallback = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)
"""libvlc_callback_t: event, data."""

LogCallback = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p
)
"""libvlc_log_cb: data, level, context, format, its arguments."""


class VideoTrack(ctypes.Structure):
    """libvlc_video_track_t, as far as we read it."""

    _fields_ = (
        ("height", ctypes.c_uint),
        ("width", ctypes.c_uint),
        ("sar_num", ctypes.c_uint),
        ("sar_den", ctypes.c_uint),
        ("frame_rate_num", ctypes.c_uint),
        ("frame_rate_den", ctypes.c_uint),
        ("orientation", ctypes.c_int),
    )


class MediaTrack(ctypes.Structure):
    """libvlc_media_track_t, as far as we read it. `video` is one arm of a union."""

    _fields_ = (
        ("codec", ctypes.c_uint32),
        ("original_fourcc", ctypes.c_uint32),
        ("id", ctypes.c_int),
        ("type", ctypes.c_int),
        ("profile", ctypes.c_int),
        ("level", ctypes.c_int),
        ("video", ctypes.POINTER(VideoTrack)),
        ("bitrate", ctypes.c_uint),
        ("language", ctypes.c_char_p),
    )


AUDIO, VIDEO, TEXT = 0, 1, 2
"""libvlc_track_type_t."""
MediaTracks = ctypes.POINTER(ctypes.POINTER(MediaTrack))

FIRST_TURNED = 4
"""libvlc_video_orient_t: from this one on, pictures lie on their side."""
