"""The keys of an office: files in a folder, and the signed document that says whom walls trust.

Three kinds of key, named for what they do (in brackets: what The Update Framework calls them):

- `master` (root) says which keys count. Used when a key is made, lost or stolen.
- `content` (targets) signs what screens show. Used at every publication.
- `renewal` (snapshot and timestamp) says every few days that the publication is still the
  newest. Without a password, for a machine uses it at night; with it alone nobody can put
  anything on a screen.

A folder has `N.root.json`, the numbered versions of that document, and the secret keys that
this machine or this memory stick holds: `content-3fa9c1d2.pem`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner, Key, SSlibKey

from kiosk.errors import PublishError
from kiosk.store.aside import write_aside

Kind = Literal["master", "content", "renewal"]
KINDS: tuple[Kind, ...] = ("master", "content", "renewal")
ROLES: Mapping[Kind, tuple[str, ...]] = {
    "master": ("root",),
    "content": ("targets",),
    "renewal": ("snapshot", "timestamp"),
}
SHORTEST_PASSWORD = 12

Secret = Callable[[Path], str]
"""Asks for the password of that file."""


@dataclass(frozen=True, slots=True)
class Public:
    """The half of a key that everybody may see."""

    kind: Kind
    key: Key

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.key.keyid[:8]}"

    def to_bytes(self) -> bytes:
        plain = {"kind": self.kind, "keyid": self.key.keyid, "key": self.key.to_dict()}
        return (json.dumps(plain, indent=1, sort_keys=True) + "\n").encode()

    @classmethod
    def from_file(cls, file: Path) -> Public:
        """A colleague's public key.

        Raises:
            PublishError: the file is none.
        """
        try:
            plain = json.loads(file.read_bytes())
            kind: Kind = next(kind for kind in KINDS if kind == plain["kind"])
            return cls(kind, SSlibKey.from_dict(plain["keyid"], plain["key"]))
        except OSError as cause:
            raise PublishError(f"{file}: it cannot be read ({cause.strerror})") from cause
        except (ValueError, KeyError, TypeError, StopIteration) as cause:
            raise PublishError(
                f"{file}: this is no public key. Ask for the .pub file that `kiosk keys new` made"
            ) from cause


class Keyring:
    """The folder with the keys. Reading it makes nothing."""

    def __init__(self, folder: Path, secret: Secret, sticks: Sequence[Path] = ()) -> None:
        """
        Args:
            secret: asked for the password of a key, only when that key is needed.
            sticks: folders with further secret keys, such as a memory stick from a safe; only
                read.
        """
        self.folder = folder
        self._folders = (folder, *sticks)
        self._secret = secret
        self._opened: dict[Path, CryptoSigner] = {}

    def new(self, kind: Kind, password: str | None) -> Public:
        """Makes a key; the secret half stays here, readable by its owner alone.

        Args:
            password: None only for the renewal key.

        Raises:
            PublishError: the password is too short, or the folder cannot be written.
        """
        if kind != "renewal" and len(password or "") < SHORTEST_PASSWORD:
            raise PublishError(
                f"The password is too short. Take {SHORTEST_PASSWORD} characters or more, such as"
                " four words that do not belong together"
            )
        signer = CryptoSigner.generate_ed25519()
        public = Public(kind, signer.public_key)
        locked: KeySerializationEncryption = (
            BestAvailableEncryption(password.encode()) if password else NoEncryption()
        )
        secret = load_pem_private_key(signer.private_bytes, None)
        data = secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)
        file = self.folder / f"{public.name}.pem"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_aside(file, data, mode=0o600)
            write_aside(file.with_suffix(".pub"), public.to_bytes())
        except OSError as cause:
            raise PublishError(
                f"{self.folder}: keys cannot be written there ({cause.strerror}). Name another"
                " folder with --keys"
            ) from cause
        self._opened[file] = signer
        return public

    def discard(self, public: Public) -> None:
        """Removes a key that was just made here, for nothing came of it."""
        file = self.folder / f"{public.name}.pem"
        for path in (file, file.with_suffix(".pub")):
            path.unlink(missing_ok=True)
        self._opened.pop(file, None)

    def holds(self, kind: Kind) -> list[str]:
        """How the ids of the keys of that kind begin whose secret half lies here."""
        found = (file for one in self._folders for file in one.glob(f"{kind}-????????.pem"))
        return sorted({file.stem.rpartition("-")[2] for file in found})

    def signers(self, kind: Kind, keyids: Iterable[str], *, most: int = 100) -> list[CryptoSigner]:
        """What signs with at most so many of these keys, as far as they are here.

        Raises:
            PublishError: a password is wrong, or a file is no key.
        """
        names = [f"{kind}-{keyid[:8]}.pem" for keyid in keyids]
        found = [
            next((one / name for one in self._folders if (one / name).is_file()), None)
            for name in names
        ]
        return [self._open(file) for file in [one for one in found if one][:most]]

    def _open(self, file: Path) -> CryptoSigner:
        if file in self._opened:
            return self._opened[file]
        try:
            data = file.read_bytes()
            _only_ours(file)
            password = self._secret(file).encode() if b"ENCRYPTED" in data[:80] else None
            secret = load_pem_private_key(data, password)
        except (ValueError, TypeError) as cause:
            kind = file.name.partition("-")[0]
            raise PublishError(
                f"{file}: the password is wrong, or the file is damaged. Try again; if the password"
                f" is lost: kiosk keys rotate {kind}; if the file is: take it from a backup"
            ) from cause
        except OSError as cause:
            raise PublishError(f"{file}: it cannot be read ({cause.strerror})") from cause
        if not isinstance(secret, Ed25519PrivateKey):
            raise PublishError(f"{file}: this is no key that kiosk made")
        signer = CryptoSigner(secret)
        if not file.stem.endswith(signer.public_key.keyid[:8]):
            raise PublishError(f"{file}: this is another key than its name says")
        self._opened[file] = signer
        return signer


def _only_ours(file: Path) -> None:
    """Refuses a secret key that others can read: it may have been copied already."""
    mode = file.stat().st_mode
    if mode & 0o077 and os.name == "posix":
        raise PublishError(
            f"{file}: others on this machine can read this secret key. Put it right with"
            f" `chmod 600 {file}`; if you do not trust them all, replace the key:"
            f" kiosk keys rotate {file.name.partition('-')[0]}"
        )


def fingerprint(root: bytes) -> str:
    """What a wall is given to know its office by: the SHA-256 of the first trust document."""
    return hashlib.sha256(root).hexdigest()
