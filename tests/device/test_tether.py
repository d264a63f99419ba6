"""A child that must not outlive its parent."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys

from kiosk.device.tether import tethered

PARENT = """
import subprocess, sys
from kiosk.device.tether import tethered
child = subprocess.Popen(tethered([sys.executable, "-c", sys.argv[1]]))
child.wait()
"""
CHILD = "import os, sys, time; os.write(1, b'up\\n'); time.sleep(60)"


def test_it_runs_the_program_and_hands_on_its_exit_code() -> None:
    done = subprocess.run(tethered([sys.executable, "-c", "raise SystemExit(7)"]), check=False)
    assert done.returncode == 7


def test_it_dies_with_a_killed_parent() -> None:
    read, write = os.pipe()
    parent = subprocess.Popen([sys.executable, "-c", PARENT, CHILD], stdout=write)
    os.close(write)
    try:
        assert os.read(read, 10) == b"up\n"
        parent.send_signal(signal.SIGKILL)
        parent.wait(10)
        # The pipe ends when nobody holds its other side: when the child is gone too.
        ready, _, _ = select.select([read], [], [], 10)
        assert ready
        assert os.read(read, 10) == b""
    finally:
        os.close(read)


def test_it_does_not_start_for_a_parent_that_is_gone() -> None:
    command = [sys.executable, "-m", "kiosk.device.tether", "1", sys.executable, "-c", "print(1)"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.stdout == b""
