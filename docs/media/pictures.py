"""Makes the pictures of the guides in docs/pictures from the demo site, as the wall shows it.

    .venv/bin/python docs/media/pictures.py

The moment is fixed, so that the pictures change only when the screen does.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP))
TARGET = TOP / "docs/pictures"
MOMENT = datetime(2026, 12, 7, 9, 5, tzinfo=UTC)
WIDTH_PX = 960
CHOSEN = {
    "hall-outage": "hall-1-outages-eau-2026-041*",
    "hall-announcement": "hall-2-announcements-sang-2026-002*",
    "hall-capsule": "hall-3-capsules-accueil*",
    "hall-directory": "hall-4-directory*",
    "hall-image": "hall-5-image*",
    "hall-message": "hall-8-message*",
    "hall-takeover": "hall-takeover*",
    "civil-outage": "civil-3-outages-eau-2026-041*",
    "civil-directory": "civil-7-directory*",
}
"""Which picture of the rendering stands for what; the first that matches."""


class FixedClock:
    """It is always that moment."""

    def now(self) -> datetime:
        return MOMENT

    def monotonic(self) -> float:
        return 0.0


def main() -> None:
    from kiosk.player.pyside import keep_none_alive

    keep_none_alive()
    from kiosk.player.render import render
    from kiosk.site.read import read_site
    from kiosk.store.content import ContentStore
    from kiosk.store.folder import DataFolder
    from kiosk.sync.round import sync_once

    site = read_site(TOP).site
    if site is None:
        raise SystemExit("the demo site has faults; `kiosk check` lists them")
    with tempfile.TemporaryDirectory() as scratch:
        data = DataFolder(Path(scratch) / "data")
        sync_once(site, data, FixedClock())
        notices = ContentStore(data).notices()
        drawn: list[Path] = []
        for screen in site.screens:
            report = render(site, notices, screen.id, Path(scratch) / screen.id, MOMENT)
            for problem in report.problems:
                print(problem, file=sys.stderr)  # noqa: T201
            drawn += report.pictures
        TARGET.mkdir(exist_ok=True)
        for name, pattern in CHOSEN.items():
            picture = next((path for path in drawn if path.match(pattern)), None)
            if picture is None:
                raise SystemExit(f"nothing drawn is called {pattern}; mend CHOSEN")
            small(picture, TARGET / f"{name}.png")
        sheet(
            [path for path in drawn if path.name.startswith("hall")], TARGET / "contact-sheet.png"
        )


def small(picture: Path, target: Path) -> None:
    """A copy for a web page, in few colours, so that the repository stays small."""
    from PIL import Image

    with Image.open(picture) as image:
        width = WIDTH_PX if image.width > image.height else WIDTH_PX // 2
        scaled = image.convert("RGB").resize(
            (width, round(width * image.height / image.width)), Image.Resampling.LANCZOS
        )
        scaled.quantize(192, dither=Image.Dither.NONE).save(target, optimize=True)


def sheet(pictures: Iterable[Path], target: Path) -> None:
    """Twelve pictures on one, as the contact sheet shows them."""
    from PIL import Image

    chosen = list(pictures)
    step = max(1, len(chosen) // 12)
    tile, gap, columns = (304, 171), 12, 4
    rows = 3
    size = (columns * (tile[0] + gap) + gap, rows * (tile[1] + gap) + gap)
    page = Image.new("RGB", size, "#d5dde1")
    for index, path in enumerate(chosen[::step][: rows * columns]):
        with Image.open(path) as image:
            small_image = image.convert("RGB").resize(tile, Image.Resampling.LANCZOS)
        column, row = index % columns, index // columns
        page.paste(small_image, (gap + column * (tile[0] + gap), gap + row * (tile[1] + gap)))
    page.quantize(192, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main()
