"""Everything that can go wrong, as one tree, and the exit codes of the commands.

    KioskError
    ├── SiteError            the site folder has faults (carries every one of them)
    ├── NoSuchScreen         a screen was asked for that the site does not have
    ├── FeedError            a feed's bytes are not a feed we can read
    │   └── FeedUnsafe       …and look like an attack (DOCTYPE, entity bomb, too many items)
    ├── FetchError           the network or the server failed
    │   ├── FetchTooLarge    an answer exceeded its limit
    │   ├── NoRoom           the disk, or what of it media may take, is full
    │   └── FetchRefused     the address may not be fetched (scheme, private host)
    ├── StoreError           content.db, plays.db or the media folder
    │   └── FolderBusy       …is in the hands of another process of ours
    ├── MediaError           a picture, video or caption file cannot be shown
    │   ├── PictureTooLarge  …a picture has too many pixels
    │   └── LibraryMissing   …nor can any other video: libVLC is not on this machine
    ├── PublishError         keys, signatures or the folder of a publication (in the office)
    ├── WallError            a wall cannot take what is published (says which way it failed)
    └── DisplayError         no window can be opened

"The world failed" is a KioskError: one warning in the log, and the show goes on.
Anything else is a bug: a traceback, and systemd starts the process again.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.model.fault import Fault


class Exit(IntEnum):
    """Exit codes of `kiosk`, the same for every command."""

    OK = 0
    FAILED = 1
    """The command ran and could not do what was asked (network, display, disk)."""
    USAGE = 2
    """The command line is wrong (click's own code)."""
    FAULTS = 3
    """The site folder has faults; they have been printed."""
    NOTHING = 4
    """There is nothing to show, list or explain (no such screen, no player running)."""
    INTERRUPTED = 130
    """Ctrl-C."""
    UNREAD = 141
    """Whoever read the answer has had enough (`kiosk plays | head`): what a shell says of every
    program that a closed pipe ends, so that nobody takes it for something that failed."""


class KioskError(Exception):
    """Base of everything that the world can do to us."""


class SiteError(KioskError):
    """The site folder has faults; none of it was taken."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


class NoSuchScreen(KioskError):
    """The site has no such screen."""

    def __init__(self, wanted: str, known: Sequence[str]) -> None:
        super().__init__(f"no screen is called {wanted}; there are {', '.join(known)}")
        self.wanted = wanted
        self.known = tuple(known)
        """The screens that it has."""


class FeedError(KioskError):
    """The bytes of a feed cannot be read as a feed."""

    def __init__(self, reason: str, *, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class FeedUnsafe(FeedError):
    """The bytes of a feed look like an attack and were not parsed."""


class FetchError(KioskError):
    """An address could not be fetched."""

    def __init__(
        self,
        url: str,
        reason: str,
        *,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.status = status
        self.retry_after_s = retry_after_s
        """In how many seconds the server wants to be asked again; None: it does not say."""


class FetchTooLarge(FetchError):
    """The answer is larger than we accept."""


class NoRoom(FetchError):
    """There is no room for the file."""

    def __init__(self, url: str, reason: str, *, needs_bytes: int) -> None:
        super().__init__(url, reason)
        self.needs_bytes = needs_bytes
        """For how much more there must be room."""


class FetchRefused(FetchError):
    """We do not fetch such an address."""


class StoreError(KioskError):
    """A database or the media folder failed."""


class FolderBusy(StoreError):
    """Another process of ours does this already with that data folder. The message names it."""


class MediaError(KioskError):
    """A picture, video or caption file cannot be shown."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class PictureTooLarge(MediaError):
    """A picture has more pixels than the player decodes."""

    def __init__(self, path: str, width: int, height: int, most: int) -> None:
        """`most`: pixels in all."""
        super().__init__(path, f"it has {width} x {height} pixels, and at most {most} are read")
        self.width = width
        self.height = height


class LibraryMissing(MediaError):
    """No video can be shown or looked into on this machine: what does it is not installed."""


class PublishError(KioskError):
    """A publication cannot be made, signed or read. The message says what to do."""


class WallError(KioskError):
    """A wall cannot take what its office publishes; what it shows stays."""

    def __init__(self, code: str, *, retry_after_s: float | None = None, **values: str) -> None:
        told = ", ".join(f"{name}={value}" for name, value in values.items())
        super().__init__(f"{code}: {told}" if told else code)
        self.code = code
        """Which way it failed; the sentences are in `kiosk.store.wall`."""
        self.values = values
        self.retry_after_s = retry_after_s
        """In how many seconds the server wants to be asked again; None: it does not say."""


class DisplayError(KioskError):
    """No window can be opened."""
