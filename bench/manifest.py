"""The simplest thing that could replace The Update Framework: one signed list a screen.

Only the benchmark uses it, to weigh one against the other with figures; see
docs/publish-tuf-or-manifest.md. A list says its serial number, until when it is valid, and every
file by SHA-256; `SCREEN.sig` is its Ed25519 signature. There is one key for ever.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

VALID = timedelta(days=30)


def publish(
    target: Path, screen: str, files: dict[str, bytes], key: Ed25519PrivateKey, now: datetime
) -> None:
    """Writes the files by content, the list, and its signature last."""
    (target / "files").mkdir(parents=True, exist_ok=True)
    listed = {}
    for path, data in files.items():
        sha256 = hashlib.sha256(data).hexdigest()
        listed[path] = {"sha256": sha256, "size": len(data)}
        if not (target / "files" / sha256).exists():
            (target / "files" / sha256).write_bytes(data)
    file = target / f"{screen}.json"
    before = json.loads(file.read_bytes()) if file.exists() else {"serial": 0, "files": {}}
    expires = datetime.fromisoformat(before["expires"]) if before["serial"] else now
    if before["files"] == listed and expires - now > VALID / 2:
        return
    plain = {"serial": before["serial"] + 1, "expires": (now + VALID).isoformat(), "files": listed}
    data = json.dumps(plain, indent=0, sort_keys=True).encode()
    file.write_bytes(data)
    (target / f"{screen}.sig").write_bytes(key.sign(data))


@dataclass
class Known:
    """What a wall remembers."""

    serial: int = 0
    etag: str = ""
    files: dict[str, dict[str, object]] | None = None


def fetch(
    get: Callable[[str, str], tuple[int, str, bytes]],
    screen: str,
    key: Ed25519PublicKey,
    known: Known,
    target: Path,
    now: datetime,
) -> bool:
    """One round of a wall; returns whether anything was new.

    Args:
        get: path and ETag → status, ETag and bytes.

    Raises:
        ValueError: what came is not to be trusted.
    """
    status, etag, data = get(f"{screen}.json", known.etag)
    if status == 304:
        return False
    _, _, signature = get(f"{screen}.sig", "")
    try:
        key.verify(signature, data)
    except InvalidSignature as cause:
        raise ValueError("not signed by the office") from cause
    plain = json.loads(data)
    if plain["serial"] < known.serial:
        raise ValueError("older than before")
    if datetime.fromisoformat(plain["expires"]) <= now:
        raise ValueError("nobody renewed it")
    for path, file in plain["files"].items():
        blob = target / file["sha256"]
        if blob.exists():
            continue
        _, _, content = get(f"files/{file['sha256']}", "")
        if len(content) != file["size"] or hashlib.sha256(content).hexdigest() != file["sha256"]:
            raise ValueError(f"{path} is not what was signed")
        blob.write_bytes(content)
    known.serial, known.etag, known.files = plain["serial"], etag, plain["files"]
    return True
