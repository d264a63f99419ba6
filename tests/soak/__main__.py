"""`make soak`: ten thousand faults over sync. `--seed` repeats a run, `--faults` says how many."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.nginx import installed, nginx
from kiosk.store.folder import DataFolder
from tests.soak.storm import measured


def main() -> int:
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--faults", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if not installed():
        sys.stderr.write("nginx is not installed: apt-get install nginx-light\n")
        return 1
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "site").mkdir()
        with nginx(root / "nginx") as server:
            line = measured(
                server, root / "site", DataFolder(root / "data"), given.seed, given.faults
            )
    sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
