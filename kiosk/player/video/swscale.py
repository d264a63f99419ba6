"""libswscale: planes to packed colours, at any size. The only module that knows it.

libVLC's plug-ins bring the library along. libVLC could convert too, but only by the older of the
two colour standards, through a picture more of its own for each frame, and without knowing the
size on the screen. Full HD takes half a millisecond here.
"""

from __future__ import annotations

import ctypes
import mmap
from functools import cache
from typing import Any

from kiosk.player.video.colour import is_hd
from kiosk.player.video.frames import Frame, Geometry, Layout

_NAMES = tuple(f"libswscale.so.{version}" for version in (9, 8, 7, 6, 5))
"""FFmpeg 8 down to 4; what is used here is the same in all of them."""

_BILINEAR = 2
_ITU709, _ITU601 = 1, 5
_ONE = 1 << 16
_LINE = 64
"""Lines begin at multiples of it, and the last one may be written a little over."""


@cache
def _library() -> Any:
    """The library with its functions declared; None where there is none."""
    for name in _NAMES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        pointer, number = ctypes.c_void_p, ctypes.c_int
        library.av_get_pix_fmt.argtypes = [ctypes.c_char_p]
        library.sws_getContext.restype = pointer
        library.sws_getContext.argtypes = [number] * 7 + [pointer] * 3
        library.sws_getCoefficients.restype = pointer
        library.sws_getCoefficients.argtypes = [number]
        library.sws_setColorspaceDetails.argtypes = [
            pointer, pointer, number, pointer, number, number, number, number,
        ]  # fmt: skip
        library.sws_scale.argtypes = [pointer, pointer, pointer, number, number, pointer, pointer]
        library.sws_freeContext.argtypes = [pointer]
        library.sws_freeContext.restype = None
        return library
    return None


def available() -> bool:
    """Whether this machine has the library."""
    return _library() is not None


class Converter:
    """Writes frames of one shape as 0xffRRGGBB into a picture of one size, its own.

    The picture is overwritten by the next `convert`. Sizes in pixels. `close` it at the end.
    """

    def __init__(self, geometry: Geometry, width: int, height: int) -> None:
        library = _library()
        source = library.av_get_pix_fmt(b"yuv420p")
        target = library.av_get_pix_fmt(b"bgra")
        self.geometry = geometry
        self.width, self.height = width, height
        self.pitch = (width * 4 + _LINE - 1) // _LINE * _LINE
        """Bytes from one line of the picture to the next."""
        self.memory = mmap.mmap(
            -1, self.pitch * height + _LINE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
        )
        self.address = ctypes.addressof(ctypes.c_char.from_buffer(self.memory))
        self._library = library
        self._context = library.sws_getContext(
            geometry.width, geometry.height, source, width, height, target, _BILINEAR,
            None, None, None,
        )  # fmt: skip
        if not self._context:
            raise MemoryError(f"libswscale cannot make {width} × {height} pixels of {geometry}")
        table = library.sws_getCoefficients(_ITU709 if is_hd(geometry) else _ITU601)
        full = int(geometry.layout is Layout.J420)
        library.sws_setColorspaceDetails(self._context, table, full, table, 1, 0, _ONE, _ONE)
        planes, lines = ctypes.c_void_p * 4, ctypes.c_int * 4
        self._from_lines = lines(*(plane.pitch for plane in geometry.planes))
        self._to, self._to_lines = planes(self.address), lines(self.pitch)
        self._planes = planes

    def convert(self, frame: Frame) -> None:
        """Writes the frame into the picture."""
        source = self._planes(*(frame.address + p.offset for p in self.geometry.planes))
        self._library.sws_scale(
            self._context, source, self._from_lines, 0, self.geometry.height,
            self._to, self._to_lines,
        )  # fmt: skip

    def fits(self, geometry: Geometry, width: int, height: int) -> bool:
        """Whether it is the converter for that."""
        return (self.geometry, self.width, self.height) == (geometry, width, height)

    def close(self) -> None:
        if self._context:
            self._library.sws_freeContext(self._context)
            self._context = None
