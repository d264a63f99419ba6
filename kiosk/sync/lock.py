"""One sync process to a data folder."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from kiosk.errors import FolderBusy
from kiosk.store.folder import DataFolder

_PATIENCE_S = 1.0
_STEP_S = 0.05


@contextmanager
def only_one(data: DataFolder) -> Iterator[None]:
    """Holds the folder's lock; the system takes it back however the process ends.

    Raises:
        FolderBusy: another process holds it.
    """
    with data.make().sync_lock.open("ab") as file:
        for _ in range(int(_PATIENCE_S / _STEP_S)):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                # `kiosk status` holds it for an instant when it looks.
                Event().wait(_STEP_S)
        else:
            raise FolderBusy(
                f"{data.root}: another kiosk sync is at work here. "
                "Wait for it, stop it, or name another folder with --data"
            )
        yield
