"""From luma and chroma to red, green and blue."""

from __future__ import annotations

from functools import lru_cache

from kiosk.player.video.frames import Geometry, Layout

HD_LINES = 720
"""libVLC does not tell which of the two standards a video follows; by convention, pictures from
720 lines on follow BT.709, smaller ones BT.601."""


def is_hd(geometry: Geometry) -> bool:
    """Whether it is taken to follow BT.709."""
    return min(geometry.width, geometry.height) >= HD_LINES


@lru_cache(maxsize=8)
def matrix_of(geometry: Geometry) -> tuple[float, ...]:
    """The 4 × 4 matrix, column by column, that takes (y, u, v, 1), each in 0…1, to (r, g, b, _).

    Packed frames are colours already; theirs is never used.
    """
    red, blue = (0.2126, 0.0722) if is_hd(geometry) else (0.299, 0.114)
    green = 1 - red - blue
    if geometry.layout is Layout.J420:
        luma, chroma, black = 1.0, 1.0, 0.0
    else:
        luma, chroma, black = 255 / 219, 255 / 224, 16 / 255
    r_v = 2 * (1 - red) * chroma
    b_u = 2 * (1 - blue) * chroma
    g_u = -b_u * blue / green
    g_v = -r_v * red / green
    grey = 128 / 255
    zero = -luma * black
    columns = (
        (luma, luma, luma, 0.0),
        (0.0, g_u, b_u, 0.0),
        (r_v, g_v, 0.0, 0.0),
        (zero - r_v * grey, zero - (g_u + g_v) * grey, zero - b_u * grey, 1.0),
    )
    return tuple(value for column in columns for value in column)
