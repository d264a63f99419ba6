"""Pictures of a small site: their names, their size, and what is told when something is wrong."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from kiosk.model.notice import Media, Role
from kiosk.model.site import Site
from kiosk.player.render import render
from tests import make

NOW = make.utc("2026-11-24 09:00")


def small_site(*items: dict[str, Any], **more: Any) -> Site:
    return make.site(playlists=(make.playlist(*items),), **more)


HELLO = {"kind": "message", "title": {"ar": "مرحبا", "fr": "Bonjour"}}


@pytest.fixture(autouse=True)
def _qt(qapp: Any) -> None:
    """The pictures are drawn in the tests' own application."""


def test_files_are_named_after_what_they_show(tmp_path: Path) -> None:
    outage = make.notice("Eau / 41 — été", kind="outage", service="water")
    site = small_site({"kind": "outages"}, HELLO)
    report = render(site, (outage,), "hall", tmp_path / "new", NOW)
    stems = {path.name.split(".")[0].split("-p")[0] for path in report.pictures}
    assert stems >= {"hall-1-outages-eau-41-ete", "hall-2-message", "hall-nothing", "hall-closed"}
    assert report.index == tmp_path / "new/index.html"
    assert report.problems == ()


def test_the_same_content_gives_the_same_names_again(tmp_path: Path) -> None:
    site = small_site(HELLO)
    first = render(site, (), "hall", tmp_path, NOW)
    second = render(site, (), "hall", tmp_path, NOW)
    assert first.pictures == second.pictures
    assert {path.name for path in tmp_path.iterdir()} == {
        "index.html",
        *(path.name for path in first.pictures),
    }


def test_a_playlist_is_drawn_lying_and_standing(tmp_path: Path) -> None:
    site = small_site(HELLO, screens=(make.screen("lobby"),))
    report = render(site, (), "hall", tmp_path, NOW)
    sizes = {}
    for path in report.pictures:
        image = QImage(str(path))
        sizes.setdefault((image.width(), image.height()), []).append(path.name)
    assert set(sizes) == {(1920, 1080), (1080, 1920)}
    assert all(name.startswith("lobby-portrait-") for name in sizes[1080, 1920])


def test_a_video_that_cannot_be_opened_is_told_and_the_rest_is_drawn(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_text("this is no film")
    media = Media(url="broken.mp4", role=Role.VIDEO, path=str(broken))
    film = {"kind": "video", "file": "broken.mp4", "title": "Tri", "media": media}
    report = render(small_site(film, HELLO), (), "hall", tmp_path / "out", NOW)
    assert [problem.split(": ")[0] for problem in report.problems] == ["hall-1-video.png"]
    assert any("hall-2-message" in path.name for path in report.pictures)
    assert "hall-1-video.png" in report.index.read_text("utf-8")


def test_a_picture_that_cannot_be_opened_is_told_and_the_rest_is_drawn(tmp_path: Path) -> None:
    poster = tmp_path / "poster.png"
    poster.write_bytes(b"no picture")
    site = small_site({"kind": "image", "file": "poster.png"}, HELLO)
    (playlist,) = site.playlists
    items = (playlist.items[0].model_copy(update={"path": str(poster)}), *playlist.items[1:])
    site = site.model_copy(update={"playlists": (playlist.model_copy(update={"items": items}),)})
    report = render(site, (), "hall", tmp_path / "pictures", NOW)
    (problem,) = report.problems
    assert problem.startswith("hall-1-image.png: the picture")
    assert str(poster) in problem
    assert "hall-2-message.png" in {path.name for path in report.pictures}


def test_captions_inside_a_feeds_film_have_their_room(tmp_path: Path) -> None:
    def top_of(film: str) -> int:
        """Where the film begins in the picture, which is as large with captions and without."""
        path = Path(__file__).parents[1] / "media" / film
        media = Media(url="https://x.example/film", role=Role.SIGN_VIDEO, path=str(path))
        capsule = make.notice("lsm", kind="capsule", media=(media,))
        report = render(small_site({"kind": "capsules"}), (capsule,), "hall", tmp_path / film, NOW)
        (drawn,) = (path for path in report.pictures if path.name == "hall-1-capsules-lsm.png")
        picture = QImage(str(drawn))
        return next(
            y
            for y in range(picture.height())
            if any(picture.pixelColor(x, y).lightness() > 150 for x in range(0, 1000, 20))
        )

    assert top_of("spoken.mp4") < top_of("count.mp4")


def test_an_unknown_target_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="halle"):
        render(small_site(HELLO), (), "halle", tmp_path, NOW)


def test_it_works_in_a_process_that_has_no_display_and_no_qt_yet(tmp_path: Path) -> None:
    program = f"""
from pathlib import Path
from kiosk.player.render import render
from tests import make
site = make.site(playlists=(make.playlist({HELLO!r}),))
report = render(site, (), "hall", Path({str(tmp_path)!r}), make.utc("2026-11-24 09:00"))
print(len(report.pictures), report.problems)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin"},
        cwd=Path(__file__).parents[2],
    )
    assert ended.returncode == 0, ended.stderr
    number, problems = ended.stdout.split(maxsplit=1)
    assert int(number) >= 4
    assert problems.strip() == "()"


def test_the_contact_sheet_as_a_pdf_begins_each_screen_on_a_page_of_its_own(tmp_path: Path) -> None:
    site = small_site(HELLO, name={"ar": "جماعة", "fr": "Commune"})
    report = render(site, (), "hall", tmp_path, NOW, pdf_language="fr")
    assert report.pdf == tmp_path / "hall.pdf"
    written = report.pdf.read_bytes()
    assert written.startswith(b"%PDF-")
    pages = len(re.findall(rb"/Type /Page\b", written))
    lying = sum(QImage(str(path)).width() == 1920 for path in report.pictures)
    standing = len(report.pictures) - lying
    assert pages == math.ceil(lying / 4) + math.ceil(standing / 3)
    for font in (b"NotoSans-Regular", b"NotoSansArabic"):  # no letter of another's font
        assert font in written
