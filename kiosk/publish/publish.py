"""One publication: what is new goes into the folder, signed, and the signpost is turned last.

Walls read `timestamp.json` first, so until that file is replaced they see the publication
before. A publication of nothing new changes no byte, unless a signature is half way to its end.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.errors import PublishError, SiteError
from kiosk.model.publication import Publication, PublishedFile
from kiosk.model.site import Site
from kiosk.publish.carry import Fetched
from kiosk.publish.excerpt import Source, dated, excerpts, wanted_notices
from kiosk.publish.folder import PublicationFolder
from kiosk.publish.keyring import Keyring
from kiosk.publish.pieces import Told, digest_of
from kiosk.publish.release import RENEWAL_VALID, PublishReport, offer, sound, trust_for
from kiosk.site.read import read_site

Progress = Callable[[str, int, int], None]
"""What is being done, how far it is, and how far it goes (bytes, or screens)."""


def publish(
    site: Site,
    target: Path,
    keys: Keyring,
    now: datetime,
    *,
    valid: timedelta = RENEWAL_VALID,
    fetched: Fetched | None = None,
    progress: Progress | None = None,
) -> PublishReport:
    """Publishes a site that was checked.

    Args:
        fetched: what its feeds have, to be carried along; None: walls fetch their feeds.
        valid: how long walls believe that it is the newest; then they go on showing it, and
            their status says that nothing new was heard.

    Raises:
        PublishError: a key or a document is missing or damaged; nothing that walls read changed.
        OSError: the disk is full or cannot be written.
    """
    folder = PublicationFolder(target)
    tell = progress or (lambda _what, _done, _total: None)
    with folder.alone():
        trust = trust_for(keys, folder)
        current = sound(folder, trust)
        before = folder.lists(current.targets.signed) if current else {}
        lists, sources = _lists(site, fetched, before, tell)
        added, size = _put_files(folder, lists, sources, tell)
        hashes = {screen: folder.put_list(one) for screen, one in lists.items()}
        known = current.lists() if current else {}
        changed = tuple(screen for screen in hashes if hashes[screen] != known.get(screen))
        for screen in changed:
            _try_out(site, screen, lists[screen], sources)
        report = offer(folder, keys, trust, current, lists, now, valid)
        gone = tuple(screen for screen in known if screen not in hashes)
        return replace(
            report,
            screens=changed,
            gone=gone,
            renewed=report.renewed and not (changed or gone),
            files=added,
            size=size,
        )


def _lists(
    site: Site,
    fetched: Fetched | None,
    before: Mapping[str, Publication],
    tell: Progress,
) -> tuple[dict[str, Publication], dict[str, Source]]:
    """The files of every screen, and where each content is found."""
    wanted = excerpts(site, fetched)
    whole = {source for one in wanted.values() for source in one.values()
             if isinstance(source, Path)}  # fmt: skip
    total = sum(path.stat().st_size for path in whole if path.is_file())
    read = _counted(tell, "reading", total)
    digests: dict[Source, tuple[str, int]] = {}
    sources: dict[str, Source] = {}
    lists = {}
    for screen, files in wanted.items():
        known = {file.path: file for file in before[screen].files} if screen in before else {}
        listed = []
        for path, source in files.items():
            if source not in digests:
                digests[source] = digest_of(source, read)
            sha256, size = digests[source]
            sources.setdefault(sha256, source)
            file = PublishedFile(path=path, sha256=sha256, size=size)
            if isinstance(source, Path) and dated(site, path):
                old = known.get(path)
                # A copy of the site has new dates: what is not rewritten keeps its old one.
                saved = old.saved if old and old.sha256 == sha256 else None
                file = file.model_copy(update={"saved": saved or _saved(source)})
            listed.append(file)
        lists[screen] = Publication(screen=screen, files=tuple(listed))
    return lists, sources


def _saved(path: Path) -> datetime:
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC)


def _put_files(
    folder: PublicationFolder,
    lists: Mapping[str, Publication],
    sources: Mapping[str, Source],
    tell: Progress,
) -> tuple[int, int]:
    """Copies what is not in the folder; returns how many files and bytes."""
    sizes = {file.sha256: file.size for one in lists.values() for file in one.files}
    there = sum(sizes.values())
    checked = _counted(tell, "checking", there)
    new = [sha256 for sha256, size in sizes.items() if not folder.has(sha256, size, checked)]
    tell("checking", there, there)
    total = sum(sizes[sha256] for sha256 in new)
    written = _counted(tell, "writing", total)
    for sha256 in new:
        folder.put_file(sources[sha256], sha256, written)
    return len(new), total


def _counted(tell: Progress, what: str, total: int) -> Told:
    """What is told of each piece makes the sum that a person is told."""
    done = 0

    def told(size: int) -> None:
        nonlocal done
        done += size
        tell(what, done, total)

    return told


def _try_out(
    site: Site, screen: str, publication: Publication, sources: Mapping[str, Source]
) -> None:
    """Reads what the wall will read, as the wall will: nothing may be missing there.

    Raises:
        PublishError: something is.
    """
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:
        for file in publication.files:
            path, source = Path(name) / file.path, sources[file.sha256]
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(source, bytes):
                path.write_bytes(source)
            else:
                path.symlink_to(source)
        reading = read_site(Path(name))
    chosen = site.screen(screen)
    assert chosen is not None  # noqa: S101 - the lists were made from the site's screens
    if reading.site is None:
        raise PublishError(
            f"The screen {screen} could not show this publication, so it was not made. This is a"
            " bug of kiosk; please report it with what follows"
        ) from SiteError(reading.faults)
    wanted = {notice.key for notice in wanted_notices(site, chosen)}
    if {notice.key for notice in reading.site.notices} != wanted:
        raise PublishError(
            f"The screen {screen} would not get all its notices, so this was not published. This"
            " is a bug of kiosk; please report it"
        )
