"""Start a program that the kernel ends when we end, even by `kill -9`.

`python -m kiosk.device.tether PARENT PROGRAM ARGUMENT…` asks the kernel for a SIGTERM on the
death of its parent and then becomes the program. A program of its own, because asking must
happen in the child, and running Python between fork and exec in a process with threads can
lock up.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Sequence

_PR_SET_PDEATHSIG = 1


def tethered(arguments: Sequence[str]) -> list[str]:
    """The command line that runs `arguments` so that it does not outlive this process.

    The thread that starts it must live as long as it should: the kernel counts the death of
    the starting thread as the death of the parent.
    """
    return [sys.executable, "-m", "kiosk.device.tether", str(os.getpid()), *arguments]


def main(arguments: Sequence[str]) -> None:
    """Tie this process to its parent and become the program.

    Raises:
        OSError: the program cannot be started.
    """
    parent, *program = arguments
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != int(parent):
        return  # it died before we could ask: nobody is left to run for
    os.execvp(program[0], program)  # noqa: S606 - becoming it is the point


if __name__ == "__main__":
    main(sys.argv[1:])
