"""The office's signed documents, fetched and verified. On walls the only `import tuf`."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tuf.api import exceptions
from tuf.api.metadata import Metadata, Targets, Timestamp
from tuf.api.serialization import DeserializationError
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

from kiosk.errors import FetchError, FetchTooLarge, WallError
from kiosk.model.publication import METADATA, TARGETS, target_name
from kiosk.store.aside import sync_folder, write_aside
from kiosk.sync.fetch import Fetcher, Limits

_DOCUMENT = Limits(total_s=60, size=5_000_000)
_FIRST = "first.root.json"
_SIGNPOST = f"/{METADATA}/timestamp.json"
_FIRST_DOCUMENT = f"/{METADATA}/1.root.json"
_GONE = 410
_NOT_FOUND = 404
_A_DAY_S = 86400.0


@dataclass(frozen=True, slots=True)
class Offer:
    """What an office offers a screen, verified."""

    number: int
    """Of the publication."""
    sha256: str
    """Of the screen's list of files."""
    listing: bytes
    """The list."""
    valid_until: datetime
    """Until when it may be believed to be the newest."""
    moved_to: str | None = None
    """Where all that was published at the address that was asked has moved for good."""


class Office:
    """One office, as one wall knows it. What is learnt stays in a folder of its own, so that
    nobody can make the wall go back to what was before."""

    def __init__(
        self,
        address: str,
        first: bytes,
        folder: Path,
        fetcher: Fetcher,
        home: str | None = None,
    ) -> None:
        """
        Args:
            first: the document of keys that is trusted because a person said so.
            folder: for what is learnt; a new key gets a new one.
            home: the address that a person gave, where this one was found from there.
        """
        self._base = address.rstrip("/")
        self._first = first
        self._folder = folder
        self._fetcher = _Adapter(fetcher, home or address)

    def ask(self, screen: str) -> Offer:
        """What the office offers that screen now.

        Raises:
            WallError: it cannot be reached, or what it offers is not to be trusted.
            OSError: the disk is full or cannot be written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            before = self._learnt()
            updater = Updater(
                metadata_dir=str(self._folder),
                metadata_base_url=f"{self._base}/{METADATA}/",
                target_base_url=f"{self._base}/{TARGETS}/",
                fetcher=self._fetcher,
                config=UpdaterConfig(targets_max_length=_DOCUMENT.size),
                bootstrap=self._first,
            )
            try:
                updater.refresh()
            finally:
                if self._learnt() != before:
                    self._to_disk()
            target = updater.get_targetinfo(target_name(screen))
            if target is None:
                known = sorted(name.removesuffix(".json") for name in self._targets().targets)
                raise WallError("no-screen", screen=screen, known=", ".join(known))
            file = str(self._folder / "list.json")
            if updater.find_cached_target(target, file) is None:
                updater.download_target(target, file)
            data = Path(file).read_bytes()
            target.verify_length_and_hashes(data)
        except (exceptions.RepositoryError, exceptions.DownloadError) as cause:
            raise self._trouble(cause) from cause
        return Offer(
            number=self._targets().version,
            sha256=hashlib.sha256(data).hexdigest(),
            listing=data,
            valid_until=self._timestamp().expires,
            moved_to=self._fetcher.moved_to,
        )

    def _targets(self) -> Targets:
        """As the Updater has verified and kept them."""
        return Metadata[Targets].from_bytes((self._folder / "targets.json").read_bytes()).signed

    def _timestamp(self) -> Timestamp:
        return Metadata[Timestamp].from_bytes((self._folder / "timestamp.json").read_bytes()).signed

    def _learnt(self) -> list[tuple[str, bytes]]:
        """What the Updater keeps; it is a few kilobytes."""
        files = (*self._folder.glob("*.json"), *self._folder.glob("root_history/*.json"))
        return sorted((path.name, path.read_bytes()) for path in files if path.is_file())

    def _to_disk(self) -> None:
        """A power cut must not take back what was learnt: the Updater renames without it."""
        for path in (*self._folder.glob("*.json"), *self._folder.glob("root_history/*.json")):
            if path.is_file():
                with path.open("rb") as file:
                    os.fsync(file.fileno())
        sync_folder(self._folder)
        if (self._folder / "root_history").is_dir():
            sync_folder(self._folder / "root_history")

    def _trouble(self, error: Exception) -> WallError:
        """The Updater's error as one of ours."""
        detail = " ".join(str(error).split())[:160]
        match error:
            case exceptions.ExpiredMetadataError():
                return self._expired(detail)
            case exceptions.UnsignedMetadataError():
                return WallError("forged", detail=detail)
            case exceptions.BadVersionNumberError():
                return WallError("rolled-back", detail=detail)
            case exceptions.DownloadLengthMismatchError():
                return WallError("too-large", detail=detail)
            case exceptions.DownloadError():
                cause = error.__cause__
                if isinstance(cause, FetchError):
                    return unreachable(cause, cause.url)
                return WallError("unreachable", reason=detail.rstrip("?.!"))
            case _:
                return WallError("altered", detail=detail)

    def _expired(self, detail: str) -> WallError:
        if "root" in detail:
            return WallError("keys-expired")
        try:
            until = f"{self._timestamp().expires:%Y-%m-%d %H:%M} UTC"
        except (OSError, DeserializationError):
            until = "a day that has passed"
        return WallError("expired", until=until)


def first_trust(
    key: str, address: str, folder: Path, fetcher: Fetcher, home: str | None = None
) -> bytes:
    """The document of keys that is trusted first.

    Args:
        key: the document's file, or its fingerprint (64 hexadecimal digits), with which it is
            fetched once.
        folder: where it is kept.
        home: as for `Office`.

    Raises:
        WallError: the server cannot be reached, or has a document of another fingerprint.
        OSError: the file cannot be read.
    """
    digits = re.sub(r"^sha256:|[\s:-]", "", key.strip().lower())
    if not re.fullmatch(r"[0-9a-f]{64}", digits):
        file = Path(key)
        if not file.is_file():
            raise WallError("no-key", given=key[:80], count=str(len(digits)))
        return file.read_bytes()
    kept = folder / digits[:16] / _FIRST
    try:
        data = kept.read_bytes()
        if hashlib.sha256(data).hexdigest() == digits:
            return data
    except OSError:
        pass  # the first time
    url = f"{address.rstrip('/')}/{METADATA}/1.root.json"
    parts: list[bytes] = []
    try:
        fetcher.stream(url, parts.append, limits=_DOCUMENT, home=fetcher.home(home or address))
    except FetchError as cause:
        raise unreachable(cause, cause.url) from cause
    data = b"".join(parts)
    found = hashlib.sha256(data).hexdigest()
    if found != digits:
        raise WallError("key", detail=f"it has the fingerprint {found}")
    kept.parent.mkdir(parents=True, exist_ok=True)
    write_aside(kept, data)
    return data


def unreachable(error: FetchError, what: str) -> WallError:
    """What did not come, and when the server may be asked again."""
    if error.status == _GONE:
        # Asked on all the same, if seldom: an office that repents must not send for a ladder.
        return WallError("gone", url=error.url, retry_after_s=_A_DAY_S)
    if error.status == _NOT_FOUND and error.url.endswith((_SIGNPOST, _FIRST_DOCUMENT)):
        return WallError("nothing-there", url=error.url)
    reason = f"{what}: {error.reason}".rstrip("?.!")
    return WallError("unreachable", reason=reason, retry_after_s=error.retry_after_s)


class _Adapter(FetcherInterface):
    """Fetches for the Updater by our own rules: time-outs, limits, redirects, user agent."""

    def __init__(self, fetcher: Fetcher, home: str) -> None:
        self._fetcher = fetcher
        self._home = fetcher.home(home)
        self.moved_to: str | None = None
        """Where the newest signpost was found to have moved for good, and all with it."""

    def _fetch(self, url: str) -> Iterator[bytes]:
        yield self.download_bytes(url, _DOCUMENT.size)

    def download_bytes(self, url: str, max_length: int) -> bytes:
        parts: list[bytes] = []
        limits = replace(_DOCUMENT, size=max_length)
        try:
            answer = self._fetcher.stream(url, parts.append, limits=limits, home=self._home)
        except FetchTooLarge as cause:
            raise exceptions.DownloadLengthMismatchError(str(cause)) from cause
        except FetchError as cause:
            if cause.status is not None:
                raise exceptions.DownloadHTTPError(str(cause), cause.status) from cause
            raise exceptions.DownloadError(str(cause)) from cause
        if url.endswith(_SIGNPOST):
            self.moved_to = _base_of(answer.moved_to)
        return b"".join(parts)


def _base_of(signpost: str | None) -> str | None:
    """What the address of the signpost says of all the others; None: nothing. A file that went
    somewhere by itself tells nothing of its neighbours."""
    if signpost is None or not signpost.endswith(_SIGNPOST):
        return None
    return signpost.removesuffix(_SIGNPOST)
