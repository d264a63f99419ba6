"""What every test of sync gets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.model.site import Site
from kiosk.store.folder import DataFolder
from tests.sync.world import HeldClock, Server, a_site, feed, serving


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loopback is asked directly, whatever proxy this machine uses."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    yield from serving()


@pytest.fixture
def other_server() -> Iterator[Server]:
    yield from serving()


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site folder."""
    made = tmp_path / "site"
    made.mkdir()
    return made


@pytest.fixture
def site(server: Server, folder: Path) -> Site:
    """A site with one feed, at `/f` of the server."""
    return a_site(folder, feed("commune", f"{server.url}/f"))
