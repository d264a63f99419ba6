"""The last good site survives a restart."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kiosk.model.playlist import DirectoryItem
from kiosk.model.site import Site
from kiosk.site.lastgood import keep, kept
from kiosk.site.read import read_site
from tests.site.folders import NOW, FakeProbe, good_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    reading = read_site(good_site(tmp_path), FakeProbe(), now=NOW)
    assert reading.site is not None
    return reading.site


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "site.json"


def test_what_is_kept_comes_back_the_same(site: Site, file: Path) -> None:
    keep(site, file)
    assert kept(file) == site


def test_nothing_but_the_file_itself_is_left(site: Site, file: Path) -> None:
    keep(site, file)
    keep(site.model_copy(update={"reduced_motion": True}), file)
    assert [path.name for path in file.parent.iterdir()] == ["site.json"]
    again = kept(file)
    assert again is not None
    assert again.reduced_motion


def test_the_same_site_is_not_written_twice(site: Site, file: Path) -> None:
    keep(site, file)
    before = file.stat()
    keep(site, file)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_media_that_are_gone_are_left_out(site: Site, file: Path) -> None:
    keep(site, file)
    for name in ("images/logo.svg", "images/affiche.png", "videos/tri.ar.vtt", "images/plan.png"):
        (site.folder / "content" / name).unlink()
    (site.folder / "content/capsules/registre.mp4").unlink()
    again = kept(file)
    assert again is not None
    assert again.logo is None
    hall = again.playlist("hall")
    assert hall is not None
    assert [item.kind for item in hall.items] == [
        "outages", "announcements", "capsules", "message", "video", "directory",
    ]  # fmt: skip
    video = hall.items[4]
    assert video.kind == "video"
    assert video.media is not None
    assert [entry.language for entry in video.media.captions] == ["fr"]
    assert {entry.key: len(entry.media) for entry in again.notices} == {
        "coupure": 0, "fete": 1, "registre": 0,
    }  # fmt: skip


def test_a_playlist_whose_files_are_all_gone_shows_the_directory(
    tmp_path: Path, file: Path
) -> None:
    folder = good_site(tmp_path)
    (folder / "playlists/desk.yaml").write_text(
        "items: [{kind: image, file: content/images/affiche.png}]"
    )
    reading = read_site(folder, now=NOW)
    assert reading.site is not None
    keep(reading.site, file)
    (folder / "content/images/affiche.png").unlink()
    again = kept(file)
    assert again is not None
    assert again.playlists[0].items == (DirectoryItem(kind="directory"),)


def test_nothing_was_kept_yet(file: Path) -> None:
    assert kept(file) is None


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"form": 1, "site": {}}', '{"form": 1, "site": 3}', "\xff"]
)
def test_a_broken_file_is_logged_and_ignored(
    content: str, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    file.write_text(content, encoding="latin-1")
    with caplog.at_level(logging.WARNING):
        assert kept(file) is None
    assert "last good site" in caplog.text


def test_the_file_of_another_version_is_ignored(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"form": 0, "site": {}}')
    assert kept(file) is None
