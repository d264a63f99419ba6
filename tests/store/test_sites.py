"""Sites that are kept: whole, whatever moment a process ends at."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kiosk.model.publication import Publication, PublishedFile
from kiosk.store.folder import DataFolder
from kiosk.store.sites import KEPT, KeptSite, Sites
from tests.soak.forked import Blow, in_a_fork, kill_myself

FILES = 4


def built(sites: Sites, number: int) -> KeptSite:
    """A site of some files, none of which another one has."""
    files = []
    for place in range(FILES):
        data = f"{number} {place}".encode()
        file = PublishedFile(
            path=f"content/{place}.txt", sha256=hashlib.sha256(data).hexdigest(), size=len(data)
        )
        blob = sites.blobs.path(file.sha256)
        blob.parent.mkdir(parents=True, exist_ok=True)
        blob.write_bytes(data)
        files.append(file)
    return sites.build(Publication(screen="hall", files=tuple(files)), number)


def test_ended_while_an_old_site_is_removed_what_is_kept_is_whole(tmp_path: Path) -> None:
    step, gone = 0, 0
    while True:
        sites = Sites(DataFolder(tmp_path / str(step)))
        for number in range(1, KEPT + 4):
            site = built(sites, number)
            sites.switch(site)

        def prune(sites: Sites = sites) -> int:
            sites.prune()
            return 0

        ended = in_a_fork(prune, tmp_path / "said", blow=Blow(step, kill_myself))
        for site in sites.kept():
            assert len(list(site.folder.glob("content/*"))) == FILES
        gone += len(list(sites.root.glob(".*")))
        sites.prune()
        assert len(sites.kept()) == KEPT + 1
        assert not list(sites.root.glob(".*"))
        if not ended.killed:
            break
        step += 1
    assert gone, "it was never ended in the midst of removing"
