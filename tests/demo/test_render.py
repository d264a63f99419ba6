"""`kiosk render` on the demo site: every page, whole, and one sheet to look at them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.model.notice import Notice
from kiosk.model.site import Site
from kiosk.player.render import render
from tests.make import utc

Synced = Callable[[datetime], tuple[Notice, ...]]
NOW = utc("2026-11-24 09:00")


@pytest.mark.parametrize(("screen_id", "size"), [("hall", (1920, 1080)), ("civil", (1080, 1920))])
def test_every_page_of_a_screen_is_drawn_whole(
    demo: Site,
    synced: Synced,
    tmp_path: Path,
    qtbot: QtBot,
    screen_id: str,
    size: tuple[int, int],
) -> None:
    notices = synced(NOW)
    told: list[tuple[int, int, str]] = []
    report = render(
        demo, notices, screen_id, tmp_path, NOW, lambda *progress: told.append(progress)
    )

    assert report.problems == ()
    pictures = {path.name: QImage(str(path)) for path in report.pictures}
    assert {(image.width(), image.height()) for image in pictures.values()} == {size}
    whats = {re.sub(rf"^{screen_id}-(\d+-)?", "", name).split("-")[0] for name in pictures}
    playlist = demo.playlist(screen_id)
    assert playlist is not None
    items = {item.kind for item in playlist.items}
    assert {Path(what).stem for what in whats} == items | {"takeover", "nothing", "closed"}
    for notice in notices:
        if notice.kind == "outage":
            assert any(notice.key in name for name in pictures), notice.key
    assert told[-1][0] == told[-1][1] == len(pictures)

    sheet = report.index.read_text("utf-8")
    assert sheet.count("<figure") == len(pictures)
    assert all(name in sheet for name in pictures)
    assert not re.search(r'(?:src|href)="https?:', sheet)
