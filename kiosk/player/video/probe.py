"""Looks into pictures and videos, as the player would: what `kiosk check` sees before the wall."""

from __future__ import annotations

from pathlib import Path

from kiosk.errors import LibraryMissing, MediaError
from kiosk.player.pyside import keep_none_alive
from kiosk.player.stage.picture_file import look_at_picture
from kiosk.player.video.frames import FramePool, Layout
from kiosk.player.video.vlc import Library
from kiosk.player.video.vlc_player import Player
from kiosk.site.probe import VideoFacts


def probe_video(path: Path) -> VideoFacts:
    """What a video is, after its first picture was decoded.

    Raises MediaError when libVLC cannot open it or finds no picture in it.
    """
    with _Look() as look:
        return look.video(path)


class FileProbe:
    """A `MediaProbe`. Keeps libVLC loaded from the first video on, until `close`."""

    def __init__(self) -> None:
        keep_none_alive()
        self._look: _Look | None = None
        self._missing: LibraryMissing | None = None

    @property
    def missing(self) -> str:
        """Why no video could be opened, and what to do; empty when that is not so."""
        return f"libVLC {self._missing.reason}" if self._missing else ""

    def image(self, path: Path) -> tuple[int, int]:
        """See `look_at_picture`."""
        return look_at_picture(str(path))

    def video(self, path: Path) -> VideoFacts:
        """See `probe_video`. Raises LibraryMissing where there is no libVLC."""
        if self._missing is not None:
            raise self._missing
        if self._look is None:
            try:
                self._look = _Look()
            except LibraryMissing as error:
                self._missing = error
                raise
        return self._look.video(path)

    def close(self) -> None:
        if self._look is not None:
            self._look.close()
            self._look = None


class _Look:
    """libVLC, loaded for looking. Raises MediaError when it cannot be."""

    def __init__(self) -> None:
        self._library = Library()

    def __enter__(self) -> _Look:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        self._library.close()

    def video(self, path: Path) -> VideoFacts:
        track = self._library.parse(str(path))
        pool = FramePool(lambda: None)
        player = Player(
            self._library, str(path), track, Layout.I420, pool, lambda _: None,
            muted=True,
        )  # fmt: skip
        try:
            player.open()
        finally:
            player.close()
        if not pool.first:
            raise MediaError(
                str(path), "no picture of it can be decoded; convert it to MP4 with H.264"
            )
        return VideoFacts(
            track.width, track.height, track.duration_s or 0.0, track.fps or 0.0, track.codec,
            track.has_audio, track.captions,
        )  # fmt: skip
