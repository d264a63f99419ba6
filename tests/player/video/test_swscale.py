"""Planes to colours."""

from __future__ import annotations

import pytest

from kiosk.player.video.colour import matrix_of
from kiosk.player.video.frames import Frame, Geometry, Layout
from kiosk.player.video.swscale import Converter

COLOURS = [(16, 128, 128), (235, 128, 128), (81, 90, 240), (145, 54, 34), (120, 160, 90)]


@pytest.mark.parametrize("yuv", COLOURS)
@pytest.mark.parametrize("size", [(320, 180), (1280, 720), (1280, 721)])
@pytest.mark.parametrize("layout", [Layout.I420, Layout.J420])
def test_the_processors_colours_are_the_shaders(
    yuv: tuple[int, int, int], size: tuple[int, int], layout: Layout
) -> None:
    frame = Frame(Geometry.of(layout, *size))
    for value, plane in zip(yuv, frame.geometry.planes, strict=True):
        span = plane.pitch * plane.height
        frame.memory[plane.offset : plane.offset + span] = bytes([value]) * span
    converter = Converter(frame.geometry, 100, 60)
    converter.convert(frame)
    at = 30 * converter.pitch + 50 * 4
    blue, green, red, alpha = converter.memory[at : at + 4]
    converter.close()
    matrix = matrix_of(frame.geometry)
    column = [*(value / 255 for value in yuv), 1.0]
    shader = [
        round(255 * min(1.0, max(0.0, sum(matrix[4 * k + row] * column[k] for k in range(4)))))
        for row in range(3)
    ]
    assert alpha == 255
    assert (red, green, blue) == pytest.approx(shader, abs=3)


def test_black_and_white_are_black_and_white() -> None:
    for layout, black, white in ((Layout.I420, 16, 235), (Layout.J420, 0, 255)):
        matrix = matrix_of(Geometry.of(layout, 1920, 1080))
        for luma, colour in ((black, 0.0), (white, 1.0)):
            column = [luma / 255, 128 / 255, 128 / 255, 1.0]
            for row in range(3):
                found = sum(matrix[4 * k + row] * column[k] for k in range(4))
                assert found == pytest.approx(colour, abs=0.001)
