"""The systemd units are sound, and as closed as they claim to be."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.errors import Exit

UNITS = Path(__file__).parents[2] / "systemd"
ANALYZE = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")
WORST = {"kiosk-player@.service": 2.0, "kiosk-sync.service": 2.0}
"""Exposure by `systemd-analyze security`, 0 (closed) … 10."""


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units with programs that this machine has."""
    for file in UNITS.glob("kiosk*"):
        text = file.read_text("utf-8")
        text = re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", text)
        (tmp_path / file.name).write_text(text, "utf-8")
    return tmp_path


@needs_systemd
@pytest.mark.parametrize(
    "unit",
    ["kiosk.target", "kiosk-display.service", "kiosk-player@hall.service", "kiosk-sync.service"],
)
def test_systemd_finds_no_fault(unit: str, units: Path) -> None:
    template = re.sub(r"@\w+\.", "@.", unit)
    if template != unit:
        (units / unit).write_text((units / template).read_text("utf-8"), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(units / unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "kiosk" in line]
    assert ours == []


@needs_systemd
@pytest.mark.parametrize(("unit", "worst"), WORST.items())
def test_exposure(unit: str, worst: float, units: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--json=short", str(units / unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    rows = json.loads(done.stdout)
    # systemd's own figure: the weighted share of what is open.
    exposure = sum(float(row["exposure"] or 0) for row in rows)
    assert exposure <= worst, [row["name"] for row in rows if float(row["exposure"] or 0) > 0]


def directives(name: str) -> list[tuple[str, str]]:
    lines = (UNITS / name).read_text("utf-8").splitlines()
    pairs = [line.split("=", 1) for line in lines if "=" in line and not line.startswith("#")]
    return [(key, value) for key, value in pairs]


def test_the_player_has_no_network_and_sync_no_device() -> None:
    player, sync = directives("kiosk-player@.service"), directives("kiosk-sync.service")
    assert ("PrivateNetwork", "yes") in player
    assert ("RestrictAddressFamilies", "AF_UNIX AF_NETLINK") in player
    assert ("PrivateDevices", "yes") in sync


@pytest.mark.parametrize(
    "unit", ["kiosk-player@.service", "kiosk-sync.service", "kiosk-display.service"]
)
def test_every_unit_starts_again_for_ever_and_waits_for_no_clock(unit: str) -> None:
    lines = directives(unit)
    assert ("Restart", "always") in lines
    assert ("StartLimitIntervalSec", "0") in lines
    assert not any(key == "After" and "time-sync" in value for key, value in lines)
    assert not any(key == "After" and "network" in value for key, value in lines)


@pytest.mark.parametrize("unit", ["kiosk-player@.service", "kiosk-sync.service"])
def test_an_end_by_sigint_is_no_failure(unit: str) -> None:
    assert ("SuccessExitStatus", str(int(Exit.INTERRUPTED))) in directives(unit)
