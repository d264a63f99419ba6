"""Judges whether a clip is still well. Pure: the deck asks, and acts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a deck waits, in seconds: visitors have something else before 5 s are over."""

    open_s: float = 3.5
    """For the first frame."""
    stall_s: float = 3.0
    """For the next frame."""
    overtime_s: float = 4.0
    """For the end, after the length that the file states."""
    check_s: float = 0.5
    """Between two looks at a clip that plays."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """What is known of a clip. Moments are monotonic seconds."""

    opened: float
    started: float | None
    """None: it is not to play yet."""
    has_picture: bool
    moved: float
    """When it last showed a sign of life: a new frame, or libVLC's clock moved on."""
    duration_s: float | None
    """As the file states it, else as the schedule expects it. None: neither says."""


def complaint(vitals: Vitals, limits: Limits, now: float) -> str:
    """What is wrong with it; empty while it is well."""
    if not vitals.has_picture:
        late = now - vitals.opened >= limits.open_s
        return f"no picture came within {limits.open_s:g} s; check the file" if late else ""
    if vitals.started is None:
        return ""
    if now - max(vitals.moved, vitals.started) >= limits.stall_s:
        return f"it stands still: no new frame for {limits.stall_s:g} s; check the file"
    if vitals.duration_s is not None:
        played = now - vitals.started
        if played >= vitals.duration_s + limits.overtime_s:
            return f"it goes on after the {vitals.duration_s:.1f} s that it should last"
    return ""


def next_look_s(vitals: Vitals, limits: Limits, now: float) -> float | None:
    """Seconds until it should be looked at again; None: not before something happens."""
    if not vitals.has_picture:
        return max(0.0, vitals.opened + limits.open_s - now)
    if vitals.started is None:
        return None
    look = limits.check_s
    if vitals.duration_s is not None:
        look = min(look, vitals.started + vitals.duration_s + limits.overtime_s - now)
    return max(0.0, look)


def cut_short(played_s: float, duration_s: float | None) -> str:
    """What is wrong with a clip that ended after `played_s`; empty when nothing is.

    Sound may go on a little after the picture, so only a good part that is missing counts.
    """
    if duration_s is not None and played_s < 0.8 * duration_s - 2.0:
        return f"it ends after {played_s:.1f} s of {duration_s:.1f} s; the file is cut short"
    return ""
