"""A disk that can be full: a file system in memory, or where that needs rights, `ulimit -f`."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

_REMOUNT = 32
_DETACH = 2
_WHOLE = "size=1g,nr_inodes=1m"
"""It costs memory only for what lies there; sync wants 256 MB to stay free."""


class Disk(Protocol):
    """It has room until it is filled."""

    root: Path
    kind: str
    """For the table."""

    def fill(self, room: int, names: int | None = None) -> None:
        """From now on, or for the process that says so, no more than that can be written.

        Args:
            room: bytes.
            names: so many new files; None: as many as there is room for.
        """

    def mend(self) -> None:
        """There is room again."""


class _Memory:
    kind = "a full file system"

    def __init__(self, root: Path) -> None:
        self.root = root
        self._mount(0, _WHOLE)

    def fill(self, room: int, names: int | None = None) -> None:
        for _ in range(20):  # other threads write meanwhile, and less than there is cannot be had
            used = os.statvfs(self.root)
            size = (used.f_blocks - used.f_bfree) * used.f_frsize + room // 4096 * 4096
            files = used.f_files - used.f_ffree + (names if names is not None else 1 << 16)
            with contextlib.suppress(OSError):
                return self._mount(_REMOUNT, f"size={max(size, 4096)},nr_inodes={files}")
        raise OSError("the small disk cannot be filled")

    def mend(self) -> None:
        self._mount(_REMOUNT, _WHOLE)

    def end(self) -> None:
        _libc().umount2(os.fsencode(self.root), _DETACH)

    def _mount(self, flags: int, options: str) -> None:
        root = os.fsencode(self.root)
        if _libc().mount(b"tmpfs", root, b"tmpfs", flags, options.encode()):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(self.root))


class _Limit:
    """Only for the process that fills it, which ends soon."""

    kind = "ulimit -f"

    def __init__(self, root: Path) -> None:
        self.root = root

    def fill(self, room: int, names: int | None = None) -> None:
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))

    def mend(self) -> None:
        pass


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


@contextlib.contextmanager
def small_disk(root: Path) -> Iterator[Disk]:
    """One that lies in that folder, which is made."""
    root.mkdir(parents=True)
    try:
        memory = _Memory(root)
    except OSError:  # only root may mount one
        yield _Limit(root)
        return
    try:
        yield memory
    finally:
        memory.end()
