"""The service: what it does by itself, and that it ends when it is told to."""

from __future__ import annotations

import json
import logging
import signal
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest

from kiosk.errors import StoreError
from kiosk.site.lastgood import keep
from kiosk.store.content import ContentStore, sync_running
from kiosk.store.fetches import Fetches
from kiosk.store.folder import DataFolder
from kiosk.sync.feeds import FeedSync
from kiosk.sync.round import sync_once
from kiosk.sync.service import Inbox, SiteSaved, Stop, serve
from tests.sync.process import Service, write_site
from tests.sync.world import HeldClock, Server, a_site, entry, feed, jsonfeed, stored

_PATIENCE_S = 30.0


def write(path: Path, *titles: str) -> None:
    """Saves a feed as an editor does: aside, then in place."""
    aside = path.with_suffix(".tmp")
    items = (entry(str(number), title) for number, title in enumerate(titles))
    aside.write_text(json.dumps(jsonfeed(*items)))
    aside.replace(path)


class Script:
    """Runs `serve` in this thread; `steps` act whenever it is about to wait, one after the other.

    A step is done once its condition holds; it then does its deed. The last one stops.
    """

    def __init__(self, folder: Path, data: DataFolder, clock: HeldClock) -> None:
        self.inbox = Inbox()
        self.waits: list[float] = []
        self._folder, self._data, self._clock = folder, data, clock

    def run(self, steps: list) -> None:  # type: ignore[type-arg]
        left = list(steps)

        def idle(wait_s: float) -> None:
            self.waits.append(wait_s)
            if not left:
                self.inbox.put(Stop())
                return
            condition, deed = left[0]
            if condition():
                left.pop(0)
                deed()

        # What never comes is a failure, and no waiting for ever.
        patience = Timer(_PATIENCE_S, lambda: self.inbox.put(Stop()))
        patience.start()
        try:
            serve(self._folder, self._data, self._clock, self.inbox, idle=idle)
        finally:
            patience.cancel()
            patience.join()
        assert not left


@pytest.fixture
def script(folder: Path, data: DataFolder, clock: HeldClock) -> Script:
    return Script(folder, data, clock)


def test_it_fetches_at_once_and_again_when_it_is_due(
    server: Server, folder: Path, data: DataFolder, clock: HeldClock, script: Script
) -> None:
    write_site(folder, {"name": "commune", "url": f"{server.url}/f", "every": "5 min"})
    server.put("/f", jsonfeed(entry("a", "Un")), etag='"1"')

    def later() -> None:
        server.put("/f", jsonfeed(entry("a", "Deux")), etag='"2"')
        clock.forward(seconds=299)
        script.inbox.put(SiteSaved())

    def due() -> None:
        assert stored(data) == {"commune/a": "Un"}, "a second too early"
        clock.forward(seconds=1)
        script.inbox.put(SiteSaved())

    script.run(
        [
            (lambda: stored(data) == {"commune/a": "Un"}, later),
            (lambda: script.inbox.empty(), due),
            (lambda: stored(data) == {"commune/a": "Deux"}, lambda: script.inbox.put(Stop())),
        ]
    )
    assert server.times("/f") == 2
    assert 0 < max(script.waits) <= 30, "a clock that was set is noticed within 30 s"


def test_a_broken_site_leaves_the_last_good_one_in_use(
    server: Server, folder: Path, data: DataFolder, script: Script, caplog: pytest.LogCaptureFixture
) -> None:
    write_site(folder, {"name": "commune", "url": f"{server.url}/f"})
    server.put("/f", jsonfeed(entry("a")))

    def spoil() -> None:
        (folder / "screens.yaml").write_text("name: [")
        script.inbox.put(SiteSaved())

    script.run(
        [
            (lambda: stored(data) != {}, spoil),
            (lambda: "site is broken" in caplog.text, lambda: script.inbox.put(Stop())),
        ]
    )
    assert stored(data) == {"commune/a": "Avis"}


def test_a_start_with_a_broken_site_goes_on_with_the_last_good_one(
    server: Server, folder: Path, data: DataFolder, script: Script
) -> None:
    server.put("/f", jsonfeed(entry("a")))
    keep(a_site(folder, feed("commune", f"{server.url}/f")), data.site_json)
    (folder / "screens.yaml").write_text("name: [")
    script.run([(lambda: stored(data) != {}, lambda: script.inbox.put(Stop()))])


def test_a_site_that_is_mended_is_used(
    server: Server, folder: Path, data: DataFolder, script: Script
) -> None:
    server.put("/f", jsonfeed(entry("a")))

    def mend() -> None:
        write_site(folder, {"name": "commune", "url": f"{server.url}/f"})
        script.inbox.put(SiteSaved())

    script.run(
        [(lambda: True, mend), (lambda: stored(data) != {}, lambda: script.inbox.put(Stop()))]
    )


def test_a_slow_feed_holds_up_no_other(
    server: Server, folder: Path, data: DataFolder, script: Script
) -> None:
    server.put("/slow", "", silent=True)
    server.put("/f", jsonfeed(entry("a")))
    write_site(
        folder,
        {"name": "slow", "url": f"{server.url}/slow"},
        {"name": "commune", "url": f"{server.url}/f"},
    )
    script.run([(lambda: stored(data) != {}, lambda: script.inbox.put(Stop()))])
    assert stored(data) == {"commune/a": "Avis"}


def test_a_store_that_fails_for_a_while_ends_nothing(
    server: Server,
    folder: Path,
    data: DataFolder,
    script: Script,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    from kiosk.store.writing import ContentWriter

    server.put("/f", jsonfeed(entry("a")))
    write_site(folder, {"name": "commune", "url": f"{server.url}/f"})

    def full(*_: object, **__: object) -> None:
        raise StoreError("content.db: the database failed (database or disk is full)")

    monkeypatch.setattr(ContentWriter, "replace", full)

    caplog.set_level(logging.INFO)

    def again() -> None:
        monkeypatch.setattr(FeedSync, "start", full)
        script.inbox.put(SiteSaved())

    def mend() -> None:
        monkeypatch.undo()
        script.inbox.put(SiteSaved())

    script.run(
        [
            (lambda: "cannot store" in caplog.text, again),
            (lambda: True, again),
            (lambda: True, mend),
            (lambda: stored(data) != {}, lambda: script.inbox.put(Stop())),
        ]
    )
    said = [record.getMessage() for record in caplog.records if " store" in record.getMessage()]
    assert [line.partition(" error")[0] for line in said] == [
        "sync cannot store",
        "sync can store again",
    ]


def test_files_come_soon_after_the_network_is_back(
    server: Server, folder: Path, data: DataFolder, clock: HeldClock, script: Script
) -> None:
    """However long they failed, and however rarely they are tried by then."""
    film = f"{server.url}/v.mp4"
    video = {"url": film, "mime_type": "video/mp4"}
    server.put("/f", jsonfeed(entry("a", attachments=[video])))
    write_site(folder, {"name": "commune", "url": f"{server.url}/f"})
    site = a_site(folder, feed("commune", f"{server.url}/f"))
    sync_once(site, data, clock)
    server.pages["/f"].status = 503
    sync_once(site, data, clock)
    fetches = Fetches(data)
    failed = fetches.media()[film]
    assert failed.failures == 2
    fetches.put_media(replace(failed, failures=99))
    fetches.close()
    clock.forward(hours=1)
    server.pages["/f"].status = 200
    server.put("/v.mp4", "film")

    def is_back() -> bool:
        store = ContentStore(data)
        (status,) = store.feeds()
        store.close()
        return status.error is None

    def a_minute() -> None:
        clock.forward(seconds=61)
        script.inbox.put(SiteSaved())

    def here() -> bool:
        store = ContentStore(data)
        (notice,) = store.notices()
        store.close()
        return notice.media[0].path is not None

    before = server.times("/v.mp4")
    script.run([(is_back, a_minute), (here, lambda: script.inbox.put(Stop()))])
    assert server.times("/v.mp4") == before + 1


def test_a_saved_feed_is_stored_at_once_though_it_is_not_due(
    folder: Path, data: DataFolder
) -> None:
    write_site(folder, {"name": "local", "url": "content/f.json"})
    write(folder / "content" / "f.json", "Un")
    with Service(folder, data.root) as service:
        service.wait_for("feed changed")
        assert sync_running(data)
        store = ContentStore(data)
        before = store.data_version()
        write(folder / "content" / "f.json", "Deux", "Trois")
        service.wait_for("feed changed")
        assert store.data_version() != before
        assert [notice.texts[0].title for notice in store.notices()] == ["Deux", "Trois"]
        store.close()
    assert not sync_running(data)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130), (signal.SIGHUP, 0)]
)
def test_a_signal_ends_it_cleanly_and_soon(
    folder: Path, data: DataFolder, number: signal.Signals, code: int
) -> None:
    write_site(folder)
    with Service(folder, data.root) as service:
        service.wait_for("sync started")
        service.process.send_signal(number)
        service.wait_for("sync stopped")
        assert service.process.wait(40) == code


def test_a_server_that_says_nothing_does_not_keep_it_from_ending(
    server: Server, folder: Path, data: DataFolder
) -> None:
    server.put("/slow", "", silent=True)
    server.put("/f", jsonfeed(entry("a")))
    write_site(
        folder,
        {"name": "slow", "url": f"{server.url}/slow"},
        {"name": "commune", "url": f"{server.url}/f"},
    )
    with Service(folder, data.root) as service:
        service.wait_for("feed changed")
        service.process.terminate()
        assert service.process.wait(40) == 0  # long before the server would be given up


def test_a_second_one_on_the_same_folder_says_why_it_cannot(
    folder: Path, data: DataFolder, clock: HeldClock
) -> None:
    write_site(folder)
    with Service(folder, data.root) as service:
        service.wait_for("sync started")
        with pytest.raises(StoreError, match="another kiosk sync"):
            serve(folder, data, clock, Inbox())
