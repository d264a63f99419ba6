"""Contrast, by WCAG 2.2."""

from __future__ import annotations

LEAST_CONTRAST = 7.0
"""WCAG 2.2, 1.4.6 (AAA): text is read from metres away, through reflections."""


def contrast_with_white(colour: str) -> float:
    """Contrast of white text on that colour (`#rrggbb`), 1.0 … 21.0."""
    return 1.05 / (_luminance(_channels(colour)) + 0.05)


def darker(colour: str) -> str:
    """The nearest darker tone of that colour on which white text has enough contrast."""
    channels = _channels(colour)
    for step in range(256):
        shade = "#" + "".join(f"{round(channel * (255 - step) / 255):02x}" for channel in channels)
        if contrast_with_white(shade) >= LEAST_CONTRAST:
            return shade
    return "#000000"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(channels: tuple[int, int, int]) -> float:
    red, green, blue = (_linear(channel / 255) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
