"""Letting walls know: content is signed, and the signpost is turned to it, last of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from securesystemslib.signer import Signer
from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Root,
    Signed,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

from kiosk.errors import PublishError
from kiosk.model.publication import METADATA, Publication, target_name
from kiosk.publish.folder import Current, PublicationFolder
from kiosk.publish.keyring import Keyring, Kind
from kiosk.publish.numbers import Numbers, highest_numbers, read_numbers, remember
from kiosk.publish.signing import STAGED_TARGETS, Missing, sign_content
from kiosk.publish.trust import Trust, read_trust, trust_of
from kiosk.store.aside import write_aside

CONTENT_VALID = timedelta(days=2 * 365)
"""How long walls take new content that was signed once."""
RENEWAL_VALID = timedelta(days=30)
"""How long walls believe that a publication is the newest without hearing so again."""
_WARN_BEFORE = timedelta(days=180)
"""Until the document of keys ends."""


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
        trust = trust_for(keys, folder)
        current = sound(folder, trust)
        staged = _staged(folder)
        if staged and _signed(trust, "content", staged):
            return _release(folder, keys, trust, current, staged, now, valid, force=True)
        if current is None:
            raise PublishError(
                f"{target}: nothing is published there, or it is damaged, so there is nothing to"
                " renew. Publish: kiosk publish, where the content key is"
            )
        if not _signed(trust, "content", current.targets):
            raise PublishError(
                "The content key was replaced, so the content must be signed anew before anything"
                " else: kiosk publish, where the new content key is"
            )
        return _release(folder, keys, trust, current, current.targets, now, valid, force=True)


def trust_for(keys: Keyring, folder: PublicationFolder) -> Trust:
    """Whom walls trust; what a colleague changed and published is taken over."""
    trust = trust_of(keys)
    folder.put_roots(trust.versions, mend=True)
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


def sound(folder: PublicationFolder, trust: Trust) -> Current | None:
    """What the folder offers, verified; None: nothing, or what must be made anew."""
    ever = [Metadata[Root].from_bytes(data).signed for data in trust.versions]

    def believed(document: Metadata[Any]) -> bool:
        role, data = document.signed.type, document.signed_bytes
        return any(
            root.get_verification_result(role, data, document.signatures).verified for root in ever
        )

    return folder.sound(believed)


def offer(
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
    known = _numbers(folder, keys, current)
    if (
        current is not None
        and current.targets.signed.version >= known.targets
        and current.targets.signed.targets == targets
        and _signed(trust, "content", current.targets)
        and not _half_over(current.targets.signed, CONTENT_VALID, now)
    ):
        (folder.root / STAGED_TARGETS).unlink(missing_ok=True)
        return _release(folder, keys, trust, current, current.targets, now, valid)
    document = _staged(folder)
    if document is None or document.signed.targets != targets:
        number = max(known.targets, *folder.numbers("targets"), 0) + 1
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
    known = _numbers(folder, keys, current)
    snapshot, timestamp = (current.snapshot, current.timestamp) if current else (None, None)
    fresh_snapshot = (
        snapshot is None
        or new_content
        or snapshot.signed.version < known.snapshot
        or not _signed(trust, "renewal", snapshot)
        or _half_over(snapshot.signed, CONTENT_VALID, now)
    )
    fresh = (
        force
        or fresh_snapshot
        or timestamp is None
        or timestamp.signed.version < known.timestamp
        or not _signed(trust, "renewal", timestamp)
        or _half_over(timestamp.signed, valid, now)
    )
    if fresh:
        # Asked for before anything is written: a password that is wrong leaves no trace.
        signer = _renewal_signer(keys, trust)
    if new_content:
        folder.put(f"{number}.targets.json", targets)
    if fresh_snapshot:
        version = max(known.snapshot, *folder.numbers("snapshot"), 0) + 1
        expires = (now + CONTENT_VALID).replace(microsecond=0)
        meta = _meta(targets, number)
        snapshot = Metadata(Snapshot(version=version, expires=expires, meta={"targets.json": meta}))
        snapshot.sign(signer)
        folder.put(f"{version}.snapshot.json", snapshot)
    if fresh:
        assert snapshot is not None  # noqa: S101 - told to mypy
        expires = (now + valid).replace(microsecond=0)
        if timestamp:
            version = max(timestamp.signed.version, known.timestamp) + 1
        else:
            version = known.lost(now) if known.targets or number > 1 else 1
        meta = _meta(snapshot, snapshot.signed.version)
        timestamp = Metadata(Timestamp(version=version, expires=expires, snapshot_meta=meta))
        timestamp.sign(signer)
        # Before walls can know it: it may be the last that this process does.
        told = Numbers(number, snapshot.signed.version, version)
        remember(keys.folder, folder.root, told)
        # Not sooner: keys that count no longer have signed what is offered until now.
        folder.put_roots(trust.versions)
        folder.put("timestamp.json", timestamp)
    else:
        folder.put_roots(trust.versions)
    (folder.root / STAGED_TARGETS).unlink(missing_ok=True)
    if new_content:
        folder.prune()
    return PublishReport(
        number,
        renewed=fresh or new_roots,
        valid_until=timestamp.signed.expires if timestamp else None,
        warnings=_warnings(trust, now),
    )


def _numbers(folder: PublicationFolder, keys: Keyring, current: Current | None) -> Numbers:
    """How far walls may have been told. What is offered has lower numbers where an old
    publication was put back."""
    if current is None:
        return highest_numbers(keys.folder)
    return read_numbers(keys.folder, folder.root)


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
    if left > _WARN_BEFORE:
        return ()
    return (
        f"The document of keys ends on {trust.root.expires:%Y-%m-%d}; after it walls take nothing"
        " new. Let it go on: kiosk keys extend",
    )
