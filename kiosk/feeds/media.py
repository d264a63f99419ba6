"""The pictures and videos of an entry: which they are, what for, and which rendition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from kiosk.feeds.clean import clean_title
from kiosk.feeds.entry import Entry, RawMedia
from kiosk.feeds.script import stated_language
from kiosk.model.notice import Captions, Kind, Media, Role
from kiosk.model.text import UNDETERMINED

_LIMIT = 12
_TALLEST = 1080
"""Lines of a rendition; more is decoded for nothing on a 1080p wall."""
_SUFFIXES: Mapping[str, str] = {
    "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "webm": "video/webm",
    "mkv": "video/x-matroska", "ogv": "video/ogg", "ts": "video/mp2t", "mpg": "video/mpeg",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp",
    "gif": "image/gif", "svg": "image/svg+xml", "avif": "image/avif",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "wav": "audio/wav",
    "pdf": "application/pdf",
}  # fmt: skip
_CHECKSUM = re.compile(r"md5:[0-9a-f]{32}|sha-1:[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def read_media(
    entry: Entry, said: Mapping[str, Any], kind: Kind, warnings: list[str]
) -> tuple[Media, ...]:
    """What of an entry's media can be shown, one rendition of each, each address once."""
    found: dict[str, Media] = {}
    sign_video = said.get("sign_video")
    if sign_video is not None:
        _add(found, _sign_video(sign_video), entry, Role.SIGN_VIDEO, warnings)
    pictures = [raw for raw in entry.media if raw.role != "thumbnail"]
    for raw in _one_rendition(pictures):
        role = _role(raw, kind, warnings)
        if role is not None:
            _add(found, raw, entry, role, warnings)
    if len(found) > _LIMIT:
        warnings.append(f"it has {len(found)} media; {_LIMIT} were taken")
    return tuple(found.values())[:_LIMIT]


def _sign_video(value: Any) -> RawMedia:
    if isinstance(value, str):
        value = {"url": value}
    if not isinstance(value, Mapping):
        value = {}
    return RawMedia(
        url=value["url"] if isinstance(value.get("url"), str) else "",
        type=value["type"] if isinstance(value.get("type"), str) else "",
        length=value.get("length"),
        sha256=value.get("sha256"),
        duration=value.get("duration"),
        language=value.get("language"),
        captions=value.get("captions"),
    )


def _one_rendition(media: list[RawMedia]) -> list[RawMedia]:
    """Of the renditions of one object, the one that suits a 1080p wall best."""
    groups: dict[object, list[RawMedia]] = {}
    for number, raw in enumerate(media):
        groups.setdefault(raw.group or number, []).append(raw)
    return [max(group, key=_suits) for group in groups.values()]


def _suits(raw: RawMedia) -> tuple[bool, bool, bool, int]:
    """Sorts renditions: shown at all, not too tall, MP4, preferred by its source or taller."""
    kind = media_type(raw)
    return (
        kind.startswith(("video/", "image/")),
        raw.height <= _TALLEST,
        kind == "video/mp4" or kind.startswith("image/"),
        raw.height + (10_000 if raw.preferred else 0),
    )


def media_type(raw: RawMedia) -> str:
    """The MIME type, as stated, else by the address."""
    stated = raw.type.partition(";")[0].strip().lower()
    try:
        path = urlsplit(raw.url).path
    except ValueError:
        return ""
    by_name = _SUFFIXES.get(path.rpartition(".")[2].lower(), "")
    if "/" not in stated or stated == "application/octet-stream":
        return by_name
    if stated.endswith("/*"):
        return by_name if by_name.startswith(stated[:-1]) else stated
    return stated


def _role(raw: RawMedia, kind: Kind, warnings: list[str]) -> Role | None:
    if raw.role == "image":
        return Role.IMAGE
    found = media_type(raw)
    if raw.role == Role.SIGN_VIDEO.value:
        return Role.SIGN_VIDEO
    if found.startswith("video/"):
        return Role.SIGN_VIDEO if kind is Kind.CAPSULE else Role.VIDEO
    if found.startswith("image/"):
        return Role.IMAGE
    warnings.append(f"{raw.url[:80]!r} is neither picture nor video and was left out")
    return None


def _add(
    found: dict[str, Media], raw: RawMedia, entry: Entry, role: Role, warnings: list[str]
) -> None:
    url = absolute(raw.url, entry.base)
    if url is None:
        warnings.append(f"the address {raw.url[:60]!r} ({role.value}) cannot be fetched")
        return
    if url in found:
        # Told twice: as an enclosure, and by Media RSS, which says more.
        found[url] = _completed(found[url], raw, warnings)
        return
    sha256 = raw.sha256 if isinstance(raw.sha256, str) and _SHA256.fullmatch(raw.sha256) else None
    if raw.sha256 is not None and sha256 is None:
        warnings.append("a sha256 is not 64 hexadecimal digits and was left out")
    found[url] = Media(
        url=url,
        role=role,
        type=media_type(raw),
        title=clean_title(raw.title),
        language=stated_language(raw.language) or UNDETERMINED,
        length_bytes=_length(raw.length),
        sha256=sha256.lower() if sha256 else None,
        checksum=_checksum(raw.checksum, warnings),
        duration_s=_duration(raw.duration),
        captions=_captions(raw.captions, entry, warnings),
    )


def _completed(media: Media, raw: RawMedia, warnings: list[str]) -> Media:
    told = {
        "title": clean_title(raw.title),
        "length_bytes": _length(raw.length),
        "duration_s": _duration(raw.duration),
        "checksum": _checksum(raw.checksum, warnings),
    }
    return media.model_copy(
        update={name: value for name, value in told.items() if value and not getattr(media, name)}
    )


def _checksum(text: str, warnings: list[str]) -> str | None:
    if not text:
        return None
    plain = text.lower().replace("sha1:", "sha-1:")
    if _CHECKSUM.fullmatch(plain):
        return plain
    warnings.append(f"the hash {text[:60]!r} is neither MD5 nor SHA-1 and was left out")
    return None


def _captions(value: object, entry: Entry, warnings: list[str]) -> tuple[Captions, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        value = {"": value}
    captions = []
    for tag, address in value.items() if isinstance(value, Mapping) else ():
        url = absolute(address, entry.base) if isinstance(address, str) else None
        if url is None:
            warnings.append("captions have no address that can be fetched and were left out")
            continue
        captions.append(Captions(language=stated_language(tag) or UNDETERMINED, url=url))
    return tuple(captions[:_LIMIT])


def _length(value: object) -> int | None:
    """Bytes; what is not a plain positive number is no hint worth having."""
    if isinstance(value, str):
        value = int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 < value < 1 << 50 else None


def _duration(value: object) -> float | None:
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if 0 < value < 86400 else None


def absolute(address: str, base: str) -> str | None:
    """`address` as seen from `base`; None when it is neither http(s) nor a path in the site."""
    if not address.strip():
        return None
    try:
        found = address if address.isprintable() else "".join(filter(str.isprintable, address))
        found = found.strip()
        if not found.startswith(("https://", "http://")):
            found = urljoin(base, found)
        parts = urlsplit(found)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme in ("http", "https"):
        return found if parts.hostname else None
    local = not parts.scheme and not parts.netloc and not urlsplit(base).scheme
    return found if local and found else None
