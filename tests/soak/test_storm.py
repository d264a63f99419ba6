"""A short storm; `make soak` has the long one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.nginx import installed, nginx
from kiosk.store.folder import DataFolder
from tests.soak.storm import storm


def test_whatever_happens_to_sync_the_screen_has_whole_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not installed():
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    (tmp_path / "site").mkdir()
    with nginx(tmp_path / "nginx") as server:
        done = storm(server, tmp_path / "site", DataFolder(tmp_path / "data"), 7, 60)
    assert sum(done.faults.values()) == 60
    assert len(done.faults) == 4
    assert len(done.editions) > 5, "too little got through to prove anything"
