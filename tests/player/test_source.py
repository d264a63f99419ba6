"""Reading site and store: what of their films a screen can show."""

from __future__ import annotations

from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.model.notice import Kind, Media, Notice, Role
from kiosk.player.source import Source
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.store.media import MediaFolder
from kiosk.store.writing import ContentWriter
from tests import make
from tests.player import sites

MEDIA = Path(__file__).parents[1] / "media"
URL = "https://commune.example/film"


def fetched(data: DataFolder, name: str) -> None:
    """What sync does with a film of a feed: it lies under the hash of its content."""
    writing = MediaFolder(data.make().media).write("")
    writing.add((MEDIA / name).read_bytes())
    stored = writing.finish()
    writing.close()
    writer = ContentWriter(data)
    writer.put_media(URL, stored)
    writer.close()


def captions(notice: Notice) -> list[tuple[str, bool]]:
    """(language, whether it is inside the film)."""
    (film,) = notice.media
    return [(one.language, one.path == film.path) for one in film.captions]


def test_captions_inside_films_of_feeds_and_of_the_site_are_found(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    film = Media(url=URL, role=Role.SIGN_VIDEO)
    sites.store_notices(data, [make.notice("n1", kind=Kind.CAPSULE, media=(film,))], "d")
    fetched(data, "spoken.mp4")
    site = sites.write_site(tmp_path / "site")
    capsules = site / "content" / "capsules"
    capsules.mkdir(parents=True)
    (capsules / "eau.mp4").write_bytes((MEDIA / "spoken.mov").read_bytes())
    (capsules / "eau.fr.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nUn\n")
    (capsules / "eau.yaml").write_text(
        "title: Eau\nvideo: content/capsules/eau.mp4\ncaptions: {fr: content/capsules/eau.fr.srt}\n"
    )
    store = ContentStore(data)
    loaded = Source(site, data, store, "hall", SystemClock()).load(site=True, notices=True)
    store.close()
    assert captions(loaded.notices["commune/n1"]) == [("fr", True), ("ar", True)]
    assert captions(loaded.notices["content/eau"]) == [("fr", False), ("ar", True)]
