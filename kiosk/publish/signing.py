"""What walls trust is made, changed and signed, by as many people as must."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tuf.api.metadata import Metadata, Role, Root, Targets
from tuf.api.serialization import DeserializationError

from kiosk.errors import PublishError
from kiosk.publish.keyring import KINDS, ROLES, Keyring, Kind, Public
from kiosk.publish.trust import Trust, complete, read_trust, trust_of
from kiosk.store.aside import write_aside

VALID = timedelta(days=5 * 365)
"""How long walls trust the document; it is renewed whenever it changes."""
STAGED_ROOT = "next.root.json"
"""In the folder of the keys: the next version, as long as signatures are missing."""
STAGED_TARGETS = "next.targets.json"
"""In the folder of a publication: the next one, as long as signatures are missing."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that more people have to sign."""

    file: Path
    kind: Kind
    needs: int
    """How many more signatures."""


def refuse_second(keys: Keyring) -> None:
    """Nobody makes the keys of an office twice by mistake.

    Raises:
        PublishError: there are some already.
    """
    if read_trust(keys.folder) or (keys.folder / STAGED_ROOT).exists():
        raise PublishError(
            f"{keys.folder}: there are keys already, which walls trust. To replace one: kiosk keys"
            " rotate; to begin anew: --keys with another folder"
        )


def begin(
    keys: Keyring, publics: Sequence[Public], thresholds: Mapping[Kind, int], now: datetime
) -> Missing | None:
    """Writes the first version of the document.

    Returns:
        What is missing where more people have to sign it; None: it is ready.

    Raises:
        PublishError: there is one already, or a kind has fewer keys than must sign.
    """
    refuse_second(keys)
    roles = {
        role: Role([one.key.keyid for one in publics if one.kind == kind], thresholds[kind])
        for kind in KINDS
        for role in ROLES[kind]
    }
    _enough(roles)
    root = Root(
        version=1,
        expires=_until(now, VALID),
        keys={one.key.keyid: one.key for one in publics},
        roles=roles,
        consistent_snapshot=True,
    )
    return _stage(keys, Metadata(root), None)


def rotate(
    keys: Keyring,
    kind: Kind,
    now: datetime,
    *,
    add: Sequence[Public] = (),
    drop: Sequence[str] = (),
    threshold: int | None = None,
) -> Missing | None:
    """Writes the next version of the document, with other keys of that kind.

    Args:
        drop: how the ids of the keys begin that count no longer.

    Returns:
        What is missing where more people have to sign it; None: walls learn of it with the next
        publication.

    Raises:
        PublishError: no such key, too few would be left, or no master key is here to sign.
    """
    trust = trust_of(keys)
    if (keys.folder / STAGED_ROOT).exists():
        raise PublishError(
            f"{keys.folder / STAGED_ROOT}: a change waits for signatures. Finish it with `kiosk"
            " keys sign`, or remove the file to give it up"
        )
    root = Root.from_dict(trust.root.to_dict())
    gone = [_one(trust.keyids(kind), start) for start in drop]
    for role in ROLES[kind]:
        for public in add:
            root.add_key(public.key, role)
        if threshold is not None:
            root.roles[role].threshold = threshold
        for keyid in gone:
            root.revoke_key(keyid, role)
    _enough(root.roles)
    root.version += 1
    root.expires = _until(now, VALID)
    return _stage(keys, Metadata(root), trust.root)


def sign(keys: Keyring, file: Path) -> Missing | None:
    """Adds the signatures of this folder's keys to a document that waits for some.

    Returns:
        What is missing still; None: it is complete.

    Raises:
        PublishError: it is no such document, or no key here may sign it.
    """
    try:
        data = file.read_bytes()
        document: Metadata[Root] | Metadata[Targets] = Metadata.from_bytes(data)
    except OSError as cause:
        raise PublishError(f"{file}: it cannot be read ({cause.strerror})") from cause
    except DeserializationError as cause:
        raise PublishError(
            f"{file}: this is nothing that keys sign. Name {STAGED_TARGETS}, which kiosk publish"
            f" writes, or {STAGED_ROOT}, which kiosk keys rotate does"
        ) from cause
    trust = read_trust(keys.folder)
    if isinstance(document.signed, Root):
        previous = trust.root if trust else None
        if previous and document.signed.version != previous.version + 1:
            raise PublishError(f"{file}: it does not follow on version {previous.version}")
        return _sign_root(keys, document, previous, file)
    if isinstance(document.signed, Targets):
        if trust is None:
            trust = trust_of(keys)
        missing = sign_content(keys, document, trust, file)
        if missing is None:
            write_aside(file, document.to_bytes())
        return missing
    raise PublishError(f"{file}: this is signed by the renewal key, at `kiosk publish`")


def sign_content(
    keys: Keyring, document: Metadata[Targets], trust: Trust, file: Path
) -> Missing | None:
    """Signs what screens show, as far as the keys here go, and keeps it in that file when
    signatures are missing.

    Raises:
        PublishError: no content key that counts is here.
    """
    role = trust.root.roles["targets"]
    known = set(document.signatures)
    wanted = [keyid for keyid in role.keyids if keyid not in known]
    signers = keys.signers("content", wanted, most=max(role.threshold - len(known), 0))
    if not signers and len(known) < role.threshold:
        raise PublishError(_no_key(keys, "content", role.keyids, signed=bool(known)))
    for signer in signers:
        document.sign(signer, append=True)
    result = trust.root.get_verification_result(
        "targets", document.signed_bytes, document.signatures
    )
    if result.verified:
        return None
    write_aside(file, document.to_bytes())
    return Missing(file, "content", result.missing)


def _stage(keys: Keyring, document: Metadata[Root], previous: Root | None) -> Missing | None:
    return _sign_root(keys, document, previous, keys.folder / STAGED_ROOT)


def _sign_root(
    keys: Keyring, document: Metadata[Root], previous: Root | None, file: Path
) -> Missing | None:
    """Signs for the keys before and for the keys after, and puts the complete document in place."""
    root = document.signed
    counted = dict.fromkeys([*(previous.roles["root"].keyids if previous else ()),
                             *root.roles["root"].keyids])  # fmt: skip
    wanted = [keyid for keyid in counted if keyid not in document.signatures]
    for keyid in wanted:  # one by one: each asks for its password
        if complete(document, previous):
            break
        for signer in keys.signers("master", [keyid]):
            document.sign(signer, append=True)
    if not document.signatures:
        raise PublishError(_no_key(keys, "master", list(counted), signed=False))
    if complete(document, previous):
        write_aside(keys.folder / f"{root.version}.root.json", document.to_bytes())
        (keys.folder / STAGED_ROOT).unlink(missing_ok=True)
        if file.parent != keys.folder:
            write_aside(file, document.to_bytes())
        return None
    write_aside(file, document.to_bytes())
    first = root.get_root_verification_result(previous, document.signed_bytes, document.signatures)
    return Missing(file, "master", max(first.first.missing, first.second.missing))


def _one(keyids: Sequence[str], start: str) -> str:
    found = [keyid for keyid in keyids if keyid.startswith(start.rpartition("-")[2].lower())]
    if len(found) != 1 or not re.fullmatch("[0-9a-f]{4,64}", start.rpartition("-")[2].lower()):
        told = ", ".join(keyid[:8] for keyid in keyids)
        raise PublishError(f"No key of this kind is called {start!r}. There are: {told}")
    return found[0]


def _enough(roles: Mapping[str, Role]) -> None:
    for kind in KINDS:
        role = roles[ROLES[kind][0]]
        if not 1 <= role.threshold <= len(role.keyids):
            raise PublishError(
                f"{role.threshold} {kind} keys are to sign, and only {len(role.keyids)} would"
                " count. Add keys, or lower the number"
            )


def _no_key(keys: Keyring, kind: Kind, keyids: Sequence[str], *, signed: bool) -> str:
    told = ", ".join(f"{kind}-{keyid[:8]}" for keyid in keyids)
    what = "further " if signed else ""
    return (
        f"{keys.folder}: no {what}{kind} key that counts lies here. Name the folder of one with"
        f" --{'stick' if kind == 'master' else 'keys'}; these count: {told}"
    )


def _until(now: datetime, valid: timedelta) -> datetime:
    return (now + valid).replace(microsecond=0)
