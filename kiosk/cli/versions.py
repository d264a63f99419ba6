"""What we stand on, for `--version` and for bug reports."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version


def versions() -> tuple[tuple[str, str], ...]:
    """`(name, version)` of kiosk and of what decides how it behaves."""
    from kiosk import __version__
    from kiosk.model.zones import tzdata_version

    return (
        ("kiosk", __version__),
        ("Python", platform.python_version()),
        ("Qt", _installed("PySide6-Essentials", "install it with make run")),
        ("libVLC", _libvlc()),
        ("tzdata", tzdata_version()),
    )


def _installed(distribution: str, cure: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return f"missing; {cure}"


def _libvlc() -> str:
    from kiosk.errors import MediaError

    try:
        from kiosk.player.video.vlc import Library

        library = Library()
    except (ImportError, MediaError):
        return "missing; install it with make run"
    try:
        return str(library.vlc.libvlc_get_version().decode("ascii", "replace"))
    finally:
        library.close()
