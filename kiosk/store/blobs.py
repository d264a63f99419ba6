"""The files of published sites: each content once, under its SHA-256.

The office has signed what each file's bytes are, so a file that broke off is gone on with even
where a server says nothing of its version, and what comes out is the file that was signed or none.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from kiosk.model.publication import PublishedFile
from kiosk.store.media import MediaFolder, StoredMedia, part_names
from kiosk.store.partial import PartialMedia

_READ_ONLY = 0o444
"""A hand that edits a file of a site would edit it in every site: nobody may."""


class Blobs:
    """The folder; one process writes there."""

    def __init__(self, root: Path) -> None:
        self.folder = MediaFolder(root)

    def path(self, sha256: str) -> Path:
        """Where that content lies, whether it is there or not."""
        return self.folder.path(StoredMedia(sha256, "", 0))

    def find(self, file: PublishedFile) -> Path | None:
        """Where that content lies; None when it is not here in its whole length."""
        stored = StoredMedia(file.sha256, "", file.size)
        return self.folder.path(stored) if self.folder.complete(stored) else None

    def write(self, file: PublishedFile) -> PartialMedia:
        """Begins a file, or goes on where it broke off.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        return PartialMedia(self.folder, file.sha256, mode=_READ_ONLY)

    def came(self, file: PublishedFile) -> int:
        """How many bytes of an unfinished file are here."""
        try:
            return (self.folder.root / part_names(file.sha256)[0]).stat().st_size
        except OSError:
            return 0

    def keep_coming(self, files: Collection[PublishedFile]) -> None:
        """Removes the unfinished files of every other content."""
        self.folder.keep_coming([file.sha256 for file in files])

    def keep_only(self, wanted: Collection[str]) -> None:
        """Removes every other content, and what was never finished."""
        self.let_go(wanted)
        self.keep_coming(())

    def let_go(self, wanted: Collection[str]) -> None:
        """Removes every other content; unfinished files stay."""
        self.folder.sweep([StoredMedia(sha256, "", 0) for sha256 in wanted])
