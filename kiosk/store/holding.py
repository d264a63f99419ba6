"""What only one process may have at a time, and which one has it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.errors import FolderBusy
from kiosk.store.folder import DataFolder


@contextmanager
def alone_in(folder: Path, *, patient: bool = False) -> Iterator[None]:
    """Keeps other processes that ask the same out of that folder, which must be there.

    The folder itself is locked: no file stays behind, and the system takes the hold back however
    the process ends.

    Args:
        patient: waits until the other one has ended.

    Raises:
        BlockingIOError: another process is in it.
        OSError: it cannot be opened.
    """
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if patient else fcntl.LOCK_NB))
        yield
    finally:
        os.close(lock)


@contextmanager
def only_player(data: DataFolder, screen: str) -> Iterator[None]:
    """This process shows that screen from that folder, and no other does meanwhile.

    The system takes the hold back however the process ends.

    Raises:
        FolderBusy: another process shows it; the message names it.
    """
    path = data.make().player_lock(screen)
    try:
        file = path.open("a+", encoding="ascii", errors="replace")
    except OSError:
        # A folder that cannot be written has no second player to fear; the show goes on.
        yield
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as cause:
            file.seek(0)
            holder = file.read(20).strip()
            who = f"process {holder}" if holder.isdigit() else "another process"
            raise FolderBusy(
                f"{who} shows the screen {screen} already, with the data in {data.root}."
                f" Stop it{f': kill {holder}' if holder.isdigit() else ''}; or show another"
                " screen with --screen; or name another folder with --data."
            ) from cause
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
