"""A commune's feed on a web server: each edition corrects every entry and brings new films."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
from pathlib import Path

from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from tests.soak.served import Broken
from tests.sync.world import entry, jsonfeed

ENTRIES = 30
FILM = 60_000
_FILMS = 3
_KEPT = 6
_TITLE = re.compile(r"édition (\d+)")
_BEGIN = 1_700_000_000


class Commune:
    """The feed as it lies in that folder."""

    FILE = "f.json"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.edition = 0
        self.publish()

    def publish(self) -> None:
        """The next edition."""
        self.edition += 1
        for old in self._folder.glob(f"{self.edition - _KEPT}-*.mp4"):
            old.unlink()
        self.put_back()

    def put_back(self) -> None:
        """The newest edition, whole."""
        items = []
        for number in range(ENTRIES):
            films = []
            if number < _FILMS:
                film = random.Random(f"{self.edition} {number}").randbytes(FILM)
                name = f"{self.edition}-{number}.mp4"
                (self._folder / name).write_bytes(film)
                said = {"sha256": hashlib.sha256(film).hexdigest()}
                films = [{"url": name, "mime_type": "video/mp4", "_kiosk": said}]
            items.append(entry(str(number), f"édition {self.edition}", attachments=films))
        aside = self._folder / "aside"
        aside.write_text(json.dumps(jsonfeed(*items)))
        # nginx tells two versions apart by their second and their length; ours come faster.
        os.utime(aside, (_BEGIN + self.edition, _BEGIN + self.edition))
        aside.replace(self._folder / self.FILE)

    def spoil(self, chance: random.Random) -> None:
        """A document as an editor's accident leaves it, or a film that is another."""
        file = self._folder / self.FILE
        if chance.random() < 0.3:
            file = self._folder / f"{self.edition}-{chance.randrange(_FILMS)}.mp4"
        whole = file.read_bytes()
        cut = chance.randrange(len(whole))
        file.write_bytes(
            chance.choice([b"", whole[:cut], b"<html>", b"\0" * 100, whole + b"}",
                           whole[:cut] + b"?" + whole[cut + 1 :]])
        )  # fmt: skip

    def shown(self, data: DataFolder, *, spoilt: bool = True) -> int:
        """Which edition a screen has; all of it is there, and of no other one anything.

        Args:
            spoilt: whether one entry may have been altered on its way, which nobody can see
                of a feed that is not signed.

        Raises:
            Broken: no.
        """
        store = ContentStore(data)
        try:
            titles = [notice.texts[0].title for notice in store.notices()]
        finally:
            store.close()
        found = [_TITLE.fullmatch(title) for title in titles]
        editions = {int(match[1]) for match in found if match}
        if len(editions) != 1 or found.count(None) > spoilt or len(titles) < ENTRIES - spoilt:
            raise Broken(f"{len(titles)} notices are there, with the titles {set(titles)}")
        edition = editions.pop()
        if not 1 <= edition <= self.edition:
            raise Broken(f"edition {edition} was never published")
        return edition
