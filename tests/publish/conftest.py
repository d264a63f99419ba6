"""What every test of publishing gets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.store.folder import DataFolder
from tests.publish.world import AWall, Office, nginx


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loopback is asked directly, whatever proxy this machine uses."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office that has not published yet."""
    office = Office(tmp_path / "office")
    office.found()
    return office


@pytest.fixture
def web(office: Office, tmp_path: Path) -> Iterator[str]:
    """A web server that serves what the office publishes."""
    office.out.mkdir()
    with nginx(office.out, tmp_path / "nginx") as address:
        yield address


@pytest.fixture
def wall(office: Office, web: str, tmp_path: Path) -> AWall:
    """A wall that knows the office by its fingerprint."""
    return AWall(DataFolder(tmp_path / "data"), web, office.fingerprint)


@pytest.fixture
def showing(office: Office, wall: AWall) -> AWall:
    """A wall that shows the first publication."""
    office.publish()
    report = wall.round()
    assert report.state.trouble is None
    assert wall.shows() == "Bienvenue"
    return wall
