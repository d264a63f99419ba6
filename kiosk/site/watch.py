"""Says when somebody saved a file of the site. The only `import watchfiles`."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType

from watchfiles._rust_notify import RustNotify

from kiosk.site.files import PLAYLISTS, SCREENS
from kiosk.site.paths import CAPTION_TYPES, IMAGE_TYPES, VIDEO_TYPES

_log = logging.getLogger(__name__)

_QUIET_MS = 200
"""A save is over when nothing has changed for so long."""
_LONGEST_MS = 800
"""Told even while changes go on: a saved file is to be on the screen within 2 s."""
_POLL_S = 1.0

Known = dict[str, tuple[int, ...]]
"""By path, what tells a file or folder from an earlier state or another one of its name."""

_CONTENT = "content"
_MEDIA = frozenset({*IMAGE_TYPES, *VIDEO_TYPES, *CAPTION_TYPES})
_WRITTEN = frozenset({".yaml", ".yml", ".md", ".json", ".xml", ".rss", ".atom", ".ics", ".pb"})
_ON_THE_NETWORK = ("nfs", "cifs", "smb", "9p", "fuse.sshfs", "fuse.rclone", "vboxsf", "afs")


class SiteWatch:
    """Watches a site folder on a thread of its own, from `start` to `stop`.

    Watched are the folder itself, `playlists/` and everything below `content/`, and the folder
    around the site, so that a site which is replaced as a whole is noticed too.
    """

    def __init__(
        self, folder: Path, changed: Callable[[], None], *, polling: bool | None = None
    ) -> None:
        """
        Args:
            changed: called on the watching thread after files were saved, once for all that
                were saved together.
            polling: look once a second instead of being told by the kernel, which does not
                know of changes that other machines make. None: for folders on the network.
        """
        self._root = folder.absolute()
        self._changed = changed
        self._polling = on_the_network(self._root) if polling is None else polling
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins to watch; what is saved after it returns is noticed."""
        if self._thread is not None:
            return
        if self._polling:
            run = partial(self._poll, self._files())
        else:
            watched = self._folders()
            run = partial(self._listen, self._notifier(watched), watched)
        self._thread = threading.Thread(target=run, name="site-watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends watching; `changed` is not called once this has returned."""
        self._stop.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
        self._thread = None

    def __enter__(self) -> SiteWatch:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _listen(self, notifier: RustNotify, watched: Known) -> None:
        """Waits until the kernel tells of a change."""
        while not self._stop.is_set():
            found = notifier.watch(_LONGEST_MS, _QUIET_MS, 0, self._stop)
            if isinstance(found, str):
                break
            now = self._folders()
            moved = now != watched
            if moved:
                # a folder came, went, or is another one of the same name
                notifier.close()
                notifier, watched = self._notifier(now), now
            if moved or any(self._matters(path) for _, path in found):
                self._tell()
        notifier.close()

    def _poll(self, known: Known) -> None:
        """Compares the files once a second."""
        while not self._stop.wait(_POLL_S):
            now = self._files()
            if now == known:
                continue
            waited_s = 0.0
            while now != known and waited_s < _LONGEST_MS / 1000:
                known = now
                if self._stop.wait(_QUIET_MS / 1000):
                    return
                waited_s += _QUIET_MS / 1000
                now = self._files()
            known = now
            self._tell()

    def _tell(self) -> None:
        if self._stop.is_set():
            return
        try:
            self._changed()
        except Exception:
            _log.exception("site change not handled: folder=%s", self._root)

    def _notifier(self, folders: Known) -> RustNotify:
        while True:
            try:
                return RustNotify(list(folders), False, False, 0, False, True)
            except FileNotFoundError:
                folders.clear()  # one went away in between: look again
                folders.update(self._folders())

    def _files(self) -> Known:
        """Every file that matters, with what changes when it is saved."""
        files: Known = {}
        for folder in self._folders():
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if self._matters(entry.path):
                            facts = entry.stat()
                            files[entry.path] = (facts.st_ino, facts.st_mtime_ns, facts.st_size)
            except OSError:
                continue
        return files

    def _folders(self) -> Known:
        """Every folder to watch, with what tells it from another one of the same name."""
        folders: Known = {}

        def add(folder: str | Path) -> bool:
            try:
                facts = os.stat(folder)  # noqa: PTH116 - one call for both, follows links
            except OSError:
                return False
            folders[str(folder)] = (facts.st_dev, facts.st_ino)
            return True

        around = self._root.parent
        while not add(around) and around != around.parent:
            around = around.parent
        if self._root.is_dir():
            add(self._root)
            if (self._root / PLAYLISTS).is_dir():
                add(self._root / PLAYLISTS)
            for folder, inner, _ in os.walk(self._root / _CONTENT):
                inner[:] = [name for name in inner if not name.startswith(".")]
                add(folder)
        return folders

    def _matters(self, path: str) -> bool:
        try:
            parts = Path(path).relative_to(self._root).parts
        except ValueError:
            return False
        if not parts or any(part.startswith((".", "~", "#")) for part in parts):
            return False
        suffix = Path(parts[-1]).suffix.lower()
        if len(parts) == 1:
            return parts[0] == SCREENS or suffix in IMAGE_TYPES
        return parts[0] in (PLAYLISTS, _CONTENT) and (suffix in _WRITTEN or suffix in _MEDIA)


def on_the_network(folder: Path) -> bool:
    """Whether that folder is on another machine's disk, whose changes the kernel cannot tell."""
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "replace").splitlines()
        inside = str(folder.resolve())
    except OSError:
        return False
    longest, form = "", ""
    for line in mounts:
        before, _, after = line.partition(" - ")
        point = before.split(" ")[4].replace("\\040", " ")
        around = point.rstrip("/") + "/"
        if (inside + "/").startswith(around) and len(point) >= len(longest):
            longest, form = point, after.split(" ")[0]
    return form.startswith(_ON_THE_NETWORK)
