"""One publication: what is new goes into the folder, signed, and the signpost is turned last.

Walls read `timestamp.json` first, so until that file is replaced they see the publication
before. A publication of nothing new changes no byte, unless a signature is half way to its end.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from securesystemslib.signer import Signer
from tuf.api.metadata import Metadata, MetaFile, Signed, Snapshot, TargetFile, Targets, Timestamp

from kiosk.errors import PublishError, SiteError
from kiosk.model.publication import METADATA, Publication, PublishedFile, target_name
from kiosk.model.site import Site
from kiosk.publish.excerpt import Source, dated, excerpts, wanted_notices
from kiosk.publish.folder import Current, PublicationFolder, digest_of
from kiosk.publish.keyring import Keyring, Kind
from kiosk.publish.trust import (
    STAGED_TARGETS,
    WARN_BEFORE,
    Missing,
    Trust,
    read_trust,
    sign_content,
    trust_of,
)
from kiosk.site.read import read_site
from kiosk.store.aside import write_aside

CONTENT_VALID = timedelta(days=2 * 365)
"""How long walls take new content that was signed once."""
RENEWAL_VALID = timedelta(days=30)
"""How long walls believe that a publication is the newest without hearing so again."""

Progress = Callable[[str, int, int], None]
"""What is being done, how far it is, and how far it goes (bytes, or screens)."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a publication did."""

    number: int
    """Of the publication that walls get now; 0: none yet."""
    screens: tuple[str, ...] = ()
    """Those whose files changed."""
    gone: tuple[str, ...] = ()
    """Screens that the publication no longer has."""
    files: int = 0
    """How many files were added to the folder."""
    size: int = 0
    """Their bytes."""
    renewed: bool = False
    """Whether its period was prolonged, or its keys changed, though nothing else is new."""
    valid_until: datetime | None = None
    """Until when walls believe that it is the newest."""
    missing: Missing | None = None
    """Who has to sign before walls get it."""
    warnings: tuple[str, ...] = ()


def publish(
    site: Site,
    target: Path,
    keys: Keyring,
    now: datetime,
    *,
    valid: timedelta = RENEWAL_VALID,
    progress: Progress | None = None,
) -> PublishReport:
    """Publishes a site that was checked.

    Args:
        valid: how long walls believe that it is the newest; then they go on showing it, and
            their status says that nothing new was heard.

    Raises:
        PublishError: a key or a document is missing or damaged; nothing that walls read changed.
        OSError: the disk is full or cannot be written.
    """
    folder = PublicationFolder(target)
    tell = progress or (lambda _what, _done, _total: None)
    with folder.alone():
        trust = _trust(keys, folder)
        current = folder.current()
        before = folder.lists(current.targets.signed) if current else {}
        lists, sources = _lists(site, before, tell)
        added, size = _put_files(folder, lists, sources, tell)
        hashes = {screen: folder.put_list(one) for screen, one in lists.items()}
        known = current.lists() if current else {}
        changed = tuple(screen for screen in hashes if hashes[screen] != known.get(screen))
        for screen in changed:
            _try_out(site, screen, lists[screen], sources)
        report = _offer(folder, keys, trust, current, lists, now, valid)
        gone = tuple(screen for screen in known if screen not in hashes)
        return replace(
            report,
            screens=changed,
            gone=gone,
            renewed=report.renewed and not (changed or gone),
            files=added,
            size=size,
        )


def renew(
    target: Path, keys: Keyring, now: datetime, *, valid: timedelta = RENEWAL_VALID
) -> PublishReport:
    """Says anew that the publication is the newest; needs the renewal key alone.

    Raises:
        PublishError: there is none yet, or the key is not here.
        OSError: the disk is full or cannot be written.
    """
    folder = PublicationFolder(target)
    if not (target / METADATA).is_dir():
        raise PublishError(f"{target}: nothing was published there yet. Publish: kiosk publish")
    with folder.alone():
        trust = _trust(keys, folder)
        current = folder.current()
        staged = _staged(folder)
        if staged and _signed(trust, "content", staged):
            return _release(folder, keys, trust, current, staged, now, valid, force=True)
        if current is None:
            raise PublishError(f"{target}: nothing was published there yet. Publish: kiosk publish")
        if not _signed(trust, "content", current.targets):
            raise PublishError(
                "The content key was replaced, so the content must be signed anew before anything"
                " else: kiosk publish, where the new content key is"
            )
        return _release(folder, keys, trust, current, current.targets, now, valid, force=True)


def _trust(keys: Keyring, folder: PublicationFolder) -> Trust:
    """Whom walls trust; what a colleague changed and published is taken over."""
    trust = trust_of(keys)
    published = read_trust(folder.metadata)
    if published and len(published.versions) > len(trust.versions):
        if published.versions[: len(trust.versions)] != trust.versions:
            raise PublishError(
                f"{folder.root}: this publication was made with other keys. Name the folder of"
                " those keys with --keys, or publish into a new folder"
            )
        for number, data in enumerate(published.versions, start=1):
            if number > len(trust.versions):
                write_aside(keys.folder / f"{number}.root.json", data)
        return published
    return trust


def _lists(
    site: Site, before: Mapping[str, Publication], tell: Progress
) -> tuple[dict[str, Publication], dict[str, Source]]:
    """The files of every screen, and where each content is found."""
    wanted = excerpts(site)
    whole = {source for one in wanted.values() for source in one.values()
             if isinstance(source, Path)}  # fmt: skip
    total = sum(path.stat().st_size for path in whole if path.is_file())
    done = 0

    def read(size: int) -> None:
        nonlocal done
        done += size
        tell("reading", done, total)

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
    new = [sha256 for sha256, size in sizes.items() if not folder.has(sha256, size)]
    total, done = sum(sizes[sha256] for sha256 in new), 0
    for sha256 in new:
        folder.put_file(sources[sha256], sha256)
        done += sizes[sha256]
        tell("writing", done, total)
    return len(new), total


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


def _offer(
    folder: PublicationFolder,
    keys: Keyring,
    trust: Trust,
    current: Current | None,
    lists: Mapping[str, Publication],
    now: datetime,
    valid: timedelta,
) -> PublishReport:
    """Signs the lists, unless they are what is offered already."""
    targets = {
        target_name(screen): TargetFile.from_data(target_name(screen), one.to_bytes(), ["sha256"])
        for screen, one in lists.items()
    }
    if (
        current is not None
        and current.targets.signed.targets == targets
        and _signed(trust, "content", current.targets)
        and not _half_over(current.targets.signed, CONTENT_VALID, now)
    ):
        (folder.root / STAGED_TARGETS).unlink(missing_ok=True)
        return _release(folder, keys, trust, current, current.targets, now, valid)
    document = _staged(folder)
    if document is None or document.signed.targets != targets:
        number = max(folder.numbers("targets"), default=0) + 1
        expires = (now + CONTENT_VALID).replace(microsecond=0)
        document = Metadata(Targets(version=number, expires=expires, targets=targets))
    missing = sign_content(keys, document, trust, folder.root / STAGED_TARGETS)
    if missing:
        number = current.targets.signed.version if current else 0
        return PublishReport(number, missing=missing, warnings=_warnings(trust, now))
    return _release(folder, keys, trust, current, document, now, valid)


def _release(
    folder: PublicationFolder,
    keys: Keyring,
    trust: Trust,
    current: Current | None,
    targets: Metadata[Targets],
    now: datetime,
    valid: timedelta,
    *,
    force: bool = False,
) -> PublishReport:
    """Offers signed content to the walls, with the renewal key; `force`: even if it is offered
    already and not half over."""
    number = targets.signed.version
    new_content = current is None or current.targets.signed.version != number
    new_roots = any(
        not (folder.metadata / f"{version}.root.json").is_file()
        for version in range(1, len(trust.versions) + 1)
    )
    snapshot, timestamp = (current.snapshot, current.timestamp) if current else (None, None)
    fresh_snapshot = (
        snapshot is None
        or new_content
        or not _signed(trust, "renewal", snapshot)
        or _half_over(snapshot.signed, CONTENT_VALID, now)
    )
    fresh = (
        force
        or fresh_snapshot
        or timestamp is None
        or not _signed(trust, "renewal", timestamp)
        or _half_over(timestamp.signed, valid, now)
    )
    if fresh:
        # Asked for before anything is written: a password that is wrong leaves no trace.
        signer = _renewal_signer(keys, trust)
    folder.put_roots(trust.versions)
    if new_content:
        folder.put(f"{number}.targets.json", targets)
    if fresh_snapshot:
        version = max(folder.numbers("snapshot"), default=0) + 1
        expires = (now + CONTENT_VALID).replace(microsecond=0)
        meta = _meta(targets, number)
        snapshot = Metadata(Snapshot(version=version, expires=expires, meta={"targets.json": meta}))
        snapshot.sign(signer)
        folder.put(f"{version}.snapshot.json", snapshot)
    if fresh:
        assert snapshot is not None  # noqa: S101 - told to mypy
        expires = (now + valid).replace(microsecond=0)
        version = timestamp.signed.version + 1 if timestamp else 1
        meta = _meta(snapshot, snapshot.signed.version)
        timestamp = Metadata(Timestamp(version=version, expires=expires, snapshot_meta=meta))
        timestamp.sign(signer)
        folder.put("timestamp.json", timestamp)
    (folder.root / STAGED_TARGETS).unlink(missing_ok=True)
    if new_content:
        folder.prune()
    return PublishReport(
        number,
        renewed=fresh or new_roots,
        valid_until=timestamp.signed.expires if timestamp else None,
        warnings=_warnings(trust, now),
    )


def _renewal_signer(keys: Keyring, trust: Trust) -> Signer:
    signers = keys.signers("renewal", trust.keyids("renewal"), most=1)
    if not signers:
        raise PublishError(
            f"{keys.folder}: the renewal key is not here, so walls are not told. Name its folder"
            " with --keys; if it is lost: kiosk keys rotate renewal"
        )
    return signers[0]


def _staged(folder: PublicationFolder) -> Metadata[Targets] | None:
    """The publication that waits for signatures."""
    file = folder.root / STAGED_TARGETS
    try:
        document: Metadata[Targets] = Metadata.from_bytes(file.read_bytes())
    except (OSError, ValueError):
        return None
    except Exception:  # whatever a damaged file makes it raise: it is made anew
        return None
    return document if isinstance(document.signed, Targets) else None


def _signed(trust: Trust, kind: Kind, document: Metadata[Any]) -> bool:
    """Whether the keys that count now have signed it."""
    role = {"content": "targets", "renewal": document.signed.type, "master": "root"}[kind]
    return trust.root.get_verification_result(
        role, document.signed_bytes, document.signatures
    ).verified


def _meta(document: Metadata[Any], version: int) -> MetaFile:
    return MetaFile.from_data(version, document.to_bytes(), ["sha256"])


def _half_over(signed: Signed, valid: timedelta, now: datetime) -> bool:
    return signed.expires - now < valid / 2


def _warnings(trust: Trust, now: datetime) -> tuple[str, ...]:
    left = trust.root.expires - now
    if left > WARN_BEFORE:
        return ()
    return (
        f"The document of keys ends on {trust.root.expires:%Y-%m-%d}; after it walls take nothing"
        " new. Renew it now: kiosk keys rotate master",
    )
