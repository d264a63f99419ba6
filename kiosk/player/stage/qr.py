"""QR codes: the only place that imports qrcode."""

from __future__ import annotations

import math
from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from kiosk.player.stage.metrics import Metrics
from kiosk.player.stage.view import Box, Qr

QUIET_MODULES = 4
"""ISO/IEC 18004: four modules of nothing on every side."""


@lru_cache(maxsize=256)
def modules(address: str) -> tuple[str, ...]:
    """The symbol for an address, error correction M or better, without quiet zone.

    Rows of `1` (dark) and `0` (light), top to bottom; never mirrored.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.get_matrix())


def module_px(address: str, metrics: Metrics, room: int) -> int:
    """Whole pixels a module: the symbol measures a tenth of the viewing distance, up to a
    third more where its card of `room` px has the room, less where it has not.

    0: not even one pixel a module fits.
    """
    count = len(modules(address))
    wanted = math.ceil(metrics.qr_px * 4 / 3 / count)
    return min(wanted, room // (count + 2 * QUIET_MODULES))


def placed(address: str, card: Box, px: int) -> Qr:
    """The symbol in the middle of its card, at `px` pixels a module."""
    rows = modules(address)
    side = len(rows) * px
    box = Box(card.x + (card.width - side) // 2, card.y + (card.height - side) // 2, side, side)
    return Qr(address, rows, px, box, card)


def printed(address: str) -> tuple[str, ...]:
    """The address as people type it: without scheme, `www.`, query and closing slash; in
    parts between which a line may break."""
    text = address.split("://", 1)[-1].removeprefix("www.").split("?")[0].rstrip("/")
    parts = text.split("/")
    return tuple([part + "/" for part in parts[:-1]] + parts[-1:])
