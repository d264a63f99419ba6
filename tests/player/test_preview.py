"""The live picture of the screen in a browser."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.player import preview as preview_module
from kiosk.player.preview import Preview


@dataclass
class Browser:
    """Asks on a thread of its own, as browsers do, while Qt's loop runs here."""

    qtbot: QtBot
    port: int
    threads: list[threading.Thread] = field(default_factory=list)

    def ask(
        self, path: str, *, method: str = "GET", host: str | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        answer = self.ask_later(path, method=method, host=host)
        return answer()

    def ask_later(
        self, path: str, *, method: str = "GET", host: str | None = None
    ) -> Callable[[], tuple[int, dict[str, str], bytes]]:
        found: list[tuple[int, dict[str, str], bytes]] = []

        def fetch() -> None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
            connection.request(method, path, headers={} if host is None else {"Host": host})
            response = connection.getresponse()
            found.append((response.status, dict(response.getheaders()), response.read()))
            connection.close()

        thread = threading.Thread(target=fetch)
        thread.start()
        self.threads.append(thread)

        def answer() -> tuple[int, dict[str, str], bytes]:
            self.qtbot.waitUntil(lambda: bool(found))
            thread.join()
            return found[0]

        return answer


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QQuickWindow]:
    window = QQuickWindow()
    window.resize(320, 180)
    window.setColor(QColor("#00aa00"))
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def preview(window: QQuickWindow) -> Iterator[Preview]:
    preview = Preview(window, title="بهو <Accueil> & Hall")
    yield preview
    preview.close()


@pytest.fixture
def browser(qtbot: QtBot, preview: Preview) -> Browser:
    return Browser(qtbot, int(preview.address.rsplit(":", 1)[1].strip("/")))


def colour(picture: bytes) -> tuple[int, int, int]:
    image = QImage.fromData(picture)
    assert (image.width(), image.height()) == (320, 180)
    middle = image.pixelColor(160, 90)
    return middle.red(), middle.green(), middle.blue()


def near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


def test_the_page_and_the_picture(browser: Browser) -> None:
    status, headers, page = browser.ask("/")
    assert status == 200
    assert headers["Content-Type"].startswith("text/html")
    assert b"/picture?after=" in page
    assert "<title>بهو &lt;Accueil&gt; &amp; Hall</title>".encode() in page
    for language in ("ar", "fr", "en"):  # what it says when the player has gone
        assert f'<p lang="{language}"'.encode() in page
    status, headers, picture = browser.ask("/picture?after=0")
    assert status == 200
    assert headers["Content-Type"] == "image/jpeg"
    assert near(colour(picture), (0, 0xAA, 0))


def test_a_browser_that_has_the_picture_gets_the_next_one_when_it_changes(
    browser: Browser, window: QQuickWindow
) -> None:
    number = browser.ask("/picture?after=0")[1]["X-Picture"]
    answer = browser.ask_later(f"/picture?after={number}")
    window.setColor(QColor("#0000cc"))
    window.update()
    status, headers, picture = answer()
    assert status == 200
    assert headers["X-Picture"] != number
    assert near(colour(picture), (0, 0, 0xCC))


def test_nothing_new_is_an_empty_answer(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview_module, "WAIT_S", 0.2)
    number = browser.ask("/picture?after=0")[1]["X-Picture"]
    status, _headers, body = browser.ask(f"/picture?after={number}")
    assert (status, body) == (204, b"")


def test_no_picture_is_taken_while_nobody_looks(
    qtbot: QtBot, preview: Preview, window: QQuickWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[QQuickWindow] = []
    monkeypatch.setattr(preview_module, "_jpeg", lambda window: taken.append(window) or b"")
    for value in range(5):
        window.setColor(QColor(value * 20, 0, 0))
        with qtbot.waitSignal(window.frameSwapped):
            window.update()
    assert taken == []


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8700", ""])
def test_another_host_name_sees_nothing(browser: Browser, host: str) -> None:
    status, _headers, body = browser.ask("/picture?after=0", host=host)
    assert status == 403
    assert b"\xff\xd8" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_only_get(browser: Browser, method: str) -> None:
    assert browser.ask("/", method=method)[0] == 501


def test_unknown_paths_and_numbers(browser: Browser) -> None:
    assert browser.ask("/../../etc/passwd")[0] == 404
    assert browser.ask("/picture?after=" + "9" * 5000)[0] == 200
    assert browser.ask("/picture?after=x")[0] == 200


def test_a_taken_port_gives_way_to_a_free_one(window: QQuickWindow) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", preview_module.FIRST_PORT))
            taken.listen()
        except OSError:
            pass  # somebody else holds it, which is as good
        preview = Preview(window)
        preview.close()
    assert not preview.address.endswith(f":{preview_module.FIRST_PORT}/")


def test_closing_answers_who_waits_and_leaves_no_thread(qtbot: QtBot, window: QQuickWindow) -> None:
    before = set(threading.enumerate())
    preview = Preview(window)
    browser = Browser(qtbot, int(preview.address.rsplit(":", 1)[1].strip("/")))
    number = browser.ask("/picture?after=0")[1]["X-Picture"]
    answer = browser.ask_later(f"/picture?after={number}")
    qtbot.waitUntil(lambda: preview.watched)
    preview.close()
    assert answer()[0] == 204
    qtbot.waitUntil(lambda: set(threading.enumerate()) <= before)
