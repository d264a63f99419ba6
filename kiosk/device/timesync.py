"""What this machine says about its clock, read from files: no process is asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TimeFacts:
    """As they are now."""

    synchronised: bool
    """systemd-timesyncd has set the clock since the machine started."""
    kept: bool
    """systemd-timesyncd is at work."""
    hardware_s: float | None
    """What the hardware clock shows, in seconds since 1970; None: there is none."""


def time_facts(root: Path = Path("/")) -> TimeFacts:
    """Looks. Cheap: two or three small files of the kernel and of /run."""
    folder = root / "run/systemd/timesync"
    return TimeFacts(
        synchronised=(folder / "synchronized").exists(),
        kept=folder.is_dir(),
        hardware_s=_hardware(root / "sys/class/rtc/rtc0/since_epoch"),
    )


def _hardware(file: Path) -> float | None:
    try:
        return float(file.read_text())
    except (OSError, ValueError):
        return None
