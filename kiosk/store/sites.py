"""The sites that an office published for this wall: built aside, switched to at once, kept.

    sites/current -> 3-17-5d41402a     what the player shows
    sites/2-16-7d793037/               the one before, for `kiosk rollback`
    sites/3-17-5d41402a/               hard links to blobs, and `.kiosk.json`

Whatever moment the power fails at, `current` is the old site or the new one, whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import StoreError
from kiosk.model.publication import Publication, PublishedFile
from kiosk.store.aside import sync_folder, write_aside
from kiosk.store.blobs import Blobs
from kiosk.store.folder import DataFolder
from kiosk.store.holding import alone_in

KEPT = 3
"""So many sites are kept beside the one that shows."""
_FACTS = ".kiosk.json"
_CURRENT = "current"
_HELD = "held.json"
_GONE = ".gone-"


@dataclass(frozen=True, slots=True)
class KeptSite:
    """One site that is here, whole."""

    folder: Path
    sequence: int
    """The how many-th site of this wall it is."""
    number: int
    """Of the publication that it came with first."""
    sha256: str
    """Of its list of files."""
    contents: frozenset[str]
    """The SHA-256 of each of its files."""


class Sites:
    """The sites of one data folder."""

    def __init__(self, data: DataFolder) -> None:
        self.root = data.sites
        self.blobs = Blobs(data.blobs)

    @property
    def pointer(self) -> Path:
        """What the player is given as its site's folder."""
        return self.root / _CURRENT

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps `kiosk rollback` and `kiosk sync` from switching at the same time.

        Raises:
            StoreError: the folder cannot be written.
        """
        with ExitStack() as stack:
            try:
                self.root.mkdir(parents=True, exist_ok=True)
                stack.enter_context(alone_in(self.root, patient=True))
            except OSError as cause:
                raise StoreError(f"{self.root}: it cannot be written ({cause.strerror})") from cause
            yield

    def kept(self) -> tuple[KeptSite, ...]:
        """The sites that are here, the newest first."""
        found = []
        try:
            folders = [Path(entry.path) for entry in os.scandir(self.root)]
        except OSError:
            return ()
        for folder in folders:
            if not folder.name.startswith(".") and not folder.is_symlink():
                site = _facts(folder)
                if site is not None:
                    found.append(site)
        return tuple(sorted(found, key=lambda site: -site.sequence))

    def current(self) -> KeptSite | None:
        """The one that shows."""
        try:
            return _facts(self.root / self.pointer.readlink())
        except OSError:
            return None

    def missing(self, publication: Publication) -> list[PublishedFile]:
        """The files that are not here yet, each content once."""
        wanted = {file.sha256: file for file in publication.files if file.size}
        return [file for file in wanted.values() if self.blobs.find(file) is None]

    def build(self, publication: Publication, number: int) -> KeptSite:
        """Makes the site out of its files, which must all be here. It does not show yet.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        sha256 = hashlib.sha256(publication.to_bytes()).hexdigest()
        kept = self.kept()
        for site in kept:
            if site.sha256 == sha256 and site.number == number:
                return site
        sequence = max((site.sequence for site in kept), default=0) + 1
        self._sweep()
        aside = self.root / f".building-{os.getpid()}"
        aside.mkdir(parents=True)
        try:
            folder = self._fill(aside, publication, sequence, number, sha256)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)  # a full disk must not stay full of it
            raise
        contents = frozenset(file.sha256 for file in publication.files)
        return KeptSite(folder, sequence, number, sha256, contents)

    def _fill(
        self, aside: Path, publication: Publication, sequence: int, number: int, sha256: str
    ) -> Path:
        """Puts a site's files into that folder, and the folder in place."""
        folders = {aside}
        for file in publication.files:
            path = aside / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.update(parent for parent in path.parents if parent.is_relative_to(aside))
            self._place(file, path)
        contents = sorted({file.sha256 for file in publication.files})
        facts = {"sequence": sequence, "number": number, "sha256": sha256, "contents": contents}
        write_aside(aside / _FACTS, json.dumps(facts).encode())
        for folder in sorted(folders, reverse=True):
            sync_folder(folder)
        folder = self.root / f"{sequence}-{number}-{sha256[:8]}"
        aside.rename(folder)
        sync_folder(self.root)
        return folder

    def discard(self, site: KeptSite) -> None:
        """Removes a site that does not show.

        Renamed first: ended in the midst of it, nobody takes the rest for a site.
        """
        gone = self.root / f"{_GONE}{site.folder.name}"
        with suppress(OSError):
            site.folder.rename(gone)
            sync_folder(self.root)
            shutil.rmtree(gone)

    def switch(self, site: KeptSite) -> None:
        """From now on that one shows. The player notices by itself.

        Raises:
            OSError: the folder cannot be written.
        """
        aside = self.root / f".current-{os.getpid()}"
        aside.unlink(missing_ok=True)
        aside.symlink_to(site.folder.name)
        aside.replace(self.pointer)
        sync_folder(self.root)

    def held(self) -> str | None:
        """The list of files that was rolled back from: it is not switched to again."""
        try:
            return str(json.loads((self.root / _HELD).read_bytes())["sha256"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def hold(self, sha256: str) -> None:
        """That list of files is not switched to, until `release`."""
        write_aside(self.root / _HELD, json.dumps({"sha256": sha256}).encode())

    def release(self) -> None:
        (self.root / _HELD).unlink(missing_ok=True)

    def prune(self) -> None:
        """Removes sites longer ago than the last ones, and what only they needed."""
        current = self.current()
        others = [site for site in self.kept() if site != current]
        for site in others[KEPT:]:
            self.discard(site)
        self._sweep()
        wanted = {content for site in self.kept() for content in site.contents}
        self.blobs.keep_only(wanted)

    def spare(self, publication: Publication) -> int:
        """How many bytes `make_room` can free at most."""
        current = self.current()
        others = {one for site in self.kept() if site != current for one in site.contents}
        wanted = {file.sha256 for file in publication.files}
        return self._bytes(others - wanted.union(current.contents if current else ()))

    def make_room(self, lacking: int, publication: Publication) -> bool:
        """Lets kept sites go, the oldest first, until so many bytes more are free: what comes is
        worth more than what was. Never the one that shows; none where that would not do.

        Args:
            publication: what comes; of its files those that are here stay.
        """
        current = self.current()
        others = [site for site in reversed(self.kept()) if site != current]
        wanted = {file.sha256 for file in publication.files}
        for count in range(1, len(others) + 1):
            going, staying = others[:count], others[count:]
            contents = wanted.union(*(site.contents for site in (current, *staying) if site))
            if self._bytes({one for site in going for one in site.contents} - contents) < lacking:
                continue
            for site in going:
                self.discard(site)
            self.blobs.let_go(contents)
            return True
        return False

    def _bytes(self, contents: Iterable[str]) -> int:
        paths = map(self.blobs.path, contents)
        return sum(path.stat().st_size for path in paths if path.is_file())

    def _sweep(self) -> None:
        """Removes what a process left that was ended in the midst of building or removing."""
        for path in self.root.glob(".*"):
            if path.name.startswith((".building-", _GONE)):
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.startswith(".current-") or path.name.endswith(".part"):
                path.unlink(missing_ok=True)

    def _place(self, file: PublishedFile, path: Path) -> None:
        if not file.size:
            path.touch()
            return
        blob = self.blobs.find(file)
        if blob is None:
            raise FileNotFoundError(f"{file.path}: its content is not here")
        if file.saved is None:
            try:
                path.hardlink_to(blob)
                return
            except OSError:
                pass  # a file system without hard links, such as that of many memory sticks
        shutil.copyfile(blob, path)
        with path.open("rb+") as copy:
            os.fsync(copy.fileno())
        if file.saved is not None:
            at = file.saved.timestamp()
            os.utime(path, (at, at))


def _facts(folder: Path) -> KeptSite | None:
    """What that site is; None when it is none of ours, or not whole."""
    try:
        facts = json.loads((folder / _FACTS).read_bytes())
        return KeptSite(
            folder,
            int(facts["sequence"]),
            int(facts["number"]),
            str(facts["sha256"]),
            frozenset(map(str, facts["contents"])),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
