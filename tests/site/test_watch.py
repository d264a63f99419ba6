"""A saved file is noticed, however the editor saves it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.site.watch import SiteWatch, files_of, on_the_network

_PATIENCE_S = 40.0


class Bell:
    """Rings on the watching thread; a test waits for it."""

    def __init__(self) -> None:
        self._rung = threading.Event()

    def ring(self) -> None:
        self._rung.set()

    def heard(self) -> bool:
        """Waits for the next ring."""
        rung = self._rung.wait(_PATIENCE_S)
        self._rung.clear()
        return rung


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "playlists").mkdir(parents=True)
    (folder / "content" / "notices").mkdir(parents=True)
    (folder / "screens.yaml").write_text("name: A\n")
    (folder / "playlists" / "hall.yaml").write_text("items: []\n")
    return folder


@pytest.fixture
def bell() -> Bell:
    return Bell()


@pytest.fixture(params=[False, True], ids=["told by the kernel", "polling"])
def watch(request: pytest.FixtureRequest, site: Path, bell: Bell) -> Iterator[SiteWatch]:
    with SiteWatch(site, bell.ring, polling=request.param) as watching:
        yield watching


@pytest.mark.usefixtures("watch")
class TestSaves:
    def test_a_file_written_in_place(self, site: Path, bell: Bell) -> None:
        (site / "screens.yaml").write_text("name: something longer\n")
        assert bell.heard()

    def test_a_file_renamed_over_the_old_one(self, site: Path, bell: Bell) -> None:
        aside = site / "playlists" / ".hall.yaml.swp"
        aside.write_text("items: [{kind: directory}]\n")
        aside.replace(site / "playlists" / "hall.yaml")
        assert bell.heard()

    def test_a_new_notice_and_its_removal(self, site: Path, bell: Bell) -> None:
        notice = site / "content" / "notices" / "eau.md"
        notice.write_text("# fr: Eau\n")
        assert bell.heard()
        notice.unlink()
        assert bell.heard()

    def test_a_file_in_a_folder_that_was_made_later(self, site: Path, bell: Bell) -> None:
        poster = site / "content" / "images" / "poster.png"
        poster.parent.mkdir()
        poster.write_bytes(b"\x89PNG")
        assert bell.heard()
        poster.write_bytes(b"\x89PNG and more")
        assert bell.heard()

    def test_the_whole_folder_replaced(self, site: Path, bell: Bell) -> None:
        other = site.with_name("other")
        shutil.copytree(site, other)
        (other / "screens.yaml").write_text("name: a wholly different site\n")
        site.rename(site.with_name("old"))
        other.rename(site)
        assert bell.heard()
        (site / "screens.yaml").write_text("name: and it is still watched after that\n")
        assert bell.heard()


def test_a_folder_that_comes_back(site: Path, bell: Bell) -> None:
    with SiteWatch(site, bell.ring):
        gone = site.rename(site.with_name("gone"))
        assert bell.heard()
        gone.rename(site)
        assert bell.heard()


def test_a_link_that_is_turned_to_another_folder(site: Path, bell: Bell) -> None:
    other = site.with_name("other")
    shutil.copytree(site, other)
    link = site.with_name("current")
    link.symlink_to(site)
    with SiteWatch(link, bell.ring):
        new = site.with_name("new")
        new.symlink_to(other)
        new.replace(link)
        assert bell.heard()
        (other / "screens.yaml").write_text("name: edited behind the link\n")
        assert bell.heard()


def test_what_an_editor_leaves_lying_about_is_no_change(site: Path, bell: Bell) -> None:
    heard: list[str] = []
    seen = threading.Event()

    def ring() -> None:
        heard.append("rung")
        seen.set()

    with SiteWatch(site, ring):
        for name in ("playlists/.hall.yaml.swp", "playlists/4913", "README.md", "content/x.tmp"):
            (site / name).write_text("x")
        (site / "screens.yaml").write_text("name: a real change\n")
        assert seen.wait(_PATIENCE_S)
    assert heard == ["rung"]


def test_a_handler_that_fails_does_not_end_the_watching(
    site: Path, bell: Bell, caplog: pytest.LogCaptureFixture
) -> None:
    failures = [RuntimeError("first time")]

    def ring() -> None:
        bell.ring()
        if failures:
            raise failures.pop()

    with SiteWatch(site, ring):
        (site / "screens.yaml").write_text("name: B is longer\n")
        assert bell.heard()
        (site / "screens.yaml").write_text("name: and C is longer still\n")
        assert bell.heard()
    assert "site change not handled" in caplog.text


def test_links_that_lead_nowhere_hide_no_other_file(site: Path) -> None:
    names = [f"{number}.jpg" for number in range(20)]
    for name in names:
        (site / "content" / name).write_bytes(b"")
        (site / "content" / f"x{name}").symlink_to("nowhere.jpg")
    assert {str(site / "content" / name) for name in names} <= files_of(site).keys()


@pytest.mark.parametrize("polling", [False, True])
def test_what_was_saved_between_the_reading_and_the_start(
    site: Path, bell: Bell, polling: bool
) -> None:
    before = files_of(site)
    (site / "screens.yaml").write_text("name: saved a moment too early\n")
    with SiteWatch(site, bell.ring, since=before, polling=polling):
        assert bell.heard()


def test_what_the_kernel_forgot_to_tell(
    site: Path, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Deaf:
        def __init__(self, *_: object) -> None: ...

        def watch(self, _longest: int, _quiet: int, _timeout: int, stop: threading.Event) -> str:
            return "stop" if stop.wait(0.01) else "timeout"

        def close(self) -> None: ...

    monkeypatch.setattr("kiosk.site.watch.RustNotify", Deaf)
    with SiteWatch(site, bell.ring, polling=False):
        (site / "screens.yaml").write_text("name: saved among thousands of others\n")
        assert bell.heard()


def test_nothing_is_told_after_stop(site: Path) -> None:
    told: list[int] = []
    watching = SiteWatch(site, lambda: told.append(1))
    watching.start()
    before = threading.active_count()
    watching.stop()
    assert threading.active_count() == before - 1
    (site / "screens.yaml").write_text("name: too late\n")
    assert not told


def test_a_local_folder_is_not_polled(tmp_path: Path) -> None:
    assert not on_the_network(tmp_path)
