"""Memory for decoded frames, shared by libVLC's threads and the scene graph.

libVLC asks for room (`lock`), fills it, and says when the frame is due (`display`), on threads of
its own. The scene graph takes frames in the order in which they came (`advance`) and holds the
one that it draws. Rooms are reused; none is allocated per frame. No Qt, no libVLC in here.
"""

from __future__ import annotations

import ctypes
import mmap
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from kiosk.player.video.clip import ClipStats

ROOMS = 6
"""One or two on the screen, one being filled, and a queue of three: a renderer that comes 100 ms
late at 30 frames a second still shows every frame."""

_ALIGN = 32
"""libVLC's copying and converting is fastest when every line begins at a multiple of it."""
_SLACK = 64
"""Whoever reads frames in large steps may read a little past the end."""


class Layout(Enum):
    """How the pixels of a frame lie in memory; the value is libVLC's name of it."""

    I420 = "I420"
    """Three planes, limited range: what decoders produce."""
    J420 = "J420"
    """The same in full range."""
    RV32 = "RV32"
    """One plane of 32-bit words 0xffRRGGBB."""


@dataclass(frozen=True, slots=True)
class Plane:
    """One plane of a frame. Sizes in pixels, `pitch` and `offset` in bytes."""

    width: int
    height: int
    pitch: int
    offset: int


@dataclass(frozen=True, slots=True)
class Geometry:
    """The shape of every frame of one clip."""

    layout: Layout
    width: int
    height: int
    planes: tuple[Plane, ...]
    size: int
    """Bytes that one frame takes."""
    aspect: float
    """Width by height as it must look on the screen, pixels that are not square included."""

    @classmethod
    def of(cls, layout: Layout, width: int, height: int, pixel_aspect: float = 1.0) -> Geometry:
        """The geometry of frames of this size; `pixel_aspect` is a pixel's width by its height."""
        if layout is Layout.RV32:
            shapes = [(width, height, _aligned(width * 4))]
        else:
            pitch = _aligned(width)
            half = ((width + 1) // 2, (height + 1) // 2, _aligned(pitch // 2))
            shapes = [(width, height, pitch), half, half]
        planes, offset = [], 0
        for plane_width, plane_height, pitch in shapes:
            planes.append(Plane(plane_width, plane_height, pitch, offset))
            offset += pitch * plane_height
        aspect = width * pixel_aspect / height
        return cls(layout, width, height, tuple(planes), offset, aspect)


def _aligned(size: int) -> int:
    return (size + _ALIGN - 1) // _ALIGN * _ALIGN


class Frame:
    """Room for one frame. `address` is that of its first byte."""

    __slots__ = ("address", "geometry", "memory", "number", "picture", "users")

    def __init__(self, geometry: Geometry) -> None:
        self.geometry = geometry
        # Anonymous memory of its own goes back to the system at once when the clip is over.
        size = geometry.size + _SLACK
        self.memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        self.address = ctypes.addressof(ctypes.c_char.from_buffer(self.memory))
        self.number = 0
        """1 for the first frame of the clip, 2 for the next …; 0 while it has none."""
        self.users = 0
        """How many surfaces draw it."""
        self.picture: object | None = None
        """What a surface wants to keep beside the memory, for as long as the memory lives."""


class FramePool:
    """The frames of one clip. `announce` is called, on a thread of libVLC, when the scene graph
    may fetch a frame; it is not called again before that happened.

    Until `release`, the first frame makes libVLC wait: that is a clip that is ready to start.
    `lock` and `display` are libVLC's; the rest is for one thread,
    the scene graph's while it synchronises.
    """

    def __init__(self, announce: Callable[[], None]) -> None:
        self._announce = announce
        self._announced = False
        self._guard = threading.Lock()
        self._gate = threading.Event()
        self._arrived = threading.Event()
        self._geometry: Geometry | None = None
        self._rooms: list[Frame] = []
        self._writing: Frame | None = None
        self._ready: deque[Frame] = deque()
        self._current: Frame | None = None
        self._closed = False
        self._delivered = 0
        self._presented = 0
        self._overtaken = 0
        self._moving_since: float | None = None
        self._last_frame: float | None = None

    # libVLC's side

    def shape(self, geometry: Geometry) -> None:
        """From the next `lock` on, frames have this shape."""
        with self._guard:
            if geometry != self._geometry:
                self._geometry = geometry
                self._rooms = [room for room in self._rooms if room.users or room in self._ready]

    def lock(self) -> Frame | None:
        """Room to write the next frame into; None without a shape."""
        with self._guard:
            geometry = self._geometry
            if geometry is None:
                return None
            self._writing = self._room(geometry)
            return self._writing

    def display(self) -> None:
        """The frame that was written last is due. Waits as long as the clip is held."""
        with self._guard:
            frame, self._writing = self._writing, None
            if frame is None or self._closed:
                return
            self._delivered += 1
            frame.number = self._delivered
            self._ready.append(frame)
            self._last_frame = time.monotonic()
            if self._moving_since is None and self._gate.is_set():
                self._moving_since = self._last_frame
            announce, self._announced = not self._announced, True
        self._arrived.set()
        if announce:
            self._announce()
        self._gate.wait()

    def _room(self, geometry: Geometry) -> Frame:
        for room in self._rooms:
            if room.users == 0 and room is not self._current and room not in self._ready:
                return room
        if len(self._rooms) < ROOMS:
            self._rooms.append(Frame(geometry))
            return self._rooms[-1]
        self._overtaken += 1
        return self._ready.popleft()

    def wait(self, seconds: float) -> bool:
        """Waits for the first frame, or for `close`, on a worker; → whether either came."""
        return self._arrived.wait(seconds)

    # The scene graph's side

    def release(self) -> None:
        """Lets the clip run. Also before `close`, or libVLC waits for ever."""
        self._gate.set()

    def advance(self, held: Frame | None) -> tuple[Frame | None, bool]:
        """The frame to draw now in place of `held`, and whether more of them are waiting.

        The same frame as before when no new one came; None before the first. It stays untouched
        until it is given back as `held`.
        """
        with self._guard:
            self._announced = False
            if self._ready:
                self._current = self._ready.popleft()
                self._presented += 1
            frame = self._current
            if frame is not held:
                if held is not None:
                    held.users -= 1
                if frame is not None:
                    frame.users += 1
            return frame, bool(self._ready)

    def give_back(self, held: Frame | None) -> None:
        """`held` is no longer drawn."""
        if held is not None:
            with self._guard:
                held.users -= 1

    def close(self) -> None:
        """No more frames come. Those that wait can still be drawn; the rest of the memory goes."""
        self.release()
        self._arrived.set()
        with self._guard:
            self._closed = True
            self._rooms.clear()

    @property
    def geometry(self) -> Geometry | None:
        return self._geometry

    @property
    def first(self) -> bool:
        """Whether there is a picture."""
        return self._delivered > 0

    @property
    def delivered(self) -> int:
        return self._delivered

    @property
    def moving_since(self) -> float | None:
        """Monotonic time of the first frame after `release`: where the playing began."""
        return self._moving_since

    @property
    def last_frame(self) -> float | None:
        """Monotonic time of the newest frame."""
        return self._last_frame

    def stats(self) -> ClipStats:
        """What is known here: frames delivered, presented and overtaken."""
        with self._guard:
            return ClipStats(
                decoded=self._delivered,
                delivered=self._delivered,
                presented=self._presented,
                dropped=self._overtaken,
            )
