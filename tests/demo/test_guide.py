"""What the staff guide tells people to write is what the program reads."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.feeds.read import read_feed
from kiosk.model.site import Site
from kiosk.site.read import read_site
from tests.make import utc

TOP = Path(__file__).resolve().parents[2]
GUIDES = sorted((TOP / "docs").glob("playlists*.md"))
NOW: datetime = utc("2026-11-24 09:00")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the demo site to write into."""
    for name in ("playlists", "content"):
        shutil.copytree(TOP / name, tmp_path / name)
    shutil.copy(TOP / "screens.yaml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_the_examples_of_the_guide_are_read_without_an_error(guide: Path, copy: Path) -> None:
    blocks = re.findall(r"```(yaml|markdown)\n(.*?)```", guide.read_text("utf-8"), re.DOTALL)
    assert len(blocks) >= 2
    for number, (language, text) in enumerate(blocks):
        if language == "markdown":
            target = copy / f"content/notices/example-{number}.md"
        elif "items:" in text:
            target = copy / "playlists/hall.yaml"
        else:
            target = copy / f"content/capsules/example-{number}.yaml"
        target.write_text(text, "utf-8")
    reading = read_site(copy)
    assert [fault for fault in reading.faults if fault.level == "error"] == []
    assert reading.site is not None
    written = sum(1 for language, _ in blocks if language == "markdown")
    keys = {notice.key for notice in reading.site.notices}
    assert sum(key.startswith("example-") for key in keys) >= written


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_the_pictures_and_pages_that_a_guide_names_are_there(guide: Path) -> None:
    text = guide.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (guide.parent / target).exists(), target


def test_the_emergency_to_copy_takes_over_but_no_screen_reads_it(demo: Site) -> None:
    file = "content/feeds/urgence.json"
    assert file not in {feed.url for feed in demo.feeds}
    parsed = read_feed(
        (TOP / file).read_bytes(),
        feed=demo.feeds[0],
        site=demo,
        base_url="https://www.azhar.example/",
        read_at=NOW,
    )
    (notice,) = parsed.notices
    assert notice.takes_over
    assert notice.warnings == ()
    assert {"ar", "fr"} <= set(notice.languages)
