"""A piece of work in a process of its own, struck at a chosen step or killed at a chosen moment.

A fork and not a fresh interpreter: what is struck is the same code, at a tenth of the price.
A step is what Python tells its audit hooks and what changes what lies where: a file opened for
writing, renamed, linked or removed; a database or a connection opened. The so many-th step of the
same work is the same one every time, which no stop watch is. (A folder made is none: mostly it is
there already, and what comes after it is a step.)
"""

from __future__ import annotations

import contextlib
import itertools
import mmap
import os
import select
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

PATIENCE_S = 60.0
"""Work that takes longer hangs."""
_BUG = 70
_STEPS = frozenset(
    {
        "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate",
        "sqlite3.connect", "socket.connect",
    }
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True, slots=True)
class Blow:
    """What happens inside the work, at its so many-th step."""

    at: int
    """The first one is 0."""
    strike: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ended:
    """How the work ended."""

    code: int
    """Its exit code; the negative of a signal."""
    steps: int
    """How many it began."""
    seconds: float
    said: str
    """All that it printed."""

    @property
    def killed(self) -> bool:
        return self.code == -signal.SIGKILL

    @property
    def well(self) -> bool:
        return self.code == 0


def kill_myself() -> None:
    """A blow: nothing of this process runs any more."""
    os.kill(os.getpid(), signal.SIGKILL)


def in_a_fork(
    work: Callable[[], int],
    said: Path,
    *,
    blow: Blow | None = None,
    killed_after_s: float | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> Ended:
    """Runs it to its end, or to the blow.

    Args:
        work: returns an exit code, or raises SystemExit.
        said: a file for what it prints.
        killed_after_s: when it is killed from outside, where it still runs then.
        meanwhile: done once here while it runs.

    Raises:
        TimeoutError: it hangs; it was killed.
    """
    began = time.monotonic()
    with contextlib.closing(mmap.mmap(-1, 8)) as counter:
        child = os.fork()
        if child == 0:
            _be_the_child(work, said, counter, blow)
        try:
            with _watched(child) as ended:
                if meanwhile is not None:
                    meanwhile()
                left = None if killed_after_s is None else began + killed_after_s - time.monotonic()
                if left is not None and not ended(max(0.0, left)):
                    os.kill(child, signal.SIGKILL)
                hangs = not ended(PATIENCE_S)
        finally:
            # Not waited for yet, so the number is still this process's and nobody else's.
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
        (steps,) = struct.unpack("q", counter)
    told = said.read_text(errors="replace") if said.is_file() else ""
    if hangs:
        raise TimeoutError(f"it hangs; it said: {told}")
    return Ended(os.waitstatus_to_exitcode(status), steps, time.monotonic() - began, told)


@contextlib.contextmanager
def _watched(child: int) -> Iterator[Callable[[float], bool]]:
    """What waits so many seconds for that process, and says whether it has ended."""
    watch = os.pidfd_open(child)
    poll = select.poll()
    poll.register(watch, select.POLLIN)
    try:
        yield lambda seconds: bool(poll.poll(seconds * 1000))
    finally:
        os.close(watch)


def _be_the_child(
    work: Callable[[], int], said: Path, counter: mmap.mmap, blow: Blow | None
) -> NoReturn:
    code = _BUG
    try:
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.stdout = sys.stderr = open(2, "w", buffering=1, closefd=False)  # noqa: SIM115
        _count_steps(counter, blow)
        code = work()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        # What the parent has registered for its own end is none of the child's business.
        os._exit(int(code))


def _count_steps(counter: mmap.mmap, blow: Blow | None) -> None:
    numbers = itertools.count()

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            # What has a number only is open already.
            if isinstance(path, int) or not isinstance(flags, int) or not flags & _WRITING:
                return
        elif event not in _STEPS:
            return
        number = next(numbers)
        struct.pack_into("q", counter, 0, number + 1)
        if blow is not None and number == blow.at:
            blow.strike()

    sys.addaudithook(hook)
