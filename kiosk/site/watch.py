"""Says when somebody saved a file of the site. The only `import watchfiles`."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
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
_COMPARE_EVERY_MS = 60_000

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
        self,
        folder: Path,
        changed: Callable[[], None],
        *,
        since: Known | None = None,
        polling: bool | None = None,
    ) -> None:
        """
        Args:
            since: the state of the files (`files_of`) before the site was read: what was saved
                between then and the start is noticed too. None: the state now.
            changed: called on the watching thread after files were saved, once for all that
                were saved together.
            polling: look once a second instead of being told by the kernel, which does not
                know of changes that other machines make. None: for folders on the network.
        """
        self._root = folder.absolute()
        self._changed = changed
        self._known = files_of(self._root) if since is None else since
        self._polling = on_the_network(self._root) if polling is None else polling
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins to watch."""
        if self._thread is not None:
            return
        if self._polling:
            run = self._poll
        else:
            watched = _folders(self._root)
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
        """Waits until the kernel tells of a change. It forgets some where there are many at
        once, so the files themselves are compared as well: first, and from time to time."""
        told = False
        while not self._stop.is_set():
            files = files_of(self._root)
            if told or files != self._known:
                self._known = files
                self._tell()
            found = notifier.watch(_LONGEST_MS, _QUIET_MS, _COMPARE_EVERY_MS, self._stop)
            if found == "stop":
                break
            folders = _folders(self._root)
            moved = folders != watched
            if moved:
                # a folder came, went, or is another one of the same name
                notifier.close()
                notifier, watched = self._notifier(folders), folders
            changes = () if isinstance(found, str) else found
            told = moved or any(_matters(self._root, path) for _, path in changes)
        notifier.close()

    def _poll(self) -> None:
        """Compares the files once a second."""
        while not self._stop.is_set():
            now = files_of(self._root)
            if now != self._known:
                waited_s = 0.0
                while now != self._known and waited_s < _LONGEST_MS / 1000:
                    self._known = now
                    if self._stop.wait(_QUIET_MS / 1000):
                        return
                    waited_s += _QUIET_MS / 1000
                    now = files_of(self._root)
                self._known = now
                self._tell()
            self._stop.wait(_POLL_S)

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
                folders.update(_folders(self._root))


def files_of(site: Path) -> Known:
    """The state of a site's files: another one after any of them was saved."""
    root = site.absolute()
    files: Known = {}
    for folder in _folders(root):
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if _matters(root, entry.path):
                    # one that went just now, or a link that leads nowhere, hides no other
                    with suppress(OSError):
                        facts = entry.stat()
                        files[entry.path] = (facts.st_ino, facts.st_mtime_ns, facts.st_size)
    return files


def _folders(root: Path) -> Known:
    """Every folder to watch, with what tells it from another one of the same name."""
    folders: Known = {}

    def add(folder: str | Path) -> bool:
        try:
            facts = os.stat(folder)  # noqa: PTH116 - one call for both, follows links
        except OSError:
            return False
        folders[str(folder)] = (facts.st_dev, facts.st_ino)
        return True

    around = root.parent
    while not add(around) and around != around.parent:
        around = around.parent
    if root.is_dir():
        add(root)
        if (root / PLAYLISTS).is_dir():
            add(root / PLAYLISTS)
        for folder, inner, _ in os.walk(root / _CONTENT):
            inner[:] = [name for name in inner if not name.startswith(".")]
            add(folder)
    return folders


def _matters(root: Path, path: str) -> bool:
    try:
        parts = Path(path).relative_to(root).parts
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
