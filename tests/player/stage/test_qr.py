"""What a phone sees from where people stand, read back by an independent decoder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageEnhance, ImageFilter
from PySide6.QtGui import QImage

from kiosk.model.notice import Media, Role
from kiosk.player.stage import qr
from kiosk.player.stage.metrics import CAMERA_PX_PER_RADIAN
from kiosk.schedule.showing import Cause, Phase
from tests.player.stage.conftest import Wall
from tests.player.stage.scene import (
    LANDSCAPE,
    NEWS,
    NOW,
    OUTAGE,
    PORTRAIT,
    SERVICES,
    composer,
    showing,
)

MakeWall = Callable[..., Wall]


def pillow(image: QImage) -> Image.Image:
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    data = bytes(plain.constBits())
    return Image.frombytes("RGB", (plain.width(), plain.height()), data, "raw", "RGB",
                           plain.bytesPerLine())  # fmt: skip


def seen_by_phone(picture: Image.Image, px_per_mm: float, distance_m: float) -> Image.Image:
    """The whole screen as a phone's camera sees it from there: smaller, soft, grey, slightly
    turned in the hand."""
    scale = CAMERA_PX_PER_RADIAN / (distance_m * 1000) / px_per_mm
    size = (round(picture.width * scale), round(picture.height * scale))
    small = picture.resize(size, Image.Resampling.BOX)
    held = small.rotate(4, expand=True, fillcolor="grey", resample=Image.Resampling.BICUBIC)
    soft = held.filter(ImageFilter.GaussianBlur(0.6))
    return ImageEnhance.Contrast(soft).enhance(0.6).convert("L")


def read(picture: Image.Image) -> set[str]:
    return {code.text for code in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize(
    ("distance", "inches"), [(2.0, 55.0), (3.0, 43.0), (4.0, 55.0), (4.0, 86.0)]
)
def test_a_phone_reads_the_code_from_the_viewing_distance(
    wall: MakeWall, size: tuple[int, int], distance: float, inches: float
) -> None:
    made = composer(size, viewing_distance_m=distance, diagonal_in=inches)
    screen = wall(made.screen, size)
    for page in made.compose(showing(OUTAGE, phase=Phase.UPCOMING), NOW):
        screen.show(page)
        seen = seen_by_phone(pillow(screen.picture()), made.frame.metrics.px_per_mm, distance)
        assert read(seen) == {"https://oued-azhar.example/r/water/hall"}


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize(("distance", "inches"), [(3.0, 55.0), (4.0, 55.0), (4.0, 86.0)])
@pytest.mark.parametrize("languages", [("fr",), ("ar", "fr")])
def test_a_phone_reads_the_code_beside_a_picture_too(
    wall: MakeWall, size: tuple[int, int], distance: float, inches: float,
    languages: tuple[str, ...], tmp_path: Path,
) -> None:  # fmt: skip
    file = tmp_path / "a.png"
    Image.new("RGB", (800, 600), "#447799").save(file)
    picture = Media(url="a.png", role=Role.IMAGE, path=str(file))
    link = "https://oued-azhar.example/demarches/etat-civil/pieces"
    shown = NEWS.model_copy(update={"media": (picture,), "link": link})
    made = composer(size, viewing_distance_m=distance, diagonal_in=inches, languages=languages)
    screen = wall(made.screen, size)
    pages = made.compose(showing(shown), NOW)
    assert any(page.pictures for page in pages)
    floor = made.frame.metrics.module_floor_px(distance)
    for page in pages:
        assert all(code.module_px >= floor for code in page.qrs)
        screen.show(page)
        assert read(seen_by_phone(pillow(screen.picture()), made.frame.metrics.px_per_mm,
                                  distance)) == {link}  # fmt: skip


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_a_phone_reads_every_code_of_the_directory_from_half_of_it(
    wall: MakeWall, size: tuple[int, int]
) -> None:
    made = composer(size)
    screen = wall(made.screen, size)
    found: set[str] = set()
    for page in made.compose(showing(cause=Cause.NOTHING), NOW):
        screen.show(page)
        found |= read(seen_by_phone(pillow(screen.picture()), made.frame.metrics.px_per_mm, 2.0))
    assert found >= {f"https://oued-azhar.example/r/{s.id}/hall" for s in SERVICES}


def test_the_code_is_drawn_module_by_module(wall: MakeWall) -> None:
    made = composer()
    screen = wall(made.screen, LANDSCAPE)
    page = made.compose(showing(OUTAGE, phase=Phase.UPCOMING), NOW)[0]
    screen.show(page)
    image, (code,) = screen.picture(), page.qrs
    for row, modules in enumerate(code.rows):
        for column, module in enumerate(modules):
            x = code.box.x + column * code.module_px
            y = code.box.y + row * code.module_px
            wanted = "#000000" if module == "1" else "#ffffff"
            for corner in (0, code.module_px - 1):
                assert image.pixelColor(x + corner, y + corner).name() == wanted


def test_it_is_dark_on_light_in_the_night_too(wall: MakeWall) -> None:
    """The quiet zone is white although the page is an alert's red."""
    made = composer()
    screen = wall(made.screen, LANDSCAPE)
    page = made.compose(showing(OUTAGE, cause=Cause.TAKEOVER, phase=Phase.ONGOING), NOW)[0]
    screen.show(page)
    image, (code,) = screen.picture(), page.qrs
    quiet = 4 * code.module_px - 1
    for x in (code.box.x - quiet, code.box.right + quiet - 1):
        for y in (code.box.y - quiet, code.box.bottom + quiet - 1):
            assert image.pixelColor(x, y).name() == "#ffffff"


def test_an_address_is_printed_as_people_type_it() -> None:
    assert "".join(qr.printed("https://www.oued.example/r/eau/?l=ar")) == "oued.example/r/eau"
